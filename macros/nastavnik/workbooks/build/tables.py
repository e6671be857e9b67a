"""A sheet of records: banner, table, validations, colouring."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from nastavnik.model.choices import RuleLevel
from nastavnik.model.findings import Value
from nastavnik.model.grid import address
from nastavnik.model.schema import CellKind, Column, Record
from nastavnik.model.sheets import PANEL, Check
from nastavnik.workbooks.build.looks import MARKS, CellFormats
from nastavnik.workbooks.build.paper import PAGE_WIDTH, free_columns, set_paper
from nastavnik.workbooks.build.validation import colouring, validation
from nastavnik.workbooks.row_heights import LINE, row_height

if TYPE_CHECKING:
    from xlsxwriter.format import Format

    from nastavnik.workbooks.build.sheet import FittedSheet


Rows = Sequence[Mapping[str, Value]]
"""The rows of a sheet: header title → value."""

HEADER = 3
"""The row of the headers, from 1."""
LAST_ROW = 1000
"""Validations, formats and colouring reach down to this row."""
LEGEND = (
    ("Красное", RuleLevel.ERROR, " — исправьте, "),
    ("жёлтое", RuleLevel.QUESTION, " — исправьте или объясните на листе «Проверка»"),
)
"""What the colours of cells mean: the word, the level of the finding, the rest of the sentence."""
NARROW = 0.9
"""Of the width of a character, so much a letter of a sentence takes."""
BACK = "← На панель"
"""The words that lead back to the panel, on every sheet."""
WIDTHS = {
    CellKind.TEXT: 18,
    CellKind.DATE: 12,
    CellKind.INTEGER: 9,
    CellKind.NUMBER: 9,
    CellKind.FLAG: 12,
}


def laid_out(record: type[Record]) -> list[Column]:
    """The columns in the order of the sheet: those printed come first, those folded away last."""
    return sorted(record.columns, key=lambda column: (column.folded, not column.on_paper))


def printed(record: type[Record]) -> list[Column]:
    """The columns that are printed: the first ones of the sheet."""
    return [column for column in laid_out(record) if column.on_paper and not column.folded]


def table_name(sheet: str) -> str:
    """The name of the table on a sheet, as formulas use it."""
    return sheet.replace(" ", "_")


def whole_of(column: Column) -> str:
    """A whole column of a table in a formula."""
    return f"{table_name(column.sheet)}[{column.title.replace('#', chr(39) + '#')}]"


def place_of(record: type[Record], column: Column) -> int:
    """The number of a column on its sheet, from 1."""
    return laid_out(record).index(column) + 1


def write_banner(
    sheet: FittedSheet, looks: CellFormats, record: type[Record], columns: int
) -> None:
    """The title of a sheet; below it the way back to «Панель» and the purpose."""
    sheet.set_row(0, 30)
    sheet.set_row(1, 22)
    for column in range(columns):
        sheet.write_blank(0, column, None, looks.banner(record.tab))
        sheet.write_blank(1, column, None, looks.purpose())
    sheet.write_string(0, 0, record.sheet, looks.banner(record.tab))
    sheet.write_url(1, 0, f"internal:'{PANEL}'!A1", looks.back(), BACK)
    purpose = 1 if record.vertical else _column_after(record, len(BACK) + 1)
    text = (record.__doc__ or "").strip().splitlines()[0]
    look = looks.purpose()
    if record.vertical:
        sheet.set_row(1, 3 * LINE)
        look = looks.wrapped_purpose()
    if record.columns[0].made or not _has_room_for_legend(record, text, purpose):
        sheet.write_string(1, purpose, text, look)
    else:
        sheet.write_rich_string(1, purpose, *_with_legend(text, looks), look)


def _has_room_for_legend(record: type[Record], text: str, place: int) -> bool:
    """Whether the meaning of the colours can stand beside the purpose of the sheet on paper."""
    if record.vertical:
        return True
    before = sum(width_of(column) for column in laid_out(record)[:place])
    legend = "".join(word + meaning for word, _, meaning in LEGEND)
    width = max(PAGE_WIDTH, sum(width_of(column) for column in printed(record)))
    return before + (len(text) + len(legend)) * NARROW <= width


def _with_legend(text: str, looks: CellFormats) -> Iterator[Format | str]:
    """The text and what the colours of cells mean, each word in its ink."""
    yield looks.purpose()
    yield f"{text}   "
    for word, level, meaning in LEGEND:
        yield looks.word(MARKS[level.value][1])
        yield word
        yield looks.purpose()
        yield meaning


def _column_after(record: type[Record], width: int) -> int:
    """The first column that starts at least `width` characters from the left."""
    reached = 0
    for number, column in enumerate(laid_out(record)):
        if reached >= width:
            return number
        reached += width_of(column)
    return len(record.columns) - 1


def width_of(column: Column) -> int:
    """The width of a column in characters; a header of one long word still fits."""
    longest_word = max(len(word) for word in column.title.split())
    return max(column.width or WIDTHS[column.kind], longest_word + 3)


def write_table(sheet: FittedSheet, looks: CellFormats, record: type[Record], rows: Rows) -> None:
    """The table with its data, formats, validations and colouring."""
    columns = laid_out(record)
    write_banner(sheet, looks, record, len(columns))
    set_columns(sheet, looks, columns)
    last = HEADER + max(1, len(rows))
    sheet.add_table(
        HEADER - 1,
        0,
        last - 1,
        len(columns) - 1,
        {
            "name": table_name(record.sheet),
            "style": "Table Style Light 1",
            "columns": [
                {"header": c.title, "header_format": looks.header(c, record.tab)} for c in columns
            ],
        },
    )
    sheet.set_row(HEADER - 1, 48)
    write_rows(sheet, looks, columns, rows)
    add_validations(sheet, columns)
    if record is Check:
        colour_levels(sheet, looks)
    else:
        add_colouring(sheet, looks, record.sheet, 0, len(columns))
    draw_typed_rows(sheet, looks, len(columns))


def set_columns(sheet: FittedSheet, looks: CellFormats, columns: Sequence[Column]) -> None:
    """Widths and formats; folded columns are grouped and hidden."""
    for number, column in enumerate(columns):
        fold = {"level": 1, "hidden": True} if column.folded else {}
        sheet.set_column(number, number, width_of(column), looks.plain(column), fold)
    if columns[-1].folded:
        sheet.set_column(len(columns), len(columns), 4, None, {"collapsed": True})


def write_rows(
    sheet: FittedSheet, looks: CellFormats, columns: Sequence[Column], rows: Rows
) -> None:
    """The data, each row as high as its texts; at least one row is drawn."""
    for number, values in enumerate(rows or [{}]):
        for place, column in enumerate(columns):
            value = values.get(column.title)
            write_value(sheet, (HEADER + number, place), value, looks.cell(column))
        texts = (
            (str(values.get(column.title) or ""), width_of(column))
            for column in columns
            if column.kind is CellKind.TEXT and not column.folded
        )
        sheet.fit_row(HEADER + number, row_height(texts))


def write_value(sheet: FittedSheet, at: tuple[int, int], value: Value, look: Format) -> None:
    """The cell `at` (row, column), from 0, typed by what it holds and never as a formula."""
    if value is None or value == "":
        sheet.write_blank(*at, None, look)
    elif isinstance(value, bool):
        sheet.write_string(*at, "да" if value else "нет", look)
    elif isinstance(value, date):
        sheet.write_datetime(*at, value, look)
    elif isinstance(value, int | float):
        sheet.write_number(*at, value, look)
    else:
        sheet.write_string(*at, value, look)


def add_validations(sheet: FittedSheet, columns: Sequence[Column]) -> None:
    """What each column takes, with a hint before and a message after."""
    for place, column in enumerate(columns):
        rule = validation(column, address(HEADER + 1, place + 1))
        if rule:
            sheet.data_validation(HEADER, place, LAST_ROW - 1, place, rule)


def add_colouring(
    sheet: FittedSheet, looks: CellFormats, title: str, place: int, columns: int
) -> None:
    """Marks for findings over all data cells; `place` is the first column, from 0."""
    for word, rule in colouring(title, HEADER + 1, place + 1).items():
        options = {"type": "formula", "criteria": rule, "format": looks.mark(word)}
        sheet.conditional_format(HEADER, place, LAST_ROW - 1, place + columns - 1, options)


def colour_levels(sheet: FittedSheet, looks: CellFormats) -> None:
    """The words «ошибка» and «вопрос» on «Проверка» in the colours of the marks."""
    place = place_of(Check, Check.level) - 1
    for word in MARKS:
        options = {
            "type": "cell",
            "criteria": "==",
            "value": f'"{word}"',
            "format": looks.mark(word),
        }
        sheet.conditional_format(HEADER, place, LAST_ROW * 3 - 1, place, options)


def draw_typed_rows(sheet: FittedSheet, looks: CellFormats, columns: int) -> None:
    """Lines around whatever is typed below the drawn rows; what stays empty is not printed.

    A rule without a formula: once OnlyOffice has saved a rule that has one, LibreOffice gives it
    the look of the first, and every typed row would be as red as an error.
    """
    options = {"type": "no_blanks", "format": looks.drawn()}
    sheet.conditional_format(HEADER, 0, LAST_ROW - 1, columns - 1, options)


def set_page(sheet: FittedSheet, record: type[Record]) -> None:
    """Frozen panes; on paper the columns that are to be printed, the header repeated."""
    columns = laid_out(record)
    frozen = 1 if columns[0].key or columns[0].refers else 0
    sheet.freeze_panes(HEADER, frozen)
    wanted: list[float] = [width_of(column) for column in printed(record)]
    if len(wanted) == len(columns):  # then the purpose above may reach over free columns
        wanted += free_columns(wanted)
    set_paper(sheet, record.sheet, len(wanted))
    sheet.repeat_rows(HEADER - 1)
