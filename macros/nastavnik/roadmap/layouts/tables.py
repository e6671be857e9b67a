"""Tables of a roadmap: rows torn by a page are joined, sections are told from activities."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby, takewhile

from nastavnik.domain.posts import POST
from nastavnik.model.parsing import parse_cell
from nastavnik.model.sheets import Activity
from nastavnik.readers.blocks import Block, Line, Row
from nastavnik.roadmap.deadlines.grammar import read_deadline
from nastavnik.roadmap.layouts.columns import (
    ColumnKind,
    ColumnRoles,
    columns_by_content,
    columns_by_titles,
    is_scrap_of_titles,
    is_tick,
    kind_of_title,
)
from nastavnik.roadmap.layouts.headings import (
    TITLE,
    Heading,
    is_heading,
    is_numbered_heading,
    is_stage_heading,
    read_heading,
)
from nastavnik.roadmap.people import NAME
from nastavnik.roadmap.text import BOOKMARK, BULLETS, collapse, is_rule, starts_low
from nastavnik.russian.dates import MONTHS_OF_DATES, month_number


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of the roadmap's table with its cells as written.

    `notes` are the cells of further columns, each with the column's title; `torn` if a page break
    parted the row.
    """

    place: str
    number: str = ""
    stage: str = ""
    activity: str = ""
    documents: str = ""
    deadline: str = ""
    responsible: str = ""
    notes: tuple[tuple[str, str], ...] = ()
    torn: bool = False


@dataclass(frozen=True, slots=True)
class TableLayout:
    """A file taken apart: the text above the table, its sections and rows, and what it lacks.

    `stacked` says that cells stood below one another and some had to be told by what they say;
    `junk` and `titles` of further roadmaps are texts with their places that are not taken in;
    `headers` are the places of rows that name the columns or the time of the rows below;
    `understood` are texts with their places that mean something and stand nowhere as written;
    `joined` says for rows and lines that belong to a row above where that stands.
    """

    head: tuple[str, ...]
    parts: tuple[Heading | TableRow, ...]
    kinds: frozenset[ColumnKind]
    flat: bool = False
    stacked: bool = False
    by_content: bool = False
    listed: bool = False
    junk: tuple[tuple[str, str], ...] = ()
    titles: tuple[tuple[str, str], ...] = ()
    headers: frozenset[str] = frozenset()
    understood: tuple[tuple[str, str], ...] = ()
    joined: Mapping[str, str] = field(default_factory=dict)

    @property
    def numbered(self) -> bool:
        """Whether activities, not stages, have numbers."""
        return ColumnKind.NUMBER in self.kinds and not self.staged

    @property
    def staged(self) -> bool:
        """Whether a column names the stage, so that a row may be a whole stage."""
        return ColumnKind.STAGE in self.kinds


def read_tables(blocks: Sequence[Block]) -> TableLayout | None:
    """The roadmap's table of a file; None where there is none."""
    found = _find_header(blocks)
    if found is None:
        return None
    above = _above(blocks[: found.place])
    titled = [block.place for block in blocks[found.place : found.rows_from]]
    reader = _Reader(found.columns, titled)
    for block in [*blocks[above : found.place], *blocks[found.rows_from :]]:
        reader.take(block)
    return TableLayout(
        head_lines(blocks[:above]),
        _without_empty_end(reader.parts),
        frozenset(found.columns.kinds),
        by_content=found.columns.by_content,
        junk=tuple(reader.junk),
        titles=tuple(reader.titles),
        headers=frozenset(reader.headers),
        understood=tuple(reader.understood),
        joined=reader.joined,
    )


def _without_empty_end(parts: Sequence[Heading | TableRow]) -> tuple[Heading | TableRow, ...]:
    """The parts, with a last title that has no rows below as the activity it must be."""
    last = parts[-1] if parts else None
    if not isinstance(last, Heading) or last.outside or is_stage_heading(last.title):
        return tuple(parts)
    return (*parts[:-1], TableRow(last.place, last.number or "", activity=last.title))


def _above(blocks: Sequence[Block]) -> int:
    """Where the head of the document ends: before the first stage's heading, if it has one."""
    last = max((place for place, block in enumerate(blocks) if _text_of(block)), default=-1)
    return last if last >= 0 and is_numbered_heading(_text_of(blocks[last])) else len(blocks)


def _text_of(block: Block) -> str:
    return block.text.strip() if isinstance(block, Line) else "".join(block.cells)


