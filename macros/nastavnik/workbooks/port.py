"""What every host of a workbook offers, and the errors a person sees."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from nastavnik.model.changes import NewFile, Patch
from nastavnik.model.errors import BookError
from nastavnik.model.grid import Cells

__all__ = ["BookError", "OpenBook", "WholeBook"]


class OpenBook(Protocol):
    """A workbook somewhere: a closed file, open in Excel, open in LibreOffice."""

    def read(self) -> Cells:
        """The values of every sheet, in one go; a closed file unpacks a sheet when it is asked for.

        Raises:
            BookError: the book, or at that time the sheet, cannot be read.
        """

    def apply(self, patches: Sequence[Patch], files: Sequence[NewFile] = ()) -> None:
        """Write all of it, or nothing.

        Raises:
            BookError: the book is open elsewhere, was changed since `read`, cannot be written.
        """


@runtime_checkable
class WholeBook(OpenBook, Protocol):
    """A workbook whose whole file can be replaced by an earlier one."""

    def put_back(self, content: bytes) -> None:
        """Replace the whole file.

        Raises:
            BookError: as `apply`.
        """
