"""What taking in lists of people answers: who, from which columns, what was cleaned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from nastavnik.domain.accounts import ListAccount
from nastavnik.model.outcome import Block, Listing, Outcome
from nastavnik.model.schema import Record
from nastavnik.model.sheets import Check, Pair
from nastavnik.people_import.account import account_of
from nastavnik.people_import.columns.titles import field_title
from nastavnik.people_import.comparing import Comparison, State
from nastavnik.people_import.model import REGISTRIES, ColumnMapping, ListTable, Reading
from nastavnik.people_import.pairing import PairsTaken


@dataclass(frozen=True)
class PeopleTaken(Outcome):
    """Everyone in the files beside the book, and all that was read on the way."""

    files: tuple[str, ...] = ()
    reading: Reading = field(default_factory=Reading)
    verdicts: tuple[Comparison, ...] = ()
    pairs: PairsTaken = field(default_factory=PairsTaken)

    @property
    def question(self) -> str:
        """What to ask before the preview is written; "" where there is nothing to write.

        It says how many go into which registry, so that a list taken for another one is seen.
        """
        where = [
            f"«{sheet}» — {counts['people']} (новых {counts['new']})"
            for sheet, counts in registries(self.verdicts).items()
        ]
        if self.pairs.rows:
            where.append(f"«{Pair.sheet}» — {len(self.pairs.rows)}")
        told = f". По реестрам: {', '.join(where)}" if where else ""
        return f"{self.message}{told}. Записать в книгу?" if self.changes else ""

    @cached_property
    def account(self) -> ListAccount:
        """What became of every filled cell of the files."""
        return account_of(self.reading.sources, self.reading.ledger)

    def as_json(self) -> dict[str, Any]:
        """The answer in the shape other programs read: of one file, or of each of several."""
        shapes = [self._about(name) for name in self.files]
        shape = shapes[0] if len(shapes) == 1 else {"files": shapes, **counted(self.verdicts)}
        return {**shape, "message": self.message, "question": self.question}

    def _about(self, name: str) -> dict[str, Any]:
        """The answer about one file."""
        mine = [verdict for verdict in self.verdicts if verdict.person.file == name]
        place = f"«{name}»"
        return {
            "file": name,
            **counted(mine),
            "registries": registries(mine),
            "account": account_of(
                [each for each in self.reading.sources if each.file == name], self.reading.ledger
            ).as_json(),
            "people": [_person(verdict) for verdict in mine],
            "pairs": [
                {"mentor": pair.mentor, "mentee": pair.mentee, "place": pair.place}
                for pair in self.reading.pairs
                if pair.file == name
            ],
            "findings": [f.as_json() for f in self.findings if f.place.startswith(place)],
            "columns": [
                _column(table, found, mapping.record)
                for table, mapping in self.reading.mappings
                if table.source.file == name
                for found in mapping.columns
            ],
            "cleaned": [
                {"place": m.place, "header": m.header, "was": m.was, "now": m.now}
                for m in self.reading.mended
                if m.place.startswith(place)
            ],
        }

    def listings(self) -> Iterator[Block]:
        """Who goes where, the columns of every table, what was cleaned, what was left out."""
        people = sorted(map(_person_row, self.verdicts), key=lambda row: _ORDER[row[0]])
        rest = ": сколько человек в каком реестре, сказано ниже"
        yield Listing(("Реестр", "ФИО", "Почему туда", "В книге", "Где"), people, rest)
        for sheet, counts in registries(self.verdicts).items():
            yield f"«{sheet}»: {counts['people']}, из них новых — {counts['new']}"
        titles = tuple(column.title for column in PAIR_COLUMNS)
        pairs = [tuple(_shown(row.get(title)) for title in titles) for row in self.pairs.rows]
        yield Listing(titles, pairs, ": сколько новых пар, сказано ниже")
        for table, mapping in self.reading.mappings:
            yield f"{table.source.at()} → лист «{mapping.record.sheet}»"
            rows = [_column_row(f, mapping.record) for f in mapping.columns if f.title]
            yield Listing(("Столбец файла", "Столбец книги", "Уверенность", "Почему"), rows)
        cleaned = [(m.place, m.header, m.was, m.now) for m in self.reading.mended]
        yield Listing(("Где", "Столбец", "Было", "Стало"), cleaned, " исправлений")
        yield self.account.listing()

    def previews(self, sheet: str) -> bool:
        """Whether a dry run lists the changes of a sheet: the questions are findings anyway."""
        return sheet != Check.sheet


PAIR_COLUMNS = (Pair.mentor, Pair.mentee, Pair.form, Pair.start, Pair.end)
NOWHERE = "не записан"
_ORDER = {name: n for n, name in enumerate((*(r.sheet for r in REGISTRIES), NOWHERE))}
_STATES = {
    State.NEW: "новая строка",
    State.CHANGED: "дополняется",
    State.SAME: "без изменений",
    State.DOUBTFUL: "под вопросом",
}


def registries(verdicts: Iterable[Comparison]) -> dict[str, dict[str, Any]]:
    """Sheet → how many people of the files belong there, how many are new, and what says so."""
    found: dict[str, dict[str, Any]] = {}
    placed = [verdict for verdict in verdicts if verdict.person.record]
    for record in REGISTRIES:
        mine = [verdict for verdict in placed if verdict.person.record is record]
        if mine:
            new = sum(verdict.state is State.NEW for verdict in mine)
            why = list(dict.fromkeys(verdict.person.why for verdict in mine))
            found[record.sheet] = {"people": len(mine), "new": new, "why": why}
    return found


def _person_row(verdict: Comparison) -> tuple[str, ...]:
    """A person as a row of the table that says who goes where."""
    person = verdict.person
    sheet = person.record.sheet if person.record else NOWHERE
    return sheet, person.name, person.why, _STATES[verdict.state], person.place


def counted(verdicts: Iterable[Comparison]) -> dict[str, int]:
    """How many are new, fuller, the same, doubtful, as other programs read it."""
    counts = Counter(verdict.state for verdict in verdicts)
    return {state.value: counts.get(state, 0) for state in State}


def _person(verdict: Comparison) -> dict[str, Any]:
    person = verdict.person
    sheet = person.record.sheet if person.record else None
    values = {name: _plain(value) for name, value in person.known.items()}
    return {"sheet": sheet, "state": verdict.state.value, **values}


def _shown(value: Any) -> str:
    return f"{value:%d.%m.%Y}" if isinstance(value, date) else str(value or "")


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _column(table: ListTable, found: ColumnMapping, record: type[Record]) -> dict[str, Any]:
    """What one column of a file is taken as: its title, the book's title or None, the certainty."""
    return {
        "place": table.source.place,
        "title": found.title,
        "column": field_title(found.field, record) if found.field else None,
        "guess": field_title(found.guess, record) if found.guess else None,
        "certainty": round(found.certainty, 2),
        "why": found.why,
    }


def _column_row(found: ColumnMapping, record: type[Record]) -> tuple[str, str, str, str]:
    """A column of a file as a row of the table that a person looks through."""
    taken = field_title(found.field, record) if found.field else "не взят"
    if not found.field and found.guess:
        taken = f"{field_title(found.guess, record)}?"
    return found.title, taken, f"{round(found.certainty, 2):.0%}", found.why
