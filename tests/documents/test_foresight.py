"""What was foreseen of a template and what is seen in the filled document are one and the same."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from unittest.mock import patch

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment, StrictUndefined

from documents.reading import text_of
from documents.schools import sample, shipped
from nastavnik.actions.new_book import SAMPLE_DAY
from nastavnik.documents.batch import make_documents
from nastavnik.documents.templates import language
from nastavnik.documents.templates.filters import FILTERS, printed
from nastavnik.documents.templates.packing import EMPTY
from nastavnik.documents.templates.page_layout import PageLayout
from nastavnik.documents.templates.rendering import compile_template, render
from nastavnik.documents.values import Code, UnfitError

LAYOUT = PageLayout(left_margin=20)
VALUES = st.text(st.sampled_from("аб1-_ .…([Х&<>\"'\n\t\r№%0"), max_size=9)
LINES = st.sampled_from(
    [
        "{{ а }}",
        "20{{ а }}",
        "{{ а }}{{ б }}__",
        "({{ а }} {{ б }})",
        "{% if а %}{{ а }}{% endif %}",
        "{% for х in ряд %}{{ х }}{% if not loop.last %}-{% endif %}{% endfor %}",
        "№ {{ а }}-ОД {{ б }} % – 5",
        "{%p if а %}",
        "{%p else %}",
        "{%p endif %}",
        "{%p for х in ряд %}",
        "{%p endfor %}",
    ]
)


@pytest.fixture(autouse=True)
def _nothing_compiled_before() -> Iterator[None]:
    compile_template.cache_clear()
    yield
    compile_template.cache_clear()


def template(*paragraphs: str, cells: tuple[str, ...] = ()) -> bytes:
    """A template with paragraphs, and a table with a row for each text of a cell."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    table = document.add_table(rows=len(cells), cols=1) if cells else None
    for place, text in enumerate(cells):
        assert table
        table.cell(place, 0).paragraphs[0].text = text
    document.add_paragraph("Конец")
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def parts(document: bytes) -> dict[str, bytes]:
    package = zipfile.ZipFile(BytesIO(document))
    assert package.testzip() is None
    return {name: package.read(name) for name in package.namelist()}


def outcome(
    source: bytes, context: Mapping[str, object], layout: PageLayout | None
) -> dict[str, bytes] | tuple[str, ...]:
    compile_template.cache_clear()
    try:
        return parts(render(source, context, layout))
    except UnfitError as unfit:
        return tuple(f"{problem.message} {problem.place}" for problem in unfit.problems)


def seen(
    source: bytes, context: Mapping[str, object], layout: PageLayout | None
) -> dict[str, bytes] | tuple[str, ...]:
    """The same with nothing foreseen: every part is looked through as a tree."""
    with patch.object(language, "foresee", lambda steps, finishing: None):
        return outcome(source, context, layout)


CELLS = st.sampled_from(
    [
        (),
        ("{{ а }}",),
        ("{%p if а %}", "{{ б }}"),
        ("{%tr for х in ряд %}", "{{ х }}", "{%tr endfor %}"),
        ("Кто", "{%tr for х in ряд %}", "{{ х }} {{ б }}", "{%tr endfor %}"),
        ("{%tr if а %}", "({{ б }}", "{%tr else %}", "{{ б }}…", "{%tr endif %}"),
        ("{% if а %}{{ б }}{% endif %}", "20{{ б }}"),
    ]
)


@settings(deadline=None)
@given(st.lists(LINES, min_size=1, max_size=5), CELLS, VALUES, VALUES, st.lists(VALUES, max_size=3))
def test_whatever_is_filled_in_comes_out_as_if_it_had_been_looked_through(
    lines: list[str], cells: tuple[str, ...], first: str, second: str, row: list[str]
) -> None:
    source = template(*lines, cells=cells)
    context = {"а": first, "б": second, "ряд": row}
    for layout in (None, LAYOUT):
        assert outcome(source, context, layout) == seen(source, context, layout)


def test_every_document_of_a_school_comes_out_as_if_it_had_been_looked_through() -> None:
    foreseen = make_documents(sample(), shipped(), SAMPLE_DAY)
    compile_template.cache_clear()
    with patch.object(language, "foresee", lambda steps, finishing: None):
        looked_through = make_documents(sample(), shipped(), SAMPLE_DAY)
    assert foreseen.findings == looked_through.findings
    assert len(foreseen.changes.files) > 200
    for ours, theirs in zip(foreseen.changes.files, looked_through.changes.files, strict=True):
        assert (ours.path, parts(ours.content)) == (theirs.path, parts(theirs.content))


