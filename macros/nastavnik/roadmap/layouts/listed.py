"""Roadmaps without a table: lists whose items name their deadline and person themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from nastavnik.domain.posts import is_post
from nastavnik.readers.blocks import Block, Line
from nastavnik.roadmap.deadlines.grammar import read_deadline
from nastavnik.roadmap.layouts.columns import ColumnKind, kind_of_title
from nastavnik.roadmap.layouts.headings import (
    TITLE,
    Heading,
    is_heading,
    is_stage_heading,
    read_heading,
)
from nastavnik.roadmap.layouts.tables import TableLayout, TableRow, head_lines, within
from nastavnik.roadmap.people import NAME
from nastavnik.roadmap.text import BULLETS, DASHES, collapse, without_stop

_FEWEST = 2
_LABEL = re.compile(
    r"(?:^|(?<=[\s(]))((?:срок|дат[аы]|ответственн|исполнител|отв\.|результат|(?:вид )?документ)"
    r"\w*(?:\s+(?:исполнени|реализаци|проведени|выполнени|лиц|за)\w*){0,2})\s*(?::|\s[–—-]\s)\s*",
    re.IGNORECASE,
)
_SHORT_LABEL = {"отв.": ColumnKind.RESPONSIBLE}
_MARK = re.compile(rf"[{re.escape(BULLETS)}]\s*|(\d{{1,2}}(?:\.\d{{1,2}})*)(?:[.)]\s*|\s+)(?!\d)")
_BRACKET = re.compile(r"(.*\S)\s*\(([^()]+)\)", re.DOTALL)
_PARTING_DASH = re.compile(rf"\s+[{DASHES}]\s+")
_COMMA = re.compile(r"[,;]\s+")
_PARTING_COLON = re.compile(r":\s+")
_EDGES = " ,;()" + DASHES

Fields = Mapping[ColumnKind, str]


class _ReadLine(NamedTuple):
    """A line, and what it says: an activity, and fields beside it."""

    text: str
    place: str
    activity: str
    fields: Fields


def read_listed(blocks: Sequence[Block]) -> TableLayout | None:
    """The roadmap of a text whose items say when and who; None where it is not one."""
    lines = [Line(collapse(b.text), b.place) for b in blocks if isinstance(b, Line)]
    titled = next((place for place, line in enumerate(lines) if TITLE.match(line.text)), None)
    if titled is None:
        return None
    first = next((n for n in range(titled + 1, len(lines)) if _opens(lines[n].text)), len(lines))
    read = [
        _ReadLine(each.text, each.place, *_fields(each.text)) for each in lines[first:] if each.text
    ]
    parts = tuple(_parts(read))
    told = [
        part for part in parts if isinstance(part, TableRow) and (part.deadline or part.responsible)
    ]
    if len(told) < _FEWEST or not _is_list(read, parts, told[-1].place):
        return None
    kinds = {ColumnKind.ACTIVITY, ColumnKind.DEADLINE, ColumnKind.RESPONSIBLE}
    kinds |= {ColumnKind.DOCUMENTS} if any(entry.documents for entry in told) else set()
    return TableLayout(
        head_lines(lines[:first]),
        parts,
        frozenset(kinds),
        listed=True,
        understood=tuple(_understood(read)),
    )


def _is_list(
    lines: Sequence[_ReadLine], parts: Sequence[Heading | TableRow], last_place: str
) -> bool:
    """Whether at least half of the lines, up to the last item, belong to the list."""
    places = {part.place for part in parts}
    last = next(n for n, line in enumerate(lines) if line.place == last_place)
    own = [line for line in lines[: last + 1] if line.place in places or not line.activity]
    return 2 * len(own) >= last + 1


def _understood(lines: Sequence[_ReadLine]) -> Iterator[tuple[str, str]]:
    """The labels of fields, and the time that the heading of a stage gives its items."""
    for line in lines:
        yield from ((label[1], line.place) for label in _LABEL.finditer(line.text))
        if is_stage_heading(line.activity):
            yield line.fields.get(ColumnKind.DEADLINE, ""), line.place


def _opens(text: str) -> bool:
    """Whether a line may be the first of the list: an item, a heading, or one with fields."""
    return bool(text) and bool(_MARK.match(text) or is_heading(text) or _fields(text)[1])


def _parts(lines: Sequence[_ReadLine]) -> Iterator[Heading | TableRow]:
    """Headings and items in their order; lines of fields belong to the item above."""
    entry: TableRow | None = None
    time = ""
    for place, line in enumerate(lines):
        activity, fields = line.activity, line.fields
        if not activity and entry:
            entry = _with_fields(entry, fields)
            continue
        if entry:
            yield entry
            entry = None
        following = lines[place + 1].text if place + 1 < len(lines) else ""
        told = fields or _LABEL.match(following)
        if is_stage_heading(activity) or (not told and is_heading(line.text)):
            time = fields.get(ColumnKind.DEADLINE, "")
            yield read_heading(activity, line.place)
        elif told or _MARK.match(line.text):
            mark = _MARK.match(activity)
            number, text = (mark[1] or "", activity[mark.end() :]) if mark else ("", activity)
            own = fields.get(ColumnKind.DEADLINE)
            told_in_all = {**fields, ColumnKind.DEADLINE: within(time, own) if own else time}
            entry = _with_fields(TableRow(line.place, number, activity=text), told_in_all)
    if entry:
        yield entry


def _with_fields(entry: TableRow, fields: Fields) -> TableRow:
    """The item with what else is said of it."""
    return TableRow(
        entry.place,
        entry.number,
        activity=entry.activity,
        documents=_more(entry.documents, fields.get(ColumnKind.DOCUMENTS)),
        deadline=_more(entry.deadline, fields.get(ColumnKind.DEADLINE)),
        responsible=_more(entry.responsible, fields.get(ColumnKind.RESPONSIBLE)),
    )


def _more(text: str, further: str | None) -> str:
    return f"{text}\n{further}".strip() if further else text


def _fields(text: str) -> tuple[str, Fields]:
    """(activity, fields) of a line: with labels, else in brackets at its end, else after dashes."""
    labels = [(match, kind) for match in _LABEL.finditer(text) if (kind := _kind(match[1]))]
    if labels:
        ends = [match.start() for match, _ in labels[1:]] + [len(text)]
        fields = {
            kind: _bare(text[match.end() : end])
            for (match, kind), end in zip(labels, ends, strict=True)
        }
        return _with_told_before(_bare(text[: labels[0][0].start()]), fields)
    bracket = _BRACKET.fullmatch(text.rstrip(" .;"))
    if bracket:
        told = _told([bracket[2]])
        return _with_told_before(bracket[1], told) if told else (text, {})
    activity, told = _told_behind(text)
    return (activity, told) if told else (text, {})


def _told_behind(text: str) -> tuple[str, Fields]:
    """(activity, fields) of a text that names them after dashes or a colon."""
    for parting in (_PARTING_DASH, _PARTING_COLON):
        activity, *pieces = parting.split(text.rstrip(" .;"))
        if pieces and activity and (told := _told(pieces)):
            return activity, told
    return text, {}


def _with_told_before(activity: str, fields: Fields) -> tuple[str, Fields]:
    """What was told at the end of a line, with what stands before it and is of another kind."""
    before, told = _told_behind(activity)
    return (before, {**told, **fields}) if not told.keys() & fields.keys() else (activity, fields)


def _bare(text: str) -> str:
    """The text without what joins it to its neighbours."""
    return without_stop(text.strip(_EDGES))


def _kind(label: str) -> ColumnKind | None:
    return _SHORT_LABEL.get(label.lower()) or kind_of_title(label)


def _told(pieces: Sequence[str]) -> Fields:
    """Deadlines and persons among pieces; nothing if any piece is neither."""
    found: dict[ColumnKind, str] = {}
    for piece in pieces:
        parts = _COMMA.split(piece)
        parts = parts if all(map(_told_by, parts)) else [piece]
        for part in parts:
            kind = _told_by(part)
            if kind is None:
                return {}
            found[kind] = f"{found[kind]}, {part}" if kind in found else part
    return found


def _told_by(piece: str) -> ColumnKind | None:
    """Whether a piece is a deadline or a person; None if it is neither."""
    if not read_deadline(piece).trouble:
        return ColumnKind.DEADLINE
    return ColumnKind.RESPONSIBLE if is_post(piece) or NAME.search(piece) else None
