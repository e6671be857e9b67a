"""What a template may name: every root of a tag, and what makes it for one document."""
