"""The verb `report`: counts the indicators and says what to write of them into the workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from nastavnik.model.changes import (
    AppendRows,
    CellValue,
    Change,
    Changes,
    Link,
    PutGrid,
    ReplaceRows,
    SetCell,
)
from nastavnik.model.outcome import Block, Listing, Outcome
from nastavnik.model.parsing import cell_value
from nastavnik.model.schema import Column
from nastavnik.model.school import School
from nastavnik.model.sheets import (
    PEOPLE_COUNTED,
    PICTURE_ROW,
    RESULTS,
    Conclusion,
    Indicator,
    PastIndicator,
)
from nastavnik.model.text import counted as counted_words
from nastavnik.results.catalogue import DEFINITIONS
from nastavnik.results.past import kept
from nastavnik.results.questions import questions
from nastavnik.results.season import Season
from nastavnik.results.summary import YearResults, is_typed
from nastavnik.results.verdicts import NOTHING, CountedShare, Definition, percent_words

WHO_TITLES = ("№", "Показатель", "Кто", "Вошёл", "Почему")
GROWTH_ROW = 84
"""From this row down «Итоги» holds what formulas cannot gather: grades before and after."""
GROWTH_TITLES = ("Вопрос", "До", "После", "Людей")


@dataclass(frozen=True)
class Reported(Outcome):
    """The indicators of a year; `why` is the one whose list is asked for.

    `documents` are the paths of the reports that were made besides, `before` the indicators of the
    last year by title.
    """

    day: date = date.min
    counts: tuple[CountedShare, ...] = ()
    rows: tuple[Indicator, ...] = ()
    why: Definition | None = None
    documents: tuple[str, ...] = ()
    before: Mapping[str, PastIndicator] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The numbers in the shape other programs read."""
        each = zip(self.counts, self.rows, strict=True)
        return {
            "date": self.day.isoformat(),
            "indicators": [self._shown(found, row) for found, row in each],
            "documents": list(self.documents),
            "findings": [finding.as_json() for finding in self.findings],
        }

    def _shown(self, found: CountedShare, row: Indicator) -> dict[str, Any]:
        percent = found.percent
        shown: dict[str, Any] = {
            "code": found.definition.code,
            "title": found.definition.title,
            "numerator": found.part,
            "denominator": found.whole,
            "percent": None if percent is None else round(percent, 1),
            "target": row.target,
        }
        if old := self.before.get(row.title):
            shown["last_year"] = {"numerator": old.part, "denominator": old.whole}
        if is_typed(row):
            shown["typed"] = {"numerator": row.part, "denominator": row.whole}
        if found.definition == self.why:
            shown["in"] = list(found.inside)
            shown["out"] = [{"who": each.who, "why": each.why} for each in found.outside]
        return shown

    def listings(self) -> Iterator[Block]:
        """The table of indicators, or the list behind one."""
        if self.why:
            yield from self._reasons(self.why)
            return
        titles = ("№", "Показатель", "Сколько", "Доля", "Прошлый год", "Цель", "Отметка")
        rows = [
            (row.number, row.title, _counts(row), _percent(row), was, _target(row), row.mark)
            for row in self.rows
            for was in [self._was(row)]
        ]
        yield Listing(titles, rows)
        yield from (f"Документ: {path}" for path in self.documents)

    def _was(self, row: Indicator) -> str:
        """What the row was a year ago, in the form in which it is shown now."""
        old = self.before.get(row.title)
        if old is None:
            return ""
        return percent_words(old.part, old.whole) if old.whole else f"{old.part:g}"

    def _reasons(self, why: Definition) -> Iterator[Block]:
        found = next(each for each in self.counts if each.definition == why)
        yield f"{why.code} {why.title}: {_counted(found)}"
        yield f"Числитель — {why.part_words}" + (
            f"; знаменатель — {why.whole_words}" if why.whole_words else ""
        )
        if found.unknown:
            yield f"{NOTHING}: {found.unknown}"
        rows = [(verdict.who, verdict.answer, verdict.reason) for verdict in found.verdicts]
        yield Listing(("Кто", "Вошёл", "Почему"), rows, framed=True)

    def previews(self, sheet: str) -> bool:
        """The list behind the numbers is asked for by `why`."""
        return sheet not in {PEOPLE_COUNTED, RESULTS}


