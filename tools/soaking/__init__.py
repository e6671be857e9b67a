"""Long walks over a school's year, with a checker that trusts nothing of the program."""