def head_lines(blocks: Iterable[Block]) -> tuple[str, ...]:
    """Lines above the table; cells of a table of stamps become paragraphs of their own."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Line):
            lines.append(block.text)
            continue
        for cell in block.cells:
            lines += [*cell.split("\n"), ""] if cell.strip() else []
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class _Header:
    """The heading of the table: its place, where rows begin, and its columns."""

    place: int
    rows_from: int
    columns: ColumnRoles


def _find_header(blocks: Sequence[Block]) -> _Header | None:
    """The heading of the first table that is a roadmap's."""
    rows = [(place, block) for place, block in enumerate(blocks) if isinstance(block, Row)]
    for order, (place, row) in enumerate(rows):
        following = rows[order + 1][1] if order + 1 < len(rows) else None
        columns = columns_by_titles(row.cells)
        both = following and columns_by_two_rows(row.cells, following.cells)
        if both:
            return _Header(place, rows[order + 1][0] + 1, both)
        if columns:
            return _Header(place, place + 1, columns)
    return _untitled(rows)


def _untitled(rows: Sequence[tuple[int, Row]]) -> _Header | None:
    """The first table whose columns can be told by what stands in them."""
    for _, group in groupby(rows, key=lambda pair: pair[1].table):
        table = list(group)
        alone = takewhile(lambda pair: len([*filter(str.strip, pair[1].cells)]) < 2, table)
        body = table[len(list(alone)) :]
        columns = columns_by_content([row.cells for _, row in body])
        if columns:
            place, first = body[0]
            titled = columns.with_titles(first.cells)
            return _Header(place, place + 1 if titled else place, titled or columns)
    return None


