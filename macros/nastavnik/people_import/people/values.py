"""The cells of a row as values of one registry: cleaned, parted, and told where they went."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nastavnik.domain.posts import is_post
from nastavnik.model.cell_reader import Lists
from nastavnik.model.findings import Finding, Value
from nastavnik.model.memory import remembered
from nastavnik.model.parsing import is_filled
from nastavnik.model.schema import Column, Record
from nastavnik.model.sheets import Pair
from nastavnik.model.text import tidy
from nastavnik.people_import import remarks
from nastavnik.people_import.cells.cleaning import allowed_values, class_of, clean, shown
from nastavnik.people_import.cells.several import name_and_phone
from nastavnik.people_import.columns.composite import divide, parts_of
from nastavnik.people_import.columns.contents import (
    SAMPLE,
    behind_name,
    is_name,
    may_name,
    name_part,
    share_of_names,
)
from nastavnik.people_import.columns.mapping import MOSTLY_NAMES
from nastavnik.people_import.columns.pair_columns import is_unclear
from nastavnik.people_import.columns.titles import field_title
from nastavnik.people_import.ledger import EMPTY_IN_MEANING, NOT_NEEDED, Fate, Ledger, Told
from nastavnik.people_import.model import (
    COMPOSITE,
    JOINED,
    NAME,
    NO_VALUE,
    OF_PAIRS,
    REGISTRIES,
    SKIPPED,
    ColumnMap,
    ColumnMapping,
    ListTable,
    Mended,
)
from nastavnik.people_import.people.plan import Planned, planned
from nastavnik.people_import.roles import role_detection
from nastavnik.people_import.roles.answers import are_answers
from nastavnik.people_import.roles.captions import side_in

NAME_HEADER = field_title(NAME, REGISTRIES[0])
_OF_PARENT = {"guardian": "guardian_phone", "guardian_phone": "guardian"}
_YEARS = re.compile(
    r"(?:стаж\W*)?(\d{1,2}(?:[.,]\d)?\s*(?:лет|год[а]?|г\.?|мес\w*\.?))", re.IGNORECASE
)


@dataclass
class ValueReader:
    """Reads the cells of one table's rows; gathers what was mended and what has to be asked."""

    table: ListTable
    lists: Lists
    guide: ColumnMap
    ledger: Ledger
    mended: list[Mended] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    whole: list[str] = field(default_factory=list)
    """The cells of the row at hand that held more than their columns take."""
    homeless: Counter[tuple[type[Record], str]] = field(default_factory=Counter)
    plans: dict[type[Record], list[Planned]] = field(default_factory=dict)
    others: dict[type[Record], list[tuple[int, Told]]] = field(default_factory=dict)
    parts: dict[type[Record], list[tuple[str, list[int]]]] = field(default_factory=dict)
    naming: dict[ColumnMapping, bool] = field(default_factory=dict)
    """Columns that were asked whether they name others, which every row asks."""

    def read(
        self, cells: Sequence[Value], mapping: ColumnMap, raw: str, place: str
    ) -> dict[str, Any]:
        """What the row says beside the name, which is `raw` with what is behind it."""
        self.whole = []
        self._tell_others(cells, mapping, place)
        values = dict(self.fields(cells, mapping, place))
        values |= self.behind(mapping, values, raw, place)
        for found in mapping.columns:
            if found.field == COMPOSITE and is_filled(cell := at(cells, found.column)):
                values |= self._divided(mapping, found, values, shown(cell), place)
        return values

    def fields(
        self, cells: Sequence[Value], mapping: ColumnMap, place: str
    ) -> Iterator[tuple[str, Any]]:
        """Field → value, of the columns that hold what the registry takes."""
        for plan in self._plan(mapping):
            value = at(cells, plan.found.column)
            if not is_filled(value):
                continue
            if not plan.columns:
                self.homeless[mapping.record, plan.found.title] += 1
                self.ledger.tell(place, plan.found.column, Told(Fate.ASKED, title=plan.found.title))
                continue
            column = plan.column(value)
            if column.name == "role" and role_detection.is_side(value):
                self._tell(plan, column, place, Fate.TAKEN)
            elif apart := self._of_parent(value, column, mapping):
                self._tell(plan, column, place, Fate.TAKEN)
                yield from apart.items()
            else:
                cleaned = self._cleaned(value, column, plan, place)
                if cleaned not in ("", None):
                    yield column.name, cleaned
        yield from self._joined(cells, mapping, place)

    def _plan(self, mapping: ColumnMap) -> Sequence[Planned]:
        if mapping.record not in self.plans:
            self.plans[mapping.record] = list(planned(mapping, self.guide, self.lists))
        return self.plans[mapping.record]

    def _divided(
        self,
        mapping: ColumnMap,
        composite: ColumnMapping,
        values: Mapping[str, Any],
        text: str,
        place: str,
    ) -> dict[str, Any]:
        """What a cell of several things says: each piece as the column of the book wants it."""
        record = mapping.record
        parts = parts_of(composite.title, record)
        taken = {*mapping.places(), *values}
        pieces, rest = divide(text, parts, record, self.lists, taken)
        if rest:
            told = ", ".join(pieces.values()) or "ничего"
            self.keep_whole(composite.title, tidy(text), told, place)
        return {
            name: clean(piece, column, allowed_values(column, record, self.lists)).value
            for name, piece in pieces.items()
            for column in (record.named[name],)
        }

    def _tell(self, plan: Planned, column: Column, place: str, fate: Fate) -> None:
        told = _told_of(fate, plan.found.title, column.title)
        self.ledger.tell(place, plan.found.column, told)

    def _tell_others(self, cells: Sequence[Value], mapping: ColumnMap, place: str) -> None:
        """The cells of columns without a value: names are taken, the unknown asked about."""
        for column, told in self._others(mapping):
            if is_filled(at(cells, column)):
                self.ledger.tell(place, column, told)
        for found in mapping.columns:
            cell = at(cells, found.column)
            if found.field in OF_PAIRS and is_unclear(found.field, cell, self.lists):
                self.ledger.ask(place, title=found.title)

    def _others(self, mapping: ColumnMap) -> Sequence[tuple[int, Told]]:
        """What becomes of the cells of the columns that give no value of their own."""
        if mapping.record not in self.others:
            self.others[mapping.record] = [
                (found.column, self._told(found))
                for found in mapping.columns
                if found.field in NO_VALUE
            ]
        return self.others[mapping.record]

    def _told(self, found: ColumnMapping) -> Told:
        """What becomes of the cells of a column that gives no value of its own."""
        if self.names_other(found):
            return Told(Fate.TAKEN, title=found.title, header=Pair.sheet)
        if found.field == SKIPPED and not self.should_name_other(found):
            return Told(Fate.LEFT_OUT, NOT_NEEDED, found.title)
        is_taken = found.field not in ("", SKIPPED)
        return Told(Fate.TAKEN if is_taken else Fate.ASKED, title=found.title)

    def names_other(self, found: ColumnMapping) -> bool:
        """Whether a column only names those with whom the people of the list make pairs."""
        if found not in self.naming:
            meant = [v for v in self.table.values(found.column)[:SAMPLE] if may_name(shown(v))]
            self.naming[found] = _is_of_a_side(found) and share_of_names(meant) >= MOSTLY_NAMES
        return self.naming[found]

    def should_name_other(self, found: ColumnMapping) -> bool:
        """Whether by its title a column names them, and its cells are no names and no answers."""
        if not _is_of_a_side(found) or self.names_other(found):
            return False
        return not are_answers(found.title, self.table.values(found.column))

    def _of_parent(self, value: Value, column: Column, mapping: ColumnMap) -> dict[str, str]:
        """The name and the phone of a parent in one cell, where the other has no column."""
        other = _OF_PARENT.get(column.name)
        if other is None:
            return {}
        own = {each.name for each in mapping.record.columns}
        if other not in own or other in mapping.places():
            return {}
        name, phone = name_and_phone(shown(value))
        if not is_name(name) or not (phone or column.name == "guardian_phone"):
            return {}
        found = {"guardian": clean(name, mapping.record.named["guardian"]).value}
        return {**found, "guardian_phone": phone} if phone else found

    def _cleaned(self, value: Value, column: Column, plan: Planned, place: str) -> Any:
        result = clean(value, column, plan.allowed)
        if result.problem:
            self._tell(plan, column, place, Fate.ASKED)
            message = f"«{shown(value)[:40]}»: {result.problem}"
            self.findings.append(
                remarks.ask(remarks.CELL, message, place, header=column.title, remedy=result.remedy)
            )
            return None
        is_empty = result.value in ("", None)
        self._tell(plan, column, place, Fate.LEFT_OUT if is_empty else Fate.TAKEN)
        if result.doubt:
            self.findings.append(
                remarks.ask(
                    remarks.CELL, result.doubt, place, header=column.title, remedy=result.remedy
                )
            )
        if result.rest:
            self.keep_whole(column.title, tidy(shown(value)), shown(result.value), place)
        self.note(place, column.title, value, result.value)
        return result.value

    def _joined(
        self, cells: Sequence[Value], mapping: ColumnMap, place: str
    ) -> Iterator[tuple[str, Any]]:
        """A field whose parts stand in columns of their own."""
        for name, columns in self._parts(mapping):
            texts = [tidy(shown(at(cells, column))) for column in columns]
            text = " ".join(filter(None, texts))
            if text and (value := clean(text, mapping.record.named[name]).value):
                yield name, value

    def _parts(self, mapping: ColumnMap) -> Sequence[tuple[str, list[int]]]:
        """The fields that stand in several columns, with the columns."""
        if mapping.record not in self.parts:
            places = mapping.places()
            found = [
                (name, [places[part] for part in parts if part in places])
                for name, parts in JOINED.items()
                if name not in places
            ]
            self.parts[mapping.record] = [(name, columns) for name, columns in found if columns]
        return self.parts[mapping.record]

    def keep_whole(self, title: str, cell: str, taken: str, place: str) -> None:
        """The whole of a cell is kept for the note, and a person is told what was taken of it."""
        self.whole.append(f"{title}: {cell}")
        message = f"«{cell[:60]}»: взято «{taken}», вся запись — для «Примечания»"
        remedy = "Проверьте, то ли значение взято"
        self.findings.append(remarks.ask(remarks.CELL, message, place, header=title, remedy=remedy))

    def note(self, place: str, header: str, was: Value, now: Any) -> None:
        """What was cleaned."""
        if shown(was) != shown(now):
            self.mended.append(Mended(place, header, shown(was), shown(now)))

    def behind(
        self, mapping: ColumnMap, values: Mapping[str, Any], raw: str, place: str
    ) -> dict[str, Any]:
        """What the words after a name say: a post, a class, years of work."""
        behind = behind_name(raw)
        if not behind:
            return {}
        free = {column.name for column in mapping.record.columns} - mapping.places().keys()
        found, rest = told_behind(behind, free - values.keys())
        if rest:
            self.keep_whole(NAME_HEADER, tidy(raw), name_part(raw), place)
        if "seniority" in found:
            column = mapping.record.named["seniority"]
            found["seniority"] = clean(found["seniority"], column).value
        return {name: value for name, value in found.items() if value is not None}


