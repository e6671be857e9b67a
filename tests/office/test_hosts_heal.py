"""What LibreOffice's save takes from a book, heal gives back, and the result is valid."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from nastavnik.books.heal import Healed
from nastavnik.healing import heal_book
from nastavnik.making import new_book
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
