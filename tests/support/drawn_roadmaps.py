"""A roadmap drawn as lines above an empty line and a table below, made into files of every kind."""

from __future__ import annotations

import html
import io
from collections.abc import Callable, Sequence
from datetime import date

import docx
import xlsxwriter

from nastavnik.roadmap.model import Roadmap, RoadmapActivity

Drawn = tuple[list[str], list[list[str]]]
"""The lines above, and the rows of the table; a row of one cell is merged over all columns."""


def parsed(picture: str) -> Drawn:
    """The lines above the table and its rows; «⏎» is a line break inside a cell."""
    above, _, table = picture.partition("\n\n")
    rows = [line.replace("⏎", "\n") for line in table.split("\n")]
    width = rows[0].count("|") + 1
    cells = [
        [row[2:]] if row.startswith("= ") else [cell.strip() for cell in row.split("|")]
        for row in rows
    ]
    assert all(len(row) in (1, width) for row in cells)
    return above.split("\n"), cells


def of_word(drawn: Drawn) -> tuple[bytes, str]:
    above, rows = drawn
    document, width = docx.Document(), len(rows[0])
    for line in above:
        document.add_paragraph(line)
    table = document.add_table(len(rows), width)
    for place, row in enumerate(rows):
        if len(row) == 1:
            table.cell(place, 0).merge(table.cell(place, width - 1)).text = row[0]
        for column, text in enumerate(row if len(row) > 1 else []):
            table.cell(place, column).text = text
    return _saved(document.save), "карта.docx"


def of_page(drawn: Drawn) -> tuple[bytes, str]:
    above, rows = drawn
    width = len(rows[0])
    lines = [f"<p>{html.escape(line)}</p>" for line in above]
    for row in rows:
        span = f" colspan={width}" if len(row) == 1 else ""
        cells = (html.escape(text).replace("\n", "<br>") for text in row)
        lines.append(f"<tr>{''.join(f'<td{span}>{cell}</td>' for cell in cells)}</tr>")
    head, table = "".join(lines[: len(above)]), "".join(lines[len(above) :])
    return f"<meta charset=utf-8>{head}<table>{table}</table>".encode(), "карта.html"


def of_book(drawn: Drawn) -> tuple[bytes, str]:
    above, rows = drawn
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for place, line in enumerate(above):
            sheet.write_string(place, 0, line)
        for place, row in enumerate(rows, start=len(above)):
            if len(row) == 1:
                sheet.merge_range(place, 0, place, len(rows[0]) - 1, row[0])
            for column, text in enumerate(row if len(row) > 1 else []):
                sheet.write_string(place, column, text)
    return file.getvalue(), "карта.xlsx"


def _saved(save: Callable[[io.BytesIO], None]) -> bytes:
    file = io.BytesIO()
    save(file)
    return file.getvalue()


def told(roadmap: Roadmap) -> list[str]:
    """What was read of each row, as the cases say it."""
    stages = [stage.title for stage in roadmap.stages]
    return [_told(row, stages[row.stage] if row.stage is not None else "") for row in roadmap.rows]


def _told(row: RoadmapActivity, stage: str) -> str:
    deadline = row.deadline
    days = f"{_day(deadline.start)}–{_day(deadline.end)}" if deadline else ""
    parts = [stage, row.number or "", row.activity, deadline.as_written if deadline else "", days]
    parts += ["; ".join(row.responsible), "; ".join(row.documents), row.note]
    return " ¦ ".join(parts).rstrip(" ¦")


def _day(day: object) -> str:
    return f"{day:%d.%m.%y}" if isinstance(day, date) else ""


FORMATS: Sequence[Callable[[Drawn], tuple[bytes, str]]] = (of_word, of_page, of_book)
