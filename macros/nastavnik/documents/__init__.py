"""What papers a mentoring year needs, who owes which, and how each is made."""
