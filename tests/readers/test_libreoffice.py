"""LibreOffice is found wherever a system installs it, and no other office is taken for it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from nastavnik.readers import libreoffice as finder
from nastavnik.readers.libreoffice import LONGEST_COMMAND, MOST_NAMES, batches, libreoffice

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="folders of Linux")


@pytest.fixture(autouse=True)
def bare_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system where nothing is on PATH and the usual folders lie below the test's own."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    moved = tuple(f"{tmp_path}{place}" for place in finder.PLACES["linux"])
    monkeypatch.setitem(finder.PLACES, "linux", moved)


def installed(folder: Path, name: str = "soffice", product: str = "LibreOffice 24.8") -> Path:
    """A program, and beside it what says whose it is."""
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / name
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    (folder / "bootstraprc").write_text(f"[Bootstrap]\nProductKey={product}\n", encoding="utf-8")
    return program


@pytest.mark.parametrize(
    "folder",
    ["usr/lib/libreoffice/program", "usr/lib64/LibreOffice/program", "opt/libreoffice24.8/program"],
)
def test_it_is_found_where_it_is_not_on_path(tmp_path: Path, folder: str) -> None:
    assert libreoffice() is None
    program = installed(tmp_path / folder)
    assert libreoffice() == str(program)


def test_of_two_the_newer_is_taken(tmp_path: Path) -> None:
    installed(tmp_path / "opt/libreoffice7.6/program")
    newer = installed(tmp_path / "opt/libreoffice24.8/program")
    assert libreoffice() == str(newer)


def test_another_office_of_the_same_name_is_passed_over(tmp_path: Path) -> None:
    installed(tmp_path / "bin", product="OpenOffice 4.1.15")
    assert libreoffice() is None
    (tmp_path / "bin/bootstraprc").unlink()
    wrapper = tmp_path / "bin/soffice"
    wrapper.write_text("#!/bin/sh\nexec /opt/r7-office/desktopeditors/DesktopEditors\n", "utf-8")
    assert libreoffice() is None


def test_more_documents_than_a_command_line_takes_are_told_in_parts() -> None:
    folder = r"C:\Users\Секретарь" + r"\Очень длинное имя папки" * 6
    names = [rf"{folder}\tmp12345678\{n}.docx" for n in range(1000)]
    parts = list(batches(names, besides=200))
    assert [name for part in parts for name in part] == names
    assert len(parts) == 7
    assert all(200 + sum(len(f'"{name}" ') for name in part) <= LONGEST_COMMAND for part in parts)


def test_no_part_has_more_names_than_the_starter_of_libreoffice_passes_on() -> None:
    parts = list(batches([f"{n}.docx" for n in range(2 * MOST_NAMES + 1)]))
    assert list(map(len, parts)) == [MOST_NAMES, MOST_NAMES, 1]


def test_a_name_longer_than_a_command_line_is_a_part_of_its_own() -> None:
    assert list(batches(["a" * LONGEST_COMMAND, "b"])) == [["a" * LONGEST_COMMAND], ["b"]]
    assert list(batches([])) == []
