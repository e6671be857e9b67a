"""Every rule, in the order of their codes."""

from __future__ import annotations

from nastavnik.rules import pairs, papers, people, roadmap
from nastavnik.rules.engine import Rule

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (
            value
            for module in (people, pairs, papers, roadmap)
            for value in vars(module).values()
            if isinstance(value, Rule)
        ),
        key=lambda rule: rule.code,
    )
)
