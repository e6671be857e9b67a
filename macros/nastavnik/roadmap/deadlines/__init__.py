"""Deadlines as people write them, as spans of days."""