def _counts(row: Indicator) -> str:
    if row.part is None:
        return NOTHING
    return f"{row.part:g}" if row.whole is None else f"{row.part:g} из {row.whole:g}"


def _counted(found: CountedShare) -> str:
    if found.part is None:
        return NOTHING
    if found.whole is None:
        return str(found.part)
    return f"{found.part} из {found.whole}, {percent_words(found.part, found.whole)}"


def _percent(row: Indicator) -> str:
    return percent_words(row.part, row.whole)


def _target(row: Indicator) -> str:
    return "" if row.target is None else f"{row.target:g} %"


def report(school: School, today: date, why: Definition | None = None) -> Reported:
    """Count the year, and fill in the sheets of its results."""
    results = YearResults(Season(school, today))
    who, places = _lists(results)
    changes = (
        *_indicators(results, places),
        *_past(results),
        *_conclusions(results),
        PutGrid(PEOPLE_COUNTED, PICTURE_ROW, who),
        PutGrid(RESULTS, GROWTH_ROW, tuple(_growth(results))),
    )
    known = sum(row.part is not None for row in results.rows)
    indicators = counted_words(known, "показатель", "показателя", "показателей")
    message = f"Сосчитано: {indicators} из {len(DEFINITIONS)}"
    return Reported(
        message,
        Changes(changes),
        tuple(questions(results)),
        today,
        results.counts,
        results.rows,
        why,
        before={row.title: found for row in results.rows if (found := results.before(row.title))},
    )


def _lists(results: YearResults) -> tuple[tuple[tuple[CellValue, ...], ...], dict[int, int]]:
    """The sheet «Кто вошёл», and the row in which the list of each indicator begins."""
    rows: list[tuple[CellValue, ...]] = [WHO_TITLES]
    places: dict[int, int] = {}
    for found in results.counts:
        number, title = found.definition.number, found.definition.title
        for verdict in found.verdicts:
            places.setdefault(number, PICTURE_ROW + len(rows))
            rows.append((number, title, verdict.who, verdict.answer, verdict.reason or None))
    return tuple(rows), places


def _indicators(results: YearResults, places: dict[int, int]) -> Iterator[Change]:
    table = results.season.school.table(Indicator)
    columns = [column for column in Indicator.columns if column.title in table.headers]
    new = []
    for row in results.rows:
        values = {c.title: _cell(row, c, places) for c in columns}
        if row.row:
            for title, value in values.items():
                yield SetCell(Indicator.sheet, row.row, title, value)
        else:
            new.append({title: value for title, value in values.items() if value is not None})
    if new and columns:
        yield AppendRows(Indicator.sheet, tuple(new))


def _cell(row: Indicator, column: Column, places: dict[int, int]) -> CellValue:
    if column != Indicator.people:
        return cell_value(column.of(row), column)
    place = places.get(int(row.number))
    return Link(PEOPLE_COUNTED, f"A{place}", "список") if place else None


def _past(results: YearResults) -> Iterator[Change]:
    school = results.season.school
    if school.table(PastIndicator).headers:
        yield from kept(school, results.history)


def _conclusions(results: YearResults) -> Iterator[Change]:
    headers = results.season.school.table(Conclusion).headers
    columns = [column for column in Conclusion.columns if column.title in headers]
    if columns:
        rows = tuple(
            {c.title: cell_value(c.of(row), c) for c in columns} for row in results.conclusions.rows
        )
        yield ReplaceRows(Conclusion.sheet, tuple(c.title for c in columns), rows)


def _growth(results: YearResults) -> Iterator[tuple[CellValue, ...]]:
    if results.growth.shifts:
        yield (None, *GROWTH_TITLES)
    for shift in results.growth.shifts:
        yield None, shift.question, round(shift.before, 2), round(shift.after, 2), shift.people
