"""Make sample_data/roadmap.docx, the sample school's roadmap as a school would bring it.

Its text comes from sample_data/roadmap.tsv and school.tsv; run it after changing them:

    python3 run.py generate roadmap
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt
from docx.table import Table, _Cell, _Row

from make_templates import with_fixed_times
from nastavnik.actions.new_book import sample_values
from nastavnik.model.findings import Value
from nastavnik.model.sheets import Activity, Card, Staff
from nastavnik.model.text import items

TARGET = Path(__file__).resolve().parents[1] / "sample_data" / "roadmap.docx"
TITLES = (
    "№ п/п",
    "Содержание деятельности",
    "Сроки",
    "Ответственные",
    "Результат. Вид документа",
)
SHOWN = ("№", "Мероприятие", "Срок", "Ответственные", "Документы")
WIDTHS = (1.4, 9.4, 4.2, 5.6, 5.6)
CREATED = datetime(2026, 9, 1)


def main() -> None:
    """Write the document."""
    values = sample_values()
    document = Document()
    set_page(document)
    write_head(document, values[Card.sheet][0])
    people = {str(row["ФИО"]): responsible(row) for row in values[Staff.sheet]}
    write_table(document, values[Activity.sheet], people)
    neutral = document.core_properties
    neutral.author = neutral.last_modified_by = ""
    neutral.created = neutral.modified = CREATED
    content = BytesIO()
    document.save(content)
    TARGET.write_bytes(with_fixed_times(content.getvalue()))


def responsible(person: dict[str, Value]) -> str:
    """A person as roadmaps name them: the post, then the surname with initials."""
    surname, *given = str(person["ФИО"]).split()
    return f"{person['Должность']} {surname} {''.join(f'{name[0]}.' for name in given)}"


def set_page(document: DocxDocument) -> None:
    """Landscape A4, Times New Roman 12."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(1.7)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(12)
    style.paragraph_format.space_after = Pt(0)


def write_head(document: DocxDocument, card: dict[str, Value]) -> None:
    """Who approved the roadmap, and what it is."""
    regulation, approved = card["Положение о наставничестве"], card["Положение утверждено"]
    stamp = (
        "ПРИНЯТО",
        f"педагогическим советом, протокол от {card['Дата протокола']:%d.%m.%Y} "
        f"№ {card['Протокол педсовета']}",
        "УТВЕРЖДЕНО",
        f"приказом от {approved:%d.%m.%Y} № {regulation}",
    )
    for line in stamp:
        document.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for line in (str(card["Полное наименование"]), "", "ДОРОЖНАЯ КАРТА"):
        document.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.CENTER
    title = f"реализации программы наставничества на {card['Учебный год']} учебный год"
    document.add_paragraph(title).alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph()


def write_table(
    document: DocxDocument, rows: list[dict[str, Value]], people: dict[str, str]
) -> None:
    """A section row for each stage, then its activities."""
    table = document.add_table(rows=1, cols=len(TITLES))
    table.style = "Table Grid"
    for cell, title in zip(table.rows[0].cells, TITLES, strict=True):
        cell.paragraphs[0].add_run(title).bold = True
    stage = ""
    for row in rows:
        if row["Этап"] != stage:
            stage = str(row["Этап"])
            add_section(table, f"{str(row['№']).split('.')[0]}. {stage}")
        names = items(str(row["Ответственные"]))
        shown = {**row, "Ответственные": "\n".join(people[name] for name in names)}
        for cell, title in zip(add_row(table), SHOWN, strict=True):
            cell.text = str(shown.get(title) or "")
    for width, column in zip(WIDTHS, table.columns, strict=True):
        for cell in column.cells:
            cell.width = Cm(width)


def add_row(table: Table) -> tuple[_Cell, ...]:
    """The cells of a new row."""
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]  # python-docx leaves it so
    return row.cells


def add_section(table: Table, title: str) -> None:
    """A row of one merged cell."""
    cells = add_row(table)
    merged = cells[0].merge(cells[-1])
    merged.text = title
    merged.paragraphs[0].runs[0].bold = True


if __name__ == "__main__":
    main()