def test_whatever_is_shipped_is_foreseen_unless_charts_are_drawn() -> None:
    unforeseen = [
        name
        for name, content in shipped().items()
        for part in compile_template(content, LAYOUT).compiled.parts.values()
        if not part.is_foreseen
    ]
    assert sorted(unforeseen) == [
        "Аналитическая справка.docx",
        "Отчёт куратора.docx",
        "Протокол заседания.docx",
        "Справка о потребностях.docx",
    ]


TAGS = [
    "{{ а }}|{{ число }}|{{ да }}|{{ пусто }}",
    "{% if число > 2 %}много{% elif число == 2 %}два{% else %}мало{% endif %}",
    "{% for х in ряд %}{{ loop.index }}/{{ loop.length }} {{ х.имя }}"
    "{% if loop.first %}!{% endif %}{% if not loop.last %}, {% endif %}"
    "{% else %}никого{% endfor %}",
    "{% for х in никого %}{{ х }}{% else %}никого{% endfor %}",
    "{% for х in ряд if х.возраст >= 10 %}{{ х.имя }}"
    "{% if not loop.last %}, {% endif %}{% endfor %}",
    "{% for х in ряд %}{% for у in х.дети %}{{ х.имя }}-{{ у }}-{{ loop.index }} {% endfor %}"
    "{{ loop.index }};{% endfor %}{{ а }}",
    "{{ а if да else 'нет' }}{{ а if not да }}",
    "{{ 'в' if 'б' in а and число < 5 or not да else 'г' }}",
    "{{ а | прописная }}{{ 2.5 | число }}{{ 'он' | прописная | строчная }}",
    "{{ 'а' if 1 < число <= 3 else 'б' }}{{ 'в' if 'я' not in а else 'г' }}",
]
ROW = [
    {"имя": "Анна", "возраст": 9, "дети": ["к", "л"]},
    {"имя": "Вера", "возраст": 10, "дети": []},
    {"имя": "Зоя", "возраст": 12, "дети": ["м"]},
]


@pytest.mark.parametrize("tag", TAGS)
def test_a_template_says_what_its_engine_would_say(tag: str) -> None:
    context = {"а": "а&<б", "число": 3, "да": True, "пусто": "", "ряд": ROW, "никого": []}
    engine = Environment(undefined=StrictUndefined, finalize=lambda value: printed(value, [], []))
    engine.filters.update(FILTERS)
    assert (
        text_of(render(template(tag), context))
        == f"{engine.from_string(tag).render(context)}\nКонец\n"
    )


@pytest.mark.parametrize(
    "tag",
    ["{{ фамилия }}", "{{ а.фамилия }}", "{{ ряд.фамилия }}", "{% if фамилия %}х{% endif %}",
     "{% for х in фамилия %}{{ х }}{% endfor %}", "{{ а if фамилия }}", "{{ фамилия | номер }}"],
)  # fmt: skip
def test_a_tag_that_nobody_knows_is_named(tag: str) -> None:
    with pytest.raises(UnfitError) as unfit:
        render(template(tag), {"а": "б", "ряд": []})
    (problem,) = unfit.value.problems
    assert (problem.code, problem.message) == (Code.TEMPLATE, "неизвестный тег «фамилия»")


def test_conditions_deeper_than_python_goes_are_refused() -> None:
    tag = "{% if а %}" * 120 + "х" + "{% endif %}" * 120
    with pytest.raises(UnfitError, match="слишком сложен"):
        render(template(tag), {"а": "б"})


def test_packed_parts_are_a_zip_whatever_their_names() -> None:
    names = {"[Content_Types].xml": b"<a/>", "word/рисунок.png": b"", "word/x.xml": b"x" * 9999}
    packed = EMPTY.with_parts(dict(list(names.items())[:1])).with_parts(
        dict(list(names.items())[1:])
    )
    assert parts(packed.as_file()) == packed.contents() == names
    dates = {each.date_time for each in zipfile.ZipFile(BytesIO(packed.as_file())).infolist()}
    assert dates == {(1980, 1, 1, 0, 0, 0)}


def test_what_was_looked_at_in_vain_is_written_all_the_same() -> None:
    made = render(template("({{ а }}", "{{ б }}"), {"а": "а", "б": "наименование)"})
    assert text_of(made) == "(а\nнаименование)\nКонец\n"
