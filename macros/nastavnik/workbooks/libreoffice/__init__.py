"""A workbook that LibreOffice has open, and the extension that gives it our buttons."""
