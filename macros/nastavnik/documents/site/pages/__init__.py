"""The pages of the section: each module writes some of them as blocks."""
