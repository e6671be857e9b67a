"""Answers for one person: with whom, why, who else, at what cost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from nastavnik.matching.match import Match
from nastavnik.matching.problem import NOBODY
from nastavnik.matching.reasons import next_choice, ranked
from nastavnik.matching.shortage import Shortage
from nastavnik.matching.situation import TURNS
from nastavnik.model.sheets import Pair
from nastavnik.model.text import counted, fold

ALTERNATIVES = 3


def answer(found: Sequence[Match], full_name: str) -> Iterator[str]:
    """Lines about a person as mentor, as mentee, or both."""
    name = fold(full_name)
    yield from _settled(found[0], name)
    for each in found:
        people = each.situation
        if name in people.mentee_places:
            yield from _for_mentee(each, people.mentee_places[name])
        if name in people.mentor_places:
            yield from _for_mentor(each, people.mentor_places[name])
    for who, barred in (
        ("наставляемым", found[0].situation.mentees_out),
        ("наставником", found[0].situation.mentors_out),
    ):
        for person, obstacles in barred:
            if fold(person.full_name) == name:
                yield f"Стать {who} мешает: {'; '.join(map(str, obstacles))}"


def _settled(match: Match, name: str) -> Iterator[str]:
    for pair in match.situation.kept:
        if name in {fold(pair.mentor), fold(pair.mentee)}:
            yield f"Пара уже есть и сохраняется: {pair.mentor} ведёт {_row(pair)}"


def _row(pair: Pair) -> str:
    return f"{pair.mentee} (лист «{pair.sheet}», строка {pair.row})"


def _for_mentee(match: Match, mentee: int) -> Iterator[str]:
    if word := TURNS[match.situation.turn - 1]:
        yield f"{word}:"
    chosen = int(match.solution.chosen[mentee])
    if chosen == NOBODY:
        shortage = Shortage(match)
        yield from shortage.why(mentee)
    else:
        yield _pair_line(match, chosen, mentee)
        best = match.alternatives.next_best(mentee)
        yield next_choice(match, best, mentee)
    scores = match.problem.scores[:, mentee].astype(int)
    others = np.flatnonzero(match.problem.allowed[:, mentee]).tolist()
    others = [mentor for mentor in others if mentor != chosen]
    for mentor in sorted(others, key=lambda place: -scores[place])[:ALTERNATIVES]:
        yield f"подходит и {_pair_line(match, mentor, mentee)}"


def _pair_line(match: Match, mentor: int, mentee: int) -> str:
    people = match.situation
    parts = match.scoring.parts(np.array([mentor]), np.array([mentee]))[:, 0].tolist()
    lines = [line for _, line in ranked(match.scoring, parts, mentor, mentee)]
    score = int(match.problem.scores[mentor, mentee])
    who = f"{people.mentors[mentor].full_name} и {people.mentees[mentee].full_name}"
    return f"{who}: {score} % — {'; '.join(lines)}"


def _for_mentor(match: Match, mentor: int) -> Iterator[str]:
    if match.situation.turn == 1:
        free = match.situation.free[mentor]
        yield f"{counted(free, 'свободное место', 'свободных места', 'свободных мест')} до подбора"
    for mentee in np.flatnonzero(match.solution.chosen == mentor).tolist():
        yield _pair_line(match, mentor, mentee)
