"""Indicators that come of questionnaires: who likes the programme, who has grown."""

from __future__ import annotations

from collections.abc import Iterator

from nastavnik.domain.answers import CEILING, Growth, Response, growths, last_responses
from nastavnik.model.choices import SurveyKind, SurveyRole
from nastavnik.model.sheets import AnswerRow, QuestionRow
from nastavnik.results.definitions import indicator
from nastavnik.results.season import Season
from nastavnik.results.verdicts import Verdict

SOURCES = (AnswerRow.value, AnswerRow.kind, QuestionRow.measure)
NO_ANSWERS = "нет ответов на итоговую анкету"


def final_answers(season: Season, role: SurveyRole) -> list[Response]:
    """The last final questionnaire of each person in a role, of this year and up to today."""
    return [
        each
        for each in last_responses(season.school, SurveyKind.LAST)
        if each.first.role == role and is_of_year(season, each)
    ]


def is_of_year(season: Season, response: Response) -> bool:
    """Whether a questionnaire was answered in this year and before the count; unknown counts."""
    day = response.first.answered_on
    return day is None or (day in season.year and day <= season.today)


def both_answered(season: Season) -> list[Growth]:
    """Whoever answered the first questionnaire and the final one of this year."""
    return [each for each in growths(season.school)[0] if is_of_year(season, each.after)]


def _pleased(season: Season, role: SurveyRole) -> Iterator[Verdict]:
    for response in final_answers(season, role):
        if response.satisfied is None:
            yield Verdict(response.first.who, "о довольстве и оценке не ответил", in_whole=False)
        else:
            why = "" if response.satisfied else "не доволен программой"
            yield Verdict(response.first.who, why)


@indicator(
    5,
    short="Довольны наставляемые",
    part="довольные программой наставляемые",
    whole="ответившие на итоговую анкету",
    sources=SOURCES,
    unknown=lambda season: "" if final_answers(season, SurveyRole.MENTEE) else NO_ANSWERS,
)
def mentees_pleased(season: Season) -> Iterator[Verdict]:
    """Удовлетворённость наставляемых программой."""
    yield from _pleased(season, SurveyRole.MENTEE)


@indicator(
    6,
    short="Довольны наставники",
    part="довольные программой наставники",
    whole="ответившие на итоговую анкету",
    sources=SOURCES,
    unknown=lambda season: "" if final_answers(season, SurveyRole.MENTOR) else NO_ANSWERS,
)
def mentors_pleased(season: Season) -> Iterator[Verdict]:
    """Удовлетворённость наставников программой."""
    yield from _pleased(season, SurveyRole.MENTOR)


@indicator(
    23,
    part="выросшие по самооценке",
    whole="ответившие на обе анкеты, входную и итоговую",
    sources=SOURCES,
    unknown=lambda season: "" if both_answered(season) else "нет пар ответов «до» и «после»",
)
def grown(season: Season) -> Iterator[Verdict]:
    """Доля участников, чья самооценка выросла."""
    for growth in both_answered(season):
        who = growth.before.first.who
        if is_at_ceiling(growth):
            why = f"«потолок»: до программы уже {CEILING} и выше"
            yield Verdict(who, why, in_whole=False, told=shift_words(growth))
        else:
            why = "" if gain(growth) >= 1 else "выросла меньше чем на балл"
            yield Verdict(who, why, told=shift_words(growth))


def shift_words(growth: Growth) -> str:
    """The mean grade before and after: «5,2 → 6,8»."""
    columns = zip(*growth.grades.values(), strict=True)
    means = (sum(grades) / len(growth.grades) for grades in columns)
    return " → ".join(f"{mean:.1f}".replace(".", ",") for mean in means)


def gain(growth: Growth) -> float:
    """How much higher the person judges herself on the average."""
    return sum(after - before for before, after in growth.grades.values()) / len(growth.grades)


def is_at_ceiling(growth: Growth) -> bool:
    """Whether the person judged herself so high before that there is no room to grow."""
    before = [grade for grade, _ in growth.grades.values()]
    return sum(before) >= CEILING * len(before)
