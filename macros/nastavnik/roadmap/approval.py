"""The book's roadmap as it is printed for approval: its head, its stages, its rows; plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from nastavnik.model.school import School
from nastavnik.model.sheets import Activity, Card, Order
from nastavnik.model.text import fold, items, tidy
from nastavnik.roadmap.staffing import people_of
from nastavnik.russian.dates import SchoolYear

COLUMNS = ("№", "Мероприятие", "Документы", "Срок", "Ответственные")
"""The columns of the printed table; a reader of roadmaps knows them by these titles."""
TITLE = "ДОРОЖНАЯ КАРТА"
WITHOUT_STAGE = "Другие мероприятия"
"""The heading of activities without a stage that stand behind those of one."""

Cells = tuple[tuple[str, ...], ...]
"""The cells of a row, each the lines it holds."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A stamp of approval: «УТВЕРЖДЕНА», by what, and its requisites; empty ones are for a pen."""

    word: str
    by: str
    dated: date | None = None
    number: str = ""


@dataclass(frozen=True, slots=True)
class ApprovalSection:
    """A stage and its rows; without a title where no stage is named from the start."""

    title: str
    rows: tuple[Cells, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A roadmap as it is printed."""

    annex: Stamp
    adopted: Stamp
    approved: Stamp
    organisation: str
    subject: str
    sections: tuple[ApprovalSection, ...]


def plan_of(school: School) -> Plan:
    """The roadmap of the book with the requisites that the book knows."""
    card = school.card
    order = approving_order(school)
    number, dated = (order.number.removeprefix("№").strip(), order.dated) if order else ("", None)
    return Plan(
        annex=Stamp(_annex(order), f"к приказу {card.short_name}".strip(), dated, number),
        adopted=Stamp("ПРИНЯТА", "педагогическим советом, протокол", card.minutes_on, card.minutes),
        approved=Stamp("УТВЕРЖДЕНА", f"приказом {card.short_name}".strip(), dated, number),
        organisation=card.name or card.short_name,
        subject=_subject(card),
        sections=tuple(_sections(school.activities, _posts(school))),
    )


def approving_order(school: School) -> Order | None:
    """The order of this school year that approves the roadmap; the last one if there are more."""
    year = SchoolYear.parse(school.card.year)
    since = date(year.start_year, 6, 1) if year else date.min
    orders = (row for row in school.orders if row.dated and row.dated >= since)
    found = [row for row in orders if "дорожной карт" in fold(row.title)]
    return max(found, key=lambda row: row.dated or date.min) if found else None


def _annex(order: Order | None) -> str:
    """Behind the Regulation, if one order approves both."""
    both = order is not None and "положени" in fold(order.title)
    return "Приложение № 2" if both else "Приложение"


def _subject(card: Card) -> str:
    year = f" на {card.year} учебный год" if card.year else ""
    return f"реализации программы наставничества{year}"


def _posts(school: School) -> Mapping[str, str]:
    """Full name → the name with the post: on paper a name alone does not say who that is."""
    known = (person for person in people_of(school) if person.post)
    return {fold(p.full_name): f"{p.full_name}, {_within_line(p.post)}" for p in known}


def _within_line(post: str) -> str:
    """«Директор» as it stands behind a name; «ИТ-специалист» stays."""
    return post if post[1:2].isupper() else post[:1].lower() + post[1:]


def _sections(
    activities: Iterable[Activity], posts: Mapping[str, str]
) -> Iterator[ApprovalSection]:
    groups = groupby(activities, key=lambda row: tidy(row.stage_title or row.stage))
    for order, (title, rows) in enumerate(groups):
        named = title or (WITHOUT_STAGE if order else "")
        yield ApprovalSection(named, tuple(_cells(row, posts) for row in rows))


def _cells(row: Activity, posts: Mapping[str, str]) -> Cells:
    deadline = row.deadline or _in_days(row.start, row.end)
    texts = (row.number, _title(row), row.documents, deadline)
    responsible = tuple(posts.get(fold(name), name) for name in items(row.responsible))
    return (*(items(text) for text in texts), responsible)


def _title(row: Activity) -> str:
    """The activity in one line, behind the words that introduce its list."""
    lead = tidy(row.lead).rstrip(":")
    title = tidy(row.title).replace(";", ",")
    return f"{lead}: {title}" if lead else title


def _in_days(start: date | None, end: date | None) -> str:
    """Two days in words, where nobody wrote any."""
    if start and end and start != end:
        return f"{start:%d.%m.%Y} – {end:%d.%m.%Y}"
    day = end or start
    return f"{day:%d.%m.%Y}" if day else ""


def requisites(stamp: Stamp) -> str:
    """The date and the number of a stamp; "" where either is not known."""
    if stamp.dated is None or not stamp.number:
        return ""
    return f"от {stamp.dated:%d.%m.%Y} № {stamp.number.removeprefix('№').strip()}"


def as_text(plan: Plan) -> str:
    """The roadmap as plain text, its table drawn with bars: people and programs read it alike."""
    stamps = (plan.adopted, plan.approved)
    head = (tidy(f"{s.word} {s.by} {requisites(s)}") for s in stamps if requisites(s))
    lines = [*head, plan.organisation, TITLE, plan.subject, "", _drawn(COLUMNS)]
    for section in plan.sections:
        if section.title:
            lines.append(_drawn((section.title, *[""] * (len(COLUMNS) - 1))))
        lines += [_drawn("; ".join(cell) for cell in row) for row in section.rows]
    return "\n".join(lines) + "\n"


def _drawn(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
