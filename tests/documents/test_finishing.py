"""Columns fit their words, and a signature is never alone: what a filled document needs."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from documents.schools import NOVICE, TUESDAY, WORKERS, sample, school, shipped, with_
from nastavnik.documents.batch import make_documents
from nastavnik.documents.templates.finishing import (
    CELL_MARGINS,
    NARROWEST,
    SIGNING,
    W,
    complete,
    finish,
    fitted_widths,
    word_width,
)
from nastavnik.documents.wording import KEPT_HYPHEN, paragraphs

TEMPLATES = shipped()
OCTOBER = date(2026, 10, 15)
WIDTHS = st.lists(st.integers(NARROWEST, 5000), min_size=1, max_size=8)


NAMESPACE = f'xmlns:w="{W[1:-1]}"'


def document(inside: str) -> str:
    return f"<w:document {NAMESPACE}><w:body>{inside}<w:p/></w:body></w:document>"


@pytest.mark.parametrize(
    "cell",
    [
        "<w:tc></w:tc>",
        "<w:tc/>",
        "<w:tc><w:tcPr/></w:tc>",
        '<w:tc><w:tcPr><w:tcW w:w="900"/></w:tcPr> </w:tc>',
        "<w:tc><w:tbl><w:tblGrid/><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:tc>",
    ],
)
def test_a_cell_that_a_condition_emptied_ends_in_a_paragraph(cell: str) -> None:
    table = f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{cell}<w:tc><w:p/></w:tc></w:tr></w:tbl>"
    root = etree.fromstring(document(table))
    complete(root)
    assert all(each[-1].tag == f"{W}p" for each in root.iter(f"{W}tc"))


def test_a_table_whose_loop_made_no_row_is_gone() -> None:
    table = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid> </w:tbl>"
    root = etree.fromstring(document(table))
    complete(root)
    assert root.find(f".//{W}tbl") is None


def test_a_document_that_is_whole_keeps_its_text() -> None:
    whole = document("<w:tbl><w:tblGrid/><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>")
    root = etree.fromstring(whole)
    complete(root)
    assert etree.tostring(root, encoding="unicode") == whole


@given(WIDTHS, st.data())
def test_the_width_of_a_table_stays(widths: list[int], data: st.DataObject) -> None:
    wanted = data.draw(st.lists(st.integers(0, 6000), min_size=len(widths), max_size=len(widths)))
    fitted = fitted_widths(widths, wanted)
    assert sum(fitted) == sum(widths)
    if sum(max(want, NARROWEST) for want in wanted) <= sum(widths):
        assert all(have >= want for have, want in zip(fitted, wanted, strict=True))


def test_nothing_moves_where_all_words_fit() -> None:
    assert fitted_widths([1000, 2000], [900, 2000]) == [1000, 2000]


def test_a_long_word_is_not_broken_inside() -> None:
    long = "Воскресенская-Краснобогатырская"
    mentee = with_(NOVICE, ФИО=f"{long} Александра Владиславовна")
    where = school(mentees=(mentee,), pairs=(with_(WORKERS, Наставляемый=mentee["ФИО"]),))
    (file,) = make_documents(
        where, TEMPLATES, TUESDAY, kinds=["order-mentors-workers"]
    ).changes.files
    table = next(body(file.content).iter(f"{W}tbl"))
    widths = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
    assert widths[2] >= word_width(long.partition("-")[2]) + 2 * CELL_MARGINS
    for row in table.iter(f"{W}tr"):
        assert [int(each.get(f"{W}w")) for each in row.iter(f"{W}tcW")] == widths


def test_what_stands_before_a_signature_stays_with_it() -> None:
    looked_at = 0
    for file in make_documents(sample(), TEMPLATES, TUESDAY.replace(month=10)).changes.files:
        for paragraph in body(file.content):
            if style(paragraph) in SIGNING and paragraph.getprevious() is not None:
                before = paragraph.getprevious()
                last = before.findall(f"{W}tr")[-1] if before.tag == f"{W}tbl" else before
                assert last.find(f".//{W}keepNext") is not None, file.path
                looked_at += 1
    assert looked_at


def body(document: bytes) -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(BytesIO(document)).read("word/document.xml"))[0]


def style(block: etree._Element) -> str:
    found = block.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else str(found.get(f"{W}val"))


def test_blanks_that_must_not_end_a_line_are_kept() -> None:
    (file,) = make_documents(sample(), TEMPLATES, TUESDAY, kinds=["regulation"]).changes.files
    said = "".join(body(file.content).itertext())
    for kept in (
        "СОШ №~4~г.~Ясноборска",
        "от~01.09.2026",
        "№~88=ОД",
        "273=ФЗ",
        "№~Р=145",
        "1264=р",
    ):
        assert kept.replace("~", "\u00a0").replace("=", KEPT_HYPHEN) in said


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("группа ТМ-31, 3-й курс", "группа ТМ=31, 3=й курс"),
        ("приказ № 31-ЛС", "приказ № 31=ЛС"),
        ("наставляемых — 31, это 40 % всех", "наставляемых —\u00a031, это 40\u00a0% всех"),
        ("педагог-психолог, учебно-воспитательной", "педагог-психолог, учебно-воспитательной"),
        ("10-дневный срок", "10-дневный срок"),
        ("https://shkola.example.ru/урок-5, почта-5@example.ru", None),
    ],
)
def test_a_number_is_not_broken_at_its_hyphen(typed: str, printed: str | None) -> None:
    root = etree.fromstring(document(f"<w:p><w:r><w:t>{typed}</w:t></w:r></w:p>"))
    finish(root)
    assert "".join(root.itertext()) == (printed or typed).replace("=", KEPT_HYPHEN)


def test_the_wording_of_a_number_does_not_depend_on_its_hyphen() -> None:
    (file,) = make_documents(sample(), TEMPLATES, TUESDAY, kinds=["regulation"]).changes.files
    said = "\n".join(paragraphs(file.content) or ())
    assert "88-ОД" in said
    assert KEPT_HYPHEN not in said


@pytest.mark.parametrize("kind", ["order-mentors-workers", "order-results", "curator-report"])
def test_no_column_of_the_sample_is_narrower_than_its_words(kind: str) -> None:
    (file,) = make_documents(
        sample(at_end=kind == "curator-report"), TEMPLATES, OCTOBER, kinds=[kind]
    ).changes.files
    for table in body(file.content).iter(f"{W}tbl"):
        widths = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
        for row in table.iter(f"{W}tr"):
            cells = row.findall(f"{W}tc")
            for width, cell in zip(widths, cells, strict=False):
                if len(cells) == len(widths):
                    words = re.split(r"[\s–/-]+", " ".join(cell.itertext()))
                    assert max(map(word_width, words)) <= width - 2 * CELL_MARGINS, words
