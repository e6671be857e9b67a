"""A school's own Word file made a template: its fields and values become our tags."""
