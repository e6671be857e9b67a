"""Templates as schools send them: what of each comes out, or what is said instead."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from docx import Document
from docx.oxml import parse_xml

from documents.reading import text_of
from nastavnik.documents.templates.inspection import document_problems
from nastavnik.documents.templates.rendering import render
from nastavnik.documents.values import Code, UnfitError

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PEOPLE = [{"имя": name, "часы": str(hours)} for hours, name in enumerate("АБВГ", start=1)]
CONTEXT = {"имя": "Анна", "есть": False, "пары": PEOPLE}


def paragraph(inner: str) -> str:
    return f"<w:p>{inner}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def field(instruction: str, shown: str = "показано") -> str:
    """A field of Word whose instruction stands in two pieces, as Word likes to write it."""
    half = len(instruction) // 2
    pieces = (instruction[:half], instruction[half:])
    texts = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate")]
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    return paragraph(marks[0] + texts + marks[1] + run(shown) + end)


def simple_field(instruction: str) -> str:
    instruction = instruction.replace('"', "&quot;")
    return paragraph(f'<w:fldSimple w:instr="{instruction}">{run("показано")}</w:fldSimple>')


def cell(*paragraphs: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>{"".join(paragraphs)}</w:tc>'


def table(*rows: list[str]) -> str:
    grid = '<w:gridCol w:w="3000"/>' * max(map(len, rows))
    lines = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"


def tag(text: str) -> str:
    return paragraph(run(text))


def template(*blocks: str) -> bytes:
    """A Word file with a greeting and these blocks in it."""
    document = Document()
    document.add_paragraph("{{ имя }}, здравствуйте")
    for block in blocks:
        element = parse_xml(re.sub(r"^<w:(\w+)", rf"<w:\1 {NAMESPACE}", block))
        document.element.body.insert(-1, element)
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def with_parts(base: bytes, parts: dict[str, str], links: str = "") -> bytes:
    """The package with more parts, and more relationships of its settings."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(base)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
        if links:
            relations = "http://schemas.openxmlformats.org/package/2006/relationships"
            new.writestr(
                "word/_rels/settings.xml.rels",
                f'<Relationships xmlns="{relations}">{links}</Relationships>',
            )
    return made.getvalue()


