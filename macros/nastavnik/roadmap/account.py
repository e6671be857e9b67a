"""What became of every cell and line of a file: taken, asked about, or left out and why.

Nothing here knows how a roadmap is read: the words of each cell are sought in what came out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from nastavnik.readers.blocks import Block, Line, Row
from nastavnik.roadmap.layouts.columns import is_tick, kind_of_title
from nastavnik.roadmap.layouts.heads import Head, told_in
from nastavnik.roadmap.layouts.tables import TableLayout, counts_columns
from nastavnik.roadmap.model import Roadmap, RoadmapAccount, RoadmapActivity, TextLeftOut
from nastavnik.roadmap.text import BOOKMARK, is_rule

ABOVE = "стоит над таблицей и не о самой карте"
COUNTS = "номер столбца или страницы"
OTHER_TABLE = "другая таблица"
OUTSIDE = "стоит вне таблицы"
NO_TABLE = "таблицы дорожной карты в файле нет"
NOT_UNDERSTOOD = "в карте для этого нет места"
ROW_NUMBER = "у пунктов строки номера свои"

_MARK = re.compile(r"(?:^|(?<=\s))\(?\d{1,2}(?:\.\d{1,2})*\s?[.)]+(?=\s|$)")
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]?")
_JOINING = frozenset(("и", "или"))
"""What parts the items of a cell, as a comma does."""
_NOTHING = "нет"
"""A cell that says there is none."""

_ORDINAL = "этап раздел блок модуль направление часть й ый ой ий ая я"
"""What stands beside the number of a heading: «2-й этап»."""

Words = frozenset[str]


class _FilledCell(NamedTuple):
    """A filled cell or a line; `title` is that of its column."""

    text: str
    place: str
    title: str = ""
    is_line: bool = False

    @property
    def where(self) -> str:
        """The place in words."""
        return f"{self.place}, столбец «{self.title}»" if self.title else self.place


def account_of(
    blocks: Sequence[Block], roadmap: Roadmap, head: Head, layout: TableLayout | None
) -> RoadmapAccount:
    """What became of every cell and line of a file."""
    teller = _Teller(roadmap, head, layout)
    taken = asked = 0
    left_out = []
    for block in blocks:
        for cell in teller.cells(block):
            verdict = teller.verdict(cell, block)
            if isinstance(verdict, TextLeftOut):
                left_out.append(verdict)
            elif verdict:
                taken += 1
            else:
                asked += 1
    return RoadmapAccount(taken, asked, tuple(left_out))


class _Teller:
    """Tells the fate of cells in the order of the file."""

    def __init__(self, roadmap: Roadmap, head: Head, layout: TableLayout | None) -> None:
        self._layout = layout
        self._head = _words(" ".join(told_in(head)))
        self._words = dict(_words_by_place(roadmap))
        self._unread = {
            row.place: _words(row.deadline.as_written)
            for row in roadmap.rows
            if row.deadline and row.deadline.trouble
        }
        self._asked = dict(_by_place((*layout.junk, *layout.titles))) if layout else {}
        self._understood = dict(_by_place(layout.understood)) if layout else {}
        self._titles: tuple[str, ...] = ()
        self._last = ""

    def cells(self, block: Block) -> Iterator[_FilledCell]:
        """The filled cells of a block; one that goes on from the row above is counted there."""
        if isinstance(block, Line):
            if not is_rule(block.text):
                yield _FilledCell(block.text, block.place, is_line=True)
            return
        if self._is_header(block.place):
            self._titles = block.cells
        for number, text in enumerate(block.cells):
            if number not in block.merged and not is_rule(text):
                title = self._titles[number] if number < len(self._titles) else ""
                yield _FilledCell(text, block.place, title)

    def verdict(self, cell: _FilledCell, block: Block) -> bool | TextLeftOut:
        """Whether a cell was taken or asked about, otherwise why it was left out."""
        place = self._source(cell.place)
        words = _words(BOOKMARK.sub("", cell.text))
        if place in self._words:
            self._last = place
            own = self._words[place] | self._understood.get(cell.place, frozenset())
            if words and words <= self._unread.get(place, frozenset()):
                return False
            if words <= own or is_tick(cell.text) or cell.text.strip().lower() == _NOTHING:
                return True
        if self._is_header(cell.place):
            return True
        if words & self._asked.get(cell.place, frozenset()):
            return False
        return self._elsewhere(cell, words, block)

    def _elsewhere(self, cell: _FilledCell, words: Words, block: Block) -> bool | TextLeftOut:
        """The fate of what does not stand in a row of the roadmap."""
        if not self._last and (words <= self._head or (cell.is_line and kind_of_title(cell.text))):
            return True
        if cell.is_line and self._is_text and words <= self._words.get(self._last, frozenset()):
            return True
        return TextLeftOut(cell.where, self._why(cell, block))

    def _why(self, cell: _FilledCell, block: Block) -> str:
        if self._layout is None:
            return NO_TABLE
        if self._source(cell.place) in self._words:
            return ROW_NUMBER if _NUMBER.fullmatch(cell.text.strip()) else NOT_UNDERSTOOD
        is_count = counts_columns(block) if isinstance(block, Row) else cell.text.strip().isdigit()
        if is_count:
            return COUNTS
        if not self._last:
            return ABOVE
        return OUTSIDE if cell.is_line else OTHER_TABLE

    @property
    def _is_text(self) -> bool:
        """Whether the rows of the roadmap are themselves lines of text."""
        return self._layout is not None and not self._layout.joined

    def _is_header(self, place: str) -> bool:
        return self._layout is not None and place in self._layout.headers

    def _source(self, place: str) -> str:
        """The place of the row a row was joined to, or its own."""
        return self._layout.joined.get(place, place) if self._layout else place


def _by_place(told: Iterable[tuple[str, str]]) -> Iterator[tuple[str, Words]]:
    """(place, words) of texts with their places."""
    texts: dict[str, list[str]] = {}
    for text, place in told:
        texts.setdefault(place, []).append(text)
    return ((place, _words(" ".join(found))) for place, found in texts.items())


def _words_by_place(roadmap: Roadmap) -> Iterator[tuple[str, Words]]:
    """(place, words) of every row and heading that was taken."""
    texts: dict[str, list[str]] = {}
    for stage in roadmap.stages:
        deadlines = (deadline.as_written for deadline in stage.deadlines)
        own = (_ORDINAL, stage.number or "", stage.title, *stage.documents, *deadlines)
        texts.setdefault(stage.place, []).extend(own)
    for row in roadmap.rows:
        texts.setdefault(row.place, []).extend(_texts(row, roadmap))
    return ((place, _words(" ".join(own))) for place, own in texts.items())


def _texts(row: RoadmapActivity, roadmap: Roadmap) -> Iterable[str]:
    """All that a row says, and what its stage says for it."""
    stage = roadmap.stages[row.stage] if row.stage is not None else None
    yield from filter(None, (row.number, row.lead_number, row.lead, row.activity, row.note))
    yield from (*row.documents, *row.responsible)
    if row.deadline:
        yield row.deadline.as_written
    if stage:
        yield from (stage.number or "", stage.title, *stage.documents)
        yield from (deadline.as_written for deadline in stage.deadlines)


def _words(text: str) -> Words:
    """The words of a text in small letters, without the marks of lists."""
    return frozenset(re.findall(r"\w+", _without_marks(text).casefold())) - _JOINING


def _without_marks(text: str) -> str:
    stripped = _MARK.sub(" ", text)
    return stripped if stripped.strip() else text
