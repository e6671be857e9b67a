"""Cases, genders and what declining answers: the form and whether a person should look at it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Case(StrEnum):
    """The six cases; the value is the short Russian title, so that `Case("род")` works."""

    NOMINATIVE = "им"
    GENITIVE = "род"
    DATIVE = "дат"
    ACCUSATIVE = "вин"
    INSTRUMENTAL = "тв"
    PREPOSITIONAL = "пр"

    @property
    def place(self) -> int:
        """The place of the case in a row of forms, from 0."""
        return _PLACES[self]


_PLACES = {case: place for place, case in enumerate(Case)}


class Gender(StrEnum):
    """Grammatical gender of a person's name."""

    MALE = "м"
    FEMALE = "ж"

    @classmethod
    def from_text(cls, text: str) -> Gender | None:
        """The gender that «м», «жен.», «f»… means, None for anything else."""
        return _GENDER_SPELLINGS.get(text.strip().rstrip(".").casefold())

    @property
    def other(self) -> Gender:
        """The opposite gender."""
        return Gender.FEMALE if self is Gender.MALE else Gender.MALE


_GENDER_SPELLINGS = {
    **dict.fromkeys(("м", "муж", "мужской", "мужчина", "m", "male"), Gender.MALE),
    **dict.fromkeys(("ж", "жен", "женский", "женщина", "f", "female"), Gender.FEMALE),
}


@dataclass(frozen=True, slots=True)
class Declined:
    """A form in one case.

    Where `sure` is False a person decides: `text` is the proposed form, `alternative` the other one
    (may be empty) and `reason` a Russian phrase that says what the doubt is.
    """

    text: str
    sure: bool = True
    alternative: str = ""
    reason: str = ""

    def __str__(self) -> str:
        return self.text
