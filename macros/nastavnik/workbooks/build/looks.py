"""How the workbook looks: colours and cell formats, each made once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nastavnik.model.choices import RuleLevel
from nastavnik.model.schema import CellKind, Column, Tab

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook


INK, PAPER, GRID, MUTED = "#1F2937", "#FFFFFF", "#D1D5DB", "#6B7280"
MARKS = {
    RuleLevel.ERROR.value: ("#FECACA", "#991B1B"),
    RuleLevel.QUESTION.value: ("#FEF3C7", "#92400E"),
}
"""Fill and ink of each level of findings."""
MADE_FILL = "#F3F4F6"

NUMBER_FORMATS = {
    CellKind.TEXT: "@",
    CellKind.DATE: "dd.mm.yyyy",
    CellKind.INTEGER: "0",
    CellKind.NUMBER: "0.##",
    CellKind.FLAG: "@",
}


def tint(colour: str, share: float) -> str:
    """The colour mixed with white: 0 leaves it, 1 is white."""
    parts = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(part + (255 - part) * share):02X}" for part in parts)


class CellFormats:
    """The formats of one workbook, by what they are for."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def look(self, **properties: Any) -> Format:
        """A format with these properties of XlsxWriter."""
        base = {"font_name": "Calibri", "font_size": 11, "font_color": INK, "valign": "vcenter"}
        wanted = tuple(sorted((base | properties).items()))
        if wanted not in self._made:
            self._made[wanted] = self._workbook.add_format(dict(wanted))
        return self._made[wanted]

    def mark(self, level: str) -> Format:
        """The colours of a finding, for conditional formats."""
        fill, ink = MARKS[level]
        return self._workbook.add_format({"bg_color": fill, "font_color": ink})

    def bar(self) -> Format:
        """A month in which an activity lasts."""
        return self._workbook.add_format({"bg_color": Tab.WORK.value})

    def chosen(self) -> Format:
        """The fit of a chosen pair."""
        return self._workbook.add_format(
            {"bg_color": Tab.PEOPLE.value, "font_color": PAPER, "bold": True}
        )

    def hidden(self) -> Format:
        """A value that only a chart is to read."""
        return self._workbook.add_format({"font_color": PAPER})

    def now(self) -> Format:
        """The present month."""
        return self._workbook.add_format({"bg_color": "#FEF9C3"})

    def banner(self, tab: Tab) -> Format:
        """The title of a sheet."""
        return self.look(bold=True, font_size=16, font_color=PAPER, bg_color=tab.value)

    def back(self) -> Format:
        """The link back to «Панель»."""
        return self.look(font_color=Tab.WORK.value, underline=1)

    def purpose(self) -> Format:
        """The sentence under the title."""
        return self.look(italic=True, font_color=MUTED)

    def wrapped_purpose(self) -> Format:
        """That sentence where it has to stay in its cell."""
        return self.look(italic=True, font_color=MUTED, text_wrap=True)

    def word(self, ink: str) -> Format:
        """A word of that sentence in a colour of its own."""
        return self.look(italic=True, bold=True, font_color=ink)

    def header(self, column: Column, tab: Tab) -> Format:
        """A header: full colour where the column must be filled, a tint where it may be."""
        fill = tab.value if column.required else tint(tab.value, 0.72)
        ink = PAPER if column.required else INK
        edge = {"border": 1, "border_color": GRID}
        return self.look(
            bold=True, font_color=ink, bg_color=fill, text_wrap=True, align="center", **edge
        )

    def cell(self, column: Column) -> Format:
        """A drawn data cell of the column."""
        drawn: dict[str, Any] = {"border": 1, "border_color": GRID}
        if column.made:
            drawn["bg_color"] = MADE_FILL
        if column.leads:
            drawn |= {"font_color": Tab.WORK.value, "underline": 1}
        return self.look(**_typed(column), **drawn)

    def entry(self, column: Column) -> Format:
        """A value of a vertical sheet: all stand at the left, one below the other."""
        return self.look(**_typed(column) | {"align": "left"}, border=1, border_color=GRID)

    def drawn(self) -> Format:
        """The lines around a row that is filled."""
        return self._workbook.add_format({"border": 1, "border_color": GRID})

    def plain(self, column: Column) -> Format:
        """A cell of the column below the drawn ones: it takes and shows values alike."""
        return self.look(**_typed(column))


def _typed(column: Column) -> dict[str, Any]:
    look = {"num_format": NUMBER_FORMATS[column.kind], "valign": "top"}
    return look | ({"text_wrap": True} if column.kind is CellKind.TEXT else {"align": "center"})
