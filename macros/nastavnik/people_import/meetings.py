"""Meetings of pairs out of a list or the export of a form, taken into «Встречи»."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from nastavnik.domain.accounts import CellLeftOut, ListAccount
from nastavnik.domain.pairs import settled_pairs
from nastavnik.domain.person_names import NameKey, may_be_short_for, name_key
from nastavnik.domain.programmes import Names, names_of
from nastavnik.model.changes import AppendRows, Changes
from nastavnik.model.choices import MEETINGS
from nastavnik.model.codes import FindingCode
from nastavnik.model.errors import JobError
from nastavnik.model.findings import Finding, Value
from nastavnik.model.outcome import Listing, Outcome
from nastavnik.model.parsing import is_filled, parse_cell
from nastavnik.model.schema import Column
from nastavnik.model.school import School
from nastavnik.model.sheets import MeetingRow
from nastavnik.model.text import counted, fold, tidy
from nastavnik.people_import.model import Source
from nastavnik.people_import.remarks import MEETING_DAY, MEETING_PERSON, MEETING_WORDS
from nastavnik.russian.dates import FIRST_MONTH, SchoolYear, month_number

_TITLES: tuple[tuple[Column, str], ...] = (
    (MeetingRow.held_on, r"дат[аы]\b.*|когда\b.*|дни?(?: встреч[иа]?)?|день(?: встречи)?"),
    (
        MeetingRow.mentor,
        r"(?:фио )?наставник\w*(?: \(фио\))?|кто проводил.*|ваше? (?:имя|фио).*|фио",
    ),
    (MeetingRow.mentee, r"(?:фио )?наставляем\w*(?: \(фио\))?|с кем\b.*|подопечн\w+|кого\b.*"),
    (MeetingRow.form, r"как\b.*|формат.*|форма встречи|очно.*"),
    (MeetingRow.topic, r"тема.*|о чем.*|содержание.*|что делали.*|чем занимались.*"),
    (MeetingRow.result, r"результат.*|итог.*|что получилось.*|о чем договорились.*"),
    (MeetingRow.next_step, r"следующ.*|дальнейш.*|что дальше.*|план на.*|задание.*"),
)
_PAIR = re.compile(
    r"(?:фио )?(?:наставнические |наставническая )?пар[аы]?(?: \(фио\))?|участники(?: встречи)?"
    r"|(?:фио )?наставник\w*\s*(?:[/,–—-]|и)\s*(?:фио )?(?:наставляем|подопечн)\w*"
)
"""Titles of a column that names both people of a pair."""
_BETWEEN_NAMES = re.compile(r"\s*[/,;\n]\s*|\s+[–—-]\s+|\s+и\s+")
_BETWEEN_DAYS = re.compile(r"\s*[,;\n]\s*|\s+и\s+")
_SENT = re.compile(r"отметка времени|время создания|timestamp|дата отправки", re.IGNORECASE)
_TITLE_ROWS = 12
_REMOTE = re.compile(
    r"дистанц|онлайн|on-?line|удал[её]н|видео|zoom|сферум|телефон|чат", re.IGNORECASE
)
_NOBODY, _SEVERAL = "такого человека в книге нет", "так можно понять нескольких человек"
_KNOWN_ALREADY = "встреча уже записана"
_NOT_OURS = "в журнале встреч такого столбца нет"


@dataclass(frozen=True)
class MeetingsTaken(Outcome):
    """Meetings that are new, known already, and in doubt, and where every cell went."""

    new: int = 0
    same: int = 0
    doubtful: int = 0
    account: ListAccount = field(default_factory=ListAccount)

    def as_json(self) -> dict[str, Any]:
        """The meetings in the shape other programs read."""
        counts = {"new": self.new, "same": self.same, "doubtful": self.doubtful}
        findings = [finding.as_json() for finding in self.findings]
        return {**counts, "findings": findings, "account": self.account.as_json()}

    def listings(self) -> Iterator[Listing]:
        """What was left out, if anything was."""
        if self.account.left_out:
            rows = [(each.place, each.title, each.why) for each in self.account.left_out]
            yield Listing(("Где", "Столбец", "Почему не взято"), rows, " ячеек")


def take_meetings(school: School, sources: Sequence[Source]) -> MeetingsTaken:
    """The meetings of the tables as new rows of the journal; nothing is taken twice.

    Raises:
        JobError: no table has a column of days and one of mentees.
    """
    tables = [table for source in sources if (table := _table(source))]
    if not tables:
        where = sources[0].at() if sources else "файл"
        raise JobError(
            f"{where}: нет таблицы встреч. Нужны хотя бы столбцы «Дата» и «Наставляемый» или «Пара»"
        )
    taking = _Taking(school)
    for table in tables:
        taking.take(table)
    return taking.outcome()


@dataclass(frozen=True)
class _MeetingTable:
    """A table with its titles found: column of the journal → column of the file, from 0."""

    source: Source
    header: int
    columns: Mapping[Column, int]
    sent: int | None = None
    pair: int | None = None

    @property
    def used(self) -> set[int | None]:
        """The columns that the journal takes something from."""
        return {*self.columns.values(), self.sent, self.pair}

    def day(self, cells: Sequence[Value]) -> Value:
        """The day of a meeting; where the form did not ask it, the day on which it was sent."""
        asked = _cell(cells, self.columns.get(MeetingRow.held_on))
        return asked if is_filled(asked) else _cell(cells, self.sent)


def _days(value: Value, year: SchoolYear | None) -> list[date]:
    """The days that a cell tells; a day without a year is one of the school year.

    Nothing where one of them cannot be read.
    """
    parts = _BETWEEN_DAYS.split(value.strip()) if isinstance(value, str) else [value]
    days = [_day(part) or _day_of_year(part, year) for part in parts if is_filled(part)]
    read = [day for day in days if day]
    return read if len(read) == len(days) else []


_DAY_ALONE = re.compile(r"(\d{1,2})(?:\.(\d{1,2})\.?|\s+([а-яё]+))", re.IGNORECASE)


def _day_of_year(value: Value, year: SchoolYear | None) -> date | None:
    """«05.10» and «5 октября» as a day of a school year."""
    found = _DAY_ALONE.fullmatch(value) if isinstance(value, str) and year else None
    month = found and (int(found[2]) if found[2] else month_number(found[3]))
    if not found or not month or not year:
        return None
    return _day(f"{found[1]}.{month}.{year.start_year + (month < FIRST_MONTH)}")


_YEAR_FIRST = re.compile(r"(\d{4})[/-](\d{1,2})[/-](\d{1,2})\b.*")


def _day(value: Value) -> date | None:
    """The day that a cell tells, as people and as form services write it."""
    if isinstance(value, str) and (found := _YEAR_FIRST.fullmatch(value.strip())):
        value = f"{found[3]}.{found[2]}.{found[1]}"
    day, _ = parse_cell(value, MeetingRow.held_on)
    if isinstance(day, datetime):
        return day.date()
    return day if isinstance(day, date) else None


def _cell(cells: Sequence[Value], place: int | None) -> Value:
    return cells[place] if place is not None and place < len(cells) else None


def _table(source: Source) -> _MeetingTable | None:
    for number, cells in enumerate(source.grid.rows[:_TITLE_ROWS], start=1):
        titles = [fold(str(cell)).rstrip("?:. *") if is_filled(cell) else "" for cell in cells]
        pair = next((n for n, title in enumerate(titles) if _PAIR.fullmatch(title)), None)
        columns: dict[Column, int] = {}
        for column, words in _TITLES:
            taken = {*columns.values(), pair}
            fitting = (n for n, title in enumerate(titles) if n not in taken and title)
            found = next((n for n in fitting if re.fullmatch(words, titles[n])), None)
            if found is not None:
                columns[column] = found
        sent = next((n for n, title in enumerate(titles) if _SENT.search(title)), None)
        days = MeetingRow.held_on in columns or sent is not None
        if days and (pair is not None or {MeetingRow.mentee, MeetingRow.mentor} & columns.keys()):
            return _MeetingTable(source, number, columns, sent, pair)
    return None


class _Taking:
    """Takes row after row, and counts what became of each cell."""

    def __init__(self, school: School) -> None:
        self._year = SchoolYear.parse(school.card.year)
        self._mentors = _Register(person.full_name for person in school.mentors)
        self._mentees = _Register(person.full_name for person in school.mentees)
        self._partners: defaultdict[str, set[str]] = defaultdict(set)
        for pair in settled_pairs(school):
            self._partners[fold(pair.mentee)].add(pair.mentor)
            self._partners[fold(pair.mentor)].add(pair.mentee)
        self._known = {_key(row) for row in school.meetings}
        self._new: list[MeetingRow] = []
        self._findings: list[Finding] = []
        self._fates: Counter[str] = Counter()
        self._left_out: list[CellLeftOut] = []
        self._doubtful = self._same = 0

    def take(self, table: _MeetingTable) -> None:
        """Every row below the titles."""
        for number, cells in enumerate(table.source.grid.rows, start=1):
            filled = sum(map(is_filled, cells))
            if number < table.header:
                self._leave(table, number, cells, "выше заголовков")
            elif number == table.header:
                self._fates["taken"] += filled
            elif filled:
                self._take_row(table, number, cells)

    def _take_row(self, table: _MeetingTable, number: int, cells: Sequence[Value]) -> None:
        wrong, meetings = self._read(table, cells)
        place = table.source.at(number)
        if wrong:
            self._findings += [code.at(place, **about) for code, about in wrong]
            self._doubtful += 1
            self._fates["asked"] += sum(map(is_filled, cells))
            return
        new = {_key(each): each for each in meetings if _key(each) not in self._known}
        self._same += len(meetings) - len(new)
        if not new:
            self._leave(table, number, cells, _KNOWN_ALREADY)
            return
        self._known.update(new)
        self._new += new.values()
        ours = [cell if place in table.used else None for place, cell in enumerate(cells)]
        others = [None if place in table.used else cell for place, cell in enumerate(cells)]
        self._fates["taken"] += sum(map(is_filled, ours))
        self._leave(table, number, others, _NOT_OURS)

    def _leave(self, table: _MeetingTable, number: int, cells: Sequence[Value], why: str) -> None:
        titles = table.source.grid.rows[table.header - 1]
        for place, cell in enumerate(cells):
            if is_filled(cell):
                title = tidy(str(_cell(titles, place) or ""))
                where = table.source.at(number)
                self._left_out.append(CellLeftOut(where, f"«{title}»" if title else "—", why))
                self._fates["left"] += 1

    def _read(
        self, table: _MeetingTable, cells: Sequence[Value]
    ) -> tuple[list[tuple[FindingCode, dict[str, str]]], list[MeetingRow]]:
        """What is unclear in a row; otherwise its meetings, one for each day that it names."""
        wrong: list[tuple[FindingCode, dict[str, str]]] = []
        days = _days(table.day(cells), self._year)
        if not days:
            wrong.append((MEETING_DAY, {}))
        said = {
            column: tidy(str(value))
            for column, place in table.columns.items()
            if is_filled(value := _cell(cells, place))
        }
        both = self._of_pair(_cell(cells, table.pair))
        mentor, mentee, doubts = self._people(
            said.get(MeetingRow.mentor, both[0]), said.get(MeetingRow.mentee, both[1])
        )
        wrong += [(MEETING_PERSON, {"why": why}) for why in doubts]
        topic = said.get(MeetingRow.topic) or said.get(MeetingRow.result, "")
        if not topic:
            wrong.append((MEETING_WORDS, {}))
        if wrong:
            return wrong, []
        how = said.get(MeetingRow.form, "")
        return [], [
            MeetingRow(
                held_on=day,
                mentor=mentor,
                mentee=mentee,
                form=MEETINGS.values[bool(_REMOTE.search(how))] if how else "",
                topic=topic,
                result=said.get(MeetingRow.result, ""),
                next_step=said.get(MeetingRow.next_step, ""),
            )
            for day in dict.fromkeys(days)
        ]

    def _of_pair(self, cell: Value) -> tuple[str, str]:
        """The mentor and the mentee whom a cell names together, in either order."""
        names = _BETWEEN_NAMES.split(tidy(str(cell))) if is_filled(cell) else []
        if len(names) != 2:
            return "", " ".join(names)
        first, second = names
        is_turned = self._mentees.meant(first) and self._mentors.meant(second)
        is_straight = self._mentors.meant(first) and self._mentees.meant(second)
        return (second, first) if is_turned and not is_straight else (first, second)

    def _people(self, mentor: str, mentee: str) -> tuple[str, str, list[str]]:
        """Both people; one who is not named is the only partner of the other."""
        found = {}
        doubts = []
        for who, written, register in (
            ("наставник", mentor, self._mentors),
            ("наставляемый", mentee, self._mentees),
        ):
            if written:
                names = register.meant(written)
                found[who] = names[0] if len(names) == 1 else ""
                if len(names) != 1:
                    doubts.append(f"{who}: {_SEVERAL if names else _NOBODY}")
        if not doubts and len(found) == 1:
            (known,) = found.values()
            partners = self._partners[fold(known)]
            if len(partners) == 1:
                other = "наставляемый" if "наставник" in found else "наставник"
                found[other] = next(iter(partners))
        if not doubts and len(found) < 2:
            doubts.append("не видно, какая это пара")
        return found.get("наставник", ""), found.get("наставляемый", ""), doubts

    def outcome(self) -> MeetingsTaken:
        """All that is to be written, and what was asked."""
        rows = tuple(
            {c.title: c.of(row) for c in MeetingRow.columns if c.of(row)} for row in self._new
        )
        changes = Changes((AppendRows(MeetingRow.sheet, rows),)) if rows else Changes()
        account = ListAccount(
            self._fates.total(), self._fates["taken"], self._fates["asked"], tuple(self._left_out)
        )
        count = counted(len(self._new), "встреча", "встречи", "встреч")
        parts = [f"Новых: {count}"]
        parts += [f"уже записано: {self._same}"] if self._same else []
        parts += [f"не понято строк: {self._doubtful}"] if self._doubtful else []
        return MeetingsTaken(
            "; ".join(parts),
            changes,
            tuple(self._findings),
            len(self._new),
            self._same,
            self._doubtful,
            account,
        )


def _key(row: MeetingRow) -> tuple[date | None, Names, str]:
    return row.held_on, names_of(row), fold(row.topic)


class _Register:
    """The people of a registry by their names, full or with initials."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names: defaultdict[NameKey, list[str]] = defaultdict(list)
        for name in filter(None, map(tidy, names)):
            self._names[name_key(name)].append(name)

    def meant(self, written: str) -> list[str]:
        """Everybody whom a written name can mean; this very name, or its initials."""
        key = name_key(written)
        if key in self._names:
            return list(dict.fromkeys(self._names[key]))
        turned = NameKey(key.given, key.surname) if not key.patronymic else key
        return list(dict.fromkeys(n for k in (key, turned) for n in self._short(k)))

    def _short(self, key: NameKey) -> Iterator[str]:
        for full, names in self._names.items():
            no_patronymic = not key.patronymic and full.surname == key.surname
            alike = no_patronymic and key.given and full.given.startswith(key.given)
            if alike or may_be_short_for(key, full):
                yield from names
