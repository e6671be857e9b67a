"""The verb: what a school has already, taken into its book; nothing typed is overwritten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from nastavnik.model.changes import AppendRows, Changes
from nastavnik.model.findings import Finding
from nastavnik.model.outcome import Outcome
from nastavnik.model.schema import Record
from nastavnik.model.school import School
from nastavnik.model.sheets import Check
from nastavnik.model.text import counted
from nastavnik.people_import.choosing import Wishes
from nastavnik.people_import.comparing import (
    State,
    Verdict,
    changes_of,
    compare,
    questions_about_many,
)
from nastavnik.people_import.model import Found, Reading, Source, Table
from nastavnik.people_import.reading import read_registries
from nastavnik.people_import.rows import Watch
from nastavnik.people_import.titles import field_title
from nastavnik.rules.checking import check_rows


def take_registries(
    school: School, sources: Sequence[Source], wishes: Wishes | None = None, watch: Watch = iter
) -> tuple[Outcome, Reading]:
    """Everyone in the sources compared with the book, and what was read on the way.

    Raises:
        JobError: there is no list of people in a file, or it cannot be understood at all.
    """
    reading = read_registries(sources, school.lists, wishes or Wishes(), watch)
    verdicts = compare(reading.people, school)
    new = [v.person for v in verdicts if v.state is State.NEW or v.person.record is None]
    findings = (
        *reading.findings,
        *questions_about_many(new),
        *(finding for verdict in verdicts for finding in verdict.findings),
    )
    files = list(dict.fromkeys(source.file for source in sources))
    shapes = [_shape(name, reading, verdicts, findings) for name in files]
    counts = Counter(verdict.state for verdict in verdicts)
    data = shapes[0] if len(shapes) == 1 else {"files": shapes, **_counted(counts)}
    changes = (*changes_of(verdicts), *_asked(school, findings))
    message = _message(counts) + _where_asked(school, findings)
    return Outcome(message, Changes(changes), findings, data), reading


def _asked(school: School, findings: Sequence[Finding]) -> Iterator[AppendRows]:
    """The questions that «Проверка» does not hold yet, added to it: the next check begins anew."""
    ground = Check.column("ground").title
    table = school.table(Check)
    there = {row.ground for row in table.rows}
    rows = table.fitting(row for row in check_rows(school, findings) if row[ground] not in there)
    if table.headers and rows:
        yield AppendRows(Check.sheet, rows)


def _where_asked(school: School, findings: Sequence[Finding]) -> str:
    is_told = findings and school.table(Check).headers
    return f"; вопросы ({len(findings)}) — на листе «{Check.sheet}»" if is_told else ""


def _message(counts: Mapping[State, int]) -> str:
    total = counted(sum(counts.values()), "человек", "человека", "человек")
    return (
        f"Прочитано: {total}; новых — {counts.get(State.NEW, 0)}, "
        f"дополнено — {counts.get(State.CHANGED, 0)}, без изменений — {counts.get(State.SAME, 0)}, "
        f"под вопросом — {counts.get(State.DOUBTFUL, 0)}"
    )


def _counted(counts: Mapping[State, int]) -> dict[str, int]:
    """How many are new, fuller, the same, doubtful, as other programs read it."""
    return {state.value: counts.get(state, 0) for state in State}


def _shape(
    name: str, reading: Reading, verdicts: Iterable[Verdict], findings: Iterable[Finding]
) -> dict[str, Any]:
    """The answer about one file, as other programs read it."""
    mine = [verdict for verdict in verdicts if verdict.person.file == name]
    counts = Counter(verdict.state for verdict in mine)
    place = f"«{name}»"
    return {
        "file": name,
        **_counted(counts),
        "people": [_person(verdict) for verdict in mine],
        "findings": [f.as_json() for f in findings if f.place.startswith(place)],
        "columns": [
            column_shape(table, found, mapping.record)
            for table, mapping in reading.mappings
            if table.source.file == name
            for found in mapping.columns
        ],
        "cleaned": [
            {"place": m.place, "header": m.header, "was": m.was, "now": m.now}
            for m in reading.mended
            if m.place.startswith(place)
        ],
    }


def _person(verdict: Verdict) -> dict[str, Any]:
    person = verdict.person
    sheet = person.record.sheet if person.record else None
    values = {name: _plain(value) for name, value in person.known.items()}
    return {"sheet": sheet, "state": verdict.state.value, **values}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def column_shape(table: Table, found: Found, record: type[Record]) -> dict[str, Any]:
    """What one column of a file is taken as: its title, the book's title or None, the certainty."""
    return {
        "place": table.source.place,
        "title": found.title,
        "column": field_title(found.field, record) if found.field else None,
        "guess": field_title(found.guess, record) if found.guess else None,
        "certainty": round(found.certainty, 2),
        "why": found.why,
    }
