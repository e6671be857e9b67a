"""Zip packages of Office: their entries, and what their parts say about each other."""
