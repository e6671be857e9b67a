"""The book with buttons: the ordinary one with a ribbon, macros and their settings added."""

from __future__ import annotations

from nastavnik.workbooks.macro_book.ribbon import with_pages
from nastavnik.workbooks.macro_book.workbook import MacroKit, with_macros

__all__ = ["MacroKit", "with_macros", "with_pages"]
