"""The check as one HTML page: no network, no libraries; it says where things stand, not whose.

Values of cells and names of people stay in the workbook: a page may be passed on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape

from nastavnik.domain.redaction import without_names
from nastavnik.model.findings import Finding, Level
from nastavnik.model.grid import letters, position
from nastavnik.model.school import School
from nastavnik.seals import BLANK_SEAL

CELL, GAP, MOST_ROWS, MOST_COLUMNS = 9, 2, 60, 50
"""A picture of a sheet: the side of a cell and the gap in pixels, and how much is drawn."""
COLOURS = {Level.ERROR: "#c0392b", Level.QUESTION: "#d9a400"}
FILLED, EMPTY = "#d5dbe1", "#f3f5f7"

CONTENTS = ("Книга", "Ошибок", "Вопросов", "Итог")
TITLES = ("Уровень", "Где", "Столбец", "Что не так", "Что сделать", "Правило")
HEAD = f"<tr>{''.join(f'<th>{title}' for title in TITLES)}</tr>"
STYLE = """
body{font:15px/1.45 system-ui,sans-serif;color:#1d2733;margin:2em auto;max-width:76em;padding:0 1em}
h1{font-size:1.6em;margin-bottom:.1em} h2{margin-top:2em;font-size:1.25em} .quiet{color:#5b6875}
table{border-collapse:collapse;width:100%} th{border-bottom:2px solid #9aa7b4}
th,td{text-align:left;vertical-align:top;padding:.45em .7em} td{border-bottom:1px solid #e3e8ed}
.error{color:#c0392b} .question{color:#8a6800} .why{color:#5b6875;font-size:.9em}
.filters{margin:1em 0} select,input{font:inherit;padding:.25em .4em;margin-right:.8em}
figure{display:inline-block;margin:0 1.5em 1em 0;vertical-align:top}
figcaption{font-size:.9em;margin-bottom:.3em} [hidden]{display:none}
@media print{.filters{display:none} body{margin:0;max-width:none}}
"""
SCRIPT = """
document.querySelectorAll('section').forEach(function(part){
 var controls=part.querySelectorAll('[data-filter]');
 function show(){part.querySelectorAll('tbody tr').forEach(function(row){
  row.hidden=!Array.from(controls).every(function(c){var wanted=c.value.toLowerCase();
   return !wanted||(c.dataset.filter==='text'?row.textContent.toLowerCase().includes(wanted)
    :row.dataset[c.dataset.filter].toLowerCase()===wanted)})})}
 controls.forEach(function(c){c.addEventListener('input',show)})})
"""


@dataclass(frozen=True)
class Checked:
    """One workbook that was checked: its name, what was found, and the workbook."""

    name: str
    findings: Sequence[Finding]
    school: School
    message: str

    def count(self, level: Level) -> int:
        """How many findings of that level there are."""
        return sum(finding.level is level for finding in self.findings)


@dataclass(frozen=True)
class Unread:
    """A workbook that could not be checked, and why."""

    name: str
    message: str


def findings_page(books: Iterable[Checked | Unread], today: date) -> str:
    """The whole page; of several workbooks with a table of them first."""
    listed = list(books)
    contents = _contents(listed) if len(listed) > 1 else ""
    sections = "\n".join(_section(number, book) for number, book in enumerate(listed, 1))
    return (
        '<!doctype html><html lang="ru"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<meta name="generator" content="{BLANK_SEAL}">'
        f"<title>Проверка</title><style>{STYLE}</style></head><body><h1>Проверка</h1>"
        f'<p class="quiet">{today:%d.%m.%Y}</p>{contents}{sections}'
        f"<script>{SCRIPT}</script></body></html>\n"
    )


def _contents(books: Sequence[Checked | Unread]) -> str:
    rows = "".join(_entry(number, book) for number, book in enumerate(books, 1))
    head = "".join(f"<th>{title}" for title in CONTENTS)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _entry(number: int, book: Checked | Unread) -> str:
    link = f'<tr><td><a href="#{number}">{escape(book.name)}</a>'
    if isinstance(book, Unread):
        return f'{link}<td>–<td>–<td class="error">{escape(book.message)}</tr>'
    counts = "".join(f"<td>{book.count(level)}" for level in Level)
    return f"{link}{counts}<td>{escape(book.message)}</tr>"


def _section(number: int, book: Checked | Unread) -> str:
    head = f'<section id="{number}"><h2>{escape(book.name)}</h2>'
    if isinstance(book, Unread):
        return f'{head}<p class="error">{escape(book.message)}</p></section>'
    book = replace(book, findings=[*without_names(book.findings, book.school)])
    rows = "".join(map(_row, book.findings))
    table = f"{_filters(book.findings)}<table><thead>{HEAD}</thead><tbody>{rows}</tbody></table>"
    pictures = "".join(_pictures(book))
    return (
        f"{head}<p>{escape(book.message)}</p>{pictures}{table if book.findings else ''}</section>"
    )


def _row(finding: Finding) -> str:
    where = f"{finding.sheet}!{finding.cell}" if finding.cell else finding.sheet or finding.place
    level, sheet, code = finding.level.value, finding.sheet or "", finding.code
    return (
        f'<tr data-level="{level}" data-sheet="{escape(sheet)}" data-code="{escape(code)}">'
        f'<td class="{level}">{finding.level.word}<td>{escape(where)}'
        f"<td>{escape(finding.header or '')}<td>{escape(finding.message)}"
        f'<div class="why">{escape(finding.reason)}</div>'
        f"<td>{escape(finding.remedy)}<td>{escape(code)}</tr>"
    )


def _filters(findings: Sequence[Finding]) -> str:
    levels = {level.value: level.word for level in Level}
    sheets = Counter(finding.sheet or "" for finding in findings)
    codes = Counter(finding.code for finding in findings)
    return (
        '<p class="filters">'
        + _select("level", "Все уровни", levels)
        + _select("sheet", "Все листы", {s: f"{s} ({n})" for s, n in sheets.items()})
        + _select("code", "Все правила", {c: f"{c} ({n})" for c, n in sorted(codes.items())})
        + '<input type="search" data-filter="text" placeholder="Найти" aria-label="Найти"></p>'
    )


def _select(name: str, everything: str, options: dict[str, str]) -> str:
    choices = "".join(f'<option value="{escape(v)}">{escape(t)}' for v, t in options.items())
    label = f'data-filter="{name}" aria-label="{everything}"'
    return f'<select {label}><option value="">{everything}{choices}</select>'


def _pictures(book: Checked) -> Iterator[str]:
    """A picture of every sheet with findings: its cells, and where something was found."""
    by_sheet: dict[str, dict[tuple[int, int], Finding]] = {}
    for finding in reversed(book.findings):
        if finding.sheet and finding.cell:
            by_sheet.setdefault(finding.sheet, {})[position(finding.cell)] = finding
    for sheet in book.school.tables:
        if sheet in by_sheet:
            yield _picture(book.school, sheet, by_sheet[sheet])


def _picture(school: School, sheet: str, found: dict[tuple[int, int], Finding]) -> str:
    grid = school.tables[sheet].grid
    rows = min(len(grid.rows), MOST_ROWS)
    columns = min(max((len(row) for row in grid.rows), default=0), MOST_COLUMNS)
    filled = "".join(
        _outline(row, column)
        for row in range(1, rows + 1)
        for column in range(1, columns + 1)
        if grid.value(row, column) is not None
    )
    marks = "".join(_mark(*at, finding) for at, finding in found.items())
    width, height = columns * (CELL + GAP), rows * (CELL + GAP)
    return (
        f"<figure><figcaption>{escape(sheet)}</figcaption>"
        f'<svg width="{width}" height="{height}" role="img" aria-label="{escape(sheet)}">'
        f'<rect width="100%" height="100%" fill="{EMPTY}"/><path d="{filled}" fill="{FILLED}"/>'
        f"{marks}</svg></figure>"
    )


def _corner(row: int, column: int) -> tuple[int, int]:
    return (column - 1) * (CELL + GAP), (row - 1) * (CELL + GAP)


def _outline(row: int, column: int) -> str:
    x, y = _corner(row, column)
    return f"M{x} {y}h{CELL}v{CELL}h-{CELL}z"


def _mark(row: int, column: int, finding: Finding) -> str:
    x, y = _corner(row, column)
    title = escape(f"{letters(column)}{row}: {finding.message}")
    place = f'x="{x}" y="{y}" width="{CELL}" height="{CELL}"'
    return f'<rect {place} fill="{COLOURS[finding.level]}"><title>{title}</title></rect>'
