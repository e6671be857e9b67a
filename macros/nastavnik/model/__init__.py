"""What a school is: sheets declared, cells read into records, changes and findings as data."""
