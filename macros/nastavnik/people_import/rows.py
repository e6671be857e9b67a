"""The rows of one table as people: names told from headings, cells cleaned, questions gathered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nastavnik.domain.posts import is_post
from nastavnik.model.cell_reader import Lists
from nastavnik.model.findings import Finding, Value
from nastavnik.model.parsing import is_filled
from nastavnik.model.schema import Column, Record
from nastavnik.model.text import listed, tidy
from nastavnik.people_import import remarks, role_detection, row_marks
from nastavnik.people_import.broken import refuse_errors
from nastavnik.people_import.choosing import Wishes
from nastavnik.people_import.cleaning import Allowed, class_of, clean, clean_name, shown
from nastavnik.people_import.columns import map_columns
from nastavnik.people_import.contents import behind_name, is_name, name_part, names_in
from nastavnik.people_import.model import (
    CLASS_OR_POST,
    NAME,
    PARTS,
    REGISTRIES,
    SKIPPED,
    ColumnMap,
    Mended,
    Person,
    Table,
)
from nastavnik.people_import.noise import is_single
from nastavnik.people_import.plan import Planned, planned
from nastavnik.people_import.titles import field_title
from nastavnik.russian.names import normalise_name

Watch = Callable[[Sequence[int]], Iterable[int]]
"""How a long walk over rows is shown while it goes on."""


@dataclass(slots=True)
class _Section:
    """What the last heading inside a table said of the people below it."""

    record: type[Record] | None = None
    school_class: str = ""


@dataclass
class TableReader:
    """Reads the rows of one table and gathers what was mended and what has to be asked."""

    table: Table
    lists: Lists
    wishes: Wishes
    mended: list[Mended] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    whole: list[str] = field(default_factory=list)
    """What the row at hand says beyond what its columns take: for the note."""

    def __post_init__(self) -> None:
        sheet, decided = self.wishes.of(self.table)
        self.mappings = {
            record: map_columns(self.table, record, self.lists, self.wishes.fields(decided, record))
            for record in REGISTRIES
        }
        best = max(self.mappings.values(), key=lambda mapping: mapping.score).record
        self.record = sheet or role_detection.chosen(self.mappings, self.table.source.captions)
        self.guide = self.mappings[self.record or best]
        self.shown = self.guide
        self.plans: dict[type[Record], list[Planned]] = {}
        self.homeless: Counter[tuple[type[Record], str]] = Counter()
        classes = filter(None, map(class_of, reversed(self.table.source.captions)))
        self.section = _Section(school_class=next(classes, ""))

    def people(self, watch: Watch) -> list[Person]:
        """Everyone in the table, in the order of the rows."""
        refuse_errors(self.table, {column + 1 for column in self.guide.places().values()})
        places = self.guide.places()
        naming = {column for field, column in places.items() if field in (NAME, *PARTS)}
        seen = row_marks.seen_rows(self.table, naming)
        self.findings += row_marks.questions(self.table, seen, naming)
        people = [person for row in watch(seen.rows) for person in self._people(row)]
        if self.table.is_side:
            people = _once(people)
            self.findings.append(remarks.ask(remarks.PAIRS, PAIRS, self.table.source.at()))
        records = Counter(person.record for person in people if person.record)
        if records:
            self.shown = self.mappings[records.most_common(1)[0][0]]
        return people

    def _people(self, row: int) -> Iterator[Person]:
        """The person of a row; several where its cell names several."""
        cells = self.table.source.grid.rows[row - 1]
        record = self._record(cells)
        mapping = self.mappings[record] if record else self.guide
        raw = self._raw_name(cells, mapping)
        names = names_in(raw)
        if len(names) > 1:
            yield from self._crowd(row, record, names)
        elif is_name(name := tidy(raw)):
            yield self._read(row, cells, record, mapping, name)
        else:
            self._no_person(row, cells, mapping)

    def _raw_name(self, cells: Sequence[Value], mapping: ColumnMap) -> str:
        places = mapping.places()
        fields = (NAME,) if NAME in places else PARTS
        parts = (shown(_at(cells, places[part])) for part in fields if part in places)
        text = " ".join(filter(None, parts))
        is_turned = NAME in places and _GIVEN_FIRST.match(self.table.titles[places[NAME]])
        return _TWO_WORDS.sub(r"\2 \1", text) if is_turned else text

    def _crowd(
        self, row: int, record: type[Record] | None, names: Sequence[str]
    ) -> Iterator[Person]:
        """People whom one row names: of its other cells only the class can be said of each."""
        cells, source = self.table.source.grid.rows[row - 1], self.table.source
        place, mapping = source.at(row), self.mappings[record] if record else self.guide
        told = dict(self._fields(cells, mapping, place)) if record else {}
        rest = told.keys() - {"school_class"}
        if rest:
            titles = listed(mapping.record.named[name].title for name in sorted(rest))
            message = f"в строке несколько людей ({len(names)}), не понять, чьи {titles}"
            self.findings.append(
                remarks.ask(remarks.CELL, message, place, remedy="Впишите в книгу сами")
            )
        for name in names:
            values = {NAME: self._name(name, place)}
            if "school_class" in told or self.section.school_class:
                values["school_class"] = told.get("school_class", self.section.school_class)
            role = role_detection.role_of(record, values)
            yield Person(record, place, source.file, values, {"role": role} if role else {})

    def _no_person(self, row: int, cells: Sequence[Value], mapping: ColumnMap) -> None:
        """A heading tells of the people below; any other row without a name is asked about."""
        filled = [tidy(str(cell)) for cell in cells if is_filled(cell)]
        places = {field: column for field, column in mapping.places().items() if field != SKIPPED}
        is_heading = is_single(cells)
        if is_heading and self._enter(filled[0]):
            return
        held = {field for field, column in places.items() if is_filled(_at(cells, column))}
        if held & {NAME, *PARTS} if is_heading else held:
            message = f"в строке нет полного имени: «{', '.join(filled)[:60]}»"
            place = self.table.source.at(row)
            self.findings.append(remarks.ask(remarks.NAMELESS, message, place))

    def _enter(self, heading: str) -> bool:
        """Whether the heading tells of the people below; what it tells holds until the next."""
        record, school_class = role_detection.named_in(heading), class_of(heading)
        if record or school_class:
            self.section = _Section(record or self.section.record, school_class or "")
        return bool(record or school_class)

    def _record(self, cells: Sequence[Value]) -> type[Record] | None:
        """The registry of a row: by what was said, the role, the heading, the table, the class."""
        sheet, _ = self.wishes.of(self.table)
        if sheet:
            return sheet
        role = self._cell(cells, "role")
        named = role_detection.named_in(shown(role)) if role_detection.is_side(role) else None
        return (
            named
            or self.section.record
            or self.record
            or role_detection.by_role(role, self.lists)
            or role_detection.by_class(
                self._cell(cells, "school_class"),
                self._cell(cells, CLASS_OR_POST),
                self.section.school_class,
            )
        )

    def _cell(self, cells: Sequence[Value], name: str) -> Value:
        place = self.guide.places().get(name)
        return None if place is None else _at(cells, place)

    def _read(
        self,
        row: int,
        cells: Sequence[Value],
        record: type[Record] | None,
        mapping: ColumnMap,
        name: str,
    ) -> Person:
        source = self.table.source
        place = source.at(row)
        values: dict[str, Any] = {NAME: self._name(name, place)}
        if record is None:
            return Person(record, place, source.file, values)
        self.whole = row_marks.comments(self.table, row)
        values |= self._fields(cells, mapping, place)
        values |= self._implied(record, mapping, values, name, place)
        assumed = {"role": role_detection.role_of(record, values)} if "role" not in values else {}
        if self.whole:
            told = "\n".join(self.whole)
            if "note" in values:
                values["note"] += f"\n{told}"
            else:
                assumed["note"] = told
        return Person(record, place, source.file, values, {n: v for n, v in assumed.items() if v})

    def _name(self, raw: str, place: str) -> str:
        name = clean_name(name_part(raw))
        self._note(place, NAME_HEADER, raw, name)
        if problems := normalise_name(name).remarks:
            message = f"имя записано не полностью: {'; '.join(problems)}"
            self.findings.append(
                remarks.ask(remarks.INCOMPLETE, message, place, header=NAME_HEADER, who=name)
            )
        return name

    def _fields(
        self, cells: Sequence[Value], mapping: ColumnMap, place: str
    ) -> Iterator[tuple[str, Any]]:
        for plan in self._plan(mapping):
            value = _at(cells, plan.found.column)
            if not is_filled(value):
                continue
            if not plan.columns:
                self.homeless[mapping.record, plan.found.title] += 1
                continue
            column = plan.column(value)
            if not (column.name == "role" and role_detection.is_side(value)):
                cleaned = self._cleaned(value, column, plan.allowed, place)
                if cleaned not in ("", None):
                    yield column.name, cleaned

    def _plan(self, mapping: ColumnMap) -> Sequence[Planned]:
        if mapping.record not in self.plans:
            self.plans[mapping.record] = list(planned(mapping, self.guide, self.lists))
        return self.plans[mapping.record]

    def _cleaned(self, value: Value, column: Column, allowed: Allowed | None, place: str) -> Any:
        result = clean(value, column, allowed)
        if result.problem:
            self.findings.append(
                remarks.ask(
                    remarks.CELL,
                    f"«{shown(value)[:40]}»: {result.problem}",
                    place,
                    header=column.title,
                    remedy=result.remedy,
                )
            )
            return None
        if result.doubt:
            self.findings.append(
                remarks.ask(
                    remarks.CELL, result.doubt, place, header=column.title, remedy=result.remedy
                )
            )
        if result.rest:
            self._keep_whole(column.title, tidy(str(value)), shown(result.value), place)
        self._note(place, column.title, value, result.value)
        return result.value

    def _keep_whole(self, title: str, cell: str, taken: str, place: str) -> None:
        self.whole.append(f"{title}: {cell}")
        message = f"«{cell[:60]}»: взято «{taken}», вся запись — для «Примечания»"
        self.findings.append(
            remarks.ask(
                remarks.CELL, message, place, header=title, remedy="Проверьте, то ли значение взято"
            )
        )

    def _note(self, place: str, header: str, was: Value, now: Any) -> None:
        if shown(was) != shown(now):
            self.mended.append(Mended(place, header, shown(was), shown(now)))

    def _implied(
        self,
        record: type[Record],
        mapping: ColumnMap,
        values: Mapping[str, Any],
        raw: str,
        place: str,
    ) -> dict[str, Any]:
        """What a heading or the words after a name say without a column."""
        own = {column.name for column in record.columns}
        places, found = mapping.places(), {}
        behind = behind_name(raw)
        if "post" in own and "post" not in places and is_post(behind):
            found["post"] = behind
        elif behind:
            self._keep_whole(NAME_HEADER, tidy(raw), values[NAME], place)
        if "school_class" in own and "school_class" not in values and self.section.school_class:
            found["school_class"] = self.section.school_class
        return found

    def column_questions(self) -> Iterator[Finding]:
        """The columns that hold something and could not be taken."""
        place = self.table.source.at()
        for found in self.shown.columns:
            held = len(self.table.values(found.column))
            if found.field or not held:
                continue
            message = f"столбец «{found.title}» не взят ({held} ячеек): {found.why}"
            guess = "Столбец"
            if found.guess not in ("", SKIPPED):
                guess = field_title(found.guess, self.shown.record)
                message += f"; возможно, это «{guess}»"
            yield self._about_column(message, place, found.title, guess)
        for (record, title), held in self.homeless.items():
            if record is not self.shown.record:
                message = f"«{title}»: на листе «{record.sheet}» такого столбца нет ({held} ячеек)"
                yield self._about_column(message, place, title, "Столбец")

    @staticmethod
    def _about_column(message: str, place: str, title: str, guess: str) -> Finding:
        return remarks.ask(remarks.COLUMN, message, place, header=title, title=title, guess=guess)


_GIVEN_FIRST = re.compile(r"\W*имя\W+(?:и\s+)?фамилия", re.IGNORECASE)
_TWO_WORDS = re.compile(r"^\s*([^\W\d_.]+)\s+([^\W\d_.][\w-]+)\s*$")
PAIRS = "в строках пары: люди взяты в реестры, а кто с кем — нет"


def _once(people: Iterable[Person]) -> list[Person]:
    """The people less those whose row says nothing that an earlier one of the name does not."""
    first: dict[str, Person] = {}
    return [
        person
        for person in people
        if (other := first.setdefault(person.name, person)) is person
        or any(other.values.get(name) != value for name, value in person.values.items())
    ]


NAME_HEADER = field_title(NAME, REGISTRIES[0])


def _at(cells: Sequence[Value], column: int) -> Value:
    return cells[column] if column < len(cells) else None
