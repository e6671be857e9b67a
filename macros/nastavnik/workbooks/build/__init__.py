"""Building a workbook from the declaration; `book` puts the sheets together."""
