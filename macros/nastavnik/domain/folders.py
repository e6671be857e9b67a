"""The folders beside a book."""

DOCUMENTS_FOLDER = "Документы"
ARCHIVE_FOLDER = "Архив"
"""Where copies of the book and the years that are over lie."""
