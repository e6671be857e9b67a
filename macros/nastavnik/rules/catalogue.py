"""Every rule, in the order of their codes."""

from __future__ import annotations

from nastavnik.rules import (
    lists,
    names,
    pairs,
    papers,
    people,
    requisites,
    results,
    roadmap,
    texts,
)
from nastavnik.rules.engine import Rule

SUBJECTS = (people, pairs, papers, roadmap, names, texts, requisites, results, lists)
"""The files of rules, a subject each."""

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (
            value
            for module in SUBJECTS
            for value in vars(module).values()
            if isinstance(value, Rule)
        ),
        key=lambda rule: (len(rule.code), rule.code),
    )
)