def _is_of_a_side(found: ColumnMapping) -> bool:
    """Whether a column that gives no value is titled as those with whom people make pairs."""
    return found.field == SKIPPED and side_in(found.title) is not None


@remembered(1024)
def _told_of(fate: Fate, title: str, header: str) -> Told:
    return Told(fate, EMPTY_IN_MEANING if fate is Fate.LEFT_OUT else "", title, header)


def told_behind(text: str, free: set[str]) -> tuple[dict[str, Any], bool]:
    """The words after a name as fields that are free, and whether some of them are none."""
    found: dict[str, Any] = {}
    rest = False
    for part in filter(None, map(tidy, re.split(r"[,;\n]", text))):
        if is_name(part):  # what follows is another person's
            return found, True
        if "post" in free and (is_post(part) or ("post" in found and part[:1].islower())):
            found["post"] = ", ".join(filter(None, (found.get("post"), part)))
        elif "school_class" in free and (school_class := class_of(part)):
            found["school_class"] = school_class
        elif "career" not in free and "seniority" in free and (years := _YEARS.fullmatch(part)):
            found["seniority"] = years[1]
        else:
            rest = True
    return found, rest


def at(cells: Sequence[Value], column: int) -> Value:
    """The cell of a column, None beyond the end of the row."""
    return cells[column] if column < len(cells) else None
