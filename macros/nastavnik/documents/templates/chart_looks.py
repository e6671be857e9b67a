"""How charts look, in Word and in the workbook alike: native, and legible in black and white."""

from __future__ import annotations

from typing import Any, NamedTuple

from nastavnik.results.charts import ChartKind

INKS = ("#1F6F8B", "#B7791F", "#7A5195", "#2E8B57", "#6B7280", "#B91C1C")
PATTERNS = ("", "wide_upward_diagonal", "percent_20", "horizontal_brick", "dotted_grid", "")
DASHES = ("solid", "dash", "round_dot", "long_dash", "dash_dot", "square_dot")
MARKERS = ("circle", "square", "triangle", "diamond", "x", "star")
GRID, INK = "#D1D5DB", "#1F2937"
_TYPES = {
    ChartKind.BARS: {"type": "bar"},
    ChartKind.STACKED: {"type": "bar", "subtype": "stacked"},
    ChartKind.COLUMNS: {"type": "column"},
    ChartKind.LINES: {"type": "line"},
}


class ChartData(NamedTuple):
    """Where the numbers of a chart stand, counted from 0: a header row, categories, then series."""

    sheet: str
    header: int
    rows: int
    category: int
    series: int


def native_chart(  # noqa: PLR0913 - what a chart is made of
    workbook: Any,
    kind: ChartKind,
    title: str,
    data: ChartData,
    highest: float | None = None,
    *,
    size: int = 9,
) -> Any:
    """A chart of XlsxWriter over cells, in letters of this size.

    Whoever has it may change numbers and looks.
    """
    chart = workbook.add_chart(_TYPES[kind])
    first, last = data.header + 1, data.header + data.rows
    for number in range(data.series):
        column = data.category + 1 + number
        chart.add_series(
            {
                "name": [data.sheet, data.header, column],
                "categories": [data.sheet, first, data.category, last, data.category],
                "values": [data.sheet, first, column, last, column],
                "data_labels": _labels(kind, size),
                **_series_look(kind, number),
            }
        )
    chart.set_title({"name": title, "name_font": {"size": 11, "color": INK}, "overlay": False})
    needs_legend = data.series > 1 or kind is ChartKind.LINES
    chart.set_legend(
        {"position": "bottom", "font": {"size": size}} if needs_legend else {"none": True}
    )
    chart.set_chartarea({"border": {"none": True}, "fill": {"color": "#FFFFFF"}})
    chart.show_hidden_data()
    _set_axes(chart, kind, highest, size)
    return chart


def _labels(kind: ChartKind, size: int) -> dict[str, Any]:
    """The numbers beside what is drawn; of parts that lie in one bar no zeros."""
    labels: dict[str, Any] = {"value": True, "font": {"size": size, "color": INK}}
    if kind is ChartKind.STACKED:
        return labels | {"fill": {"color": "#FFFFFF"}, "num_format": "0;;"}
    return labels


def _series_look(kind: ChartKind, number: int) -> dict[str, Any]:
    place = number % len(INKS)
    ink = INKS[place]
    if kind is ChartKind.LINES:
        line = {"color": ink, "width": 2, "dash_type": DASHES[place]}
        marker = {
            "type": MARKERS[place],
            "size": 6,
            "fill": {"color": ink},
            "border": {"color": ink},
        }
        return {"line": line, "marker": marker}
    look: dict[str, Any] = {"border": {"color": ink}, "gap": 60}
    if PATTERNS[place]:
        return look | {
            "pattern": {"pattern": PATTERNS[place], "fg_color": ink, "bg_color": "#FFFFFF"}
        }
    return look | {"fill": {"color": ink}}


def _set_axes(chart: Any, kind: ChartKind, highest: float | None, size: int) -> None:
    names = {"num_font": {"size": size, "color": INK}, "line": {"color": GRID}}
    values = {
        "min": 0,
        "num_format": "0",
        "num_font": {"size": size, "color": INK},
        "major_gridlines": {"visible": True, "line": {"color": GRID}},
        "line": {"none": True},
    }
    if highest is None:  # counts: the labels say them
        values |= {"visible": False, "major_gridlines": {"visible": False}}
    else:
        values |= {"max": highest, "major_unit": highest / 5}
    if kind in {ChartKind.BARS, ChartKind.STACKED}:
        chart.set_x_axis(values)
        chart.set_y_axis(names | {"reverse": True, "crossing": "max"})
    else:
        chart.set_x_axis(names)
        chart.set_y_axis(values)
