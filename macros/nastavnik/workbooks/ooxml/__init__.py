"""The parts of a workbook file: found, patched cell by cell, and packed again."""
