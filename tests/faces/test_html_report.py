"""The HTML page of a check stands alone and says where, not whose."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from documents.schools import sample
from nastavnik.actions.new_book import SAMPLE_DAY, new_book
from nastavnik.actions.session import Done
from nastavnik.faces.cli.commands import run as command_line
from nastavnik.faces.html_report import ReportSection, findings_page, sections
from nastavnik.model.findings import Level
from nastavnik.model.school import School
from nastavnik.rules.checking import check
from rules.drawing import TODAY, drawn_school

PICTURE = """
    Наставляемые
    | ФИО              | Категория          | Стаж, лет | Телефон |
    | Мухин Егор Ильич | молодой специалист | 7         | <script> |
"""


def section(school: School, day: date, name: str = "Книга") -> ReportSection:
    """What the page says of a school, with a message of its own."""
    done = Done(replace(check(school, day), message="Итог"), school, (), path=Path(name))
    (found,) = sections(done)
    return found


def page() -> str:
    school = drawn_school(PICTURE)
    return findings_page([section(school, TODAY, "Книга & Ко.xlsx")], TODAY)


def test_every_finding_is_a_row_with_what_filters_need() -> None:
    findings = check(drawn_school(PICTURE), TODAY).findings
    rows = re.findall(r'<tr data-level="(\w+)" data-sheet="([^"]*)" data-code="([^"]*)">', page())
    assert rows == [(f.level.value, f.sheet or "", f.code) for f in findings]


def test_the_page_needs_nothing_from_elsewhere() -> None:
    assert not re.search(r"https?://|src=|@import|url\(", page())


def test_names_and_values_stay_in_the_workbook() -> None:
    assert "Мухин" not in page()
    assert "&lt;script" not in page()


def test_no_name_that_a_finding_quotes_gets_onto_the_page() -> None:
    school = sample(flawed=True)
    findings = check(school, SAMPLE_DAY).findings
    names = [person.full_name for person in (*school.people, *school.staff)]
    assert any(name in f.message + f.remedy for f in findings for name in names)
    text = findings_page([section(school, SAMPLE_DAY)], SAMPLE_DAY)
    assert [name for name in names if name in text] == []


def test_names_of_books_are_escaped() -> None:
    assert "Книга &amp; Ко.xlsx" in page()


def test_where_things_stand_is_drawn() -> None:
    assert "<figcaption>Наставляемые</figcaption>" in page()
    assert re.search(r"<title>F2: стаж 7, а предел 3</title>", page())


def test_the_page_is_well_formed() -> None:
    opened: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            opened.append(tag)

    Reader().feed(page())
    assert opened.count("section") == 1
    assert opened.count("table") == 1


def test_several_books_are_listed_first_and_a_broken_one_among_them() -> None:
    school = drawn_school(PICTURE)
    findings = check(school, TODAY).findings
    books = (section(school, TODAY, "а.xlsx"), ReportSection("б.xlsx", "Книга повреждена"))
    text = findings_page(books, TODAY)
    contents = text[: text.index("<section")]
    errors = sum(finding.level is Level.ERROR for finding in findings)
    assert f'<a href="#1">а.xlsx</a><td>{errors}<td>{len(findings) - errors}<td>Итог' in contents
    assert '<a href="#2">б.xlsx</a><td>–<td>–' in contents
    assert text.count("Книга повреждена") == 2


def test_one_command_repairs_the_book_and_writes_the_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book, written = new_book(tmp_path / "школа", flawed=True), tmp_path / "проверка.html"
    options = ["--today", f"{SAMPLE_DAY:%d.%m.%Y}", "--fix", "--json", "--html", str(written)]
    with pytest.raises(SystemExit) as left:
        command_line(["check", str(book), *options])
    answer = json.loads(capsys.readouterr().out)
    assert left.value.code == 1
    assert [repair["what"] for repair in answer["repairs"]] == ["дата записана текстом"]
    assert written.read_text(encoding="utf-8").count("<tr data-level") == len(answer["findings"])
    assert "ЯЧ03" not in {finding["code"] for finding in answer["findings"]}
