"""`check_book`: a file of a school in, plain rows out. Pure, but for reading the file."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from typing import NamedTuple

from nastavnik.domain.person_names import name_key
from nastavnik.domain.redaction import without_names
from nastavnik.model.cells import RecordTable
from nastavnik.model.errors import JobError
from nastavnik.model.findings import Finding
from nastavnik.model.schema import Cell, Record
from nastavnik.model.school import SHEETS_READ, School, read_school
from nastavnik.model.sheets import Card, Check, Mentee, Mentor, Pair, Person, RepairRow, RuleRow
from nastavnik.model.text import fold
from nastavnik.people_import.export.registries import is_alias
from nastavnik.readers.preflight.inspection import glance
from nastavnik.readers.workbook import Workbook
from nastavnik.region.parcels import Parcel, content_of
from nastavnik.region.remarks import EMPTY_BOOK, OTHER_YEAR
from nastavnik.region.rows import (
    BookRow,
    FormRowOfSchool,
    FormShare,
    FoundRow,
    IndicatorRow,
    PackedRow,
    PersonMark,
    packed,
)
from nastavnik.results.catalogue import DEFINITIONS, counted
from nastavnik.results.definitions import count
from nastavnik.results.season import Season
from nastavnik.rules.checking import check
from nastavnik.rules.returns import ReturnedFindings
from nastavnik.russian.dates import SchoolYear

OURS = (Card, Mentor, Mentee, Pair)
"""The sheets by which a book is known as one of ours; all but one may be missing."""
_MARK_LETTERS = 20
AFRESH = ReturnedFindings("", ())
"""What an earlier return left in the book is not taken for a finding of today."""


class ReceiverSettings(NamedTuple):
    """What a receiver demands: the year, the rules' code, level and parameter, her secret.

    Without a secret no marks of people are made.
    """

    year: str = ""
    rules: tuple[tuple[str, str, float | None], ...] = ()
    secret: bytes = b""

    def mark(self) -> str:
        """What tells these settings from others."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:16]


def checker(settings: ReceiverSettings) -> Callable[[Parcel], PackedRow]:
    """Checks one parcel after another."""
    return partial(_checked, settings)


def _checked(settings: ReceiverSettings, parcel: Parcel) -> PackedRow:
    return packed(check_book(content_of(parcel), parcel.name, parcel.day, settings))


def school_in(content: bytes, name: str) -> School:
    """The school that a file holds.

    Raises:
        JobError: the file cannot be read, or is another workbook.
    """
    school = read_school(Workbook(glance(content, name), SHEETS_READ))
    known = [record for record in OURS if school.table(record).headers]
    if len(known) < len(OURS) - 1:
        missing = ", ".join(f"«{r.sheet}»" for r in OURS if r not in known)
        raise JobError(
            f"«{name}» — не книга «Наставничества»: в ней нет листов {missing}. Если это форма "
            "другого района, попросите школу прислать книгу"
        )
    return school


def check_book(content: bytes, name: str, day: date, settings: ReceiverSettings) -> BookRow:
    """What a receiver finds in a book on a day.

    Raises:
        JobError: the file cannot be read, or is another workbook.
    """
    sent = school_in(content, name)
    school = _as_received(sent, settings)
    outcome = check(school, day, returned=AFRESH)
    card, season = school.card, Season(school, day)
    is_nameless = any(map(is_alias, _names(school)))
    remarks = tuple(_remarks(school, settings))
    parameters = {code: parameter for code, _, parameter in settings.rules}
    return BookRow(
        name=card.name,
        short_name=card.short_name,
        inn=card.inn.strip(),
        year=card.year,
        counted_on=season.counted_on.isoformat(),
        content=content_mark(sent),
        is_empty=_is_empty(school),
        is_nameless=is_nameless,
        explained=outcome.explained,
        mentors=len(season.mentors),
        mentees=len(season.mentees),
        findings=(
            *remarks,
            *(
                _row(each)._replace(parameter=parameters.get(each.code))
                for each in without_names(outcome.findings, school)
            ),
        ),
        indicators=tuple(_indicators(season)),
        forms=tuple(_forms(season)),
        people=() if is_nameless or not settings.secret else tuple(_marks(school, settings.secret)),
    )


def _as_received(school: School, settings: ReceiverSettings) -> School:
    """The school under the receiver's rules: what it switched off for itself does not count."""
    rows = tuple(
        RuleRow(code=code, level=level, parameter=parameter)
        for code, level, parameter in settings.rules
    )
    table: RecordTable[RuleRow] = replace(school.table(RuleRow), rows=rows)
    return replace(school, tables={**school.tables, RuleRow.sheet: table})