class _Reader:
    """Goes down a table and gathers its sections and rows."""

    def __init__(self, columns: ColumnRoles, headers: Sequence[str]) -> None:
        self.parts: list[Heading | TableRow] = []
        self.junk: list[tuple[str, str]] = []
        self.titles: list[tuple[str, str]] = []
        self.headers = [*headers]
        self.understood: list[tuple[str, str]] = []
        self.joined: dict[str, str] = {}
        self._columns = columns
        self._lines: list[Line] = []
        self._time = ""
        self._table: int | None = None
        self._foreign: int | None = None

    def take(self, block: Block) -> None:
        """Takes the next line or row."""
        if isinstance(block, Line):
            self._lines.append(block)
        elif not all(is_rule(cell) for cell in block.cells):
            self._take_row(block)
        elif any(cell.strip() for cell in block.cells):
            self.junk.append((" | ".join(block.cells), block.place))

    def _take_row(self, row: Row) -> None:
        if self._is_header(row) or counts_columns(row):
            self.headers.append(row.place)
            self._take_lines(outside=False)
        elif is_scrap_of_titles(row.cells):
            self.junk.append((" ".join(filter(None, row.cells)), row.place))
        elif self._belongs(row):
            self._take_lines(outside=row.table == self._table)
            self._take_entry(row)
        else:
            self._foreign = row.table
            self._lines.clear()
        self._table = row.table

    def _is_header(self, row: Row) -> bool:
        """Whether the row is the table's heading again, or that of another part of the roadmap."""
        columns = columns_by_titles(row.cells)
        if columns is None or self._is_dated(row):
            return False
        self._columns, self._foreign = columns, None
        return True

    def _is_dated(self, row: Row) -> bool:
        """Whether a deadline stands in a column of deadlines: «октябрь» there names no column."""
        return any(
            kind in _TIMES and cell.strip() and not read_deadline(cell).trouble
            for kind, cell in zip(self._columns.kinds, row.cells, strict=False)
        )

    def _belongs(self, row: Row) -> bool:
        """Whether a row without a heading above goes on with the roadmap."""
        if row.table == self._foreign or _is_foreign_header(row):
            return False
        return self._table in (None, row.table) or len(row.cells) == len(self._columns.kinds)

    def _take_lines(self, outside: bool) -> None:
        """Headings that stand between rows; everything else there is rubbish of the page."""
        for text, place in _paragraphs(self._lines):
            if TITLE.match(text):
                self.titles.append((text, place))
            elif is_heading(text) and not is_scrap_of_titles([text]):
                self.parts.append(read_heading(text, place, outside))
            elif self.parts and isinstance(self.parts[-1], TableRow) and starts_low(text):
                self._join(_joined(self.parts[-1], TableRow(place, activity=text)), place)
            elif not text.isdigit():
                self.junk.append((text, place))
        self._lines.clear()

    def _take_entry(self, row: Row) -> None:
        entry = self._entry(row)
        previous = self.parts[-1] if self.parts else None
        if certain := self._certain_heading(row):
            self._take_heading(certain, _only_text(row))
        elif isinstance(previous, TableRow) and (
            self._same_activity(row) or _adds(previous, entry)
        ):
            self._join(_with_more(previous, entry), row.place)
        elif isinstance(previous, TableRow) and _goes_on(previous, entry):
            self._join(_joined(previous, entry), row.place)
        elif heading := self._heading(row, entry):
            self._take_heading(heading, _only_text(row))
        else:
            self.parts += self._by_periods(row, self._with_time_above(entry, previous))

    def _join(self, whole: TableRow, place: str) -> None:
        """What stands at a place belongs to the last row."""
        self.parts[-1] = whole
        self.joined[place] = whole.place

    def _take_heading(self, heading: Heading, text: str) -> None:
        """A section; a heading such as «Сентябрь» is the deadline of the rows below it."""
        if time := _time_in(text):
            self._time = time
            self.headers.append(heading.place)
        elif _NOTE.match(heading.title):
            self.junk.append((heading.title, heading.place))
        else:
            self.parts.append(heading)

    def _with_time_above(self, entry: TableRow, previous: Heading | TableRow | None) -> TableRow:
        """The row with the deadline that stands above it, where time comes first or by itself."""
        if entry.deadline:
            return replace(entry, deadline=within(self._time, entry.deadline))
        if self._time_first and isinstance(previous, TableRow):
            return replace(entry, deadline=previous.deadline)
        return replace(entry, deadline=self._time)

    @property
    def _time_first(self) -> bool:
        """Whether the column of time stands before that of activities."""
        time, deeds = (
            self._columns.places(kind) for kind in (ColumnKind.DEADLINE, ColumnKind.ACTIVITY)
        )
        return bool(time) and time[0] < deeds[0]

    def _entry(self, row: Row) -> TableRow:
        cells = [self._scrubbed(cell, row.place) for cell in row.cells]
        cell = self._columns.cell
        return TableRow(
            row.place,
            collapse(cell(cells, ColumnKind.NUMBER)),
            collapse(cell(cells, ColumnKind.STAGE)),
            cell(cells, ColumnKind.ACTIVITY).strip(),
            cell(cells, ColumnKind.DOCUMENTS).strip(),
            self._deadline(cells, row.place),
            cell(cells, ColumnKind.RESPONSIBLE).strip(),
            tuple(self._columns.others(cells)),
        )

    def _scrubbed(self, cell: str, place: str) -> str:
        """A cell without the marks Word leaves in it."""
        self.junk += [(mark, place) for mark in BOOKMARK.findall(cell)]
        return BOOKMARK.sub("", cell)

    def _deadline(self, cells: Sequence[str], place: str) -> str:
        texts = [self._columns.cell(cells, kind).strip() for kind in _TIMES]
        starts, ends, whole = days = [*map(_day_of_number, texts)]
        self.understood += [(t, place) for t, day in zip(texts, days, strict=True) if t != day]
        if starts and ends:
            is_worded = re.match(r"[^\W\d_]", starts) or re.match(r"[^\W\d_]", ends)
            return f"{starts} – {ends}" if is_worded else f"с {starts} по {ends}"
        return whole or starts or ends

    def _same_activity(self, row: Row) -> bool:
        """Whether the cell of the activity goes on from the row above."""
        return any(place in row.merged for place in self._columns.places(ColumnKind.ACTIVITY))

    def _certain_heading(self, row: Row) -> Heading | None:
        """The section of a row whose only text stands where numbers or stages do, or says so."""
        texts = [(place, cell) for place, cell in enumerate(row.cells) if not is_rule(cell)]
        if len(texts) != 1 or row.merged:
            return None
        place, text = texts[0]
        kinds = self._columns.kinds
        titled = place < len(kinds) and kinds[place] is ColumnKind.NUMBER and not _is_numeral(text)
        return read_heading(text, row.place) if titled or is_stage_heading(text) else None

    def _heading(self, row: Row, entry: TableRow) -> Heading | None:
        """The section a row opens: a row with nothing but a title."""
        texts = [cell for cell in row.cells if not is_rule(cell)]
        if len(texts) == 1 and len(row.cells) > 2 and not _is_numeral(texts[0]):
            if self._time_first and texts == [entry.activity] and not is_heading(texts[0]):
                return None
            return read_heading(texts[0], row.place)
        only_title = entry.number and not (entry.documents or entry.deadline or entry.responsible)
        title = entry.stage or entry.activity
        lacks = {ColumnKind.DEADLINE, ColumnKind.RESPONSIBLE, ColumnKind.STARTS} & set(
            self._columns.kinds
        )
        if len(texts) == 2 and only_title and lacks and is_heading(f"{title}"):
            return replace(read_heading(title, row.place), number=entry.number.rstrip(".)"))
        return None

    def _by_periods(self, row: Row, entry: TableRow) -> Iterator[TableRow]:
        """The row, or a row for each column of time that has a text of its own."""
        places = self._columns.places(ColumnKind.PERIOD)
        filled = [place for place in places if place < len(row.cells) and row.cells[place].strip()]
        titles = [self._columns.titles[place] for place in filled]
        if not filled:
            yield entry
            return
        texts = [row.cells[place].strip() for place in filled]
        times = [_time_under(*each) for each in zip(titles, texts, strict=True)]
        if all(times):
            yield replace(entry, deadline=", ".join(times))
        else:
            for text, title, time in zip(texts, titles, times, strict=True):
                deed = entry.activity if time else f"{entry.activity} {text}".strip()
                yield replace(entry, activity=deed, deadline=time or title)


