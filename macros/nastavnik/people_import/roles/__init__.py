"""Whose list it is, and who is who in it."""
