"""The sample school: plain texts into the rows of a workbook, and mistakes planted among them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nastavnik.model import sheets
from nastavnik.model.findings import Value
from nastavnik.model.parsing import cell_value, parse_cell
from nastavnik.model.schema import Column, Record
from nastavnik.model.sheets import RECORDS

Row = dict[str, str]
"""A row as it is typed: header title → text; what is empty is left out."""

Sample = Mapping[type[Record], list[Row]]
"""The rows of every sheet that the sample fills."""

FILES: Mapping[str, type[Record]] = {
    "school.tsv": sheets.Card,
    "roadmap.tsv": sheets.Activity,
    "mentors.tsv": sheets.Mentor,
    "mentees.tsv": sheets.Mentee,
    "pairs.tsv": sheets.Pair,
    "staff.tsv": sheets.Staff,
    "orders.tsv": sheets.Order,
    "papers.tsv": sheets.Paper,
    "meetings.tsv": sheets.MeetingRow,
    "answers.tsv": sheets.AnswerRow,
    "indicators.tsv": sheets.Indicator,
    "practices.tsv": sheets.Practice,
    "holidays.tsv": sheets.Day,
}
"""Which sheet each file holds."""

END_FILES: Mapping[str, type[Record]] = {
    **FILES,
    "programmes.tsv": sheets.ProgrammeTask,
    "events.tsv": sheets.Event,
    "guests.tsv": sheets.EventGuest,
    "history.tsv": sheets.PastIndicator,
    "conclusions.tsv": sheets.Conclusion,
}
"""Which sheet each file of the year's end adds to."""

FLAWED = "flawed.tsv"
"""The planted mistakes."""

NAMED_BY: Mapping[type[Record], tuple[str, ...]] = {
    sheets.Card: (),
    sheets.Activity: ("№",),
    sheets.Mentor: ("ФИО",),
    sheets.Mentee: ("ФИО",),
    sheets.Pair: ("Наставник", "Наставляемый"),
    sheets.Staff: ("ФИО",),
    sheets.Order: ("Номер",),
    sheets.Paper: ("Документ", "Для кого", "Второй участник"),
    sheets.MeetingRow: ("Дата", "Наставник", "Наставляемый"),
    sheets.AnswerRow: ("Дата", "Кто отвечал", "Вопрос"),
    sheets.Indicator: ("Показатель",),
    sheets.Practice: ("Название",),
    sheets.Day: ("Дата",),
    sheets.ProgrammeTask: ("Наставник", "Наставляемый", "Задание"),
    sheets.Event: ("Название",),
    sheets.EventGuest: ("Мероприятие", "ФИО"),
    sheets.PastIndicator: ("Учебный год", "Показатель"),
    sheets.Conclusion: ("Раздел", "Текст"),
}
"""The columns that together tell a row of the sample from the others."""

LABEL, VALUE = "Реквизит", "Значение"
LINE_BREAK, BETWEEN, AS_TEXT = " / ", " — ", "'"


@dataclass(frozen=True, slots=True)
class Mistake:
    """One planted mistake: the cell, what somebody typed into it, and the finding it must cause.

    `row` and `found_row` are keys as `row_key` makes them; the finding stands at the edited cell
    unless the text says otherwise.
    """

    number: str
    record: type[Record]
    row: str
    header: str
    text: str
    kind: str
    code: str
    note: str
    found_record: type[Record]
    found_row: str
    found_header: str


def read_rows(text: str) -> list[Row]:
    """The rows of a tab-separated text as title → text; « / » stands for a line break."""
    lines = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE, strict=True)
    return [
        {title: cell.replace(LINE_BREAK, "\n") for title, cell in line.items() if cell}
        for line in lines
    ]


def load_sample(files: Mapping[str, str]) -> dict[type[Record], list[Row]]:
    """The rows of the sample school from the texts of its files (name → text)."""
    return {record: _rows_of(record, files[name]) for name, record in FILES.items()}