_TIMES = (ColumnKind.STARTS, ColumnKind.ENDS, ColumnKind.DEADLINE)


def _day_of_number(text: str) -> str:
    """The day that a spreadsheet shows as a number, where its cell has lost the look of a date."""
    day, _ = parse_cell(int(text), Activity.end) if _SERIAL.fullmatch(text) else (None, None)
    return f"{day:%d.%m.%Y}" if isinstance(day, date) else text


_SERIAL = re.compile(r"[3-5]\d{4}")


def columns_by_two_rows(upper: Sequence[str], lower: Sequence[str]) -> ColumnRoles | None:
    """The columns where a heading takes two rows, such as «Сроки» above «I кв.», «II кв.»."""
    if len(upper) != len(lower) or len({title for title in upper if title.strip()}) < 2:
        return None
    titles = [below if below.strip() else above for above, below in zip(upper, lower, strict=True)]
    parted = [
        below for above, below in zip(upper, lower, strict=True) if below.strip() and below != above
    ]
    known = [kind_of_title(title) for title in parted]
    if len(parted) < 2 or {None, ColumnKind.NUMBER, ColumnKind.STAGE} & set(known):
        return None
    return columns_by_titles(titles)


def _only_text(row: Row) -> str:
    """The text of a row that has but one, otherwise nothing."""
    texts = [cell for cell in row.cells if not is_rule(cell)]
    return collapse(texts[0]) if len(texts) == 1 else ""


_COUNTED = re.compile(r"(?:\d{1,2}|[IVX]+)\s*[.)]\s+")


def _time_in(text: str) -> str:
    """The stretch of time that a heading names: «Сентябрь», «1. Октябрь», «I полугодие»."""
    time = _COUNTED.sub("", text, count=1)
    read = read_deadline(time)
    return time if text and not read.trouble and (read.start or read.end) else ""


def _time_under(title: str, text: str) -> str:
    """What a cell of a column of time says of it: «+», «25», «до 15» under «май»; "" for a deed."""
    if is_tick(text):
        return title
    month = month_number(title)
    named = MONTHS_OF_DATES[month - 1] if month and title.isalpha() else title
    for told in (text, f"{text} {named}", f"{title}, {text}"):
        read = read_deadline(told)
        if not read.trouble and (read.start or read.end):
            return told
    return ""


def within(time: str, deadline: str) -> str:
    """A deadline that has no date of its own, such as «1 неделя», within the time above it."""
    if not time:
        return deadline
    own, both = read_deadline(deadline), f"{time}, {deadline}"
    dated = own.start or own.end or read_deadline(both).trouble
    return deadline if dated else both


def _is_foreign_header(row: Row) -> bool:
    """Whether a row heads a table of another make: it numbers rows, but not activities."""
    return kind_of_title(row.cells[0]) is ColumnKind.NUMBER


