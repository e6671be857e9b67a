"""What the repository keeps of generated files is what the code makes today."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

from generate import STEPS
from make_architecture import PICTURE, picture
from make_workbooks import FOLDER, workbooks


def test_the_workbooks_of_the_repository_are_as_the_builder_makes_them() -> None:
    for name, content in workbooks():
        kept, made = (zipfile.ZipFile(each) for each in (FOLDER / name, BytesIO(content)))
        assert kept.namelist() == made.namelist(), name
        changed = [part for part in made.namelist() if kept.read(part) != made.read(part)]
        assert changed == [], f"{name} is out of date, run: python3 run.py generate workbooks"


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
