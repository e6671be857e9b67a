"""The form that a future mentor fills in: a document in Word without anybody in it."""

from __future__ import annotations

from datetime import datetime

from nastavnik.documents.files import FOLDER
from nastavnik.readers.package.saving import saved

BLANK_FORM = f"{FOLDER}/Анкета наставника (бланк).docx"
QUESTIONS = (
    "Фамилия, имя, отчество",
    "Где и кем работаете или учитесь",
    "Как с вами связаться",
    "Кому хотите помогать: ученику, студенту, коллеге",
    "С чем можете помочь",
    "Какой у вас опыт в этом деле",
    "Сколько времени готовы уделять, в какие дни и часы",
    "Как удобнее встречаться: очно или дистанционно",
    "Что важно знать, подбирая вам пару",
    "Дата и подпись",
)


def blank_form(school: str) -> bytes:
    """The form under the name of the school."""
    from docx import Document
    from docx.shared import Cm, Pt

    document = Document()
    about = document.core_properties
    about.author, about.title, about.language = school, "Анкета наставника", "ru-RU"
    about.comments, about.created = "", datetime(2026, 9, 1)
    about.modified = about.created
    document.styles["Normal"].font.size = Pt(12)
    document.add_heading("Анкета наставника", level=1)
    document.add_paragraph(school)
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for question in QUESTIONS:
        row = table.add_row()
        row.cells[0].text = question
        row.cells[0].width, row.cells[1].width = Cm(6), Cm(11)
        row.height = Cm(1.6)
    document.add_paragraph("Заполненную анкету отдайте куратору программы лично.")
    return saved(document)
