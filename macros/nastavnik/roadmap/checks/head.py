"""Checks of what stands above the table, and of its columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from nastavnik.model.findings import Finding
from nastavnik.roadmap.checks import remarks
from nastavnik.roadmap.checks.evidence import Evidence, in_words, real_days
from nastavnik.roadmap.checks.remarks import places, quoted
from nastavnik.roadmap.deadlines.grammar import PLACEHOLDER
from nastavnik.roadmap.layouts.columns import ColumnKind
from nastavnik.roadmap.layouts.headings import Heading
from nastavnik.roadmap.layouts.heads import filled
from nastavnik.roadmap.model import Approval

HEAD = "шапка документа"
TABLE = "таблица"
_BLANK = re.compile(r"\((?:наименование|название|указать) [^)]*\)")
_SCHOOL_YEAR = re.compile(r"20\d\d\s*[-–—/]\s*(?:20)?\d\d(?!\d)")
_COLUMNS = (
    (ColumnKind.DEADLINE, "сроков", "ни у одного мероприятия срок не указан"),
    (ColumnKind.RESPONSIBLE, "ответственных", "ни у одного мероприятия ответственный не указан"),
    (ColumnKind.DOCUMENTS, "документов (результатов)", "чем подтверждается выполнение, не сказано"),
)
_GRACE = timedelta(days=14)
"""How long after the start of a school year papers are usually still being signed."""

_TIME = {ColumnKind.DEADLINE, ColumnKind.STARTS, ColumnKind.ENDS, ColumnKind.PERIOD}


def placeholders(seen: Evidence) -> Iterator[Finding]:
    """Blanks of a form that nobody filled in; lines for signatures are none."""
    for text in seen.head.paragraphs:
        signed = re.search(r"утвержд|согласован|принят|рассмотрен", text, re.IGNORECASE)
        if not signed and (PLACEHOLDER.search(filled(text)) or _BLANK.search(text)):
            yield remarks.PLACEHOLDER.at(HEAD, text=quoted(text))


def period(seen: Evidence) -> Iterator[Finding]:
    """A period that is missing, or speaks of different times."""
    found = seen.roadmap.period
    if found.candidates:
        yield remarks.CONTRADICTORY_PERIOD.at(HEAD, text=found.as_written)
    elif not found.start:
        days = _days_of_rows(seen)
        span = f"; по срокам это {in_words(min(days))} – {in_words(max(days))}" if days else ""
        yield remarks.NO_PERIOD.at(HEAD, known=span)


def _days_of_rows(seen: Evidence) -> list[date]:
    deadlines = [row.deadline for row in seen.rows if row.deadline]
    return real_days(day for deadline in deadlines for day in (deadline.start, deadline.end))


def approvals(seen: Evidence) -> Iterator[Finding]:
    """A roadmap that nobody approved, or whose order has no number or date."""
    found = seen.roadmap.approvals
    orders = [stamp for stamp in found if stamp.kind in ("приказ", "утверждение")]
    if not found:
        yield remarks.NO_APPROVAL.at(HEAD, what="нет грифа: ни протокола, ни приказа")
    elif not orders:
        names = ", ".join(stamp.kind for stamp in found)
        what = f"приказа об утверждении нет, есть только {names}"
        yield remarks.NO_APPROVAL.at(HEAD, what=what)
    for stamp in found:
        if stamp.kind not in ("утверждение", "согласование") and not (stamp.number and stamp.date):
            what = f"{stamp.kind}: нет {'даты' if stamp.number else 'номера'}"
            both = f"{stamp.kind}: нет ни номера, ни даты"
            yield remarks.NO_APPROVAL.at(HEAD, what=what if stamp.number or stamp.date else both)


def other_order(seen: Evidence) -> Iterator[Finding]:
    """An appendix to another order than the one that approves the roadmap."""
    orders = [stamp for stamp in seen.roadmap.approvals if stamp.kind == "приказ" and stamp.number]
    for first, second in pairwise(orders):
        yield remarks.OTHER_ORDER.at(HEAD, first=_named(first), second=_named(second))


def _named(order: Approval) -> str:
    day = f" от {in_words(order.date)}" if order.date else ""
    return f"№ {order.number}{day}"


def late_approval(seen: Evidence) -> Iterator[Finding]:
    """A roadmap approved after its period began."""
    approved = real_days(stamp.date for stamp in seen.roadmap.approvals)
    found = seen.roadmap.period
    starts = real_days([found.start, *(start for start, _ in found.candidates)])
    if not approved or not starts or _begins_with_year(seen, max(approved)):
        return
    if max(approved) - min(starts) > _GRACE:
        yield remarks.LATE_APPROVAL.at(
            HEAD, approved=in_words(max(approved)), start=in_words(min(starts))
        )


def _begins_with_year(seen: Evidence, approved: date) -> bool:
    """Whether the period is several calendar years, and the roadmap approved in the first one."""
    start, end = seen.roadmap.period.start, seen.roadmap.period.end
    if not isinstance(start, date) or not isinstance(end, date):
        return False
    return (start.month, start.day) == (1, 1) and start.year == approved.year < end.year


def columns(seen: Evidence) -> Iterator[Finding]:
    """Columns that are missing, lost or without titles."""
    kinds = seen.layout.kinds | ({ColumnKind.DEADLINE} if _TIME & seen.layout.kinds else set())
    for kind, column, consequence in _COLUMNS:
        if kind not in kinds:
            yield remarks.NO_COLUMN.at(TABLE, column=column, consequence=consequence)
    if seen.layout.flat:
        yield remarks.LOST_COLUMNS.at(TABLE)
    if seen.layout.stacked:
        yield remarks.STACKED.at(TABLE)
    if seen.layout.listed:
        yield remarks.LISTED.at("весь документ")
    if seen.layout.by_content:
        yield remarks.UNTITLED_COLUMNS.at(TABLE)


def kept_columns(seen: Evidence) -> Iterator[Finding]:
    """Columns of another kind, whose texts are kept as notes."""
    titles = dict.fromkeys(title for row in seen.rows for title, _ in row.notes if title)
    for title in titles:
        rows = [row.place for row in seen.rows if any(own == title for own, _ in row.notes)]
        yield remarks.KEPT_COLUMN.at(places(rows), title=quoted(title))


def headings(seen: Evidence) -> Iterator[Finding]:
    """Headings between the rows of the table, where other ones are rows of it."""
    found = [part for part in seen.layout.parts if isinstance(part, Heading)]
    if all(part.outside for part in found) and len(found) > 1:
        return
    for part in found:
        if part.outside:
            yield remarks.HEADING_OUTSIDE.at(part.place, text=quoted(part.title))


def forms_of_year(seen: Evidence) -> Iterator[Finding]:
    """One school year written in several ways."""
    texts = [*seen.head.paragraphs, *(f"{e.activity} {e.documents}" for e in seen.entries)]
    forms = {match[0] for text in texts for match in _SCHOOL_YEAR.finditer(text)}
    years = {re.sub(r"\D+", "-", form)[:4] for form in forms}
    if len(forms) > 1 and len(years) == 1:
        listed = ", ".join(f"«{form}»" for form in sorted(forms))
        yield remarks.MANY_FORMS_OF_YEAR.at("весь документ", text=listed)


def further_maps(seen: Evidence) -> Iterator[Finding]:
    """Further roadmaps in one file; the title repeated on every page is none."""
    first = (seen.roadmap.title or "").casefold()
    others = {text: place for text, place in seen.layout.titles if text.casefold() not in first}
    for text, place in others.items():
        yield remarks.SEVERAL_MAPS.at(place, text=quoted(text))


def junk(seen: Evidence) -> Iterator[Finding]:
    """Marks of Word left in cells."""
    for text, place in seen.layout.junk:
        yield remarks.JUNK.at(place, text=quoted(text))
