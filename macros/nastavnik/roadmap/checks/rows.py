"""Checks of single rows: deadlines, torn and cut cells, lists, brackets, repeats."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations, pairwise

from nastavnik.model.findings import Finding
from nastavnik.roadmap.checks import remarks
from nastavnik.roadmap.checks.evidence import Evidence, in_words
from nastavnik.roadmap.checks.remarks import counted, places, quoted
from nastavnik.roadmap.deadlines.grammar import ParameterDate
from nastavnik.roadmap.deadlines.years import NEXT_YEAR
from nastavnik.roadmap.layouts.columns import ColumnKind
from nastavnik.roadmap.lists import read_items
from nastavnik.roadmap.model import RoadmapActivity
from nastavnik.roadmap.stages import canonical_of_title
from nastavnik.roadmap.text import collapse, may_say_the_same
from nastavnik.russian.dates import WEEKDAYS

_SAME = 93
_MOST_COMPARED = 1000
_TELLING = 30
"""From how many letters on an activity found inside another one is no chance."""
_TROUBLES = {
    "unreadable": remarks.UNREADABLE_DEADLINE,
    "impossible": remarks.IMPOSSIBLE_DATE,
    "placeholder": remarks.PLACEHOLDER,
}
_DANGLING = re.compile(
    r".*(?:,|\s(?:и|или|в|на|по|с|к|о|об|для|из|от|при|за|через|а|также)"
    r"|\b(?:по|к|для|о)\s+(?:реализации|организации|проведению|обеспечению|формированию|внедрению))",
    re.IGNORECASE | re.DOTALL,
)
_OMITTED = re.compile(
    r"(?:разработк\w+\s+и\s+утвержден\w+|об\s+утверждени[ие])\s+наставничества", re.IGNORECASE
)
_ACTION = re.compile(
    r"(?:внесение|заключение|заполнение|консультаци\w+|наличие|наполнение|обеспечение"
    r"|организаци(?:я|онное)|организационное сопровождение|поддержание|проведение|разработка"
    r"|создан[аоы]?|тестирование|участие|активный|формирование)\b",
    re.IGNORECASE,
)
_EXPIRES = re.compile(
    r"\b(?:срок\w*\s+действия|действу\w+)\W[^)]{0,12}до\s+[^)]*\d{4}", re.IGNORECASE
)


def deadlines(seen: Evidence) -> Iterator[Finding]:
    """Deadlines that could not be read, each once."""
    for row in seen.rows:
        trouble = row.deadline.trouble if row.deadline else None
        if row.deadline and trouble:
            yield _TROUBLES[trouble].at(row.place, text=row.deadline.as_written)


def weekdays(seen: Evidence) -> Iterator[Finding]:
    """Days of the week that are not those of the dates beside them."""
    for row in seen.rows:
        deadline = row.deadline
        if deadline is None or deadline.weekday is None or not isinstance(deadline.end, date):
            continue
        is_day = deadline.start in (None, deadline.end)
        if is_day and deadline.end.weekday() != deadline.weekday:
            yield remarks.WRONG_WEEKDAY.at(
                row.place,
                text=deadline.as_written,
                date=in_words(deadline.end),
                weekday=WEEKDAYS[deadline.end.weekday()],
            )


def missing_cells(seen: Evidence) -> Iterator[Finding]:
    """Activities without a deadline or without a person, where others have them."""
    kinds = seen.layout.kinds
    timed = any(row.deadline for row in seen.rows)
    for row in seen.rows:
        if timed and not row.deadline and not row.deadline_from_stage:
            yield remarks.NO_DEADLINE.at(row.place, text=quoted(row.activity))
        if ColumnKind.RESPONSIBLE in kinds and not row.responsible:
            yield remarks.NO_RESPONSIBLE.at(row.place, text=quoted(row.activity))


def torn_rows(seen: Evidence) -> Iterator[Finding]:
    """Rows that a page break parted."""
    for entry in seen.entries:
        if entry.torn:
            yield remarks.TORN_ROW.at(entry.place, text=quoted(collapse(entry.activity)))


def cut_cells(seen: Evidence) -> Iterator[Finding]:
    """Cells that end in the middle of a sentence, and words left out."""
    for row in seen.rows:
        if _is_cut(row.activity):
            yield remarks.CUT_OFF.at(row.place, what="мероприятие", text=quoted(row.activity))
        for document in row.documents:
            if _is_cut(document):
                yield remarks.CUT_OFF.at(row.place, what="документ", text=quoted(document))
        for text in (row.activity, *row.documents):
            if _OMITTED.search(text):
                yield remarks.OMITTED_WORD.at(row.place, text=quoted(text))


def _is_cut(text: str) -> bool:
    """Whether a text ends where a word must follow; an abbreviation such as «ПО» may end it."""
    last = text.split()[-1:] or [""]
    is_abbreviation = len(last[0]) > 1 and last[0].isupper()
    return _DANGLING.fullmatch(text) is not None and not is_abbreviation


def unknown_year(seen: Evidence) -> Iterator[Finding]:
    """Dates whose year is known neither from the text nor from the caller."""
    rows = [row for row in seen.rows if row.deadline and _is_open(row)]
    if rows:
        by_letter = any(row.deadline and row.deadline.parameter_year for row in rows)
        what = "в сроках он обозначен буквой «Х»" if by_letter else "в сроках он не указан"
        yield remarks.UNKNOWN_YEAR.at(places([row.place for row in rows]), what=what)


def _is_open(row: RoadmapActivity) -> bool:
    ends = (row.deadline.start, row.deadline.end) if row.deadline else ()
    return any(isinstance(end, ParameterDate) for end in ends)


def assumptions(seen: Evidence) -> Iterator[Finding]:
    """What had to be assumed about deadlines, each kind once."""
    rows: dict[str, list[RoadmapActivity]] = {}
    for row in seen.rows:
        for note in row.deadline.assumed if row.deadline else ():
            rows.setdefault(note, []).append(row)
    for note, concerned in rows.items():
        texts = dict.fromkeys(r.deadline.as_written for r in concerned if r.deadline)
        text = "», «".join(list(texts)[:3])
        where = places([row.place for row in concerned])
        if note == NEXT_YEAR:
            yield remarks.NEXT_YEAR.at(where, text=text)
        else:
            yield remarks.ASSUMED.at(where, what=note, text=text)


def several_deadlines(seen: Evidence) -> Iterator[Finding]:
    """Cells with several deadlines."""
    for number, stage in enumerate(seen.roadmap.stages):
        timed = [row for row in seen.rows if row.stage == number and row.deadline]
        if stage.deadlines and len(timed) != len(stage.deadlines):
            text = "», «".join(deadline.as_written for deadline in stage.deadlines)
            what = "они оставлены у этапа"
            yield remarks.SEVERAL_DEADLINES.at(stage.place, text=text, what=what)
    for row in seen.rows:
        if row.deadline and row.deadline.parts:
            what = "взят весь отрезок"
            text = "», «".join(part.as_written for part in row.deadline.parts)
            yield remarks.SEVERAL_DEADLINES.at(row.place, text=text, what=what)


def numbering(seen: Evidence) -> Iterator[Finding]:
    """Numbers of stages that begin anew, and numbers of rows with gaps."""
    stages = [stage for stage in seen.roadmap.stages if (stage.number or "").isdigit()]
    for before, stage in pairwise(stages):
        if int(stage.number or 0) <= int(before.number or 0):
            what = f"нумерация разделов начинается заново: «{stage.number}. {stage.title}»"
            yield remarks.NUMBERING.at(stage.place, what=what)
    last = max(_numbers([row for row in seen.rows if row.stage is None]), default=0)
    for place, stage in enumerate(seen.roadmap.stages):
        rows = [row for row in seen.rows if row.stage == place]
        numbers = _numbers(rows)
        if numbers or seen.layout.numbered:
            yield from _gaps(rows, numbers, stage.title, last)
        last = max(numbers, default=last)


def _numbers(rows: Sequence[RoadmapActivity]) -> list[int]:
    """Numbers of activities in one stage: the last part of «2.3», each once."""
    tops = [row.lead_number or row.number for row in rows]
    ends = [top.split(".")[-1] for top in tops if top]
    return list(dict.fromkeys(int(end) for end in ends if end.isdigit()))


def _gaps(
    rows: list[RoadmapActivity], numbers: list[int], title: str, last: int
) -> Iterator[Finding]:
    """Gaps among the numbers of one stage; they may go on from the stage before it."""
    where = places([row.place for row in rows])
    title = quoted(title)
    bare = sum(1 for row in rows if not row.number and not row.lead)
    first = numbers[0] if numbers else 1
    if rows and not numbers:
        what = f"в разделе «{title}» номеров нет, хотя в других они есть"
        yield remarks.NUMBERING.at(where, what=what)
    elif first not in (1, last + 1) or numbers != list(range(first, first + len(numbers))) or bare:
        without = f", без номера {counted(bare)}" if bare else ""
        what = f"в разделе «{title}» номера с пропусками: {_listed(numbers)}{without}"
        yield remarks.NUMBERING.at(where, what=what)
    elif numbers == [1] and len(rows) > 1 and rows[0].lead_number:
        yield remarks.NUMBERING.at(where, what=f"в разделе «{title}» есть пункт «1», но нет «2»")


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))


_CLOSED_TOGETHER = re.compile(r"«[^«»]*«[^«»]*»[^«»]*$")
"""One mark that closes two quotations: «О создании школы «Заря»."""


def brackets(seen: Evidence) -> Iterator[Finding]:
    """Brackets and quotation marks that do not match."""
    for row in seen.rows:
        for text in (row.activity, *row.documents):
            quotes = text.count("«") != text.count("»") and not _CLOSED_TOGETHER.search(text)
            if text.count("(") != text.count(")") or quotes:
                yield remarks.BRACKETS.at(row.place, text=quoted(text))


def empty_items(seen: Evidence) -> Iterator[Finding]:
    """Marks of a list with nothing after them."""
    for entry in seen.entries:
        read = read_items(entry.activity)
        if read.empty and read.items:
            yield remarks.EMPTY_ITEM.at(entry.place, text=quoted(read.items[0].text))


def duplicates(seen: Evidence) -> Iterator[Finding]:
    """Activities that say the same."""
    from rapidfuzz.fuzz import token_sort_ratio

    for first, second in _compared(seen.rows):
        texts = (first.activity.lower(), second.activity.lower())
        if may_say_the_same(*texts) and (
            _is_inside(*texts) or token_sort_ratio(*texts, score_cutoff=_SAME)
        ):
            yield remarks.DUPLICATE.at(
                places([first.place, second.place]),
                first=quoted(first.activity),
                second=quoted(second.activity),
            )


def _compared(rows: Sequence[RoadmapActivity]) -> Iterator[tuple[RoadmapActivity, RoadmapActivity]]:
    """Every two activities; in a roadmap of unusual length, neighbours only."""
    return combinations(rows, 2) if len(rows) <= _MOST_COMPARED else pairwise(rows)


def _is_inside(first: str, second: str) -> bool:
    short, long = sorted((first, second), key=len)
    return len(short) >= _TELLING and short in long


def documents(seen: Evidence) -> Iterator[Finding]:
    """Documents that are actions, that expire, that are given for a whole stage."""
    for row in seen.rows:
        for document in row.documents:
            if _ACTION.match(document):
                yield remarks.NOT_A_DOCUMENT.at(row.place, text=quoted(document))
            if _EXPIRES.search(document):
                yield remarks.EXPIRING.at(row.place, text=quoted(document))
    for stage in seen.roadmap.stages:
        for document in stage.documents:
            if _EXPIRES.search(document):
                yield remarks.EXPIRING.at(stage.place, text=quoted(document))
    whole = [stage for stage in seen.roadmap.stages if stage.documents]
    if whole:
        titles = quoted("», «".join(stage.title for stage in whole))
        yield remarks.DOCUMENTS_OF_STAGE.at(places([s.place for s in whole]), text=titles)


def contradictions(seen: Evidence) -> Iterator[Finding]:
    """One document with different deadlines."""
    first: dict[str, RoadmapActivity] = {}
    for row in seen.rows:
        for document in row.documents if row.deadline and not row.deadline.recurrence else ():
            other = first.setdefault(document.lower(), row)
            if other.deadline and row.deadline and other.deadline.end != row.deadline.end:
                yield remarks.CONTRADICTION.at(
                    places([other.place, row.place]),
                    text=quoted(document),
                    first=other.deadline.as_written,
                    second=row.deadline.as_written,
                )


def titles(seen: Evidence) -> Iterator[Finding]:
    """A stage of working pairs where pairs are formed."""
    for stage in seen.roadmap.stages:
        if stage.canonical != canonical_of_title(stage.title) == "E6":
            yield remarks.TITLE_AGAINST_CONTENT.at(stage.place, title=stage.title)
