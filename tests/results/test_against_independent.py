"""Every indicator of random schools beside a count that shares nothing with the product."""

from __future__ import annotations

import os
import random

from nastavnik.results.catalogue import counted
from nastavnik.results.season import Season
from results.independent import counts
from results.random_schools import as_school, random_school

SCHOOLS = int(os.environ.get("NASTAVNIK_RANDOM_SCHOOLS", "200"))


def test_every_indicator_of_random_schools_is_what_an_independent_count_says() -> None:
    differences = []
    for seed in range(SCHOOLS):
        plain, today = random_school(random.Random(seed))
        found = counted(Season(as_school(plain), today))
        ours = {each.definition.number: (each.part, each.whole) for each in found}
        theirs = counts(plain, today)
        differences += [(seed, n, ours[n], theirs[n]) for n in ours if ours[n] != theirs[n]]
    assert differences == []


def test_random_schools_reach_every_indicator() -> None:
    reached: set[int] = set()
    for seed in range(60):
        plain, today = random_school(random.Random(seed))
        reached |= {n for n, (part, whole) in counts(plain, today).items() if part}
    assert reached == set(range(1, 25))
