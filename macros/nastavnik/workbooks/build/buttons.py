"""The buttons on «Панель» and what the guide says of them.

A workbook without macros can hold no button that works everywhere: in it each is a cell that leads
to the guide. The macros of Excel and the extension of LibreOffice lay real buttons over the cells.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from nastavnik.model.actions import BUTTONS, EXTENSION, MACROS, NEW, WINDOW_BUTTON
from nastavnik.model.schema import Tab
from nastavnik.workbooks.build.looks import MUTED, PAPER, CellFormats, tint

TOP, LEFT, ACROSS, COLUMNS, RIGHT = 3, 1, 6, 2, 12
"""The first row and column of the buttons on «Панель» from 0, how many stand in a row, how many
columns each takes, and the last column."""
HEIGHT = 25
"""Points."""
NOTE = "Как включить кнопки и что делает каждая"
WAYS = {
    "Excel, макросы закрыты": "Откройте окно «Наставник» ярлыком и нажимайте кнопки в нём: книга "
    "может оставаться открытой.",
    "Excel с макросами": f"В окне «Наставник» сделайте новую книгу («{NEW.title}») с отметкой "
    f"«{MACROS.label}»: кнопки появятся на «Панели» и на вкладке «Наставник».",
    "LibreOffice": f"В окне «Наставник» выберите «{EXTENSION.title}» и откройте сделанный файл "
    "двойным щелчком: кнопки появятся на «Панели», в меню и на панели инструментов «Наставник».",
    "Р7-Офис и другие": "Сохраните и закройте книгу, затем нажмите кнопку в окне «Наставник».",
}
"""Where a person works and how the buttons are pressed there."""


@dataclass(frozen=True, slots=True)
class PanelButton:
    """A button of «Панель»: `row` and `column` of the first of its cells, from 0."""

    key: str
    title: str
    hint: str
    row: int
    column: int


def buttons() -> Iterator[PanelButton]:
    """The buttons from left to right and down."""
    for number, each in enumerate((*BUTTONS, WINDOW_BUTTON)):
        line, place = divmod(number, ACROSS)
        yield PanelButton(each.key, each.title, each.hint, TOP + line, LEFT + COLUMNS * place)


def write_buttons(sheet: Worksheet, looks: CellFormats, link: str) -> None:
    """The cells of the buttons, each leading to `link`, and a note on them."""
    edge = {"border": 2, "border_color": PAPER, "bg_color": tint(Tab.WORK.value, 0.86)}
    look = looks.look(bold=True, font_color=Tab.WORK.value, align="center", **edge)
    for button in buttons():
        sheet.merge_range(
            button.row, button.column, button.row, button.column + COLUMNS - 1, "", look
        )
        sheet.write_url(button.row, button.column, link, look, button.title, button.hint)
    note = looks.look(font_color=MUTED, text_wrap=True, indent=1)
    row, column = button.row, button.column + COLUMNS
    if column >= RIGHT:
        row, column = row + 1, LEFT
    sheet.merge_range(row, column, row, RIGHT, "", note)
    sheet.write_url(row, column, link, note, NOTE)


def write_ways(sheet: Worksheet, looks: CellFormats, row: int) -> int:
    """How the buttons are pressed and what they do, in the guide; the row below."""
    sheet.write_string(row, 0, "Кнопки", looks.look(bold=True, font_size=13))
    told = {button.title: button.hint for button in buttons()}
    for number, (title, text) in enumerate({**WAYS, **told}.items(), start=row + 1):
        sheet.write_string(number, 0, title, looks.look(bold=True))
        sheet.merge_range(number, 1, number, 4, text, looks.look(text_wrap=True))
    return row + 1 + len(WAYS) + len(told)
