"""The rows of one table as people: names told from headings, cells cleaned, questions gathered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from nastavnik.model.cell_reader import Lists
from nastavnik.model.choices import SUBJECTS
from nastavnik.model.codes import FindingCode
from nastavnik.model.findings import Finding, Value
from nastavnik.model.parsing import is_filled
from nastavnik.model.schema import Record
from nastavnik.model.text import counted, counted_cells, listed, tidy
from nastavnik.people_import import remarks
from nastavnik.people_import.cells.broken import refuse_errors
from nastavnik.people_import.cells.cleaning import class_in, clean_name, shown
from nastavnik.people_import.cells.comments import comments
from nastavnik.people_import.choosing import Wishes
from nastavnik.people_import.columns.contents import is_name, name_part, names_in
from nastavnik.people_import.columns.mapping import map_columns
from nastavnik.people_import.columns.noise import is_single
from nastavnik.people_import.columns.titles import field_title, is_letter
from nastavnik.people_import.ledger import REFUSED, Fate, Ledger, Told
from nastavnik.people_import.model import (
    NAME,
    PARTS,
    REGISTRIES,
    SKIPPED,
    ColumnMap,
    ListedPerson,
    ListTable,
    Mended,
)
from nastavnik.people_import.people.values import NAME_HEADER, ValueReader, at
from nastavnik.people_import.people.whom import Assignment, PeopleSection, Whom, section_of
from nastavnik.people_import.roles import role_detection
from nastavnik.russian.names import normalise_name
from nastavnik.russian.subjects import Subjects, taught

Watch = Callable[[Sequence[int]], Iterable[int]]
"""How a long walk over rows is shown while it goes on."""


@dataclass
class TableReader:
    """Reads the rows of one table and gathers what was mended and what has to be asked."""

    table: ListTable
    lists: Lists
    wishes: Wishes
    ledger: Ledger = field(default_factory=Ledger)
    refused: list[str] = field(default_factory=list)
    unseen: dict[FindingCode, list[int]] = field(default_factory=dict)
    """Rows that a person does not see, or sees struck out: what is asked → their numbers."""
    named: dict[int, list[ListedPerson]] = field(default_factory=dict)
    """Row → the people that were read from it."""

    def __post_init__(self) -> None:
        sheet, decided = self.wishes.of(self.table)
        self.mappings = {
            record: map_columns(self.table, record, self.lists, self.wishes.fields(decided, record))
            for record in REGISTRIES
        }
        captions = self.table.source.captions
        best = max(self.mappings.values(), key=lambda mapping: mapping.score).record
        vote = role_detection.vote(self.mappings, captions)
        self.guide = self.mappings[sheet or vote.record or best]
        self.shown = self.guide
        self.assignment = Assignment(sheet, vote, self.guide, self.lists)
        self.values = ValueReader(self.table, self.lists, self.guide, self.ledger)
        self.subjects = Subjects.of(self.lists.get(SUBJECTS.title, SUBJECTS.values))
        classes = filter(None, map(class_in, reversed(captions)))
        self.section = PeopleSection(school_class=next(classes, ""))

    @property
    def mended(self) -> list[Mended]:
        """What was cleaned."""
        return self.values.mended

    @property
    def findings(self) -> list[Finding]:
        """What has to be asked of the rows."""
        return self.values.findings

    def people(self, watch: Watch) -> list[ListedPerson]:
        """Everyone in the table, in the order of the rows."""
        refuse_errors(self.table, {column + 1 for column in self.guide.places().values()})
        for row in watch(self.table.rows):
            self.named[row] = list(self._people(row))
        people = [person for row in self.named.values() for person in row]
        if self.table.is_side:
            people = _once(people)
        records = Counter(person.record for person in people if person.record)
        if records:
            self.shown = self.mappings[records.most_common(1)[0][0]]
        self._tell_titles()
        self.findings.extend(self._about_rows())
        return people

    def _people(self, row: int) -> Iterator[ListedPerson]:
        """The person of a row; several where its cell names several or they have two roles."""
        cells = self.table.source.grid.rows[row - 1]
        if kind := self._unseen(row):
            self.unseen.setdefault(kind, []).append(row)
            self.ledger.tell_row(self.table.source.at(row), cells, Told(Fate.ASKED))
            return
        whom = self.assignment.whom(cells, self.section)
        for record in whom.records or (None,):
            yield from self._as(record, row, cells, whom)

    def _unseen(self, row: int) -> FindingCode | None:
        """What is asked of a row that a person does not see, or whose name is struck out."""
        marks = self.table.source.marks
        if row in marks.hidden:
            return remarks.HIDDEN
        if not marks.struck:
            return None
        places = self.guide.places()
        own = [places[part] for part in (NAME, PARTS[0]) if part in places]
        is_struck = any((row, column + 1) in marks.struck for column in own)
        return remarks.STRUCK if is_struck else None

    def _as(
        self, record: type[Record] | None, row: int, cells: Sequence[Value], whom: Whom
    ) -> Iterator[ListedPerson]:
        """The person of a row in one registry."""
        mapping = self.mappings[record] if record else self.guide
        raw = self._raw_name(cells, mapping)
        names = names_in(raw)
        if len(names) == 1 and not is_name(raw):
            self._no_person(row, cells, mapping)
        elif whom.refuses:
            self.refused += map(name_part, names)
            told = Told(Fate.LEFT_OUT, REFUSED)
            self.ledger.tell_row(self.table.source.at(row), cells, told)
        elif len(names) > 1:
            yield from self._crowd(row, record, names, whom)
        else:
            yield self._read(row, record, raw, whom)

    def _raw_name(self, cells: Sequence[Value], mapping: ColumnMap) -> str:
        places = mapping.places()
        fields = (NAME,) if NAME in places else PARTS
        parts = (shown(at(cells, places[part])) for part in fields if part in places)
        text = " ".join(filter(None, parts))
        is_turned = NAME in places and _GIVEN_FIRST.match(self.table.titles[places[NAME]])
        return _TWO_WORDS.sub(r"\2 \1", text) if is_turned else text

    def _crowd(
        self, row: int, record: type[Record] | None, names: Sequence[str], whom: Whom
    ) -> Iterator[ListedPerson]:
        """People whom one row names: of its other cells only the class can be said of each."""
        cells, source = self.table.source.grid.rows[row - 1], self.table.source
        place, mapping = source.at(row), self.mappings[record] if record else self.guide
        told = self.values.read(cells, mapping, "", place) if record else {}
        rest = told.keys() - {"school_class"}
        if rest:
            titles = listed(mapping.record.named[name].title for name in sorted(rest))
            message = f"в строке несколько людей ({len(names)}), не понять, чьи {titles}"
            self._ask_cell(message, place)
            for name in rest:
                self.ledger.ask(place, mapping.record.named[name].title)
        if record is None:
            self.ledger.tell_row(place, cells, Told(Fate.ASKED))
        for name in names:
            values = {NAME: self._name(name, place)}
            if "school_class" in told:
                values["school_class"] = told["school_class"]
            if record:
                self.values.whole = []
                values |= self.values.behind(mapping, values, name, place)
                if self.values.whole:
                    values["note"] = "\n".join(self.values.whole)
            if self.section.school_class:
                values.setdefault("school_class", self.section.school_class)
            role = role_detection.role_of(record, values, self.assignment.vote)
            assumed = {"role": role} if role else {}
            yield ListedPerson(record, place, source.file, values, assumed, whom.why)

    def _ask_cell(self, message: str, place: str) -> None:
        remedy = "Впишите в книгу сами"
        self.findings.append(remarks.ask(remarks.CELL, message, place, remedy=remedy))

    def _no_person(self, row: int, cells: Sequence[Value], mapping: ColumnMap) -> None:
        """A heading tells of the people below; any other row without a name is asked about."""
        filled = [tidy(shown(cell)) for cell in cells if is_filled(cell)]
        places = {field: column for field, column in mapping.places().items() if field != SKIPPED}
        place = self.table.source.at(row)
        is_heading = is_single(cells)
        if is_heading and (section := section_of(filled[0], class_in(filled[0]), self.section)):
            self.section = section
            self.ledger.tell_row(place, cells, Told(Fate.TAKEN))
            return
        held = {field for field, column in places.items() if is_filled(at(cells, column))}
        if held & {NAME, *PARTS} if is_heading else held:
            message = f"в строке нет полного имени: «{', '.join(filled)[:60]}»"
            self.findings.append(remarks.ask(remarks.NAMELESS, message, place))
            self.ledger.tell_row(place, cells, Told(Fate.ASKED))

    def _read(self, row: int, record: type[Record] | None, raw: str, whom: Whom) -> ListedPerson:
        source = self.table.source
        cells, place = source.grid.rows[row - 1], source.at(row)
        values: dict[str, Any] = {NAME: self._name(raw, place)}
        if record is None:
            self.ledger.tell_row(place, cells, Told(Fate.ASKED))
            return ListedPerson(record, place, source.file, values, why=whom.why)
        values |= self.values.read(cells, self.mappings[record], raw, place)
        own = {column.name for column in record.columns}
        if "school_class" in own and self.section.school_class:
            values.setdefault("school_class", self.section.school_class)
        assumed = {}
        if "role" not in values:
            assumed["role"] = role_detection.role_of(record, values, self.assignment.vote)
        if "subject" in own and "subject" not in values and "post" in values:
            assumed["subject"] = self.subjects.listed_as(taught("", str(values["post"])))
        if told := "\n".join((*comments(self.table, row), *self.values.whole)):
            if "note" in values:
                values["note"] += f"\n{told}"
            else:
                assumed["note"] = told
        known = {name: value for name, value in assumed.items() if value}
        return ListedPerson(record, place, source.file, values, known, whom.why)

    def _name(self, raw: str, place: str) -> str:
        name = clean_name(name_part(raw))
        self.values.note(place, NAME_HEADER, tidy(raw), name)
        if problems := normalise_name(name).remarks:
            message = f"имя записано не полностью: {'; '.join(problems)}"
            self.findings.append(
                remarks.ask(remarks.INCOMPLETE, message, place, header=NAME_HEADER, who=name)
            )
        return name

    def _tell_titles(self) -> None:
        """The titles of columns that were taken are so themselves, the others as their cells."""
        rows = self.table.source.grid.rows
        for number in range(self.table.top, self.table.header + 1) if self.table.header else ():
            place = self.table.source.at(number)
            for found in self.shown.columns:
                if is_filled(at(rows[number - 1], found.column)):
                    held = self.table.values(found.column)
                    fate = Fate.TAKEN if found.field or not held else Fate.ASKED
                    self.ledger.tell(place, found.column, Told(fate, title=found.title))

    def _about_rows(self) -> Iterator[Finding]:
        """One question for all who refuse, one for all rows that are hidden or struck out."""
        place = self.table.source.at()
        if self.refused:
            message = f"не записаны, участвовать не хотят ({len(self.refused)}): "
            yield remarks.ask(remarks.REFUSED, message + remarks.some(self.refused), place)
        for kind, rows in self.unseen.items():
            one, several = UNSEEN[kind]
            number = counted(len(rows), "строка", "строки", "строк")
            state = one if len(rows) == 1 else several
            who = remarks.some([self._shown_row(row) for row in rows])
            place = self.table.source.at(rows[0] if len(rows) == 1 else 0)
            yield remarks.ask(kind, f"не взято: {number} {state} ({who})", place)

    def _shown_row(self, row: int) -> str:
        """The name in a row, or the number of one without."""
        raw = self._raw_name(self.table.source.grid.rows[row - 1], self.guide)
        return tidy(raw) or f"строка {row}"

    def column_questions(self) -> Iterator[Finding]:
        """The columns that hold something and could not be taken."""
        for found in self.shown.columns:
            held = len(self.table.values(found.column))
            if found.field and held and found.column in self.table.source.marks.columns:
                yield self._about_unseen(found.title, held)
            if held and self.values.should_name_other(found):
                yield self._about_names(found.title, held)
            if found.field or not held:
                continue
            guess = ""
            what = found.title if is_letter(found.title) else f"столбец «{found.title}»"
            message = f"{what} не взят ({counted_cells(held)}): {found.why}"
            if found.guess not in ("", SKIPPED):
                guess = field_title(found.guess, self.shown.record)
                message += f"; возможно, это «{guess}»"
            yield self._about_column(message, found.title, guess)
        for (record, title), held in self.values.homeless.items():
            if record is not self.shown.record:
                where = f"на листе «{record.sheet}» такого столбца нет"
                yield self._about_column(f"«{title}»: {where} ({counted_cells(held)})", title, "")

    def _about_names(self, title: str, held: int) -> Finding:
        message = f"столбец «{title}» не взят ({counted_cells(held)}): в нём не имена людей"
        asked = remarks.ask(remarks.PAIRS, message, self.table.source.at(), header=title)
        return asked._replace(remedy=remarks.UNNAMED_SIDE)

    def _about_unseen(self, title: str, held: int) -> Finding:
        message = f"столбец «{title}» в файле скрыт, но взят ({counted_cells(held)})"
        asked = remarks.ask(remarks.HIDDEN, message, self.table.source.at(), header=title)
        return asked._replace(remedy=remarks.UNSEEN_COLUMN)

    def _about_column(self, message: str, title: str, guess: str) -> Finding:
        place, remedy = self.table.source.at(), remarks.remedy_of_column(title, guess)
        if is_letter(title):
            remedy = remarks.UNTITLED
        return remarks.ask(remarks.COLUMN, message, place, header=title, remedy=remedy)


UNSEEN = {
    remarks.HIDDEN: ("скрыта", "скрыты"),
    remarks.STRUCK: ("зачёркнута", "зачёркнуты"),
}
_GIVEN_FIRST = re.compile(r"\W*имя\W+(?:и\s+)?фамилия", re.IGNORECASE)
_TWO_WORDS = re.compile(r"^\s*([^\W\d_.]+)\s+([^\W\d_.][\w-]+)\s*$")


def _once(people: Iterable[ListedPerson]) -> list[ListedPerson]:
    """The people less those whose row says nothing that an earlier one of the name does not."""
    first: dict[str, ListedPerson] = {}
    return [
        person
        for person in people
        if (other := first.setdefault(person.name, person)) is person
        or any(other.values.get(name) != value for name, value in person.values.items())
    ]
