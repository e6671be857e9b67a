"""A new book in a folder: whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from nastavnik.model.errors import JobError
from nastavnik.storage import write_new


def test_files_that_cannot_all_be_written_leave_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "занято").write_text("файл вместо папки", encoding="utf-8")
    wanted = {
        tmp_path / "новая" / "книга.xlsx": b"book",
        tmp_path / "занято" / "шаблон.docx": b"template",
    }
    with pytest.raises(JobError):
        write_new(wanted)
    assert [path.name for path in tmp_path.iterdir()] == ["занято"]


def test_files_that_are_there_stay_as_they_are(tmp_path: Path) -> None:
    own = tmp_path / "шаблон.docx"
    own.write_bytes(b"own")
    write_new({own: b"shipped", tmp_path / "книга.xlsx": b"book"})
    assert own.read_bytes() == b"own"
    assert (tmp_path / "книга.xlsx").read_bytes() == b"book"
