"""Templates: what they may do, what stops a document, and that no text is lost or run."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.reading import text_of
from nastavnik.documents.templates.page_layout import PageLayout
from nastavnik.documents.templates.rendering import render
from nastavnik.documents.values import (
    FILL_IN,
    PLACEHOLDER,
    Code,
    Empty,
    Text,
    UnfitError,
    may_be_unfilled,
)
from nastavnik.model.schema import Cell
from nastavnik.model.text import cleaned
from support.depth import tries

A7 = Cell("Наставники", 7, "Должность")


def template(*paragraphs: str) -> bytes:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def with_part(name: str, content: bytes, base: bytes | None = None) -> bytes:
    """A template with one part of its package added or replaced."""
    file = BytesIO()
    source = zipfile.ZipFile(BytesIO(base or template("{{ имя }}")))
    with zipfile.ZipFile(file, "w") as target:
        for part in source.namelist():
            if part != name:
                target.writestr(part, source.read(part))
        target.writestr(name, content)
    return file.getvalue()


def codes(source: bytes, **context: object) -> list[str]:
    with pytest.raises(UnfitError) as stopped:
        render(source, context)
    return [problem.code for problem in stopped.value.problems]


@pytest.mark.parametrize(
    "text",
    [
        "a < b & c > d \"e\" 'f'",
        "{{ имя }} {% if %} {# #} {_{ }_}",
        "Артём\u00a0Ёжиков",
        "🦉 сова",
        "ё" * 4000,
        "x" * 255,
        "строка\nстрока",
        "&lt;w:t&gt; &amp;",
    ],
)
def test_a_text_comes_out_as_it_went_in(text: str) -> None:
    made = text_of(render(template("[{{ имя }}]"), {"имя": text}))
    assert made == f"[{text}]\n".replace("\u00a0", " ").replace("\n", " / ", text.count("\n"))


@given(text=st.text(max_size=60).filter(lambda text: "___" not in text and "ХХ" not in text))
@settings(max_examples=tries(150, quick=40), deadline=None)
def test_any_text_survives_and_none_is_run(text: str) -> None:
    made = text_of(render(template("[{{ имя }}]"), {"имя": text}))
    shown = cleaned(text).replace("\u00a0", " ").replace("\t", "⇥").replace("\n", " / ")
    assert made == f"[{shown}]\n" or "\r" in text or "(" in text


def test_control_characters_are_cleaned() -> None:
    assert text_of(render(template("{{ имя }}"), {"имя": "а\x00б\u00adв\ud800"})) == "абв\n"


@pytest.mark.parametrize(
    "hostile",
    [
        "{{ ''.__class__ }}",
        "{{ имя.__class__.__mro__ }}",
        "{{ имя.upper() }}",
        "{{ 10 ** 10 }}",
        "{{ имя * 1000000 }}",
        "{% for х in range(9) %}{% endfor %}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ self._TemplateReference__context }}",
        "{% set х = имя %}",
        "{% include имя %}",
        "{% import имя as х %}",
        "{% macro х() %}{% endmacro %}",
        "{{ имя | attr('__class__') }}",
        "{{ имя | safe }}",
        "{{ имя[0] }}",
        "{{ [имя, имя] }}",
        "{{ имя is defined }}",
        "{{ _problems }}",
        "{{ loop.cycle }}",
        "{{ имя ~ имя }}",
        "{% for а in имя %}" * 3 + "{% endfor %}" * 3,
    ],
)
def test_a_template_may_not_run_anything(hostile: str) -> None:
    assert set(codes(template(hostile), имя="х")) <= {Code.UNSAFE, Code.TEMPLATE}


def test_every_empty_value_is_reported_with_its_cell() -> None:
    source = template("{{ должность }}", "{{ класс }}")
    with pytest.raises(UnfitError) as stopped:
        render(source, {"должность": Empty("Должность", A7), "класс": Empty("Класс")})
    assert [problem.cell for problem in stopped.value.problems] == [A7, None]


def test_an_empty_value_behind_a_condition_is_no_problem() -> None:
    source = template("а{% if должность %}{{ должность }}{% endif %}б")
    assert text_of(render(source, {"должность": Empty("Должность", A7)})) == "аб\n"


def test_an_unknown_tag_stops_the_document() -> None:
    with pytest.raises(UnfitError, match="фамилия"):
        render(template("{{ фамилия }}"), {})


def test_an_unclosed_tag_names_its_paragraph() -> None:
    with pytest.raises(UnfitError) as stopped:
        render(template("начало", "Приказ {% if имя %} и всё"), {"имя": "х"})
    assert stopped.value.problems[0].code == Code.TEMPLATE


@pytest.mark.parametrize("tag", ["{{ имя }}", "{{ имя | строчная }}", "{{ имя | прописная }}"])
@pytest.mark.parametrize("left", ["____", "00.00.0000", "(наименование организации)"])
def test_a_placeholder_in_a_cell_stops_the_document(left: str, tag: str) -> None:
    with pytest.raises(UnfitError) as stopped:
        render(template(tag), {"имя": Text(left, A7)})
    assert [(p.code, p.cell) for p in stopped.value.problems] == [(Code.PLACEHOLDER, A7)]


@pytest.mark.parametrize("left", ["Подпись ______", "срок 00.00.0000"])
def test_a_placeholder_in_a_template_stops_the_document(left: str) -> None:
    assert codes(template(left)) == [Code.PLACEHOLDER]


def test_a_filter_on_the_wrong_thing_is_explained() -> None:
    with pytest.raises(UnfitError, match="ФИО"):
        render(template("{{ имя | вин }}"), {"имя": "стол"})


@pytest.mark.parametrize(
    ("tag", "value", "shown"),
    [
        ("{{ х | словами }}", date(2026, 9, 1), "1 сентября 2026 г."),
        ("{{ х | дата }}", date(2026, 9, 1), "01.09.2026"),
        ("{{ х }}", date(2026, 9, 1), "01.09.2026"),
        ("{{ х | номер }}", "№ 42-ОД", "42-ОД"),
        ("{{ х | число }}", 2.5, "2,5"),
        ("{{ х | число }}", 3.0, "3"),
        ("{{ х | прописная }}", "директор", "Директор"),
        ("{{ х | строчная }}", "Директор", "директор"),
        ("{{ х | строчная }}", "И. о. директора", "и. о. директора"),
        ("{{ х | строчная }}", "ИТ-специалист", "ИТ-специалист"),
        ("{{ х | строчная }}", "И.О. директора", "И.О. директора"),
        ("{{ х }}", True, "да"),
    ],
)
def test_filters_print(tag: str, value: object, shown: str) -> None:
    assert text_of(render(template(tag), {"х": value})) == f"{shown}\n"


def test_a_list_is_not_printed() -> None:
    assert codes(template("{{ пары }}"), пары=[{}]) == [Code.TEMPLATE]


def test_equal_input_gives_equal_bytes_without_an_author() -> None:
    source = template("{{ имя }}")
    made = render(source, {"имя": "х"})
    assert made == render(source, {"имя": "х"})
    package = zipfile.ZipFile(BytesIO(made))
    assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert b"python-docx" not in package.read("docProps/core.xml")


@pytest.mark.parametrize(
    "name",
    ["word/vbaProject.bin", "word/embeddings/oleObject1.bin", "word/activeX/activeX1.xml"],
)
def test_macros_and_objects_are_refused(name: str) -> None:
    assert codes(with_part(name, b"<a/>")) == [Code.UNSAFE]


@pytest.mark.parametrize(
    ("kind", "target", "refused"),
    [
        (RELATION.IMAGE, "http://x.example/a.dotm", True),
        ("x/attachedTemplate", "https://x.example/b.dotm", False),
        (RELATION.HYPERLINK, "file://server/share/a", True),
        (RELATION.HYPERLINK, "https://x.example", False),
        (RELATION.HYPERLINK, "mailto:school@x.example", False),
    ],
)
def test_only_links_to_click_lead_outside(kind: str, target: str, refused: bool) -> None:
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{kind}" Target="{target}" TargetMode="External"/>'
        "</Relationships>"
    )
    found = codes(with_part("word/_rels/header9.xml.rels", links.encode()))
    assert (Code.UNSAFE in found) is refused


def test_a_link_in_a_letterhead_stays() -> None:
    document = Document()
    paragraph = document.add_paragraph("{{ имя }}, ")
    address = document.part.relate_to("mailto:school@x.example", RELATION.HYPERLINK, True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), address)
    link.append(paragraph.add_run("пишите")._r)
    paragraph._p.append(link)
    kept = BytesIO()
    document.save(kept)
    made = render(kept.getvalue(), {"имя": "Анна"})
    assert text_of(made) == "Анна, пишите\n"
    assert b"mailto:school@x.example" in zipfile.ZipFile(BytesIO(made)).read(
        "word/_rels/document.xml.rels"
    )


@pytest.mark.parametrize("field", ["DDEAUTO c:\\\\windows", "INCLUDEPICTURE x", "dde a b"])
def test_active_fields_are_refused(field: str) -> None:
    header = (
        '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:r>'
        f"<w:instrText>{field[:3]}</w:instrText></w:r><w:r><w:instrText>{field[3:]}"
        "</w:instrText></w:r></w:p></w:hdr>"
    )
    assert codes(with_part("word/header9.xml", header.encode())) == [Code.UNSAFE]


def test_entities_are_refused() -> None:
    part = b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    assert Code.UNSAFE in codes(with_part("word/settings.xml", part))


@pytest.mark.parametrize("broken", [b"", b"PK\x03\x04", b"not a zip", template("x")[:400]])
def test_a_broken_file_is_explained(broken: bytes) -> None:
    assert codes(broken) == [Code.TEMPLATE]


def test_a_damaged_part_is_explained() -> None:
    assert codes(with_part("word/document.xml", b"<w:document")) == [Code.TEMPLATE]
    assert codes(with_part("[Content_Types].xml", b"<Types/>")) == [Code.TEMPLATE]


@pytest.mark.parametrize(
    ("other", "named"),
    [
        (b"\xd0\xcf\x11\xe0" + bytes(2000), ".doc"),
        (b"{\\rtf1 x}", ".rtf"),
        (b"<html></html>", "веб-страница"),
    ],
)
def test_a_renamed_file_of_another_kind_is_named(other: bytes, named: str) -> None:
    with pytest.raises(UnfitError, match=re.escape(named)):
        render(other, {})


@pytest.mark.parametrize(
    ("kind", "named"),
    [("wordprocessingml.template.main", ".dotx"), ("ms-word.document.macroEnabled.main", ".docm")],
)
def test_a_package_of_another_kind_is_named(kind: str, named: str) -> None:
    types = f'<Types><Override PartName="/word/document.xml" ContentType="{kind}+xml"/></Types>'
    source = with_part(
        "[Content_Types].xml", types.replace("ms-word", "application/vnd.ms-word").encode()
    )
    with pytest.raises(UnfitError, match=re.escape(named)):
        render(source, {"имя": "х"})


def test_tags_in_notes_at_the_end_are_filled() -> None:
    made = render(with_part("word/endnotes.xml", notes("endnotes")), {"имя": "сова"})
    assert b"{{" not in zipfile.ZipFile(BytesIO(made)).read("word/endnotes.xml")


def test_a_tag_where_nothing_is_filled_stops_the_document() -> None:
    assert codes(with_part("word/charts/chart1.xml", notes("chartSpace")), имя="х") == [
        Code.TEMPLATE
    ]


def notes(name: str) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    tag = "<w:p><w:r><w:t>{{ и</w:t></w:r><w:r><w:t>мя }}</w:t></w:r></w:p>"
    return f'<w:{name} xmlns:w="{space}">{tag}</w:{name}>'.encode()


@pytest.mark.parametrize(
    "tag",
    ["{{ имя\u00ad }}", "{{\u00a0имя\u200b }}", "{% if имя == «сова» %}сова{% endif %}"],
)
def test_what_word_puts_into_a_tag_by_itself_does_no_harm(tag: str) -> None:
    assert text_of(render(template(tag), {"имя": "сова"})) == "сова\n"


@pytest.mark.parametrize("tag", ["{ имя }", "{наставник.фио | род}", "{{ Имя }}", "{{ имя | рд }}"])
def test_a_tag_written_wrong_is_told_and_not_printed(tag: str) -> None:
    assert codes(template(tag), имя="х") == [Code.TEMPLATE]


def test_tabs_at_the_right_edge_follow_the_margin() -> None:
    document = Document()
    document.sections[0].left_margin = Mm(30)
    stops = document.add_paragraph("а\tб").paragraph_format.tab_stops
    stops.add_tab_stop(Mm(45))
    stops.add_tab_stop(Mm(165), WD_TAB_ALIGNMENT.RIGHT)
    file = BytesIO()
    document.save(file)
    made = Document(BytesIO(render(file.getvalue(), {}, PageLayout(left_margin=20))))
    stops = made.paragraphs[0].paragraph_format.tab_stops
    assert [round(stop.position.mm) for stop in stops] == [45, 175]


def test_the_school_sets_the_margin() -> None:
    made = zipfile.ZipFile(BytesIO(render(template("х"), {}, PageLayout(left_margin=25))))
    assert b'w:left="1417"' in made.read("word/document.xml")


def test_the_school_sets_the_font_and_its_size() -> None:
    layout = PageLayout(font_size=12, font="PT Astra Serif")
    made = Document(BytesIO(render(template("х"), {}, layout)))
    styles = made.styles.element.xml
    assert set(re.findall(r'w:(?:ascii|cs)="([^"]*)"', styles)) == {"PT Astra Serif"}
    assert "asciiTheme" not in styles


@given(st.from_regex(PLACEHOLDER) | st.from_regex(FILL_IN))
def test_no_placeholder_is_passed_over_by_the_quick_look(text: str) -> None:
    assert may_be_unfilled(text)
