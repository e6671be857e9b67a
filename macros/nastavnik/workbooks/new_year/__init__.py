"""A school year closed and the next one opened: what goes on, what ends, what a person is asked."""
