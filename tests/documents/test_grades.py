"""Every kind of document has been looked at as it is today, and is fit to be signed."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from documents.document_pictures import PICTURES, pictured
from documents.grades import MEANINGS, grades, wordings
from nastavnik.documents.catalogue.table import TEMPLATED

FEWEST_A, MOST_D = 52, 3
HEAVIEST = 40_000


def test_every_kind_has_a_grade_and_no_other() -> None:
    assert set(grades()) == {kind.key for kind in TEMPLATED}


def test_every_kind_has_a_light_picture_of_its_first_page_and_no_other() -> None:
    found = {file.stem: file for file in PICTURES.glob("*.png")}
    assert set(found) == {kind.key for kind in pictured()}
    assert [key for key, file in found.items() if file.stat().st_size > HEAVIEST] == []


def test_a_grade_is_of_the_template_as_it_is_today() -> None:
    """Look at the printed pages of these kinds, then: python -m documents.grades ДАТА КЛЮЧ…"""
    today = wordings()
    assert [key for key, grade in grades().items() if grade.wording != today[key]] == []


def test_a_grade_says_what_it_means_and_when_it_was_given() -> None:
    for grade in grades().values():
        assert grade.grade in MEANINGS
        assert datetime.strptime(grade.day, "%d.%m.%Y")
        assert bool(grade.remark) == (grade.grade != "A"), grade.key


def test_nothing_is_sent_back_and_few_are_forms() -> None:
    counts = Counter(grade.grade for grade in grades().values())
    assert counts["A"] >= FEWEST_A
    assert counts["C"] == 0
    assert counts["D"] <= MOST_D
