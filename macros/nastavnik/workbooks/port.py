"""What every host of a workbook offers, and the errors a person sees."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, Protocol, runtime_checkable

from nastavnik.model.changes import NewFile, Patch
from nastavnik.model.errors import BookError
from nastavnik.model.grid import Cells

__all__ = ["BookError", "BookStep", "OpenBook", "Record", "WholeBook"]


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


Record = Callable[[str, str], tuple[Path, bytes] | None]
"""Given the digests of a book's file before and after a step: our own file that remembers it."""


def _unrecorded(before: str, after: str) -> None:
    return None


class BookStep(NamedTuple):
    """All that one step does to a closed book and beside it.

    `whole` is the new content of the file in place of patches. `gone` are files beside it that go,
    and what had to give them its name has it again; `away` are files kept elsewhere by now, which
    go while they have these digests; `folder` is one that goes with all that is in it.
    """

    patches: Sequence[Patch] = ()
    files: Sequence[NewFile] = ()
    whole: bytes | None = None
    gone: Sequence[Path] = ()
    away: Mapping[Path, str] = MappingProxyType({})
    folder: Path | None = None
    record: Record = _unrecorded


@runtime_checkable
class WholeBook(OpenBook, Protocol):
    """A workbook in a file that nobody has open."""

    def do(self, step: BookStep) -> None:
        """Do all of a step, or nothing, whatever happens to the process.

        Raises:
            BookError: as `apply`.
        """
