"""Forms of one word in all cases, and how forms of words make forms of a phrase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from nastavnik.russian.cases import Case, Declined

Forms = tuple[str, ...]
"""A word in the six cases, in the order of `Case`."""


class Endings(NamedTuple):
    """How a word changes: `cut` letters fall off, the tails of the five oblique cases follow."""

    cut: int
    tails: tuple[str, ...]

    def apply(self, word: str) -> Forms:
        """The six forms of `word`."""
        stem = word[: len(word) - self.cut]
        return (word, *(stem + tail for tail in self.tails))


def endings(cut: int, tails: str) -> Endings:
    """`Endings` from tails written with blanks between them: genitive to prepositional."""
    return Endings(cut, tuple(tails.split()))


STAYS = Endings(0, ("",) * 5)

HARD = endings(0, "а у а ом е")
SIBILANT = endings(0, "а у а ем е")
POSSESSIVE = endings(0, "а у а ым е")
SHORT_I = endings(1, "я ю я ем е")
IY_NOUN = endings(1, "я ю я ем и")
SOFT = endings(1, "я ю я ем е")
SIBILANT_SOFT = endings(1, "а у а ем е")
A_HARD = endings(1, "ы е у ой е")
A_TS = endings(1, "ы е у ей е")
A_VELAR = endings(1, "и е у ой е")
A_SIBILANT = endings(1, "и е у ей е")
YA = endings(1, "и е ю ей е")
YA_STRESSED = endings(1, "и е ю ёй е")
IYA = endings(1, "и и ю ей и")
SOFT_FEMALE = endings(1, "и и ь ью и")

POSSESSIVE_FEMALE = endings(1, "ой ой у ой ой")
ADJECTIVE = endings(2, "ого ому ого ым ом")
ADJECTIVE_VELAR = endings(2, "ого ому ого им ом")
ADJECTIVE_SOFT = endings(2, "его ему его им ем")
ADJECTIVE_TS = endings(2, "его ему его ым ем")
ADJECTIVE_YOT = endings(2, "ьего ьему ьего ьим ьем")
ADJECTIVE_FEMALE = endings(2, "ой ой ую ой ой")
ADJECTIVE_FEMALE_SIBILANT = endings(2, "ей ей ую ей ей")
ADJECTIVE_FEMALE_YA = endings(1, "ей ей ю ей ей")
ADJECTIVE_FEMALE_SHORT = endings(1, "ой ой ую ой ой")


@dataclass(frozen=True, slots=True)
class FormsVerdict:
    """Forms of a word or phrase; `rival` forms and a `reason` where they are disputed.

    Only the cases where the two differ are in doubt, unless the doubt is about `everything`.
    """

    forms: Forms
    rival: Forms | None = None
    reason: str = ""
    everything: bool = False

    def in_case(self, case: Case) -> Declined:
        """The form in one case."""
        text = self.forms[case.place]
        other = self.rival_forms[case.place]
        if case is Case.NOMINATIVE or not (self.everything or other != text):
            return Declined(text)
        return Declined(text, False, other if other != text else "", self.reason)

    @property
    def rival_forms(self) -> Forms:
        """The other possible forms; the same ones where there are no other."""
        return self.rival or self.forms

    def doubted(self, reason: str) -> FormsVerdict:
        """The same forms, every oblique case in doubt for `reason` as well."""
        reasons = "; ".join(filter(None, (self.reason, reason)))
        return FormsVerdict(self.forms, self.rival, reasons, everything=True)


def settled(word: str, how: Endings) -> FormsVerdict:
    """Forms that need nobody's eye."""
    return FormsVerdict(how.apply(word))


def disputed(word: str, how: Endings, instead: Endings, reason: str) -> FormsVerdict:
    """Proposed forms, the other possible ones and the reason to ask."""
    return FormsVerdict(how.apply(word), instead.apply(word), reason)


def join(verdicts: Sequence[FormsVerdict], separator: str = " ") -> FormsVerdict:
    """The verdict on a phrase (or a hyphenated word) made of the verdicts on its parts."""
    reasons = dict.fromkeys(verdict.reason for verdict in verdicts if verdict.reason)
    return FormsVerdict(
        _columns([verdict.forms for verdict in verdicts], separator),
        _columns([verdict.rival_forms for verdict in verdicts], separator) if reasons else None,
        "; ".join(reasons),
        everything=any(verdict.everything for verdict in verdicts),
    )


def _columns(rows: Sequence[Forms], separator: str) -> Forms:
    return tuple(separator.join(words) for words in zip(*rows, strict=True))
