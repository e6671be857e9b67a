"""Documents printed by LibreOffice in one go."""

from __future__ import annotations

from pathlib import Path

import pytest

from nastavnik.actions.new_book import new_book
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