def _remarks(school: School, settings: ReceiverSettings) -> Iterator[FoundRow]:
    """What no rule of the school looks for."""
    if _is_empty(school):
        yield _remark(school, EMPTY_BOOK.at(""), _first_cell(school))
    its, wanted = SchoolYear.parse(school.card.year), SchoolYear.parse(settings.year)
    if its and wanted and its != wanted:
        said = OTHER_YEAR.at("", year=school.card.year, wanted=settings.year)
        yield _remark(school, said, school.card.at(Card.year))


def _first_cell(school: School) -> Cell:
    """Where the first name would stand in a registry."""
    record: type[Person] = Mentor if school.table(Mentor).headers else Mentee
    table = school.table(record)
    return Cell(record.sheet, table.header_row + 1, record.named["full_name"].title)


def _remark(school: School, finding: Finding, place: Cell) -> FoundRow:
    placed = finding._replace(
        sheet=place.sheet, cell=school.address(place), header=place.header, place=""
    )
    value = school.value(place)
    return _row(placed)._replace(is_receivers=True, value="" if value is None else str(value))


def _is_empty(school: School) -> bool:
    return not (school.mentors or school.mentees or school.pairs)


def _names(school: School) -> Iterator[str]:
    return (person.full_name for person in school.people)


def _row(finding: Finding) -> FoundRow:
    return FoundRow(
        str(finding.code),
        finding.level.value,
        finding.sheet or finding.place,
        finding.cell or "",
        finding.header or "",
        finding.message,
        finding.reason,
        finding.remedy,
    )


def _indicators(season: Season) -> Iterator[IndicatorRow]:
    for each in counted(season):
        named = each.definition
        part = None if each.exceeds else each.part
        yield IndicatorRow(named.number, named.title, part, each.whole, named.is_share)


def _forms(season: Season) -> Iterator[FormRowOfSchool]:
    people: dict[str, Person] = {}
    for person in (*season.mentors, *season.mentees):
        people.setdefault(fold(person.full_name), person)

    def identity(name: str) -> object:
        person = people.get(fold(name))
        return season.identity(person) if person else fold(name)

    for form in sorted({p.form for p in (*season.pairs, *season.departed) if p.form}):
        pairs = [pair for pair in season.pairs if pair.form == form]
        yield FormRowOfSchool(
            form,
            len({identity(pair.mentor) for pair in pairs}),
            len({identity(pair.mentee) for pair in pairs}),
            len(pairs),
            sum(pair in season.active for pair in pairs),
            tuple(_shares(season.of_form(form))),
        )


def _shares(season: Season) -> Iterator[FormShare]:
    for definition in DEFINITIONS:
        if definition.by_form:
            each = count(definition, season)
            yield FormShare(definition.number, None if each.exceeds else each.part, each.whole)


def content_mark(school: School) -> str:
    """A mark of all that people wrote: equal for a copy that was only saved again."""
    digest = hashlib.sha256()
    for table in school.tables.values():
        if table.record not in (Check, RepairRow):
            for row in table.rows:
                digest.update(repr((table.record.sheet, values_of(row))).encode())
    return digest.hexdigest()[:_MARK_LETTERS]


def values_of(row: Record) -> list[tuple[str, object]]:
    """The filled fields of a row, but for those that the program fills."""
    columns = (column for column in row.columns if not column.made)
    return [(c.title, value) for c in columns if (value := c.of(row)) not in ("", None)]


def _marks(school: School, secret: bytes) -> Iterator[PersonMark]:
    for person in school.people:
        place = school.address(person.named["full_name"].cell(person.row))
        if person.full_name and place:
            yield marks_of(person, f"{person.sheet}!{place}", secret)


def marks_of(person: Person, place: str, secret: bytes) -> PersonMark:
    """Exact by full name and birth date; likely by what a slip or a marriage leaves the same."""
    key, birth = name_key(person.full_name), person.birth
    given = (key.given, key.patronymic)

    def mark(*words: object) -> str:
        return hmac.digest(secret, repr(words).encode(), hashlib.sha256).hex()[:_MARK_LETTERS]

    if birth is None:
        return PersonMark(place, "", (mark("name", *key),))
    return PersonMark(
        place,
        mark("exact", *key, birth),
        (
            mark("name", *key),
            mark("other surname", *given, birth),
            mark("initials", key.surname, key.initials, birth),
        ),
    )
