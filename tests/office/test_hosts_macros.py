"""The book with macros is valid, opens in LibreOffice, and heals as the ordinary one does."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from nastavnik.actions.new_book import new_book
from nastavnik.actions.restoring import heal_book
from office.conftest import Convert

pytestmark = pytest.mark.office


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_book(tmp_path_factory.mktemp("book"), sample=True, macros=True)


def test_the_book_with_macros_is_valid(book: Path, validate: Callable[[Path], list[str]]) -> None:
    assert validate(book) == []


def test_healing_a_book_with_macros_keeps_them(
    book: Path, validate: Callable[[Path], list[str]]
) -> None:
    before = zipfile.ZipFile(book).read("xl/vbaProject.bin")
    heal_book(book)
    assert zipfile.ZipFile(book).read("xl/vbaProject.bin") == before
    assert validate(book) == []


def test_libreoffice_opens_it_and_reads_every_module(book: Path, convert: Convert) -> None:
    made = convert(book, "ods")
    modules = [name for name in zipfile.ZipFile(made).namelist() if name.startswith("Basic/")]
    assert {"Nastavnik.xml", "xlwings.xml"} <= {name.rpartition("/")[2] for name in modules}
