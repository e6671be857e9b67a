"""The papers of a year's end as one package."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from documents.reading import file_named, text_of
from documents.schools import sample, shipped
from nastavnik.actions.new_book import SAMPLE_DAY, SAMPLE_END, new_book
from nastavnik.actions.session import Session, closed_file
from nastavnik.actions.verbs import ActionRequest, press
from nastavnik.documents.batch import DocumentsMade, make_documents
from nastavnik.documents.context.views import Views
from nastavnik.documents.final_package import PACKAGE, make_final_package
from nastavnik.documents.proving import as_proved
from nastavnik.model.actions import REPORT_BUTTON
from nastavnik.model.changes import AppendRows, ArrangeRows
from nastavnik.model.choices import ActivityState, Stage
from nastavnik.model.findings import blocks
from nastavnik.model.school import after, read_school
from nastavnik.model.sheets import Conclusion


@pytest.fixture(scope="module")
def package() -> DocumentsMade:
    return make_final_package(sample(at_end=True), shipped(), SAMPLE_END)


def kinds(made: DocumentsMade) -> Counter[str]:
    return Counter(entry.kind.key for entry in made.entries if entry.file)


def test_every_paper_of_the_years_end_is_in_it(package: DocumentsMade) -> None:
    already_signed = {"order-monitoring"}
    assert set(kinds(package)) == {kind.key for kind in PACKAGE} - already_signed
    assert [finding for finding in package.findings if blocks([finding])] == []


def test_orders_of_the_package_are_drafts(package: DocumentsMade) -> None:
    assert not [entry for entry in package.entries if entry.kind.is_order and entry.number]


def test_in_autumn_only_the_school_is_reported_on() -> None:
    made = make_final_package(sample(), shipped(), SAMPLE_DAY)
    assert set(kinds(made)) <= {
        "analysis",
        "curator-report",
        "feedback",
        "character",
        "mentor-report",
    }
    assert kinds(made)["analysis"] == kinds(made)["curator-report"] == 1


def test_its_text_and_its_chart_count_the_same_activities(package: DocumentsMade) -> None:
    said = text_of(file_named(package, "Аналитическая справка"))
    assert "Мероприятий дорожной карты выполнено 19 из 24" in said


def test_a_pair_without_a_result_is_told_by_its_tasks(package: DocumentsMade) -> None:
    said = text_of(file_named(package, "Приказ о завершении программы"))
    assert "31.05.2027 | выполнено заданий: 12 из 14 |" in said


def test_no_line_for_a_pen_follows_what_the_book_knows(package: DocumentsMade) -> None:
    for name in ("Отчёт о размещении на сайте", "План распространения практик"):
        assert "|  |  |" not in text_of(file_named(package, name)), name


def test_one_button_makes_it_and_the_second_time_it_is_the_same(tmp_path: Path) -> None:
    book = new_book(tmp_path, sample=True, end=True)
    told = press(REPORT_BUTTON, Session(), ActionRequest(book, SAMPLE_END))
    school = read_school(closed_file(book).read())
    done = [row for row in school.activities if row.state == ActivityState.DONE]
    files = {path: path.read_bytes() for path in tmp_path.glob("Документы/**/*.docx")}
    assert told.changes.files
    assert len(done) > 15
    press(REPORT_BUTTON, Session(), ActionRequest(book, SAMPLE_END))
    assert {p: p.read_bytes() for p in tmp_path.glob("Документы/**/*.docx")} == files


def test_the_curators_report_counts_the_papers_made_with_it(package: DocumentsMade) -> None:
    said = text_of(file_named(package, "Отчёт куратора"))
    results = [kind for kind in PACKAGE if kind.stage == Stage.RESULTS and not kind.concludes]
    made = sum(kinds(package)[kind.key] for kind in results)
    assert f"| {Stage.RESULTS} | {made} | 0 | {made} | 0 |" in said


def test_what_was_due_later_is_added_later(tmp_path: Path) -> None:
    book = new_book(tmp_path, sample=True, end=True)
    day = SAMPLE_END - timedelta(days=60)
    press(REPORT_BUTTON, Session(), ActionRequest(book, day))
    early = sum(1 for _ in tmp_path.glob("Документы/**/*.docx"))
    press(REPORT_BUTTON, Session(), ActionRequest(book, SAMPLE_END))
    assert early < sum(1 for _ in tmp_path.glob("Документы/**/*.docx"))


MARKS = ("ПРОЕКТ", "ещё никто не принял", "черновик")
"""Words of a paper that nobody has taken over."""


@pytest.mark.parametrize("key", ["analysis", "curator-report"])
def test_a_report_is_marked_as_a_draft_in_one_place_that_goes_when_it_is_taken_over(
    key: str,
) -> None:
    made = make_documents(sample(at_end=True), shipped(), SAMPLE_END, kinds=[key])
    text = text_of(made.changes.files[0].content)
    head, body = text.split("\nо", 1)
    assert [mark in head for mark in MARKS] == [True, True, False]
    assert [mark for mark in MARKS if mark in body] == []
    where = sample(at_end=True)
    drafts = Views(where, SAMPLE_END, as_proved).results.conclusions.rows
    rows = [row.replace(accepted=True).values() for row in drafts]
    taken = [{t: v for t, v in row.items() if v} for row in rows]
    filled = after(
        where, [ArrangeRows(Conclusion.sheet, ()), AppendRows(Conclusion.sheet, tuple(taken))]
    )
    again = make_documents(filled, shipped(), SAMPLE_END, kinds=[key])
    text = text_of(again.changes.files[0].content)
    assert [mark for mark in MARKS if mark in text] == []
