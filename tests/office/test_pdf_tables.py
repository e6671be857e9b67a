"""Tables printed to PDF by LibreOffice say the same as the documents they were printed from."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH

from nastavnik.readers.blocks import Row
from nastavnik.readers.libreoffice import convert
from nastavnik.readers.pdf import pdf_blocks
from nastavnik.readers.word import document_blocks

TITLES = (
    "№ п/п",
    "Планируемые мероприятия",
    "Срок",
    "Ответственный исполнитель",
    "Ожидаемый результат",
)
SECTION = (
    "I. Подготовка условий для запуска программы наставничества, информирование педагогов, "
    "родителей и обучающихся о ней и о том, чего от неё ждут"
)
ROWS = (
    ("1", "Издание приказа о внедрении", "сентябрь 2026", "Директор", "Приказ"),
    ("2", "Анкетирование педагогов, готовых стать наставниками, и тех, кому они нужны, в каждой "
     "параллели", "до 15.10.2026", "Педагог-психолог, куратор", "Банк данных"),
    ("3", "Самодиагностика", "01.11.2026-30.11.2026", "Наставники", "Листы самооценки"),
)  # fmt: skip


def printed(folder: Path, soffice: str, *, style: str, centred: bool) -> tuple[bytes, bytes]:
    """A document with the table, and the same as PDF."""
    document = docx.Document()
    document.add_paragraph("Дорожная карта на 2026-2027 учебный год")
    table = document.add_table(2 + len(ROWS), len(TITLES), style=style)
    for line, texts in zip((table.rows[0], *table.rows[2:]), (TITLES, *ROWS), strict=True):
        for cell, text in zip(line.cells, texts, strict=True):
            cell.text = text
    table.rows[1].cells[0].merge(table.rows[1].cells[-1]).text = SECTION
    if centred:
        for cell in table.rows[0].cells:
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    path = folder / "карта.docx"
    document.save(str(path))
    convert(soffice, [path], "pdf", folder)
    return path.read_bytes(), path.with_suffix(".pdf").read_bytes()


def rows(blocks: object) -> list[tuple[str, ...]]:
    assert hasattr(blocks, "__iter__")
    found = [block.cells for block in blocks if isinstance(block, Row)]
    return [tuple(" ".join(cell.split()) for cell in cells) for cells in found]


@pytest.mark.parametrize("style", ["Table Grid", "Normal Table"])
@pytest.mark.parametrize("centred", [False, True])
def test_rows_of_a_printed_table_are_those_of_the_document(
    tmp_path: Path, soffice: str, style: str, *, centred: bool
) -> None:
    word, pdf = printed(tmp_path, soffice, style=style, centred=centred)
    expected = rows(document_blocks(word, "карта.docx"))
    assert rows(pdf_blocks(pdf, "карта.pdf")) == expected
    assert expected[1][0] == SECTION
