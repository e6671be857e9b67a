"""Every rule, in the order of their codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from nastavnik.rules import (
    lists,
    names,
    pairs,
    papers,
    people,
    programmes,
    requisites,
    results,
    roadmap,
    terms,
    texts,
)
from nastavnik.rules.engine import Rule

SUBJECTS = (
    *(people, pairs, papers, roadmap, names, texts, requisites, results, programmes, lists),
    terms,
)
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


class Norms(NamedTuple):
    """What each rule asks for, by its code: the product's rules, and those beyond them."""

    ours: Mapping[str, str]
    own: Mapping[str, str]

    @property
    def codes(self) -> set[str]:
        """The codes of all rules."""
        return {*self.ours, *self.own}


def norms(own: Iterable[Rule] = ()) -> Norms:
    """What each rule asks for; `own` are rules beyond the product's."""
    return Norms({rule.code: rule.title for rule in RULES}, {rule.code: rule.title for rule in own})
