"""The shapes in which a roadmap is written: tables, lists, flat and stacked text."""
