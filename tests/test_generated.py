"""What the repository keeps of generated files is what the code makes today."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

from generate import STEPS
from make_architecture import PICTURE, picture
from make_workbooks import FOLDER, fresh_holdings, workbooks
from nastavnik.workbooks.restore.ready_made import known, spelt, worked_out
from nastavnik.workbooks.shipped import BOOK_NAME, FRESH_HOLDINGS


def test_the_workbooks_of_the_repository_are_as_the_builder_makes_them() -> None:
    for name, content in workbooks():
        kept, made = (zipfile.ZipFile(each) for each in (FOLDER / name, BytesIO(content)))
        assert kept.namelist() == made.namelist(), name
        changed = [part for part in made.namelist() if kept.read(part) != made.read(part)]
        assert changed == [], f"{name} is out of date, run: python3 run.py generate workbooks"


def test_what_the_new_workbook_has_is_kept_as_a_look_at_it_tells() -> None:
    kept = (FOLDER / FRESH_HOLDINGS).read_text(encoding="utf-8")
    assert kept == fresh_holdings(FOLDER), "out of date, run: python3 run.py generate workbooks"
    book = (FOLDER / BOOK_NAME).read_bytes()
    found, seen = known(kept, book), worked_out(book)
    assert found is not None
    assert spelt(found, book) == kept
    assert (found.titles, found.names, found.showing) == (seen.titles, seen.names, seen.showing)
    for title, sheet in seen.sheets.items():
        assert found.sheets[title].table.record is sheet.table.record
        assert found.sheets[title][1:] == sheet[1:]
    assert found.sheets.keys() == seen.sheets.keys()


def test_what_the_new_workbook_has_is_told_of_no_other() -> None:
    kept = (FOLDER / FRESH_HOLDINGS).read_text(encoding="utf-8")
    assert known(kept, (FOLDER / BOOK_NAME).read_bytes() + b"\0") is None


def test_the_picture_of_the_architecture_is_that_of_the_imports() -> None:
    assert PICTURE.read_text(encoding="utf-8") == picture(), (
        "out of date, run: python3 run.py generate architecture"
    )


def test_the_guide_lists_every_step_that_makes_files() -> None:
    guide = (Path(__file__).parents[1] / "CONTRIBUTING.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `([\w-]+)` \| (`.+?`) \|", guide, flags=re.M)
    assert listed == [
        (name, ", ".join(f"`{files}`" for files in step.files.split(", ")))
        for name, step in STEPS.items()
    ]