def at_years_end(sample: Sample, files: Mapping[str, str]) -> dict[type[Record], list[Row]]:
    """The sample with what the year has brought: `files` as `load_sample` reads them.

    Cells of a row that the sample has are filled anew; any other row is added.
    """
    later = {record: list(rows) for record, rows in sample.items()}
    for name, record in END_FILES.items():
        if name in files:
            later[record] = _laid_over(record, later.get(record, []), _rows_of(record, files[name]))
    return later


def _laid_over(record: type[Record], rows: list[Row], more: Iterable[Row]) -> list[Row]:
    places = {row_key(record, row): place for place, row in enumerate(rows)}
    laid = list(rows)
    for row in more:
        place = places.get(row_key(record, row))
        if place is None:
            laid.append(row)
        else:
            laid[place] = {**laid[place], **row}
    return laid


def _rows_of(record: type[Record], text: str) -> list[Row]:
    rows = read_rows(text)
    return [{row[LABEL]: row[VALUE] for row in rows}] if record.vertical else rows


def row_key(record: type[Record], row: Row) -> str:
    """What names a row of the sample: the full name, both names of a pair; "" on a card."""
    return BETWEEN.join(filter(None, (row.get(title) for title in NAMED_BY[record])))


def row_index(sample: Sample, record: type[Record], key: str) -> int:
    """The place of a row among the rows of its sheet, from 0.

    Raises:
        ValueError: the sample has no such row.
    """
    return [row_key(record, row) for row in sample[record]].index(key)


def sheet_named(title: str) -> type[Record]:
    """The declared sheet with this title.

    Raises:
        ValueError: there is none.
    """
    found = next((record for record in RECORDS if record.sheet == title), None)
    if found is None:
        raise ValueError(title)
    return found


def read_mistakes(text: str) -> list[Mistake]:
    """The planted mistakes from the text of `flawed.tsv`."""
    return [_mistake(row) for row in read_rows(text)]


def _mistake(row: Row) -> Mistake:
    sheet, key, header = row["Лист"], row.get("Строка", ""), row["Столбец"]
    return Mistake(
        number=row["№"],
        record=sheet_named(sheet),
        row=key,
        header=header,
        text=row.get("Новое значение", ""),
        kind=row["Вид"],
        code=row["Правило"],
        note=row["Описание"],
        found_record=sheet_named(row.get("Найдётся: лист", sheet)),
        found_row=row.get("Найдётся: строка", key),
        found_header=row.get("Найдётся: столбец", header),
    )


def plant(sample: Sample, flawed: str) -> dict[type[Record], list[Row]]:
    """The sample with the mistakes of `flawed` made; rows are named as in the clean sample."""
    planted = {record: [dict(row) for row in rows] for record, rows in sample.items()}
    for mistake in read_mistakes(flawed):
        index = row_index(sample, mistake.record, mistake.row)
        planted[mistake.record][index][mistake.header] = mistake.text
    return planted


def typed(text: str, column: Column) -> Value:
    """What an office application keeps of a typed text: a date, a number or the text itself.

    An apostrophe in front keeps the text a text, as it does in Excel.
    """
    if text.startswith(AS_TEXT):
        return text.removeprefix(AS_TEXT)
    parsed, _ = parse_cell(text, column)
    return text if parsed is None else cell_value(parsed, column)


def sheet_values(sample: Sample) -> dict[str, list[dict[str, Value]]]:
    """The rows of every sheet as a workbook holds them: sheet title → rows of title → value."""
    return {record.sheet: list(_typed_rows(record, rows)) for record, rows in sample.items()}


def _typed_rows(record: type[Record], rows: Iterable[Row]) -> Iterable[dict[str, Value]]:
    columns = {column.title: column for column in record.columns}
    for row in rows:
        yield {title: typed(text, columns[title]) for title, text in row.items() if text}