def attached() -> bytes:
    """A file that Word made of a .dotx and still knows where that was."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    target = r"file:///C:\Users\user\Templates\Normal.dotm"
    link = f'<Relationship Id="rId1" Type="{kind}" Target="{target}" TargetMode="External"/>'
    return with_parts(template(), {}, link)


CONTROL = (
    "<w:sdt><w:sdtPr>{flag}<w:text/></w:sdtPr><w:sdtContent>"
    '<w:p><w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr>'
    "<w:t>Место для ввода текста.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
)
CHANGED = '<w:rPrChange w:id="5" w:author="А" w:date="2026-01-01T00:00:00Z"><w:rPr/></w:rPrChange>'
INSERTED = f'<w:ins w:id="6" w:author="А">{run("x")}</w:ins>'
FULL = {
    "a cell that a condition empties": template(
        table([cell(tag("{%p if есть %}"), tag("X"), tag("{%p endif %}"))]),
    ),
    "a table whose rows a condition empties": template(
        table([cell(tag("{%tr if есть %}"))], [cell(tag("X"))], [cell(tag("{%tr endif %}"))]),
    ),
    "a link to write to": template(field(' HYPERLINK "mailto:school@example.org" ')),
    "a link to a bookmark": template(simple_field(' HYPERLINK \\l "_Toc1" ')),
    "a number of pages": template(field(" PAGE "), simple_field(" NUMPAGES ")),
    "a reference whose name has a command in it": template(field(" REF _TASK "), field(" =1+1 ")),
    "a property of the file": template(field(" DOCPROPERTY TaskNumber ", "показано")),
    "a control that shows its placeholder": template(CONTROL.format(flag="<w:showingPlcHdr/>")),
    "a recorded change of looks": template(paragraph(run("x", f"<w:b/>{CHANGED}"))),
    "hidden words": template(paragraph(run("тайное", "<w:vanish/>") + run("явное"))),
    "a note of the editor": with_parts(template(), {"word/comments.xml": "<a/>"}),
    "properties of the editor": with_parts(template(), {"docProps/custom.xml": "<a/>"}),
    "an attached template": attached(),
    "braces to be printed": template(tag("{_{ имя }_}")),
}
REFUSED = {
    "words beside a condition": (
        template(tag("{%p if имя %}Контроль возложить на Петрову."), tag("{%p endif %}")),
        (Code.TEMPLATE, "Контроль возложить на Петрову."),
    ),
    "words behind a condition": (
        template(tag("{%p if имя %}"), tag("{%p endif %} Хвост абзаца")),
        (Code.TEMPLATE, "Хвост абзаца"),
    ),
    "words beside a repeated row": (
        template(
            table(
                [cell(tag("Шапка {%tr for п in пары %}"))],
                [cell(tag("{{ п.имя }}"))],
                [cell(tag("{%tr endfor %}")), cell(tag("Итого"))],
            )
        ),
        (Code.TEMPLATE, "Шапка"),
    ),
    "a field of a mailing": (template(field(" MERGEFIELD ФИО ")), (Code.TEMPLATE, "MERGEFIELD")),
    "a field of a mailing in one piece": (
        template(simple_field(" MERGEFIELD ФИО \\* MERGEFORMAT ")),
        (Code.TEMPLATE, "MERGEFIELD"),
    ),
    "the day of the opening": (template(field(' DATE \\@ "d" ')), (Code.TEMPLATE, "DATE")),
    "the editor's name": (template(field(" AUTHOR ")), (Code.TEMPLATE, "AUTHOR")),
    "a picture from outside": (
        template(field(' INCLUDEPICTURE "http://x.example/a" ')),
        (Code.UNSAFE, "INCLUDEPICTURE"),
    ),
    "a command written in parts": (
        template(paragraph("".join(f"<w:r><w:instrText>{c}</w:instrText></w:r>" for c in "DDE x"))),
        (Code.UNSAFE, "DDE"),
    ),
    "a link to a file": (
        template(field(r' HYPERLINK "\\server\share\a" ')),
        (Code.UNSAFE, "HYPERLINK"),
    ),
    "dots to be filled in": (template(tag("Фамилия ………………")), (Code.PLACEHOLDER, "…")),
    "a year to be filled in": (template(tag("в 20__ году")), (Code.PLACEHOLDER, "20__")),
    "brackets to be filled in": (
        template(tag("Протокол [указать номер]")),
        (Code.PLACEHOLDER, "[указать номер]"),
    ),
    "a request of ours": (template(tag("[впишите: цель]")), (Code.PLACEHOLDER, "[впишите: цель]")),
    "a placeholder of Word that lost its mark": (
        template(CONTROL.format(flag="")),
        (Code.PLACEHOLDER, "Место для ввода текста"),
    ),
    "an inserted word": (template(paragraph(INSERTED)), (Code.TEMPLATE, "исправления")),
    "an object": (
        template(paragraph("<w:r><w:object/></w:r>")),
        (Code.UNSAFE, "вложенный объект"),
    ),
    "a condition that ends in a cell": (
        template(tag("{% if есть %}"), table([cell(tag("{% endif %}"))])),
        (Code.TEMPLATE, "кончается в другом"),
    ),
}


@pytest.mark.parametrize("source", FULL.values(), ids=list(FULL))
def test_a_sound_template_makes_a_document_with_nothing_left_over(source: bytes) -> None:
    made = render(source, CONTEXT)
    assert list(document_problems(made)) == []
    assert text_of(made).startswith("Анна, здравствуйте")


@pytest.mark.parametrize(("source", "said"), REFUSED.values(), ids=list(REFUSED))
def test_what_would_be_lost_or_left_over_is_said(source: bytes, said: tuple[str, str]) -> None:
    with pytest.raises(UnfitError) as stopped:
        render(source, CONTEXT)
    found = [(problem.code, problem.message) for problem in stopped.value.problems]
    assert [code for code, message in found if said[1] in message] == [said[0]], found


def shown(name: str) -> str:
    return text_of(render(FULL[name], CONTEXT))


@pytest.mark.parametrize(
    ("name", "there", "gone"),
    [
        ("a property of the file", "показано", "TaskNumber"),
        ("hidden words", "явное", "тайное"),
        ("a control that shows its placeholder", "Анна", "Место"),
        ("braces to be printed", "{{ имя }}", "{_{"),
    ],
)
def test_what_is_shown_stays_and_what_is_not_goes(name: str, there: str, gone: str) -> None:
    assert there in shown(name)
    assert gone not in shown(name)


def test_a_draft_may_ask_to_be_filled_in_by_hand() -> None:
    source = template(tag("[впишите: цель]"))
    made = render(source, CONTEXT, draft=True)
    assert "[впишите: цель]" in text_of(made)
    assert [problem.code for problem in document_problems(made)] == [Code.PLACEHOLDER]
    assert not list(document_problems(made, draft=True))


def test_every_column_that_repeats_is_in_the_grid() -> None:
    def row(title: str, word: str) -> list[str]:
        texts = (title, "{%tc for п in пары %}", f"{{{{ п.{word} }}}}", "{%tc endfor %}")
        return [cell(tag(text)) for text in texts]

    made = render(template(table(row("Имя", "имя"), row("Часы", "часы"))), CONTEXT)
    document = zipfile.ZipFile(BytesIO(made)).read("word/document.xml").decode()
    assert document.count("<w:gridCol ") == 5
    assert "| Имя | А | Б | В | Г |" in text_of(made)


@pytest.mark.parametrize(
    "part",
    [
        lambda name: f"word/embeddings/{name}.bin",
        lambda name: f"word/embeddings/Microsoft_Excel_{name}.xlsx",
        lambda name: f"word/{name}.htm",
        lambda name: f"{name}.exe",
    ],
)
def test_a_part_that_nobody_knows_is_refused(part: Callable[[str], str]) -> None:
    with pytest.raises(UnfitError) as stopped:
        render(with_parts(template(), {part("Sheet1"): "x"}), CONTEXT)
    assert [problem.code for problem in stopped.value.problems] == [Code.UNSAFE]
