"""Documents in a real office: they open, and the printed text is right."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from documents.schools import CARD, TUESDAY, sample, school, shipped, with_
from nastavnik.actions import print_pdf
from nastavnik.actions.check_book import with_act
from nastavnik.actions.new_book import SAMPLE_END
from nastavnik.documents.batch import make_documents
from nastavnik.documents.catalogue.kinds import DocumentKind
from nastavnik.documents.catalogue.table import KINDS as CATALOGUE
from nastavnik.documents.catalogue.words import EVENTS
from nastavnik.model.findings import Finding, Level
from nastavnik.rules.catalogue import norms
from nastavnik.rules.checking import Checked

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="нет LibreOffice (soffice)"),
    pytest.mark.skipif(shutil.which("pdftotext") is None, reason="нет pdftotext (poppler)"),
]
SAMPLE, SAMPLE_DAY = sample(), date(2026, 10, 15)
END = sample(at_end=True)
RARE = {"order-mentors-duties", "order-mentors-guests", "order-replacement"}
STANDING = {
    "order-introduction", "order-regulation", "order-curator", "order-registry", "order-release",
    "order-amendment",
}  # fmt: skip
"""Orders that the journal of the sample school has already."""
MADE_BY_SAMPLE = [
    kind for kind in CATALOGUE if not kind.tracked and kind.key not in RARE | STANDING
]
KINDS = ("order-mentors-workers", "order-mentors-learners", "agreement", "guardian-consent")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The text of each document as LibreOffice prints it, one process for all."""
    folder = tmp_path_factory.mktemp("печать")
    outcome = make_documents(school(), shipped(), TUESDAY, kinds=KINDS)
    sources = []
    for number, file in enumerate(outcome.changes.files):
        source = folder / f"{number}.docx"
        source.write_bytes(file.content)
        sources.append(source)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*convert, *map(str, sources)], check=True, capture_output=True, timeout=180)
    return {
        file.path: _text(source.with_suffix(".pdf"))
        for file, source in zip(outcome.changes.files, sources, strict=True)
    }


def _text(pdf: Path) -> str:
    run = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True
    )
    return " ".join(run.stdout.split())


def test_every_document_prints(printed: dict[str, str]) -> None:
    assert len(printed) == 5
    assert all(len(text) > 400 for text in printed.values())


def test_names_stand_in_the_right_case(printed: dict[str, str]) -> None:
    agreement = next(text for path, text in printed.items() if "Доп. соглашение" in path)
    assert "в отношении Зуева Дениса Романовича" in agreement
    assert "в лице директора Ковалёвой Марины Игоревны" in agreement


def test_items_are_numbered_by_the_office_itself(printed: dict[str, str]) -> None:
    order = next(text for path, text in printed.items() if "работники" in path)
    assert "1. Назначить наставником" in order
    assert "7. Контроль за исполнением" in order


def test_no_tag_is_printed(printed: dict[str, str]) -> None:
    assert not any("{{" in text or "{%" in text for text in printed.values())


def test_a_batch_is_printed_by_one_process() -> None:
    files = make_documents(school(), shipped(), TUESDAY, kinds=["consent"]).changes.files
    printed = print_pdf.printed([file.content for file in files], [file.path for file in files])
    assert [content[:5] for content in printed] == [b"%PDF-"] * len(files)


@pytest.mark.parametrize("kind", MADE_BY_SAMPLE, ids=lambda kind: kind.key)
def test_every_kind_is_valid(
    kind: DocumentKind, tmp_path: Path, validate: Callable[[Path], list[str]]
) -> None:
    where, day = (END, SAMPLE_END) if kind.folder == EVENTS else (SAMPLE, SAMPLE_DAY)
    outcome = make_documents(where, shipped(), day, kinds=[kind.key])
    path = tmp_path / "документ.docx"
    path.write_bytes(outcome.changes.files[0].content)
    assert validate(path) == []


def test_the_fullest_act_of_a_check_is_one_valid_page(
    tmp_path: Path, validate: Callable[[Path], list[str]]
) -> None:
    long = with_(CARD, **{"Полное наименование": "Муниципальное бюджетное учреждение " * 10})
    where = school(card=long, mentees=[{"ФИО": "Ли"}] * 30)
    sheets = list(where.tables) * 3
    found = [
        Finding("СВ01", Level.ERROR, "Очень длинное замечание " * 9, sheet, "AA999", "Столбец " * 5)
        for sheet in sheets
    ]
    outcome = with_act(
        Checked("", findings=tuple(found)), where, shipped(), TUESDAY, norms(), "Книга" * 9
    )
    path = tmp_path / "акт.docx"
    path.write_bytes(outcome.changes.files[0].content)
    assert validate(path) == []
    printed = tmp_path / "акт.pdf"
    printed.write_bytes(print_pdf.printed([path.read_bytes()], [path.name])[0])
    pages = subprocess.run(["pdfinfo", str(printed)], check=True, capture_output=True, text=True)
    assert re.search(r"Pages:\s+1\n", pages.stdout)
