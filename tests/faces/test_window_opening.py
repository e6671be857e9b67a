"""Files opened in whatever the computer has for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from nastavnik.faces.window import opening
from nastavnik.readers import libreoffice


@pytest.fixture
def bare_desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of programs, the only ones that there are."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("shutil.which", lambda name: _path_of(folder, name))
    monkeypatch.setattr(libreoffice, "libreoffice", lambda: _path_of(folder, "soffice"))
    return folder


def _path_of(folder: Path, name: str) -> str | None:
    return str(folder / name) if (folder / name).exists() else None


def put(folder: Path, name: str, does: str) -> None:
    """A program of that name that does something with $1."""
    (folder / name).write_text(f"#!/bin/sh\n{does}\n")
    (folder / name).chmod(0o755)


def order(folder: Path) -> Path:
    path = folder / "Приказ.docx"
    path.touch()
    return path


def test_the_desktop_opens_it(bare_desktop: Path, tmp_path: Path) -> None:
    put(bare_desktop, "xdg-open", f'echo "$1" >"{tmp_path}/opened"')
    path = order(tmp_path)
    assert opening.open_file(path) == "Открываю «Приказ.docx»…"
    assert (tmp_path / "opened").read_text().strip() == str(path)


def test_where_the_desktop_knows_no_program_libreoffice_opens_it(
    bare_desktop: Path, tmp_path: Path
) -> None:
    put(bare_desktop, "xdg-open", "exit 3")
    put(bare_desktop, "soffice", f'touch "{tmp_path}/opened"; sleep 2')
    assert opening.open_file(order(tmp_path)) == "Открываю «Приказ.docx»…"
    assert (tmp_path / "opened").exists()


def test_where_nothing_opens_it_its_place_is_told(bare_desktop: Path, tmp_path: Path) -> None:
    put(bare_desktop, "xdg-open", "exit 3")
    path = order(tmp_path)
    assert opening.open_file(path) == f"Откройте сами, здесь нет программы для этого: {path}"


def test_a_folder_is_not_for_libreoffice(bare_desktop: Path, tmp_path: Path) -> None:
    put(bare_desktop, "soffice", "exit 0")
    assert "Откройте сами" in opening.open_file(tmp_path)


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    assert opening.open_file(tmp_path / "Нет.docx").startswith("Файла уже нет")
