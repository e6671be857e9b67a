"""The verbs: a school and what a person asked in, what came of it out."""
