"""Documents printed by LibreOffice in one go."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from nastavnik.actions.new_book import new_book
from nastavnik.actions.print_pdf import to_pdf
from nastavnik.faces.cli.commands import run as command_line

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
    assert all(path.read_bytes().startswith(b"%PDF") for path in printed)


def test_a_scan_under_the_name_of_a_printed_document_stays(soffice: str, tmp_path: Path) -> None:
    assert soffice
    for name in ("а", "б"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "Согласие.docx").write_bytes(small_document(name))
    (tmp_path / "Согласие.pdf").write_bytes(b"scan")
    printed = to_pdf([tmp_path / name / "Согласие.docx" for name in ("а", "б")], tmp_path)
    assert [path.name for path in printed] == ["Согласие.pdf", "Согласие (2).pdf"]
    assert all(path.read_bytes().startswith(b"%PDF") for path in printed)
    assert (tmp_path / "Согласие (прежний).pdf").read_bytes() == b"scan"
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


def small_document(text: str) -> bytes:
    """A document of one paragraph."""
    made, stream = docx.Document(), io.BytesIO()
    made.add_paragraph(text)
    made.save(stream)
    return stream.getvalue()
