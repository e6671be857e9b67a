"""Which questionnaire a row is, in which role and in which form of mentoring it was answered."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from nastavnik.domain.answers import survey_of
from nastavnik.model.choices import FORMS, SURVEY_ROLES, SURVEYS, PairState, SurveyKind, SurveyRole
from nastavnik.model.school import School
from nastavnik.model.sheets import Pair, QuestionRow
from nastavnik.model.text import fold, items

_ROLES: Mapping[SurveyRole, re.Pattern[str]] = {
    SurveyRole.MENTEE: re.compile(r"наставляем|подопечн|mentee"),
    SurveyRole.MENTOR: re.compile(r"наставник|mentor"),
    SurveyRole.CURATOR: re.compile(r"куратор|^cur"),
    SurveyRole.PARENT: re.compile(r"родител|^мама$|^папа$|опекун|parent"),
}
_KINDS: Mapping[SurveyKind, re.Pattern[str]] = {
    SurveyKind.FIRST: re.compile(r"входн|вводн|стартов|первичн"),
    SurveyKind.MIDDLE: re.compile(r"промежуточн"),
    SurveyKind.LAST: re.compile(r"итогов|выходн|заключительн|финальн"),
    SurveyKind.REQUEST: re.compile(r"запрос"),
    SurveyKind.CURATOR: re.compile(r"куратор"),
    SurveyKind.PARENTS: re.compile(r"родител"),
}


def role_said(text: str) -> str:
    """The role that words name; "" where they name none or several."""
    folded = fold(text)
    found = [role for role, words in _ROLES.items() if words.search(folded)]
    return (
        str(found[0])
        if len(found) == 1
        else next((value for value in SURVEY_ROLES.values if fold(value) == folded), "")
    )


def kind_said(text: str) -> str:
    """The questionnaire that words name; "" where they name none or several."""
    folded = fold(text)
    exact = next((value for value in SURVEYS.values if fold(value) == folded), "")
    found = [kind for kind, words in _KINDS.items() if words.search(folded)]
    return exact or (str(found[0]) if len(found) == 1 else "")


def form_said(text: str) -> str:
    """The form of mentoring that words name; "" where they name none."""
    key = re.sub(r"\W", "", fold(text))
    return next((value for value in FORMS.values if re.sub(r"\W", "", fold(value)) == key), "")


@dataclass(frozen=True)
class AnswerOccasions:
    """What a school tells of the questionnaires that people answer."""

    school: School

    @cached_property
    def _pairs_of(self) -> Mapping[tuple[str, str], list[Pair]]:
        found: dict[tuple[str, str], list[Pair]] = {}
        passed = {PairState.PROPOSED, PairState.REFUSED}
        for pair in self.school.pairs:
            if pair.state not in passed:
                for role, name in (
                    (SurveyRole.MENTOR, pair.mentor),
                    (SurveyRole.MENTEE, pair.mentee),
                ):
                    found.setdefault((fold(name), role), []).append(pair)
        return found

    def pairs(self, who: str, role: str) -> Sequence[Pair]:
        """The pairs of a person in a role."""
        return self._pairs_of.get((fold(who), role), ())

    def form(self, who: str, role: str) -> str:
        """The one form of a person's pairs; "" where there are several or none."""
        forms = {pair.form for pair in self.pairs(who, role)}
        return forms.pop() if len(forms) == 1 else ""

    def kind(self, who: str, role: str, day: date, asked: Collection[QuestionRow]) -> str:
        """The questionnaire that these questions make on this day; "" where nothing tells."""
        possible = kinds_of(asked)
        if len(possible) == 1:
            return possible[0]
        pairs = self.pairs(who, role) or self._all_pairs
        if not pairs:
            return ""
        starts = [pair.start for pair in pairs if pair.start]
        ends = [pair.end for pair in pairs if pair.end]
        due = survey_of(min(starts, default=None), max(ends, default=None), day)
        return str(due) if not possible or due in possible else ""

    @cached_property
    def _all_pairs(self) -> Sequence[Pair]:
        return [pair for pairs in self._pairs_of.values() for pair in pairs]


def kinds_of(asked: Iterable[QuestionRow]) -> tuple[str, ...]:
    """The questionnaires in which all of these questions are asked; what asks always is left out.

    Where no questionnaire asks them all, those in which most of them are asked.
    """
    named = [set(map(fold, items(row.kinds))) for row in asked if row.kinds]
    counts = {value: sum(fold(value) in each for each in named) for value in SURVEYS.values}
    most = max(counts.values(), default=0)
    return tuple(value for value, count in counts.items() if most and count == most)


def roles_of(asked: Iterable[QuestionRow]) -> frozenset[str]:
    """The roles that all of these questions are asked of; empty where they name none."""
    named = [frozenset(items(row.roles)) for row in asked if row.roles]
    return frozenset.intersection(*named) if named else frozenset()
