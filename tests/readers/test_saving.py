"""Documents made from nothing: the same document is the same file whenever it is made."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import docx

import nastavnik
from nastavnik.documents.site.blank import blank_form
from nastavnik.readers.package.saving import NO_TIME, saved

PACKAGE = Path(nastavnik.__file__).parent


def test_no_part_says_when_it_was_made() -> None:
    for content in (saved(docx.Document()), blank_form("Школа")):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            assert {entry.date_time for entry in package.infolist()} == {NO_TIME}


def test_no_document_is_saved_another_way() -> None:
    sources = {path.relative_to(PACKAGE).as_posix(): path for path in PACKAGE.rglob("*.py")}
    saving = {
        name
        for name, path in sources.items()
        if re.search(r"\w\.save\(\w", path.read_text(encoding="utf-8"))
    }
    assert saving == {"readers/package/saving.py"}
