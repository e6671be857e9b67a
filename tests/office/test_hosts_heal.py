"""What LibreOffice's save takes from a book, heal gives back, and the result is valid."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from nastavnik.actions.new_book import new_book
from nastavnik.actions.restoring import heal_book
from nastavnik.workbooks.restore import Healed
from office.conftest import Convert

pytestmark = pytest.mark.office


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_book(tmp_path_factory.mktemp("book"), flawed=True)


@pytest.fixture
def saved_by_libreoffice(book: Path, tmp_path: Path, convert: Convert) -> Path:
    source = tmp_path / "book.ods"
    as_is = tmp_path / "book.xlsx"
    as_is.write_bytes(book.read_bytes())
    convert(as_is, "ods")
    return convert(source, "xlsx")


@pytest.fixture
def saved_by_onlyoffice(book: Path, tmp_path: Path) -> Path:
    """The book after a load and save by the engine of OnlyOffice and Р7-Офис."""
    return through_onlyoffice(book, tmp_path)


def through_onlyoffice(book: Path, folder: Path) -> Path:
    python = os.environ.get("DOCBUILDER_PYTHON", sys.executable)
    if subprocess.run(
        [python, "-c", "import docbuilder"], capture_output=True, check=False
    ).returncode:
        pytest.skip("document-builder is not installed (DOCBUILDER_PYTHON)")
    path = folder / f"book{book.suffix}"
    script = (
        "import sys, docbuilder; builder = docbuilder.CDocBuilder();"
        f"builder.OpenFile(sys.argv[1], ''); builder.SaveFile('{book.suffix[1:]}', sys.argv[2]);"
        "builder.CloseFile()"
    )
    source = folder / f"source{book.suffix}"
    source.write_bytes(book.read_bytes())
    subprocess.run([python, "-c", script, source, path], capture_output=True, check=False)
    return path


def lost(healed: Healed) -> set[str]:
    return {item.kind for item in healed.before.lost}


def test_what_a_save_by_libreoffice_drops_comes_back(
    saved_by_libreoffice: Path, validate: Callable[[Path], list[str]]
) -> None:
    healed = heal_book(saved_by_libreoffice)
    assert "стили таблиц" in lost(healed)
    assert healed.after.lost == ()
    assert validate(saved_by_libreoffice) == []
    assert lost(heal_book(saved_by_libreoffice)) == set()


def test_what_a_save_by_onlyoffice_moves_or_drops_comes_back(
    saved_by_onlyoffice: Path, validate: Callable[[Path], list[str]]
) -> None:
    healed = heal_book(saved_by_onlyoffice)
    assert {"правила ввода", "подсветка замечаний"} <= lost(healed)
    assert healed.after.lost == ()
    assert validate(saved_by_onlyoffice) == []


def test_what_a_save_by_openpyxl_breaks_is_valid_after_healing(
    book: Path, tmp_path: Path, validate: Callable[[Path], list[str]]
) -> None:
    path = tmp_path / "book.xlsx"
    load_workbook(book).save(path)
    assert validate(path) != []
    heal_book(path)
    assert validate(path) == []


def test_a_book_without_half_its_sheets_is_valid_after_healing(
    book: Path, tmp_path: Path, validate: Callable[[Path], list[str]]
) -> None:
    path = tmp_path / "book.xlsx"
    robbed = load_workbook(book)
    for title in ("Панель", "Гант", "Совместимость", "Справочники", "Справка", "Встречи"):
        del robbed[title]
    robbed.save(path)
    healed = heal_book(path)
    assert healed.after.lost == ()
    assert validate(path) == []


@pytest.fixture(scope="module")
def with_macros(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_book(tmp_path_factory.mktemp("macros"), sample=True, macros=True)


def parts(path: Path) -> dict[str, bytes]:
    archive = zipfile.ZipFile(path)
    return {name: archive.read(name) for name in archive.namelist()}


def is_whole(path: Path, original: Path) -> bool:
    """Whether the macros and the ribbon are those the book was made with."""
    same = ("xl/vbaProject.bin", "customUI/customUI14.xml")
    return all(parts(path)[name] == parts(original)[name] for name in same)


def test_macros_and_buttons_that_a_save_by_libreoffice_breaks_come_back(
    with_macros: Path, tmp_path: Path, convert: Convert, validate: Callable[[Path], list[str]]
) -> None:
    source = tmp_path / "book.xlsm"
    source.write_bytes(with_macros.read_bytes())
    as_ods = convert(source, "ods")
    source.unlink()
    path = convert(as_ods, "xlsm:Calc MS Excel 2007 VBA XML")
    healed = heal_book(path)
    assert {"макросы", "кнопки"} <= lost(healed)
    assert healed.after.lost == ()
    assert is_whole(path, with_macros)
    assert validate(path) == []
    assert lost(heal_book(path)) == set()


def test_the_ribbon_and_the_buttons_that_onlyoffice_drops_come_back(
    with_macros: Path, tmp_path: Path, validate: Callable[[Path], list[str]]
) -> None:
    path = through_onlyoffice(with_macros, tmp_path)
    healed = heal_book(path)
    assert {"вкладка", "кнопки"} <= lost(healed)
    assert healed.after.lost == ()
    assert validate(path) == []
