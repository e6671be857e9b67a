"""The one gate: whom a document of a day may name, and what to tell of those it may not.

By what the document does with people, by their papers, and by the dates of their pairs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from nastavnik.documents.catalogue.kinds import Consequence, DocumentKind, Subject
from nastavnik.documents.making import found_at, unread
from nastavnik.documents.outstanding import Obstacles
from nastavnik.documents.values import Code
from nastavnik.domain.pairs import both, participants
from nastavnik.domain.situation import Situation
from nastavnik.model.choices import PairState
from nastavnik.model.findings import Finding, Level
from nastavnik.model.schema import Cell, Record
from nastavnik.model.sheets import Mentee, Mentor, Pair, Person

_BEGUN = frozenset({PairState.ACCEPTED, PairState.ACTIVE})


@dataclass(frozen=True, slots=True)
class Passed:
    """The part of a subject that may be named, None where nothing may, and what is to be told."""

    subject: Subject | None
    findings: tuple[Finding, ...] = ()


class Gate:
    """Judges the documents of one school and day; findings are of `level` for what is held."""

    def __init__(self, situation: Situation) -> None:
        self._situation = situation

    @cached_property
    def _obstacles(self) -> Obstacles:
        return Obstacles(self._situation)

    def judge(self, kind: DocumentKind, subject: Subject, level: Level) -> Passed:
        """Who of a document's people may stand in it."""
        if kind.lists:
            return self._listed(kind, subject, level)
        if subject.successor:
            return self._replaced(kind, subject, level)
        fit: list[Record] = []
        findings: list[Finding] = []
        for row in subject.records:
            held = tuple(self._held(kind.act, row, level))
            settled, told = self._dated(kind.act, row)
            findings += held or told
            fit += [] if held else [settled]
        passed = replace(subject, records=tuple(fit)) if fit else None
        return Passed(passed, tuple(findings))

    def in_lists(self, kind: DocumentKind) -> tuple[tuple[Person, ...], tuple[Finding, ...]]:
        """Who of the registries a document prints may be in it; questions about the others."""
        passed = self._listed(kind, Subject(), Level.QUESTION)
        assert passed.subject
        fit = passed.subject.listed or ()
        return tuple(p for p in fit if isinstance(p, Mentor | Mentee)), passed.findings

    def _listed(self, kind: DocumentKind, subject: Subject, level: Level) -> Passed:
        fit: list[Record] = []
        findings: list[Finding] = []
        for person, _ in participants(self._situation):
            if isinstance(person, kind.lists):
                held = tuple(self._held(kind.act, person, level))
                findings += held
                fit += [] if held else [person]
        return Passed(replace(subject, listed=tuple(fit)), tuple(findings))

    def _replaced(self, kind: DocumentKind, subject: Subject, level: Level) -> Passed:
        """An order about one pair and the next stands or falls as a whole; a draft stands."""
        assert subject.successor
        held = tuple(self._held(kind.act, subject.successor, level))
        if held and level is Level.ERROR:
            return Passed(None, held)
        row, told = self._dated(kind.act, subject.successor)
        assert isinstance(row, Pair)
        late = (each for ended in subject.records for each in self._dated(kind.act, ended)[1])
        return Passed(replace(subject, successor=row), (*held, *told, *late))

    def _held(self, act: Consequence, row: Record, level: Level) -> Iterator[Finding]:
        """Everything that keeps a person or a pair out; nothing holds what is over already."""
        who: tuple[Record, ...] = (row,)
        if isinstance(row, Pair):
            if row.state == PairState.STOPPED:
                return
            yield from self._untimely(act, row, level)
            who = (row, *(person for person in both(self._situation.school, row) if person))
        what = "пара не вошла" if isinstance(row, Pair) else "человек не вошёл"
        for _, subject, wrong in self._obstacles.of(act, *who):
            cell = subject.missing or subject.recorded
            assert cell
            yield self._finding(
                Code.HELD_BACK,
                level,
                cell,
                f"{what} в приказ: {wrong}",
                "Подпишите документ, впишите сюда его дату (номер) и зарегистрируйте приказ",
                "Приказ издаётся не раньше согласий и соглашений, на которые опирается",
                who=subject.who,
            )

    def _untimely(self, act: Consequence, pair: Pair, level: Level) -> Iterator[Finding]:
        """Why the dates of a pair keep it out of an order of that day."""
        if act < Consequence.NAMES or pair.state not in _BEGUN:
            return
        for column, title in ((Pair.start, "начало"), (Pair.end, "окончание")):
            if act is Consequence.APPOINTS and column(pair) is None:
                found = unread(self._situation.school, pair.at(column))
                wrong = (
                    f"не прочитано {title} ({found.message})" if found else f"не вписано {title}"
                )
                message = f"пара не вошла в приказ: {wrong}"
                remedy = found.remedy if found else "Впишите дату и сделайте приказ снова"
                yield self._finding(Code.EMPTY, level, pair.at(column), message, remedy)
        today, end = self._situation.today, pair.end
        if end and end < today:
            message = f"пара не вошла в приказ: её срок вышел {end:%d.%m.%Y}"
        elif end and pair.start and end < pair.start:
            message = "пара не вошла в приказ: окончание раньше начала"
        else:
            return
        remedy = "Исправьте срок пары или смените её состояние на «завершено»"
        yield self._finding(Code.ORDER_OF_DATES, level, pair.at(Pair.end), message, remedy)

    def _dated(self, act: Consequence, row: Record) -> tuple[Record, tuple[Finding, ...]]:
        """A row as an order of that day names it, and a question where its dates are earlier.

        A start that only the match proposed is settled by the order itself.
        """
        today = self._situation.today
        if not isinstance(row, Pair):
            return row, ()
        if row.state == PairState.STOPPED:
            column, event = Pair.stopped_on, "прекращения пары"
        else:
            column, event = Pair.start, "начала пары"
        day, is_start = column(row), column is Pair.start
        if not day or day >= today or (is_start and act is not Consequence.APPOINTS):
            return row, ()
        if is_start and _is_only_proposed(row):
            message = f"начало пары перенесено с {day:%d.%m.%Y} на день приказа"
            remedy = "Если пара начинает работу в другой день, впишите его и сделайте приказ снова"
            settled: Record = row.replace(start=today)
        else:
            message = f"приказ от {today:%d.%m.%Y} позже {event} ({day:%d.%m.%Y})"
            remedy = "Исправьте дату (и срок в соглашении), если она неверна, или объясните"
            settled = row
        code, level = Code.ORDER_OF_DATES, Level.QUESTION
        return settled, (self._finding(code, level, row.at(column), message, remedy),)

    def _finding(  # noqa: PLR0913, PLR0917 - the parts of a finding
        self,
        code: str,
        level: Level,
        cell: Cell,
        message: str,
        remedy: str,
        reason: str = "Приказ действует со своей даты: задним числом не назначают",
        who: str = "",
    ) -> Finding:
        school = self._situation.school
        return found_at(school, code, level, cell, message, remedy, reason, who)


def _is_only_proposed(pair: Pair) -> bool:
    """Whether only the match chose the first day: no person fixed it and no paper names it."""
    papers = (pair.consent_on, pair.agreement_on, pair.mentee_consent_on, pair.program_on)
    return pair.score is not None and not pair.by_hand and not any(papers)
