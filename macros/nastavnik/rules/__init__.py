"""What is checked between rows and sheets: one rule is one function, a file per subject."""
