"""Pieces that many documents share: worked out once from the book, printed by each alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from nastavnik.documents.catalogue.kinds import DocumentKind, Subject
from nastavnik.documents.catalogue.table import KINDS
from nastavnik.documents.context.views import Absent, Fields
from nastavnik.documents.standing import Standings
from nastavnik.documents.values import Empty, Text
from nastavnik.model.choices import Form, PairState, Stage
from nastavnik.model.school import School
from nastavnik.model.sheets import Activity, Card, FormRow, Order, Paper
from nastavnik.model.text import fold
from nastavnik.russian.dates import SchoolYear

STAGE = ("название", "дела")
ACTIVITY = ("номер", "мероприятие", "документы", "срок", "ответственные")
REQUISITES = ("номер", "дата")

_KINDS = {kind.key: kind for kind in KINDS}
_MINUTES = _KINDS["minutes"].title


def stages(school: School) -> list[Fields]:
    """The roadmap as `roadmap --out` prints it: its stages, and under each its activities."""
    from nastavnik.roadmap.approval import plan_of

    rows = iter(school.activities)
    return [
        {
            "название": section.title,
            "дела": [_activity(row, cells) for cells, row in zip(section.rows, rows, strict=False)],
        }
        for section in plan_of(school).sections
    ]


def _activity(row: Activity, cells: tuple[tuple[str, ...], ...]) -> Fields:
    columns = (
        Activity.number,
        Activity.title,
        Activity.documents,
        Activity.deadline,
        Activity.responsible,
    )
    return {
        tag: Text(";\n".join(lines) if len(lines) > 1 else "".join(lines), row.at(column))
        if lines or tag != "мероприятие"
        else Empty("Мероприятие", row.at(column))
        for tag, column, lines in zip(ACTIVITY, columns, cells, strict=True)
    }


def requisites(number: str, dated: date | None) -> Fields:
    """Number and date where both are known; false in a condition where not."""
    return {"номер": Text(number), "дата": dated} if number and dated else Absent()


def approval(kind: DocumentKind, school: School) -> Fields:
    """The order that approves a paper, as the journal knows it."""
    card = school.card
    if kind.key == "regulation" and card.regulation and card.regulation_on:
        return requisites(card.regulation, card.regulation_on)
    if kind.key == "roadmap":
        return roadmap_order(school)
    found = (Standings(school).another(_KINDS[key]) for key in kind.approved_by)
    order = next(filter(None, found), None)
    return requisites(order.number, order.dated) if order else Absent()


def roadmap_order(school: School) -> Fields:
    """The order of this year that approves the roadmap."""
    from nastavnik.roadmap.approval import approving_order

    order = approving_order(school)
    return requisites(order.number, order.dated) if order else Absent()


def known_mark(kind: DocumentKind, subject: Subject, school: School) -> Fields:
    """The number and the date of a document that is no order, as «Документы» has them."""
    wanted = (fold(kind.title), fold(subject.who), fold(subject.other))
    for paper in school.papers:
        if (fold(paper.kind), fold(paper.who), fold(paper.other)) == wanted:
            return {"номер": paper.number, "дата": paper.dated}
    return {"номер": "", "дата": None}


def earlier_acts(school: School, today: date) -> Iterator[Fields]:
    """Orders of earlier years that approved a Regulation: the new one takes their place."""
    pattern = re.compile(_KINDS["order-regulation"].known_by)
    year = SchoolYear.parse(school.card.year)
    before = date(year.start_year, 6, 1) if year else today
    for order in school.orders:
        if order.number and order.dated and order.dated < before and pattern.search(_title(order)):
            yield {"номер": order.number, "дата": order.dated, "заголовок": order.title}


def _title(order: Order) -> str:
    return fold(order.title)


def final_minutes(school: School, today: date) -> Fields:
    """The minutes of the council that heard the results: later than those of the beginning."""
    begun = school.card.minutes_on or date.min
    found = [
        paper
        for paper in school.papers
        if _is_minutes(paper) and paper.dated and begun < paper.dated <= today
    ]
    last = max(found, key=lambda paper: paper.dated or date.min, default=None)
    return requisites(last.number, last.dated) if last else Absent()


def _is_minutes(paper: Paper) -> bool:
    return fold(paper.kind) == fold(_MINUTES) and bool(paper.number)


def forms_of(school: School) -> list[str]:
    """The forms the school has: of its pairs and of what its people wish; all where none is."""
    pairs = {pair.form for pair in school.pairs if pair.state != PairState.REFUSED}
    wished = {mentor.wanted_forms for mentor in school.mentors}
    wished |= {mentee.wanted_form for mentee in school.mentees}
    listed = {row.form for row in school.table(FormRow).rows}
    had = (pairs | wished) - {""} or listed - {""} or {form.value for form in Form}
    known = [form.value for form in Form if form.value in had]
    return [*known, *sorted(had - set(known))]


def how_often(school: School) -> Text | Empty:
    """How often pairs meet, as the roadmap says it."""
    for row in school.activities:
        at_work = row.stage == Stage.WORK and "встреч" in fold(row.title)
        if at_work and row.recurrence:
            return Text(row.recurrence, row.at(Activity.recurrence))
    return Empty("Повторение")


_CLAUSE = re.compile(r"\bпункт|\bподпункт|\bраздел", re.IGNORECASE)


def amended_act(card: Card) -> Text | Empty:
    """The act on pay that is amended: it is named with its clause, date and number, or not."""
    cell, text = card.at(Card.pay_act), card.pay_act
    named = re.search(r"\d{2}\.\d{2}\.\d{4}", text) and "№" in text and _CLAUSE.search(text)
    if named:
        return Text(text, cell)
    remedy = (
        "Впишите, какой пункт какого акта меняется, с датой и номером: «пункта 4.2 Положения об "
        "оплате труда работников, утверждённого приказом от 11.01.2021 № 5-ОД»"
    )
    return Empty("Основание доплаты", cell, remedy)
