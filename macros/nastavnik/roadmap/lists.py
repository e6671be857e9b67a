"""Lists inside a cell: one activity, or introducing words and activities of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nastavnik.roadmap.text import BULLETS, collapse, outside_brackets, starts_low, without_stop


@dataclass(frozen=True, slots=True)
class ListedActivity:
    """One activity of a cell; `lead` are the words that introduce its list."""

    text: str
    number: str | None = None
    lead: str | None = None
    lead_number: str | None = None
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """All activities of a cell; `empty` counts marks with nothing after them."""

    items: tuple[ListedActivity, ...]
    empty: int = 0


@dataclass(slots=True)
class _Piece:
    """A stretch of a cell with the mark before it: a number, «-» or nothing."""

    mark: str
    text: str

    @property
    def is_bullet(self) -> bool:
        return self.mark == "-"

    @property
    def number(self) -> str | None:
        return self.mark if self.mark not in ("", "-") else None


_BULLET = rf"[{re.escape(BULLETS)}]"
_LINE_BULLET = re.compile(rf"(?:^|(?<=\n))[ \t\xa0]*{_BULLET}(?=[\s\xa0\w«(]|$)[ \t\xa0]*")
_INLINE_BULLET = re.compile(rf"(?<=[:;])\s*{_BULLET}(?:\s+|$)|(?<=[.])\s+{_BULLET}\s+")
_NUMBER = re.compile(
    r"(?:^|(?<=\s))\(?(\d{1,2}(?:\.\d{1,2})*)\s?(?:[.)](?!\d)|\.\))[ \t\xa0]*(?=\S|$)"
)
_BULLET_SIGN = "\x00"


def read_items(cell: str) -> Items:
    """The activities of a cell in their order."""
    pieces = list(_pieces(cell))
    if len(pieces) == 1 and not pieces[0].mark:
        pieces = [_Piece("", text) for text in paragraphs(pieces[0].text)]
    filled = [piece for piece in pieces if collapse(piece.text).strip(" ;.")]
    if filled and not filled[0].mark and _PARTS_FOLLOW.search(filled[0].text.rstrip()):
        return Items((_whole(filled),))
    marked = sum(1 for piece in pieces if piece.mark)
    return Items(tuple(_with_leads(filled)), marked - sum(1 for piece in filled if piece.mark))


_PARTS_FOLLOW = re.compile(
    r"(?:включа\w+|содерж\w+|предусматрива\w+|состоящ\w+\s+из|в\s+том\s+числе|а\s+именно"
    r"|с\s+указанием|(?:по|на)\s+(?:следующ\w+\s+)?(?:вопрос|тем)\w+|с\s+повесткой(?:\s+дня)?)\s*:$",
    re.IGNORECASE,
)
"""Words after which a list names the parts of one thing, not things to be done one by one."""


def _whole(pieces: Sequence[_Piece]) -> ListedActivity:
    """A list whose points are parts of one activity, in one line."""
    lead, *points = [without_stop(piece.text) for piece in pieces]
    return ListedActivity(f"{lead} {'; '.join(points)}")


def paragraphs(text: str) -> list[str]:
    """Paragraphs of a cell; a line that goes on with the one before it is joined to it."""
    found: list[str] = []
    for line in (line.strip() for line in text.split("\n")):
        if found and line and _goes_on(found[-1], line):
            found[-1] = f"{found[-1]} {line}"
        elif line:
            found.append(line)
    return found


def _goes_on(previous: str, line: str) -> bool:
    """Whether a line is the rest of the one before it."""
    if previous.count("(") > previous.count(")") or previous.count("«") > previous.count("»"):
        return True
    if previous.endswith((";", ".")):
        return False
    return starts_low(line) or line.startswith("(") or previous.endswith((",", ":", "-", "–"))


def _pieces(cell: str) -> Iterator[_Piece]:
    """The cell cut at its marks."""
    text = _INLINE_BULLET.sub(f"\n{_BULLET_SIGN}", _LINE_BULLET.sub(_BULLET_SIGN, cell.strip()))
    marks = sorted(
        [(match.start(), match.end(), "-") for match in re.finditer(_BULLET_SIGN, text)]
        + [(match.start(), match.end(), match[1]) for match in _numbers(text)]
    )
    start, mark = 0, ""
    for begins, ends, following in marks:
        if text[start:begins].strip() or mark:
            yield _Piece(mark, text[start:begins])
        start, mark = ends, following
    yield _Piece(mark, text[start:])


def _numbers(text: str) -> Iterator[re.Match[str]]:
    """Numbers that count a list: each at the start of a line or after a stop, in their order."""
    expected = 1
    outside = outside_brackets(text)
    for match in _NUMBER.finditer(text):
        last = int(match[1].split(".")[-1])
        if last == expected and outside[match.start()] and _may_begin(text, match.start()):
            expected += 1
            yield match


def _may_begin(text: str, place: int) -> bool:
    """Whether a list's number may stand at a place: where a line or a sentence begins."""
    before = text[:place]
    return not before.strip() or before.rstrip(" \t\xa0")[-1:] in "\n.:;!?)»" + _BULLET_SIGN


def _with_leads(pieces: Sequence[_Piece]) -> Iterator[ListedActivity]:
    """Items with their leads: words that end with «:» or have a list below them."""
    lead: _Piece | None = None
    for place, piece in enumerate(pieces):
        following = pieces[place + 1] if place + 1 < len(pieces) else None
        if following and _introduces(piece, following):
            lead = piece
            continue
        if lead and _leaves(piece, lead):
            lead = None
        yield _item(piece, lead)


def _introduces(piece: _Piece, following: _Piece) -> bool:
    """Whether a piece is the lead of the list that follows it."""
    deeper = not piece.mark or (not piece.is_bullet and following.is_bullet)
    is_open = piece.text.rstrip().endswith(":")
    return bool(following.mark) and deeper and (is_open or bool(piece.number))


def _leaves(piece: _Piece, lead: _Piece) -> bool:
    """Whether a piece stands on the level of the lead, not under it."""
    return not piece.mark or (bool(lead.number) and not piece.is_bullet)


def _item(piece: _Piece, lead: _Piece | None) -> ListedActivity:
    text = without_stop(piece.text)
    if lead is None:
        return ListedActivity(text, piece.number, marked=bool(piece.mark))
    return ListedActivity(text, piece.number, collapse(lead.text), lead.number, bool(piece.mark))
