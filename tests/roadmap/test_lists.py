"""Lists inside cells: activities and documents."""

from __future__ import annotations

import pytest

from nastavnik.roadmap.documents import split_documents
from nastavnik.roadmap.lists import ListedActivity, read_items


def test_cell_without_marks_is_one_activity() -> None:
    assert read_items("Собрание родителей; опрос.").items == (
        ListedActivity("Собрание родителей; опрос"),
    )


@pytest.mark.parametrize(
    "cell",
    [
        "1) Опрос. 2) Анкета; 3) Отчёт.",
        "1. Опрос\n2. Анкета\n3. Отчёт",
        "1) Опрос; 2) Анкета; 3) Отчёт",
    ],
)
def test_numbered_list_gives_numbered_activities(cell: str) -> None:
    found = [(item.number, item.text) for item in read_items(cell).items]
    assert found == [("1", "Опрос"), ("2", "Анкета"), ("3", "Отчёт")]


def test_words_before_a_list_lead_its_activities() -> None:
    items = read_items("Разработать:\n- положение;\n- план.").items
    assert [(item.lead, item.text) for item in items] == [
        ("Разработать:", "положение"),
        ("Разработать:", "план"),
    ]


def test_nested_list_is_led_by_its_numbered_item() -> None:
    items = read_items("1) Отбор. 2) Обучение: – беседы; – занятия").items
    assert items[0] == ListedActivity("Отбор", "1", marked=True)
    assert [(item.lead_number, item.lead, item.text) for item in items[1:]] == [
        ("2", "Обучение:", "беседы"),
        ("2", "Обучение:", "занятия"),
    ]


def test_dash_and_year_inside_a_sentence_are_no_marks() -> None:
    cell = "Встречи – при необходимости, в том числе - вечерние, до 2027 г. 3 раза"
    assert len(read_items(cell).items) == 1


def test_empty_mark_is_counted() -> None:
    read = read_items("- опрос; -\n- отчёт")
    assert ([item.text for item in read.items], read.empty) == (["опрос", "отчёт"], 1)


def test_paragraphs_are_activities_and_wrapped_lines_are_not() -> None:
    items = read_items("Издание приказа\nо наставничестве\nСбор согласий").items
    assert [item.text for item in items] == ["Издание приказа о наставничестве", "Сбор согласий"]


@pytest.mark.parametrize(
    ("cell", "documents"),
    [
        ("Приказ о кураторе Положение о парах", ["Приказ о кураторе", "Положение о парах"]),
        ("Программа работы Приказ об утверждении Программы работы", None),
        ("Анкеты, памятки и т.д.", ["Анкеты, памятки и т.д."]),
        ("Банк анкет. Список пар.", ["Банк анкет", "Список пар"]),
        ("- Отчёт;\n- Справка", ["Отчёт", "Справка"]),
        ("Протокол \xa0 Письма \xa0", ["Протокол", "Письма"]),
        ("Положение: права; обязанности; меры поощрения", None),
        ("Приказ; положение; план", ["Приказ", "положение", "план"]),
    ],
)
def test_documents_of_a_cell_are_told_apart(cell: str, documents: list[str] | None) -> None:
    expected = (
        documents
        or {
            "Пр": ["Программа работы", "Приказ об утверждении Программы работы"],
            "По": ["Положение: права; обязанности; меры поощрения"],
        }[cell[:2]]
    )
    assert split_documents(cell) == expected
