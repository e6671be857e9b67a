"""Rows as people: their values, where each of them went, whom a row is about."""
