"""Charts in Word: native, with their workbook, and nothing where there is nothing to draw."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from xml.etree import ElementTree

import pytest
from docx import Document
from openpyxl import load_workbook

from documents.schools import shipped
from nastavnik.documents.batch import make_documents
from nastavnik.documents.templates.charts import chart_and_book
from nastavnik.documents.templates.page_layout import PageLayout
from nastavnik.documents.templates.rendering import render
from nastavnik.documents.values import ChartPicture, UnfitError
from nastavnik.results.charts import CHARTS, Chart, ChartKind, ChartSeries
from nastavnik.results.season import Season
from nastavnik.results.summary import YearResults
from results.years import MAY, drawn, whole_year

BARS = Chart("Пары", ChartKind.BARS, ("УУ", "УЧ"), (ChartSeries("Пар", (3, 1)),))
BOTH = (ChartSeries("До", (5, None)), ChartSeries("После", (7, 8)))
TWO = Chart("До и после", ChartKind.COLUMNS, ("а", "б"), BOTH, 10)


def template(*paragraphs: str) -> bytes:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def filled(*paragraphs: str, chart: Chart | None) -> zipfile.ZipFile:
    context = {"график": {"пары": ChartPicture(chart)}}
    return zipfile.ZipFile(BytesIO(render(template(*paragraphs), context, PageLayout())))


def body(made: zipfile.ZipFile) -> str:
    return made.read("word/document.xml").decode()


def test_a_chart_stands_in_its_paragraph_with_the_workbook_behind_it() -> None:
    made = filled("до", "{{ график.пары }}", "после", chart=BARS)
    names = made.namelist()
    assert names[0] == "[Content_Types].xml"
    assert len(names) == len(set(names))
    (chart,) = (name for name in names if name.startswith("word/charts/chart"))
    (book,) = (name for name in names if name.startswith("word/embeddings/"))
    relations = made.read(f"word/charts/_rels/{chart.rpartition('/')[2]}.rels").decode()
    assert book.rpartition("/")[2] in relations
    assert "externalData" in made.read(chart).decode()
    types = made.read("[Content_Types].xml").decode()
    assert f'PartName="/{chart}"' in types
    assert 'Extension="xlsx"' in types
    assert body(made).index("до<") < body(made).index("<w:drawing") < body(made).index("после<")
    for name in names:
        if name.endswith((".xml", ".rels")):
            ElementTree.fromstring(made.read(name))


def test_a_paragraph_without_data_goes_and_takes_nothing_along() -> None:
    made = filled("до", "{{ график.пары }}", "после", chart=None)
    paragraphs = [p.text for p in Document(made.fp).paragraphs]
    assert paragraphs == ["до", "после"]
    assert not [name for name in made.namelist() if "chart" in name or "embeddings" in name]


def test_a_condition_asks_whether_there_is_anything_to_draw() -> None:
    text = "{% if график.пары %}есть{% else %}нет{% endif %}"
    assert "есть" in body(filled(text, chart=BARS))
    assert "нет" in body(filled(text, chart=None))


def test_a_chart_within_words_leaves_the_words() -> None:
    made = filled("См. {{ график.пары }} ниже", chart=BARS)
    assert re.search(r"См\. <.*<w:drawing.*ниже", body(made), re.DOTALL)


def test_the_picture_is_told_in_words_to_whoever_cannot_see_it() -> None:
    assert "УУ — 3; УЧ — 1." in body(filled("{{ график.пары }}", chart=BARS))
    assert TWO.alternative == "До и после. а — до 5, после 7; б — до нет данных, после 8."


def test_the_workbook_holds_the_numbers_that_the_chart_shows() -> None:
    part, book = chart_and_book(TWO)
    sheet = load_workbook(BytesIO(book)).active
    assert sheet is not None
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        [None, "До", "После"],
        ["а", 5, 7],
        ["б", None, 8],
    ]
    cached = re.findall(r"<c:v>([^<]*)</c:v>", part.decode())
    assert {"До", "После", "а", "б", "5", "7", "8"} <= set(cached)


def test_equal_charts_are_equal_bytes() -> None:
    assert chart_and_book(BARS) == chart_and_book(BARS)


@pytest.mark.parametrize("wrong", ["{{ график.пары | дата }}", "{{ график }}"])
def test_a_chart_is_no_text(wrong: str) -> None:
    with pytest.raises(UnfitError):
        filled(wrong, chart=BARS)


def test_every_chart_has_data_at_the_end_of_a_full_year_and_none_in_an_empty_book() -> None:
    full, empty = (YearResults(Season(where, MAY)) for where in (whole_year(), drawn()))
    assert [key for key, draw in CHARTS.items() if draw(full) is None] == []
    assert [key for key, draw in CHARTS.items() if draw(empty)] == []


def test_shares_of_few_people_are_not_drawn() -> None:
    shown = CHARTS["факт_и_цель"](YearResults(Season(whole_year(), MAY)))
    assert shown
    assert "Предприятия" not in shown.categories  # one of four: the table tells it


@pytest.mark.parametrize("kind", ["analysis", "curator-report", "needs", "attestation"])
def test_a_report_of_an_empty_year_has_no_empty_heading_and_no_picture(kind: str) -> None:
    for file in make_documents(drawn(), shipped(), MAY, kinds=[kind]).changes.files:
        made = zipfile.ZipFile(BytesIO(file.content))
        assert not [name for name in made.namelist() if "charts/" in name]
        elements = [e for e in Document(BytesIO(file.content)).element.body if e.tag[-4:] != "ctPr"]
        styles = [_style(element) for element in elements]
        headings = [n for n, s in enumerate(styles) if s in {"Раздел", "Разделсномером"}]
        assert all(styles[n + 1] not in {"Раздел", "Разделсномером"} for n in headings)


def _style(element: object) -> str:
    found = getattr(element, "pPr", None)
    style = getattr(found, "pStyle", None)
    return "" if style is None else str(style.val)


def test_reports_name_no_child() -> None:
    from documents.schools import sample
    from nastavnik.domain.people import LEARNERS

    where = sample()
    children = {p.full_name.split()[0] for p in where.people if p.role in LEARNERS}
    workers = {p.full_name.split()[0] for p in where.people if p.role not in LEARNERS}
    for kind in ("analysis", "curator-report", "needs"):
        for file in make_documents(where, shipped(), MAY, kinds=[kind]).changes.files:
            text = " ".join(
                node.text or "" for node in Document(BytesIO(file.content)).element.iter("{*}t")
            )
            assert (children - workers).isdisjoint(re.findall(r"\w+", text))
