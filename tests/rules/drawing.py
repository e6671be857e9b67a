"""Workbooks drawn as text: a mistake, where it is found, and how its clean neighbour looks.

A line without bars names a sheet, the lines below it are its table. In a cell,

* `[a → b]`: with `a` the rule finds something in this very cell, with `b` nothing;
* `{a → b}`: the same, but the finding stands elsewhere;
* `[a]`: where it stands, when the cause is elsewhere.

Everything that is not drawn is empty; `¶` is a line break within a cell. A line `---` begins
another workbook.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from nastavnik.model.findings import Finding, Value
from nastavnik.model.grid import Cells, Grid, address
from nastavnik.model.schema import Record
from nastavnik.model.school import School, read_school
from nastavnik.model.sheets import RECORDS
from nastavnik.rules.engine import Rule, run_rules
from nastavnik.workbooks.build.sample import sheet_named, typed

TODAY = date(2026, 10, 15)
Place = tuple[str, str]
"""A sheet and an address."""
Lines = dict[str, list[list[str]]]


@dataclass(frozen=True)
class Drawing:
    """A workbook with a mistake, the cells where it is found, and the same without it."""

    wrong: School
    right: School
    places: frozenset[Place]


def draw(picture: str) -> Drawing:
    """The two workbooks of one picture."""
    lines = _sheets(picture)
    return Drawing(
        read_school(cells(_chosen(lines, 0))),
        read_school(cells(_chosen(lines, 1))),
        frozenset(_marked(lines)),
    )


def draw_each(pictures: str) -> list[Drawing]:
    """The drawings of all pictures in a text."""
    return [draw(picture) for picture in pictures.split("---")]


def drawn_school(picture: str) -> School:
    """The one workbook of a picture without marks."""
    return read_school(cells(_sheets(picture)))


def found(rules: Sequence[Rule], school: School, today: date = TODAY) -> list[Finding]:
    """What the rules find in the workbook."""
    return list(run_rules(rules, school, today))


def places(findings: Sequence[Finding]) -> list[Place]:
    """Where findings stand, in the order of sheets and cells."""
    return sorted((str(finding.sheet), str(finding.cell)) for finding in findings)


def _sheets(picture: str) -> Lines:
    sheets: Lines = {}
    title = ""
    for line in filter(None, (line.strip() for line in picture.splitlines())):
        if line.startswith("|"):
            sheets[title].append([cell.strip() for cell in line.strip("|").split("|")])
        else:
            title = line
            sheets[title] = []
    return sheets


_MARK = re.compile(r"[\[{](?P<wrong>[^→\]}]*)(?:→(?P<right>[^\]}]*))?[\]}]")
_PLAIN = re.compile(r"\{n\}.*")


def _reading(cell: str, which: int) -> str:
    mark = None if _PLAIN.fullmatch(cell) else _MARK.fullmatch(cell)
    if not mark:
        return cell
    right = mark["wrong"] if mark["right"] is None else mark["right"]
    return (mark["wrong"], right)[which].strip()


def _chosen(lines: Lines, which: int) -> Lines:
    return {
        title: [[_reading(cell, which) for cell in row] for row in rows]
        for title, rows in lines.items()
    }


def _marked(lines: Lines) -> Iterator[Place]:
    for title, rows in lines.items():
        record = sheet_named(title)
        titles = [column.title for column in record.columns]
        for number, row in enumerate(rows, start=1):
            for place, cell in enumerate(row):
                if not cell.startswith("["):
                    continue
                if record.vertical:
                    yield title, address(titles.index(row[0]) + 1, 2)
                else:
                    yield title, address(number, titles.index(_reading(rows[0][place], 0)) + 1)


def cells(lines: Mapping[str, list[list[str]]]) -> Cells:
    """The sheets of a workbook with every declared column, filled as drawn."""
    return {record.sheet: _grid(record, lines.get(record.sheet, [])) for record in RECORDS}


def typed_cells(values: Mapping[str, Sequence[Mapping[str, Value]]]) -> Cells:
    """The sheets of a workbook from rows of title → value."""
    return {record.sheet: _typed_grid(record, values.get(record.sheet, ())) for record in RECORDS}


def _typed_grid(record: type[Record], rows: Sequence[Mapping[str, Value]]) -> Grid:
    titles = [column.title for column in record.columns]
    if record.vertical:
        return Grid([[title, rows[0].get(title) if rows else None] for title in titles])
    return Grid([titles, *([row.get(title) for title in titles] for row in rows)])


def _grid(record: type[Record], rows: list[list[str]]) -> Grid:
    if record.vertical:
        drawn = [{row[0]: row[1] for row in rows}]
    else:
        drawn = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    return _typed_grid(
        record, [{t: _value(record, t, cell) for t, cell in row.items()} for row in drawn]
    )


def _value(record: type[Record], title: str, text: str) -> Value:
    column = next(column for column in record.columns if column.title == title)
    return typed(text.replace("¶", "\n"), column) if text else None
