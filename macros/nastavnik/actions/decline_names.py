"""`decline`: names or posts in every case, a line out for each line in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from nastavnik.actions.session import Session
from nastavnik.model.outcome import Outcome
from nastavnik.russian.lines import decline_lines


@dataclass(frozen=True)
class NamesDeclined(Outcome):
    """The lines as they come: each is declined when it is asked for, and can be had once."""

    lines: Iterable[str] = ()

    def as_json(self) -> dict[str, Any]:
        """The lines in the shape other programs read."""
        return {"lines": list(self.lines)}

    def as_blocks(self) -> Iterator[str]:
        """The lines, one after another."""
        yield from self.lines


def run(session: Session, *, lines: Iterable[str], post: bool = False) -> NamesDeclined:
    """Decline the lines: names, each perhaps with a tab and its gender, or with `post` posts."""
    return NamesDeclined("", lines=decline_lines(lines, posts=post))
