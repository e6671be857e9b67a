"""Where a run finds and leaves its files."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from nastavnik.domain.folders import ARCHIVE_FOLDER
from nastavnik.region.register import SubmissionEvent


class Places(NamedTuple):
    """Where everything is: the workbook and beside it what belongs to it, and what one run needs.

    `scratch` is a folder on this machine that goes with the run.
    """

    book: Path
    scratch: Path

    @property
    def received(self) -> Path:
        """The folder of every copy that came."""
        return self.book.with_name(f"{self.book.stem} — полученное")

    @property
    def letters(self) -> Path:
        """The folder of letters on returned books."""
        return self.book.with_name(f"{self.book.stem} — письма")

    @property
    def done(self) -> Path:
        """What is checked already; may be deleted."""
        return self.received / ".проверено.jsonl"

    @property
    def secret(self) -> Path:
        """The secret by which people of two schools are compared."""
        return self.received / ".сличение.ключ"

    @property
    def note(self) -> Path:
        """The analytical note."""
        return self.book.with_name(f"{self.book.stem} — справка.docx")

    @property
    def note_mark(self) -> Path:
        """The digest of the note that was written last: a person may have changed it since."""
        return self.received / ".справка.отпечаток"

    @property
    def page(self) -> Path:
        """The page."""
        return self.book.with_name(f"{self.book.stem}.html")

    def kept(self, event: SubmissionEvent) -> Path:
        """Where the copy of an event is kept."""
        return self.book.parent / event.file

    @property
    def store(self) -> Path:
        """What a run knows of schools and of what came."""
        return self.scratch / "store.sqlite"

    @property
    def district(self) -> Path:
        """The workbook as it was found."""
        return self.scratch / "district.pickle"

    def draft(self, target: Path) -> Path:
        """Where a file is made before it is put in its place."""
        return self.scratch / target.name

    def beside(self, path: Path) -> str:
        """A path as it is told in the workbook."""
        return path.relative_to(self.book.parent).as_posix()

    @property
    def own(self) -> tuple[Path, ...]:
        """What is not to be taken for something that a school sent."""
        archive = self.book.parent / ARCHIVE_FOLDER
        return self.book, self.received, self.letters, self.note, self.page, archive


def file_name(text: str) -> str:
    """A text as the name of a file or folder on any system."""
    return re.sub(r'[<>:"/\\|?*\x00-\x1f«»]+', "", text).strip(" .")[:80] or "школа"
