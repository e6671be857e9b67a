"""«Справка»: how to work with the book, generated from the declaration."""

from __future__ import annotations

from collections.abc import Iterator

from nastavnik.domain.steps import Step
from nastavnik.model.choices import RuleLevel
from nastavnik.model.schema import CellKind, Column, Record, Tab
from nastavnik.model.sheets import GUIDE, PANEL, RECORDS
from nastavnik.workbooks.build.buttons import write_ways
from nastavnik.workbooks.build.looks import CellFormats
from nastavnik.workbooks.build.paper import set_paper
from nastavnik.workbooks.build.sheet import FittedSheet
from nastavnik.workbooks.build.tables import BACK
from nastavnik.workbooks.row_heights import LINE, row_height

KINDS = {
    CellKind.TEXT: "текст",
    CellKind.DATE: "дата",
    CellKind.INTEGER: "целое число",
    CellKind.NUMBER: "число",
    CellKind.FLAG: "да или нет",
}
START = 3
COLOURS = START + len(Step) + 2
BUTTONS = COLOURS + 5
"""Where the steps, the colours and the buttons stand, rows from 0."""
TITLES = ("Лист", "Столбец", "Обязательно", "Что вписать", "Пояснение", "Личные данные")
WIDTHS = (22, 32, 14, 28, 62, 10)


def write_guide(sheet: FittedSheet, looks: CellFormats) -> None:
    """Steps, colours, buttons, and every column of every sheet."""
    tab = Tab.SETTINGS
    for place, width in enumerate(WIDTHS):
        sheet.set_column(place, place, width)
        sheet.write_blank(0, place, None, looks.banner(tab))
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, GUIDE, looks.banner(tab))
    sheet.write_url(1, 0, f"internal:'{PANEL}'!A1", looks.back(), BACK)
    _write_steps(sheet, looks, START)
    _write_colours(sheet, looks, COLOURS)
    below = write_ways(sheet, looks, BUTTONS)
    _write_columns(sheet, looks, below + 1)
    set_paper(sheet, GUIDE)


def _write_steps(sheet: FittedSheet, looks: CellFormats, row: int) -> None:
    sheet.write_string(row, 0, "Как работать", looks.look(bold=True, font_size=13))
    for number, step in enumerate(Step, start=1):
        sheet.merge_range(row + number, 0, row + number, 4, f"{number}. {step}", looks.look())


def _write_colours(sheet: FittedSheet, looks: CellFormats, row: int) -> None:
    sheet.write_string(row, 0, "Цвета", looks.look(bold=True, font_size=13))
    legend = {
        RuleLevel.ERROR.value: "исправьте: с ошибкой пакет вернут",
        RuleLevel.QUESTION.value: "исправьте или объясните",
    }
    for number, (level, meaning) in enumerate(legend.items(), start=1):
        sheet.write_string(row + number, 0, level, looks.mark(level))
        sheet.write_string(row + number, 1, meaning, looks.look())
    made = Column("", made=True)
    sheet.write_string(row + 3, 0, "серое", looks.cell(made))
    sheet.write_string(row + 3, 1, "заполняет программа", looks.look())


def _write_columns(sheet: FittedSheet, looks: CellFormats, row: int) -> None:
    sheet.write_string(row, 0, "Все столбцы", looks.look(bold=True, font_size=13))
    head = looks.header(Column("", required=True), Tab.SETTINGS)
    sheet.set_row(row + 1, 2 * LINE)
    for place, title in enumerate(TITLES):
        sheet.write_string(row + 1, place, title, head)
    edge = {"border": 1, "border_color": "#E5E7EB", "valign": "top", "text_wrap": True}
    for number, cells in enumerate(described(), start=row + 2):
        for place, text in enumerate(cells):
            sheet.write_string(number, place, text, looks.look(**edge))
        sheet.fit_row(number, row_height(zip(cells, WIDTHS, strict=True)))


def described() -> Iterator[tuple[str, ...]]:
    """One row for each column of each sheet, in the words of `TITLES`."""
    for record in RECORDS:
        for column in record.columns:
            yield _described(record, column)


def _described(record: type[Record], column: Column) -> tuple[str, ...]:
    kind = KINDS[column.kind]
    if column.choices:
        kind = f"из списка «{column.choices.title}»"
    elif column.refers:
        kind = f"человек с листа «{column.refers.sheet}»"
    elif column.made:
        kind = "заполняет программа"
    limits = [
        f"от {column.minimum:g}" if column.minimum is not None else "",
        f"до {column.maximum:g}" if column.maximum is not None else "",
    ]
    example = column.pattern.example if column.pattern else column.example
    hint = "; ".join(filter(None, (column.hint, f"например: {example}" if example else "")))
    return (
        record.sheet,
        column.title,
        "да" if column.required else "",
        " ".join(filter(None, (kind, *limits))),
        hint,
        "да" if column.personal else "",
    )
