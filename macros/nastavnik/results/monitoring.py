"""Monitoring in two stages: how well the programme went, and how far its people have come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from statistics import fmean, median
from typing import NamedTuple

from nastavnik.domain.answers import Growth, Response, grade_of, growths, last_responses, yes_or_no
from nastavnik.domain.programmes import PairProgress, tasks_of
from nastavnik.model.choices import (
    AnswerMeasure,
    PairState,
    SurveyKind,
    SurveyRole,
)
from nastavnik.model.sheets import AnswerRow, Pair
from nastavnik.model.text import fold
from nastavnik.results.answers import (
    both_answered,
    final_answers,
    gain,
    is_at_ceiling,
    is_of_year,
)
from nastavnik.results.pairs import meetings_of
from nastavnik.results.season import Season
from nastavnik.results.thresholds import Threshold

ROLES = (SurveyRole.MENTEE, SurveyRole.MENTOR)
CORE = {
    AnswerMeasure.REGULARITY: "Встречались так часто, как договорились",
    AnswerMeasure.COMFORT: "Было спокойно, с мнением считались",
    AnswerMeasure.CLARITY: "Было понятно, к какой цели идём",
    AnswerMeasure.USE: "Полученное пригодилось",
    AnswerMeasure.GRADE: "Программа в целом",
}
"""What everybody is asked to grade at the end, and how a report says it."""
_POINTS = {"да": 2, "частично": 1, "нет": 0}


class Coverage(NamedTuple):
    """How many of a role answered, of how many who took part."""

    role: str
    answered: int
    asked: int


class Grades(NamedTuple):
    """Grades of one thing, 1–10: their mean, their median and how many there are."""

    mean: float
    median: float
    answers: int

    @classmethod
    def of(cls, grades: Sequence[float]) -> Grades | None:
        """None where nobody graded."""
        return cls(fmean(grades), median(grades), len(grades)) if grades else None


class Conditions(NamedTuple):
    """The curator's list: points given of the most that the answered items can give."""

    points: int
    most: int


class Shift(NamedTuple):
    """A question that people answered before and after: the mean grades and how many people."""

    question: str
    before: float
    after: float
    people: int


class Growths(NamedTuple):
    """Stage 2: how many grew, stayed, judge themselves lower, had no room; their mean gain.

    `unpaired` final answers have nothing before them to be compared with.
    """

    grown: int
    same: int
    lower: int
    at_ceiling: int
    mean: float | None
    unpaired: int
    shifts: tuple[Shift, ...]

    @property
    def people(self) -> int:
        """Those who answered both times."""
        return self.grown + self.same + self.lower + self.at_ceiling


def coverage(season: Season, role: SurveyRole) -> Coverage:
    """How many participants of a role answered the final questionnaire."""
    people = season.mentees if role == SurveyRole.MENTEE else season.mentors
    return Coverage(role, len(final_answers(season, role)), len(people))


def grades(season: Season, role: SurveyRole, measure: AnswerMeasure) -> Grades | None:
    """How a role graded something in the final questionnaire."""
    found = [_grade(each, measure) for each in final_answers(season, role)]
    return Grades.of([grade for grade in found if grade is not None])


def _grade(response: Response, measure: AnswerMeasure) -> float | None:
    if measure == AnswerMeasure.GRADE:
        return response.grade
    known = [grade for text in response.texts(measure) if (grade := grade_of(text)) is not None]
    return fmean(known) if known else None


def said_yes(season: Season, role: SurveyRole, measure: AnswerMeasure) -> tuple[int, int]:
    """How many of a role said yes to a question, of how many who answered it."""
    answers = [
        next((yes_or_no(text) for text in each.texts(measure)), None)
        for each in final_answers(season, role)
    ]
    return sum(answer is True for answer in answers), len(answers) - answers.count(None)


def conditions(season: Season) -> Conditions | None:
    """The curator's list of conditions; None where nobody filled it in."""
    points = [
        _POINTS[fold(text)]
        for each in last_responses(season.school, SurveyKind.CURATOR)
        if is_of_year(season, each)
        for text in each.texts(AnswerMeasure.CONDITIONS)
        if fold(text) in _POINTS
    ]
    return Conditions(sum(points), 2 * len(points)) if points else None


def open_answers(season: Season, measure: AnswerMeasure) -> list[tuple[AnswerRow, str]]:
    """What participants wrote at the end in answer to an open question."""
    return [
        (response.first, text)
        for role in ROLES
        for response in final_answers(season, role)
        for text in response.texts(measure)
    ]


def silent_pairs(season: Season) -> list[tuple[Pair, int]]:
    """Pairs at work that have not met for long, with the days since they last did."""
    longest = season.limit(Threshold.SILENCE)
    found = [(pair, _silence(season, pair)) for pair in season.active]
    return [(pair, days) for pair, days in found if days >= longest]


def _silence(season: Season, pair: Pair) -> int:
    since = max(meetings_of(season, pair), default=pair.start)
    return (season.today - since).days if since else 0


def growth(season: Season) -> Growths:
    """Stage 2: those who answered both the first questionnaire and the final one."""
    known = both_answered(season)
    free = [gain(each) for each in known if not is_at_ceiling(each)]
    gains = [gain(each) for each in known]
    return Growths(
        grown=sum(each >= 1 for each in free),
        same=sum(-1 < each < 1 for each in free),
        lower=sum(each <= -1 for each in free),
        at_ceiling=len(known) - len(free),
        mean=fmean(gains) if gains else None,
        unpaired=growths(season.school)[1],
        shifts=tuple(_shifts(season, known)),
    )


def _shifts(season: Season, found: Iterable[Growth]) -> Iterator[Shift]:
    both: dict[str, list[tuple[int, int]]] = {}
    words: dict[str, str] = {}
    for each in found:
        for code, grades_ in each.grades.items():
            both.setdefault(code, []).append(grades_)
            words.setdefault(code, each.after.asked[code].text)
    for code, pairs in both.items():
        before, after = zip(*pairs, strict=True)
        yield Shift(words[code], fmean(before), fmean(after), len(pairs))


def programmes_done(season: Season) -> tuple[float, int] | None:
    """The median share of done tasks, in percent, and of how many pairs; None without tasks."""
    found = [
        PairProgress.of(tasks_of(season.school, pair), season.today).percent
        for pair in season.pairs
    ]
    known = [percent for percent in found if percent is not None]
    return (median(known), len(known)) if known else None


def stop_reasons(season: Season) -> Mapping[str, int]:
    """Why pairs of the year were stopped, and how often; «» where nobody says."""
    stopped = [
        pair for pair in (*season.pairs, *season.departed) if pair.state == PairState.STOPPED
    ]
    return Counter(pair.stop_reason for pair in stopped)


def overloaded(season: Season) -> list[str]:
    """Mentors with more mentees at work than the school allows."""
    limit = season.school.card.limit
    taken = Counter(fold(pair.mentor) for pair in season.active)
    return [m.full_name for m in season.mentors if limit and taken[fold(m.full_name)] > limit]


def left_mentors(season: Season) -> list[str]:
    """Mentors of the year who have left."""
    return [m.full_name for m in season.mentors if m.left_on and m.left_on <= season.today]


def overdue(season: Season) -> list[str]:
    """Activities of the roadmap whose time is over and which are not done."""
    return [
        activity.title
        for activity in season.school.activities
        if not activity.is_done and (activity.end or date.max) < season.today
    ]
