"""Names of files are safe on every system."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.documents.batch import chosen
from nastavnik.documents.files import LONGEST, Paths, safe_name
from nastavnik.documents.making import titled


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Приказ № 1/ОД", "Приказ № 1-ОД"),
        ("con", "_con"),
        ("LPT1.docx", "_LPT1.docx"),
        ("конец. ", "конец"),
        ("a:b?*c", "a-b-c"),
        ("../..", "-"),
        ("", "Без названия"),
        ("  два   пробела ", "два пробела"),
    ],
)
def test_a_name_is_safe(text: str, name: str) -> None:
    assert safe_name(text) == name


@given(st.text(max_size=300))
def test_no_text_makes_a_bad_name(text: str) -> None:
    name = safe_name(text)
    assert 0 < len(name) <= LONGEST + 1
    assert not set(name) & set('<>:"/\\|?*\n\t\0')
    assert name == name.strip(" ")
    assert not name.endswith(".")


def test_equal_names_are_told_apart() -> None:
    paths = Paths()
    assert paths.take("Согласия", "Иванова") == "Документы/Согласия/Иванова.docx"
    assert paths.take("Согласия", "иванова") == "Документы/Согласия/иванова (2).docx"


def test_a_long_name_of_a_pair_keeps_its_title() -> None:
    (kind,) = chosen(["character"])
    long = ("Константинопольский-Задунайский Александр Александрович", "Белова Юлия Артёмовна")
    assert titled(long, kind).endswith(" — Характеристика наставляемого")
    assert len(titled(long, kind)) <= LONGEST
    assert titled(long[1:], kind) == "Белова Юлия Артёмовна — Характеристика наставляемого"
