"""Roadmaps whose columns are lost: cells of a row stand in one line, one after another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nastavnik.domain.posts import is_post
from nastavnik.readers.blocks import Block, Line
from nastavnik.roadmap.deadlines.grammar import read_deadline
from nastavnik.roadmap.documents import DOCUMENT, is_governed
from nastavnik.roadmap.layouts.columns import ColumnKind, kind_of_title
from nastavnik.roadmap.layouts.headings import Heading, is_stage_heading, read_heading
from nastavnik.roadmap.layouts.tables import TableLayout, TableRow, head_lines
from nastavnik.roadmap.people import NAME, responsible_from
from nastavnik.roadmap.text import collapse, outside_brackets

_TITLE_STARTS = re.compile(r"\s+(?=[А-ЯЁ№])")
_NUMBER = re.compile(r"\s*(\d{1,2}(?:\.\d{1,2})*)[.)]?\s+(?=\S)")
_CAPITAL = re.compile(r"(?<=[\s\xa0])[А-ЯЁ][а-яё]{2,}")
_WORD = re.compile(r"[^\s\xa0]+")
_ITEM = re.compile(r"(?<=\s)(?:1[.)]|[–•-])\s")
_LONGEST_DEADLINE = 16
_FEWEST_COLUMNS = 3
_SITE = re.compile(r"©|Поделиться:|Поиск по сайту|Авторск\w+ прав|Читать далее|cookie")
_ALSO_ACTION = re.compile(
    r"Анкетирован|Анализ|Диагност|Информ|Мониторинг|Опрос|Презентац|Проект|Публикац|Тестирован"
)
"""Nouns that after a full stop more often begin one more activity than a document."""

_CONJUNCTIONS = ("и", "или", "но", "а")


def read_flat(blocks: Sequence[Block]) -> TableLayout | None:
    """The roadmap of a text without columns; None where no line names its columns."""
    lines = [block for block in blocks if isinstance(block, Line)]
    for place, line in enumerate(lines):
        kinds = _kinds_of(line.text)
        if kinds:
            parts = tuple(_parts(lines[place + 1 :], kinds))
            head = head_lines(lines[:place])
            return TableLayout(
                head,
                parts,
                frozenset(kinds),
                flat=True,
                junk=_site_marks(lines),
                headers=frozenset((line.place,)),
            )
    return None


def _site_marks(lines: Sequence[Line]) -> tuple[tuple[str, str], ...]:
    """Lines of the site the text was copied from."""
    return tuple((line.text, line.place) for line in lines if _SITE.search(line.text))


def _kinds_of(text: str) -> tuple[ColumnKind, ...]:
    """The columns a line names in their order: «№ п/п Мероприятие Срок Ответственный»."""
    titles = _TITLE_STARTS.split(collapse(text))
    kinds = [kind_of_title(title) for title in titles]
    if len(titles) < _FEWEST_COLUMNS or None in kinds or ColumnKind.ACTIVITY not in kinds:
        return ()
    found = tuple(kind for kind in kinds if kind)
    return found if {ColumnKind.DEADLINE, ColumnKind.RESPONSIBLE} & set(found) else ()


def _parts(lines: Sequence[Line], kinds: Sequence[ColumnKind]) -> Iterator[Heading | TableRow]:
    """Headings and rows up to the last row that has a deadline or a person."""
    waiting: list[TableRow] = []
    whole = [*_whole_lines(lines, kinds)]
    for line, following in zip(whole, [*whole[1:], Line("", "")], strict=True):
        entry = read_flat_row(line, kinds)
        if is_stage_heading(line.text) or _is_section(entry, following.text):
            yield from waiting
            waiting = []
            yield read_heading(line.text, line.place)
            continue
        waiting.append(entry)
        if entry.deadline or entry.responsible:
            yield from waiting
            waiting = []


def _is_section(entry: TableRow, following: str) -> bool:
    """Whether a numbered row is a section: «2. …» with nothing but a title, before «2.1 …»."""
    bare = not (entry.deadline or entry.responsible)
    return bare and entry.number.isdigit() and following.startswith(f"{entry.number}.")


def _whole_lines(lines: Sequence[Line], kinds: Sequence[ColumnKind]) -> Iterator[Line]:
    """Rows that were broken into several lines made whole."""
    whole: Line | None = None
    for line in lines:
        if whole and (not line.text.strip() or _begins_row(line) or _is_whole(whole, kinds)):
            yield whole
            whole = None
        if line.text.strip():
            whole = Line(f"{whole.text} {line.text}", whole.place) if whole else line
    if whole:
        yield whole


def _begins_row(line: Line) -> bool:
    """Whether a line opens a row: by a number, or by the gap where its number should be."""
    starts_with_gap = line.text.startswith("\xa0")
    return starts_with_gap or bool(_NUMBER.match(line.text)) or is_stage_heading(line.text)


def _is_whole(line: Line, kinds: Sequence[ColumnKind]) -> bool:
    """Whether a row already has the last of its columns."""
    entry = read_flat_row(line, kinds)
    return is_stage_heading(line.text) or bool(entry.deadline and entry.responsible)


@dataclass(slots=True)
class _Rest:
    """What is left of a row while its columns are taken off one by one."""

    text: str

    def take_from(self, place: int) -> str:
        """Cuts the text at a place and gives what follows it."""
        taken, self.text = self.text[place:], self.text[:place]
        return taken.strip()


def read_flat_row(line: Line, kinds: Sequence[ColumnKind]) -> TableRow:
    """The cells of a row: those on the right are told by what they say, the rest by nouns."""
    number = _NUMBER.match(line.text)
    rest = _Rest(line.text[number.end() :] if number else line.text)
    place = kinds.index(ColumnKind.DEADLINE) if ColumnKind.DEADLINE in kinds else len(kinds)
    cells = _right_of_deadline(rest, kinds[place:]) if ColumnKind.DOCUMENTS in kinds[place:] else {}
    for kind in reversed(kinds):
        if kind in _BEGINS and kind not in cells:
            cells[kind] = rest.take_from(_BEGINS[kind](rest.text))
    if ColumnKind.STAGE in kinds:
        activity = rest.take_from(_end_of_stage(rest.text))
        cells[ColumnKind.STAGE], rest.text = rest.text.strip(), activity
    return TableRow(
        line.place,
        number[1] if number else "",
        stage=cells.get(ColumnKind.STAGE, ""),
        activity=rest.text.strip(),
        documents=cells.get(ColumnKind.DOCUMENTS, ""),
        deadline=cells.get(ColumnKind.DEADLINE, ""),
        responsible=cells.get(ColumnKind.RESPONSIBLE, ""),
    )


def _right_of_deadline(rest: _Rest, kinds: Sequence[ColumnKind]) -> dict[ColumnKind, str]:
    """The deadline in the middle of a row, and what stands after it."""
    start, end = deadline_within(rest.text)
    if start == end:
        return {}
    after = rest.text[end:]
    cells = {ColumnKind.DEADLINE: rest.take_from(start)[: end - start].strip()}
    if ColumnKind.RESPONSIBLE in kinds:
        place = _end_of_people(after)
        cells[ColumnKind.RESPONSIBLE], after = after[:place].strip(), after[place:]
    return cells | {ColumnKind.DOCUMENTS: after.strip()}


def deadline_within(text: str) -> tuple[int, int]:
    """The last longest deadline inside a row: (start, end), equal where there is none."""
    words = list(_WORD.finditer(text))
    for last in range(len(words), 0, -1):
        end = words[last - 1].end()
        start = deadline_from(text[:end])
        if start < end and not text[start:end].isdigit():
            return start, end
    return len(text), len(text)


def _end_of_people(text: str) -> int:
    """Where the persons at the start of a text end: before a capital letter that opens no post."""
    capitals = [match for match in _CAPITAL.finditer(f" {text.strip()}") if match.start() > 1]
    starts = (m.start() - 1 for m in capitals if not is_post(m.string[m.start() :]))
    place = next((start for start in starts if not NAME.match(text.strip(), start)), None)
    return len(text) if place is None else len(text) - len(text.lstrip()) + place


def deadline_from(text: str) -> int:
    """Where the deadline at the end of a row begins; the length of the text if there is none."""
    words = list(_WORD.finditer(text))[-_LONGEST_DEADLINE:]
    for word in words:
        if word[0].lower() not in _CONJUNCTIONS and not read_deadline(text[word.start() :]).trouble:
            return word.start()
    return len(text)


def _end_of_stage(text: str) -> int:
    """Where the title of a stage ends: at a list, or at a capital letter that no stop explains."""
    outside = outside_brackets(text)
    starts = [m.start() for m in _CAPITAL.finditer(text) if outside[m.start()] and m.start() > 1]
    starts += [match.start() for match in _ITEM.finditer(text)]
    return min(starts, default=0)


def documents_from(text: str) -> int:
    """Where the documents of a row begin: at a capital letter that no stop explains."""
    outside = outside_brackets(text)
    for match in _CAPITAL.finditer(text):
        place = match.start()
        before = text[:place]
        if not before.strip() or not outside[place]:
            continue
        stopped = before.rstrip()[-1] in ".,;:"
        is_document = DOCUMENT.match(match[0]) and not _ALSO_ACTION.match(match[0])
        if before.endswith("\xa0 ") or (
            (is_document or not stopped) and not is_governed(before, match[0])
        ):
            return place
    return len(text)


_BEGINS = {
    ColumnKind.DEADLINE: deadline_from,
    ColumnKind.RESPONSIBLE: responsible_from,
    ColumnKind.DOCUMENTS: documents_from,
}
"""How to find where the last cell of a kind begins."""
