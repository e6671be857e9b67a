"""What people answer to «Кем Вы хотите быть?»: told row by row, never guessed for a whole list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import Enum

from nastavnik.model.findings import Value
from nastavnik.model.parsing import is_filled
from nastavnik.model.schema import Record
from nastavnik.model.sheets import Mentee, Mentor
from nastavnik.model.text import fold
from nastavnik.people_import.captions import sides_in

LONGEST = 8
"""An answer of more words is a story."""
MOST = 0.7
"""A column is one of answers if this part of its cells are."""


class WantedRole(Enum):
    """Who somebody wants to be."""

    MENTOR = (Mentor,)
    MENTEE = (Mentee,)
    BOTH = (Mentor, Mentee)
    REFUSES = ()
    UNCLEAR = None

    @property
    def records(self) -> tuple[type[Record], ...]:
        """The registries that the answer asks for."""
        return self.value or ()


_REFUSES = re.compile(
    r"\bне\s+(?:хо[чт]|буду|будет|жела|планир|участву|готов|соглас|мо[гж]|приним|интерес|надо|нужн)"
    r"|\bникем\b|\bни кем\b|\bотказ|\bбез участия|\bпротив\b|\bнет желания"
)
_UNDECIDED = re.compile(
    r"\bне (?:решил|знаю|определил|уверен)|подума|затрудня|\bпока\b|возможно|может|наверн|\bили\b"
    r"|[?]|все равно|без разницы|как скажут"
)
_YES = frozenset(("да", "+", "хочу", "согласен", "согласна", "готов", "готова", "true", "истина"))
_NO = frozenset(("нет", "-", "false", "ложь"))
_WANTS = re.compile(
    r"хо[чт]|жела|готов|\b(?:быть|стать)\b|нуж(?:ен|на|ны|да)|явля|[?]|^наставни\w+$|^наставляем\w+$"
)
"""What a title of yes and no says beside a side of a pair."""


def answer_of(value: Value, title: str = "") -> WantedRole | None:
    """What a cell answers; None where it answers nothing of the kind."""
    if isinstance(value, bool):
        value = "да" if value else "нет"
    if not is_filled(value) or not isinstance(value, str):
        return None
    text = fold(value).strip(" .!")
    if text in _YES or text in _NO:
        side = _asked(title)
        return _wanting((side,) if text in _YES else ()) if side else None
    if len(text.split()) > LONGEST:
        return None
    sides, refuses = sides_in(value), _REFUSES.search(text) is not None
    if _UNDECIDED.search(text):
        return WantedRole.UNCLEAR
    if refuses:
        return WantedRole.UNCLEAR if len(sides) > 1 else WantedRole.REFUSES
    return _wanting(sides) if sides else None


def _wanting(sides: Iterable[type[Record]]) -> WantedRole:
    """The answer of somebody who wants to be on these sides; of nobody's it is a refusal."""
    wanted = set(sides)
    return WantedRole(tuple(record for record in (Mentor, Mentee) if record in wanted))


def _asked(title: str) -> type[Record] | None:
    """The side that a title asks of, where it asks at all."""
    sides = sides_in(title)
    return next(iter(sides)) if len(sides) == 1 and asks(title) else None


def asks(title: str) -> bool:
    """Whether a title asks who wants to be a mentor or to have one."""
    return bool(sides_in(title)) and _WANTS.search(fold(title)) is not None


def are_answers(title: str, values: Sequence[Value]) -> bool:
    """Whether a column holds answers, some of which name a side of a pair."""
    told = [answer_of(value, title) for value in values]
    known = [answer for answer in told if answer]
    names_side = any(answer.records for answer in known) or _asked(title) is not None
    return bool(known) and names_side and len(known) >= MOST * len(told)


def together(answers: Sequence[WantedRole]) -> WantedRole | None:
    """The answers of one row as one: of two columns of yes and no each may add a side."""
    if not answers:
        return None
    if WantedRole.UNCLEAR in answers:
        return WantedRole.UNCLEAR
    return _wanting(record for answer in answers for record in answer.records)
