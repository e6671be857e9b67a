"""How fast the best pairs are found, beside scipy's bare assignment on the same costs.

A generated school like a real one; ours is the whole match: scoring, every aim, proof, reasons. The
peer is given ready costs and finds the greatest total alone.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
from datetime import date
from statistics import median
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from _turns import seconds
from nastavnik.matching.match import Match, match
from nastavnik.matching.reasons import next_choices, praise
from nastavnik.matching.shortage import Shortage
from nastavnik.model.cells import RecordTable
from nastavnik.model.choices import CATEGORIES, SUBJECTS
from nastavnik.model.school import School
from nastavnik.model.sheets import RECORDS, Mentee, Mentor

TODAY = date(2026, 10, 15)
CONSENT = date(2026, 9, 1)
WORDS = (
    "методика урока", "подготовка к ЕГЭ", "подготовка к ОГЭ", "олимпиадные задачи",
    "работа с родителями", "классное руководство", "проектная деятельность", "дисциплина в классе",
    "электронный журнал", "рабочая программа", "лабораторные работы", "функциональная грамотность",
    "инклюзивное обучение", "подготовка к аттестации", "внеурочная работа", "цифровые сервисы",
    "открытый урок", "диагностика", "профориентация", "театральная постановка",
    "исследовательская работа", "работа с одарёнными детьми", "преодоление тревожности",
    "оценивание работ",
)  # fmt: skip
CASES = {
    "30x60": (30, 60, 3),
    "500x500": (500, 500, 1),
    "1000x1000": (1000, 1000, 4),
    "3000x3000": (3000, 3000, 1),
    "1000x3000": (1000, 3000, 2),
    "5000x5000": (5000, 5000, 1),
}
"""Mentors, mentees, and the most places a mentor may have."""
RUNS = {500: 7, 1000: 7, 3000: 3, 5000: 1}
"""How often a case is run that has so many mentors or fewer."""
FORBIDDEN = 1e6
MENTOR_MATCH_SIZES = (30, 100, 300)
MENTOR_MATCH = """
import json, sys, time
from matching.mentee import Mentee
from matching.mentor import Mentor
from matching.process import process_data
from matching.rules.rule import Disqualify, Equivalent, Generic

def person(kind, row):
    made = kind(grade=1, role=row[2], profession=row[1], email=row[0])
    made.years, made.refused = (row[3], set(row[4])) if len(row) > 3 else (0, set())
    return made

