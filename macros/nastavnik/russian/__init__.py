"""Russian: cases of names and posts, dates, numbers, typography."""
