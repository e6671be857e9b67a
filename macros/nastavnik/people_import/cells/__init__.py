"""The cells of lists: what people type, made what a column wants."""