def counts_columns(row: Row) -> bool:
    """Whether a row only counts columns: «1 | 2 | 3»."""
    return [cell.strip() for cell in row.cells] == [str(n + 1) for n in range(len(row.cells))]


def _paragraphs(lines: Iterable[Line]) -> Iterator[tuple[str, str]]:
    """(text, place) of each paragraph."""
    text, place = "", ""
    for line in [*lines, Line("", "")]:
        if text and (not line.text or is_numbered_heading(line.text)):
            yield text, place
            text, place = "", ""
        if line.text:
            place = place or line.place
            text = f"{text} {line.text}".strip()


_NOTE = re.compile(
    r"(?:исполнитель|примечание|составил[аи]?|подготовил[аи]?|итого|всего)\b|\*"
    r"|[^.]*(?:_{3,}|\bтел\.)",
    re.IGNORECASE,
)
"""What stands in a row of its own and is no section."""

_NUMERAL = re.compile(r"\d{1,2}(\.\d{1,2})*\.?\)?|[IVX]+\.?")
_MARK = re.compile(rf"[{re.escape(BULLETS)}]\s|\d{{1,2}}[.)]\s")


def _is_numeral(text: str) -> bool:
    return _NUMERAL.fullmatch(text.strip()) is not None


def _goes_on(previous: TableRow, entry: TableRow) -> bool:
    """Whether a row is the rest of the one above, torn off by a page break."""
    if entry.number or entry.stage:
        return False
    if entry.deadline and previous.deadline and not _is_rest(previous.deadline, entry.deadline):
        return False
    if entry.responsible and previous.responsible and _begins_anew(entry.responsible):
        return False
    if not entry.activity:
        return True
    is_open = previous.activity.endswith((":", ",", "-", "–"))
    is_item = _is_next_item(previous.activity, entry.activity)
    return starts_low(entry.activity) or is_open or is_item


def _is_next_item(previous: str, text: str) -> bool:
    """Whether a text is a bullet of a list, or the number after one that stands above."""
    mark = _MARK.match(text)
    number = mark[0].strip(" .)") if mark else ""
    if not number.isdigit():
        return mark is not None
    return re.search(rf"(?:^|\s){int(number) - 1}\s?[.)]", previous) is not None


def _adds(previous: TableRow, entry: TableRow) -> bool:
    """Whether a row without an activity names one more deadline or person for that above."""
    if entry.number or entry.stage or entry.activity:
        return False
    timed = entry.deadline and previous.deadline
    one_more = timed and not _is_rest(previous.deadline, entry.deadline)
    return bool(one_more or (previous.responsible and _begins_anew(entry.responsible)))


def _is_rest(previous: str, text: str) -> bool:
    """Whether two halves make a deadline though the first one alone does not."""
    whole = read_deadline(f"{previous} {text}")
    return bool(read_deadline(previous).trouble) and not whole.trouble


def _begins_anew(text: str) -> bool:
    return not starts_low(text) and bool(NAME.match(text) or POST.match(text))


def _joined(previous: TableRow, entry: TableRow) -> TableRow:
    """A torn row made whole."""
    return replace(
        previous,
        activity=_sewn(previous.activity, entry.activity),
        documents=_sewn(previous.documents, entry.documents),
        deadline=_sewn(previous.deadline, entry.deadline),
        responsible=_sewn(previous.responsible, entry.responsible),
        notes=_noted(previous.notes, entry.notes),
        torn=True,
    )


def _sewn(first: str, second: str) -> str:
    """Two halves of a cell; a list's item keeps a line of its own."""
    if not first or not second:
        return first or second
    return first + ("\n" if _MARK.match(second) else " ") + second


def _with_more(previous: TableRow, entry: TableRow) -> TableRow:
    """An activity whose cell spans rows, with the documents and persons of one more row."""
    return replace(
        previous,
        documents=_added(previous.documents, entry.documents),
        deadline=_added(previous.deadline, entry.deadline),
        responsible=_added(previous.responsible, entry.responsible),
        notes=_noted(previous.notes, entry.notes),
    )


Notes = tuple[tuple[str, str], ...]


def _noted(first: Notes, second: Notes) -> Notes:
    """The notes of two rows, those of one column together."""
    notes = dict(first)
    for title, text in second:
        notes[title] = _added(notes.get(title, ""), text)
    return tuple(notes.items())


def _added(first: str, second: str) -> str:
    return first if second in first else f"{first}\n{second}".strip()
