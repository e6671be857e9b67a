"""Why these two, and why nobody: in Russian, each line to be checked from the sheets."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from nastavnik.matching.alternatives import Alternative
from nastavnik.matching.criteria import Aspect, Criterion
from nastavnik.matching.match import Match
from nastavnik.matching.measures import NONE, NOT_MEASURED
from nastavnik.matching.scoring import Scoring, hours_for_one, years_of_work
from nastavnik.model.sheets import Mentee, Mentor
from nastavnik.model.text import counted, items

STRONGEST = 3


def praise(match: Match) -> list[list[str]]:
    """For each chosen pair the strongest criteria with points: «предмет: химия (25 из 25)»."""
    pairs = np.array(list(match.pairs), dtype=np.int64).reshape(-1, 2)
    parts = match.scoring.parts(pairs[:, 0], pairs[:, 1]).T.tolist()
    return [
        [line for _, line in ranked(match.scoring, values, *pair)[:STRONGEST]]
        for pair, values in zip(pairs.tolist(), parts, strict=True)
    ]


def next_choices(match: Match) -> Iterator[str]:
    """For each chosen pair whom else the mentee could have, and at what cost to the whole."""
    alternatives = match.alternatives
    for _, mentee in match.pairs:
        yield next_choice(match, alternatives.next_best(mentee), mentee)


def next_choice(match: Match, found: Alternative | None, mentee: int) -> str:
    """An alternative in words."""
    if found is None:
        return "другого выбора нет: остальные не подходят, хуже самой слабой пары или заняты"
    name = match.situation.mentors[found.mentor].full_name
    score = match.problem.scores[found.mentor, mentee]
    if not found.loss and found.exact:
        cost = "сумма совпадений всех пар осталась бы той же"
    else:
        least = "" if found.exact else "не меньше чем "
        cost = f"сумма совпадений всех пар упала бы {least}на {found.loss}"
    return f"следующий выбор — {name} ({score} %): {cost}"


def ranked(
    scoring: Scoring, values: list[int], mentor: int, mentee: int
) -> list[tuple[float, str]]:
    """What speaks for a pair, most points first; `values` is what each criterion says of it."""
    found = (
        (criterion.weight * value / 100, _line(scoring, criterion, value, mentor, mentee))
        for criterion, value in zip(scoring.criteria, values, strict=True)
        if value not in {NONE, NOT_MEASURED} and criterion.weight
    )
    return sorted((each for each in found if each[1]), key=lambda each: -each[0])


def _line(scoring: Scoring, criterion: Criterion, value: int, mentor: int, mentee: int) -> str:
    if criterion.aspect is Aspect.REQUEST:
        offered = scoring.mentor_words[mentor]
        common = (w for lemma, w in scoring.mentee_words[mentee].items() if lemma in offered)
        phrase = f"запрос: {', '.join(common)}"
    else:
        people = scoring.situation
        phrase = PHRASES[criterion.aspect](people.mentors[mentor], people.mentees[mentee])
    points = round(criterion.weight * value / 100)
    return f"{phrase} ({points} из {criterion.weight})" if phrase else ""


def number(value: float) -> str:
    """A number as it is written in Russian: 7,5."""
    return f"{value:.4g}".replace(".", ",")


def _known(title: str, value: str) -> str:
    return f"{title}: {value}" if value else ""


def _years(mentor: Mentor, _: Mentee) -> str:
    years = years_of_work(mentor)
    if years is None:
        return ""
    return "стаж " + (
        counted(int(years), "год", "года", "лет")
        if years == int(years)
        else f"{number(years)} года"
    )


PHRASES: dict[Aspect, Callable[[Mentor, Mentee], str]] = {
    Aspect.SUBJECT: lambda mentor, mentee: _known("предмет", mentee.subject and mentor.subject),
    Aspect.WISH: lambda *_: "этого наставника просит наставляемый",
    Aspect.MENTOR_WISH: lambda *_: "этого наставляемого просит наставник",
    Aspect.FORM: lambda *_: "желаемая форма",
    Aspect.EXPERIENCE: _years,
    Aspect.CATEGORY: lambda mentor, _: _known("категория", mentor.category),
    Aspect.AGE: lambda mentor, _: f"возраст: желаемый {mentor.wanted_age}",
    Aspect.SHIFT: lambda mentor, mentee: f"смена: {mentor.shift} и {mentee.shift}",
    Aspect.BUILDING: lambda mentor, mentee: (
        f"корпус: {' и '.join({', '.join(items(p.building)): '' for p in (mentor, mentee)})}"
    ),
    Aspect.LANGUAGE: lambda _, mentee: f"язык: {mentee.language}",
    Aspect.TIME: lambda mentor, _: (
        f"время: {number(hours_for_one(mentor) or 0)} ч в неделю на место"
    ),
    Aspect.EARLIER: lambda *_: "уже завершили программу вместе",
}
"""What a criterion that speaks for a pair is called; "" where there is nothing to name."""
