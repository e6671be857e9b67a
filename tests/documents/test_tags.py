"""The check of templates, and the list of tags made from the declaration."""

from __future__ import annotations

import os
from collections.abc import Mapping
from io import BytesIO

import pytest
from docx import Document

from documents.schools import CARD, TEMPLATES_FOLDER, sample, school, shipped, without
from nastavnik.documents.context.roots import ROOTS
from nastavnik.documents.tags import check_templates, reference
from nastavnik.documents.templates.filters import ABOUT, FILTERS
from nastavnik.documents.values import Code
from nastavnik.model.findings import Finding, Level

SHIPPED = shipped()
NAME = "Анкета наставника.docx"
ORDER = "Приказ о назначении наставников.docx"


def checked(*paragraphs: str) -> list[Finding]:
    """What is found in a copy of a template that a secretary edited."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    file = BytesIO()
    document.save(file)
    return present({NAME: file.getvalue()})


def present(templates: Mapping[str, bytes]) -> list[Finding]:
    """What is found in templates, those that are not there aside."""
    return [f for f in check_templates(templates).findings if f.code != Code.NO_TEMPLATE]


def test_the_shipped_templates_are_right() -> None:
    assert check_templates(SHIPPED, sample()).findings == ()


def test_a_misspelt_tag_is_guessed() -> None:
    (found,) = checked("Куратор: {{ куратр.фио }}")
    assert found.code == Code.TEMPLATE
    assert found.place == f"{NAME}: Куратор: {{{{ куратр.фио }}}}"
    assert found.remedy == "Возможно, вы имели в виду «куратор»"


@pytest.mark.parametrize(
    ("tag", "meant"),
    [
        ("{{ наставник.должнсть }}", "должность"),
        ("{% for п in пары %}{{ п.наставнк }}{% endfor %}", "наставник"),
        ("{{ пара.наставник.телефн }}", "телефон"),
        ("{{ итоги.парр }}", "пар"),
    ],
)
def test_fields_are_followed_through_rows_and_loops(tag: str, meant: str) -> None:
    (found,) = checked(tag)
    assert found.remedy == f"Возможно, вы имели в виду «{meant}»"


@pytest.mark.parametrize(
    "broken", ["{{ школа.адрес }", "{ { школа.адрес }}", "{% if школа.адрес }"]
)
def test_a_cut_tag_is_shown_with_its_paragraph(broken: str) -> None:
    found = checked("до", broken, "после")
    assert found
    assert all(each.code == Code.TEMPLATE for each in found)
    assert any(broken in each.place for each in found)


def test_what_is_not_allowed_is_said() -> None:
    (found,) = checked("{{ школа.адрес.upper() }}")[:1]
    assert found.code == Code.UNSAFE


def test_a_tag_that_would_be_empty_asks() -> None:
    name = "Согласие на обработку персональных данных.docx"
    found = check_templates({name: SHIPPED[name]}, school(card=without(CARD, "Адрес"))).findings
    asked = {each.level for each in found if "школа.адрес" in each.message}
    assert asked == {Level.QUESTION}


def test_an_order_without_a_place_for_its_number_is_asked_about() -> None:
    document = Document(BytesIO(SHIPPED[ORDER]))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace("{{ документ.номер }}", "")
    file = BytesIO()
    document.save(file)
    found = present({ORDER: file.getvalue()})
    assert [(each.level, each.place) for each in found] == [(Level.QUESTION, ORDER)]
    assert "документ.номер" in found[0].message


def test_a_missing_template_is_named() -> None:
    found = check_templates({ORDER: SHIPPED[ORDER]}).findings
    missing = {(Code.NO_TEMPLATE, name) for name in SHIPPED if name != ORDER}
    assert {(each.code, each.place) for each in found} == missing
    assert len(found) == len(missing)


def test_the_list_names_every_root_and_column() -> None:
    page = reference()
    assert all(f"## {name}\n" in page for name in ROOTS)
    assert "* `наставник.компетенции`" in page
    assert "* `х.наставляемый`" in page


def test_the_page_of_tags_beside_the_templates_is_current() -> None:
    page = TEMPLATES_FOLDER / "Теги.md"
    if os.environ.get("NASTAVNIK_APPROVE"):
        page.write_text(reference(), encoding="utf-8")
    assert page.read_text(encoding="utf-8") == reference(), (
        "out of date, run: python3 run.py generate tags"
    )


def test_every_filter_is_explained() -> None:
    assert set(ABOUT) == set(FILTERS)


def test_every_root_says_what_it_is() -> None:
    assert [name for name, root in ROOTS.items() if not root.title] == []
