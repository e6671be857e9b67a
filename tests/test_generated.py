"""What the repository keeps of generated files is what the code makes today."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from make_architecture import PICTURE, picture
from make_workbooks import FOLDER, workbooks

PYTHON = "PYTHONPATH=macros .venv/bin/python"


@pytest.mark.parametrize(("name", "content"), list(workbooks()), ids=lambda value: str(value)[:40])
def test_a_workbook_of_the_repository_is_as_the_builder_makes_it(name: str, content: bytes) -> None:
    kept, made = (zipfile.ZipFile(each) for each in (FOLDER / name, BytesIO(content)))
    assert kept.namelist() == made.namelist()
    changed = [part for part in made.namelist() if kept.read(part) != made.read(part)]
    assert changed == [], (
        "out of date, run: PYTHONPATH=macros .venv/bin/python tools/make_workbooks.py"
    )


def test_the_picture_of_the_architecture_is_that_of_the_imports() -> None:
    assert PICTURE.read_text(encoding="utf-8") == picture(), (
        f"out of date, run: {PYTHON} tools/make_architecture.py"
    )
