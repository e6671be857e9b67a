"""Which column is which field: by its titles, by what its cells look like."""
