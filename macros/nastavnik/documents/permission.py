"""What may be made: the one place that decides whether a document is made, numbered, or left.

A document with a number or a signature is left as it is. An order is forbidden as a whole by what
it rests on, in part by the gate. Nothing is made here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nastavnik.documents.catalogue.kinds import Consequence, DocumentKind, Subject
from nastavnik.documents.gate import Gate
from nastavnik.documents.making import finding
from nastavnik.documents.occasions import Occasions
from nastavnik.documents.registering import broken_chain
from nastavnik.documents.standing import Standing, Standings
from nastavnik.documents.values import Code, DocumentProblem
from nastavnik.domain.settings import DOCUMENTS, ORDERS, unreadable
from nastavnik.domain.situation import Situation
from nastavnik.model.findings import Finding, Level
from nastavnik.model.sheets import Card, Day, Pair
from nastavnik.model.text import counted, listed
from nastavnik.russian.dates import SchoolYear


@dataclass(frozen=True, slots=True)
class Asked:
    """How documents were asked for: by their kind, only missing ones, with numbers."""

    by_name: bool = False
    missing: bool = False
    register: bool = False


@dataclass(frozen=True, slots=True)
class MakingVerdict:
    """What may be done about one document, and what is to be told.

    `subject` is what may be made, None for nothing; `numbered` whether it gets a number; `standing`
    is what is there already and stays as it is, `signed` that it needs none of us, `later` that its
    time has not come.
    """

    subject: Subject | None = None
    numbered: bool = False
    standing: Standing | None = None
    signed: bool = False
    later: bool = False
    findings: tuple[Finding, ...] = ()


class Permission:
    """Decides for the documents of one school and day."""

    def __init__(self, situation: Situation) -> None:
        self._situation = situation
        self.standings = Standings(situation.school)
        self.gate = Gate(situation)
        self._occasions = Occasions(situation, self.standings)

    def of(self, kind: DocumentKind, subject: Subject, asked: Asked) -> MakingVerdict:
        """Whether and of whom this document may be made."""
        standing = self.standings.of(kind, subject)
        signed = self.standings.signed(kind, subject)
        if standing:
            return MakingVerdict(standing=standing, signed=signed)
        made_elsewhere = kind.tracked or subject.registered or subject.served
        if made_elsewhere or (asked.missing and signed):
            return MakingVerdict(signed=signed)
        if kind.on_demand and not asked.by_name and kind.on_demand(self._situation, subject):
            return MakingVerdict()
        if asked.missing and not asked.by_name and not self._occasions.is_due(kind, subject):
            return MakingVerdict(later=True)
        if not kind.is_order:
            return self._paper(kind, subject)
        return self._order(kind, subject, asked)

    def nothing(self, kind: DocumentKind) -> tuple[Finding, ...]:
        """Why there is no document of a kind that somebody asked for by its name."""
        problems = kind.idle(self._situation) if kind.idle else ()
        return tuple(finding(self._situation.school, problem) for problem in problems)

    def _paper(self, kind: DocumentKind, subject: Subject) -> MakingVerdict:
        school = self._situation.school
        unread = tuple(unreadable(school, Card, DOCUMENTS))
        if unread:
            return MakingVerdict(findings=unread)
        return MakingVerdict(subject, findings=tuple(self._unfit_for_list(kind)))

    def _unfit_for_list(self, kind: DocumentKind) -> Iterator[Finding]:
        """One question where a list for work names people whose papers are not in order."""
        held = self.gate.in_lists(kind)[1] if kind.lists else ()
        if held:
            names = list(dict.fromkeys(each.who for each in held))
            more = f" и ещё {len(names) - 3}" if len(names) > 3 else ""
            people = counted(len(names), "человек", "человека", "человек")
            yield held[0]._replace(
                message=f"«{kind.title}» называет тех, чьи согласия не в порядке: {people} "
                f"({listed(names[:3])}{more}), в приказ они не войдут"
            )

    def _order(self, kind: DocumentKind, subject: Subject, asked: Asked) -> MakingVerdict:
        forbidden = tuple(self._forbidden(kind, subject, asked))
        if forbidden:
            return MakingVerdict(findings=forbidden)
        level = Level.ERROR if asked.register else Level.QUESTION
        passed = self.gate.judge(kind, subject, level)
        told = (*passed.findings, *self._again(kind, subject))
        if passed.subject is None:
            return MakingVerdict(findings=told)
        return MakingVerdict(passed.subject, asked.register, findings=told)

    def _forbidden(self, kind: DocumentKind, subject: Subject, asked: Asked) -> Iterator[Finding]:
        """Why an order must not be made today; some things forbid only its number."""
        situation, school = self._situation, self._situation.school
        yield from unreadable(school, Card, ORDERS)
        yield from unreadable(school, Day)
        problems = [*broken_chain(school.card, situation.today)]
        if asked.register:
            problems += _year_is_over(kind, subject, situation)
            problems += kind.obstacle(situation, subject) if kind.obstacle else ()
        yield from (finding(school, problem) for problem in problems)

    def _again(self, kind: DocumentKind, subject: Subject) -> Iterator[Finding]:
        """A question where the journal has an order of this kind about others already."""
        another = self.standings.another(kind) if subject.fresh else None
        if another:
            problem = DocumentProblem(
                Code.STANDS,
                f"«{kind.title}» в этом году уже есть: {another}",
                "Проверьте, не о тех же ли людях новый приказ",
                another.cell,
            )
            yield finding(self._situation.school, problem)._replace(
                level=Level.QUESTION, reason="Два приказа об одном спорят друг с другом"
            )


def _year_is_over(
    kind: DocumentKind, subject: Subject, situation: Situation
) -> Iterator[DocumentProblem]:
    """An order that opens something in a year that has ended; pairs have terms of their own."""
    card = situation.school.card
    year = SchoolYear.parse(card.year)
    opens = kind.act >= Consequence.NAMES and not any(isinstance(row, Pair) for row in subject.rows)
    if year and opens and situation.today > year.end:
        yield DocumentProblem(
            Code.ORDER_OF_DATES,
            f"приказ не зарегистрирован: {year} учебный год кончился {year.end:%d.%m.%Y}",
            "Впишите новый учебный год или исправьте дату",
            card.at(Card.year),
        )