people = json.load(sys.stdin)
mentors = [person(Mentor, row) for row in people["mentors"]]
mentees = [person(Mentee, row) for row in people["mentees"]]
rules = [
    Equivalent("profession", {True: 25, False: 0}),
    Equivalent("role", {True: 5, False: 0}),
    Generic({True: 10, False: 0}, lambda match: match.mentor.years >= 10),
    Disqualify(lambda match: match.mentee.email in match.mentor.refused),
]
start = time.perf_counter()
process_data(mentors, mentees, [rules])
print(time.perf_counter() - start)
"""
"""What the other package is asked to do: people on standard input, seconds on standard output."""


def generated(mentors: int, mentees: int, seed: int = 1, most_places: int = 1) -> School:
    """An invented school of teachers and novices: subject, record, form, skills, 5 % refusals."""
    dice = random.Random(seed)
    names = [f"Фамилия{number:05d} Имя" for number in range(mentors + mentees)]
    dice.shuffle(names)
    leaders, novices = names[:mentors], names[mentors:]
    tables: dict[str, RecordTable[Any]] = {record.sheet: RecordTable(record) for record in RECORDS}
    tables[Mentor.sheet] = RecordTable(
        Mentor, tuple(_mentor(dice, row, leaders, novices, most_places) for row in range(mentors))
    )
    tables[Mentee.sheet] = RecordTable(
        Mentee, tuple(_mentee(dice, row, novices) for row in range(mentees))
    )
    return School(tables, (), {}, lambda _: None)


def _mentor(
    dice: random.Random, row: int, names: list[str], novices: list[str], most_places: int
) -> Mentor:
    return Mentor(
        row=row + 2,
        full_name=names[row],
        role="педагог",
        subject=dice.choice(SUBJECTS.values),
        category=dice.choice(CATEGORIES.values),
        seniority=float(dice.randint(2, 30)),
        places=dice.randint(1, most_places),
        skills=", ".join(dice.sample(WORDS, 4)),
        wanted_forms=dice.choice(("", "учитель – учитель")),
        shift=dice.choice(("первая", "вторая", "любая")),
        consent_on=CONSENT,
        refuses="\n".join(dice.sample(novices, len(novices) // 20)),
    )


def _mentee(dice: random.Random, row: int, names: list[str]) -> Mentee:
    return Mentee(
        row=row + 2,
        full_name=names[row],
        role="молодой специалист",
        subject=dice.choice(SUBJECTS.values),
        seniority=float(dice.randint(0, 3)),
        request=", ".join(dice.sample(WORDS, 2)),
        wanted_form=dice.choice(("", "учитель – учитель", "руководитель – учитель")),
        shift=dice.choice(("первая", "вторая", "любая")),
        consent_on=CONSENT,
    )


def ours(school: School) -> Match:
    """The whole match with all its reasons."""
    found = match(school, TODAY)
    praise(found)
    list(next_choices(found))
    list(Shortage(found).reasons())
    return found


def costs_of(found: Match) -> NDArray[np.float64]:
    """What scipy alone would be given: mentees × places, forbidden pairs infinitely dear."""
    problem = found.problem
    slots = np.repeat(np.arange(problem.shape[0]), problem.free)
    costs = np.where(problem.allowed, 100.0 - problem.scores, FORBIDDEN)
    return np.ascontiguousarray(costs[slots].T)


def beside_mentor_match(python: str, size: int) -> dict[str, float]:
    """One run of each; the package runs in its own environment, as its import name is taken here.

    It is given the subject, the shift, the years of work and the refusals; it has no more aims.
    """
    school = generated(size, size)
    people = {
        "mentors": [
            [m.full_name, m.subject, m.shift, m.seniority, m.refuses.split("\n")]
            for m in school.mentors
        ],
        "mentees": [[m.full_name, m.subject, m.shift] for m in school.mentees],
    }
    run = subprocess.run(
        [python, "-I", "-c", MENTOR_MATCH],
        input=json.dumps(people),
        capture_output=True,
        text=True,
        check=True,
    )
    mine, peer = seconds(lambda: ours(school)), float(run.stdout)
    return {"ours_s": round(mine, 4), "peer_s": round(peer, 4), "ratio": round(peer / mine, 1)}


def measured(mentors: int, mentees: int, places: int) -> dict[str, float]:
    """Medians of interleaved runs of ours and of the peer."""
    school = generated(mentors, mentees, most_places=places)
    costs = costs_of(ours(school))
    runs = [
        (seconds(lambda: ours(school)), seconds(lambda: linear_sum_assignment(costs)))
        for _ in range(next(runs for size, runs in RUNS.items() if mentors <= size))
    ]
    mine, peer = (median(column) for column in zip(*runs, strict=True))
    return {"ours_s": round(mine, 4), "peer_s": round(peer, 4), "ratio": round(peer / mine, 3)}


def main() -> None:
    """Measure the cases asked for and print them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one object on standard output")
    parser.add_argument("--cases", default=",".join(CASES), help="which cases, by name")
    parser.add_argument("--mentor-match", help="a Python that has the package mentor-match")
    options = parser.parse_args()
    results = {name: measured(*CASES[name]) for name in options.cases.split(",") if name}
    if options.mentor_match:
        for size in MENTOR_MATCH_SIZES:
            name = f"mentor-match {size}x{size}"
            results[name] = beside_mentor_match(options.mentor_match, size)
    if options.json:
        print(json.dumps(results))
        return
    for name, result in results.items():
        print(f"{name:>20}  ours {result['ours_s']:8.4f} s   peer {result['peer_s']:8.4f} s")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.2f} GiB")


if __name__ == "__main__":
    main()
