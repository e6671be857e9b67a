"""The texts of the shipped templates, and the little language they are written in."""
