"""What a match answers: pairs with their reasons, who is left and why, and what is proved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from nastavnik.model.outcome import Listing, Outcome

if TYPE_CHECKING:
    from nastavnik.matching.blocking import Blocked

CHOSEN = "✔"
"""Marks the chosen pairs on «Совместимость»."""


class ProposedPair(NamedTuple):
    """A pair that is proposed: how well it fits, in per cent, and all that speaks for it."""

    mentor: str
    mentee: str
    score: int
    reasons: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The pair in the shape other programs read."""
        return {**self._asdict(), "reasons": list(self.reasons)}


class LeftOver(NamedTuple):
    """A mentee for whom there is no mentor of that number (the first is 1), and why."""

    mentee: str
    mentor_number: int
    reasons: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The mentee in the shape other programs read; the first mentor goes without saying."""
        shape = {**self._asdict(), "reasons": list(self.reasons)}
        return {k: v for k, v in shape.items() if k != "mentor_number" or v > 1}


class KeptPair(NamedTuple):
    """A settled pair that the match left alone."""

    mentor: str
    mentee: str


class MentorChange(NamedTuple):
    """A mentee whose proposed or settled mentor changes; `to` is None where there is no other."""

    mentee: str
    before: str
    to: str | None

    def as_json(self) -> dict[str, Any]:
        """The move in the shape other programs read."""
        return {"mentee": self.mentee, "from": self.before, "to": self.to}


@dataclass(frozen=True)
class Certificate:
    """What was proved: every number is the best possible one, given those before it.

    `coverage` of `mentees` get a mentor, the worst pair fits by `bottleneck` %, the percents of
    all pairs add up to `total_fit`, `kept` of `proposed` earlier proposals stay. The numbers that
    end with `limit` cannot be exceeded; only where groups have a least size they may be greater
    than what was found.
    """

    mentees: int
    coverage: int
    bottleneck: int
    total_fit: int
    proposed: int
    kept: int
    coverage_limit: int
    bottleneck_limit: int
    total_fit_limit: int

    @property
    def is_best(self) -> bool:
        """Whether no better coverage, worst pair and total fit are possible."""
        return (self.coverage, self.bottleneck, self.total_fit) == (
            self.coverage_limit,
            self.bottleneck_limit,
            self.total_fit_limit,
        )


@dataclass(frozen=True)
class Matched(Outcome):
    """The best pairs; `certificates` are those of the first mentors, of the second ones, …

    `blocked` is what is to be filled in before more people can take part.
    """

    pairs: tuple[ProposedPair, ...] = ()
    left: tuple[LeftOver, ...] = ()
    blocked: tuple[Blocked, ...] = ()
    kept: tuple[KeptPair, ...] = ()
    moves: tuple[MentorChange, ...] = ()
    certificates: tuple[Certificate, ...] = ()

    @property
    def unpaired(self) -> tuple[LeftOver, ...]:
        """The mentees without any mentor."""
        return tuple(each for each in self.left if each.mentor_number == 1)

    def as_json(self) -> dict[str, Any]:
        """The match in the shape other programs read."""
        return {
            "pairs": [pair.as_json() for pair in self.pairs],
            "unpaired": [each.as_json() for each in self.unpaired],
            "short": [each.as_json() for each in self.left if each.mentor_number > 1],
            "blocked": [each.as_json() for each in self.blocked],
            "kept": [pair._asdict() for pair in self.kept],
            "moves": [move.as_json() for move in self.moves],
            "certificate": self._proof(),
            "findings": [finding.as_json() for finding in self.findings],
        }

    def _proof(self) -> dict[str, Any]:
        first, *others = [{"proved": each.is_best, **asdict(each)} for each in self.certificates]
        return {**first, "next": others} if others else first

    def listings(self) -> Iterator[Listing]:
        """The pairs, each with its reasons, and who is left over and why."""
        pairs = [(p.mentor, p.mentee, f"{p.score} %", "; ".join(p.reasons)) for p in self.pairs]
        left = [(each.mentee, "; ".join(each.reasons)) for each in self.unpaired]
        chosen = ("Наставник", "Наставляемый", "Подходит", "Почему")
        yield Listing(chosen, pairs, ": все они на листе «Пары»")
        alone = ("Без наставника", "Почему и что поможет")
        yield Listing(alone, left, ": чтобы узнать о каждом, добавьте к команде --explain ФИО")


@dataclass(frozen=True)
class Explained(Outcome):
    """What the match decides for one person, and why."""

    full_name: str = ""
    reasons: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The explanation in the shape other programs read."""
        return {"full_name": self.full_name, "reasons": list(self.reasons)}
