"""Registries that a school has already: read from its files, compared with the book, given out."""
