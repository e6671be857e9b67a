"""Documents printed by LibreOffice in one go."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdf
import pytest

from nastavnik.actions.new_book import new_book
from nastavnik.actions.session import Session
from nastavnik.actions.verbs import behind
from nastavnik.faces.cli.commands import run as command_line
from nastavnik.model.actions import DOCUMENTS, PACK
from nastavnik.model.errors import JobError
from nastavnik.readers.libreoffice import MOST_NAMES, convert
from support.drawn import TODAY

pytestmark = pytest.mark.office


def test_documents_are_printed_beside_the_book(soffice: str, tmp_path: Path) -> None:
    assert soffice
    book = new_book(tmp_path, sample=True)
    arguments = ["documents", str(book), "agreement", "--pdf", "--today", "15.10.2026"]
    with pytest.raises(SystemExit) as stopped:
        command_line(arguments)
    assert stopped.value.code == 0
    printed = sorted((tmp_path / "Документы" / "PDF").glob("*.pdf"))
    made = sorted((tmp_path / "Документы").rglob("*.docx"))
    assert sorted(path.stem for path in printed) == sorted(path.stem for path in made)
    assert all(pypdf.PdfReader(path).pages for path in printed)  # their last line is ours


def test_all_of_many_documents_are_printed(soffice: str, tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.txt" for number in range(2 * (MOST_NAMES + 60))]
    for file in files:
        file.write_text(f"Памятка {file.stem}", encoding="utf-8")
    convert(soffice, files, "pdf", tmp_path, seconds=300)
    assert [file.name for file in files if not file.with_suffix(".pdf").is_file()] == []


def test_a_pack_is_one_pdf_whose_documents_begin_on_the_front_of_a_sheet(
    soffice: str, tmp_path: Path
) -> None:
    assert soffice
    book = new_book(tmp_path, sample=True)
    behind(DOCUMENTS)(Session(), book=book, today=TODAY, missing=True, register=True)
    made: Any = behind(PACK)(Session(), book=book, today=TODAY)
    pdf = pypdf.PdfReader(made.path)
    assert made.as_json()["pages"] == len(pdf.pages)
    outline: list[Any] = pdf.outline
    begins = [pdf.get_destination_page_number(each) or 0 for each in outline]
    assert len(begins) == made.documents + 1 > 16  # so that two processes shared the work
    assert [page % 2 for page in begins] == [0] * len(begins)
    titles = [str(each.title) for each in outline]
    for title, page in zip(titles[1:], begins[1:], strict=True):
        if "№ 104-ОД" in title:
            assert "104-ОД" in pdf.pages[page].extract_text()
    assert "КОМУ ЧТО ПОДПИСАТЬ" in pdf.pages[0].extract_text()


def test_a_pack_made_again_takes_the_place_of_the_former_but_never_of_another_file(
    soffice: str, tmp_path: Path
) -> None:
    assert soffice
    book = new_book(tmp_path, sample=True)
    behind(DOCUMENTS)(Session(), book=book, today=TODAY, kinds=["Согласие на ПДн"])
    first, again = (behind(PACK)(Session(), book=book, today=TODAY) for _ in range(2))
    assert [path.name for path in (book.parent / "Документы" / "На подпись").iterdir()] == [
        "2026-10-15.pdf"
    ]
    assert first.as_json()["file"] == again.as_json()["file"]
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"scan")
    with pytest.raises(JobError, match="чужой файл"):
        behind(PACK)(Session(), book=book, today=TODAY, out=scan)
    assert scan.read_bytes() == b"scan"
