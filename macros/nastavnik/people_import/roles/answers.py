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
from nastavnik.people_import.roles.captions import sides_in

LONGEST = 8
"""An answer of more words is a story."""
MOST = 0.7
"""A column is one of answers if this part of its cells are."""
SOME = 0.2
"""So many answers that name a side suffice under a title that asks who wants to be whom."""


class WantedRole(Enum):
    """Who somebody wants to be."""

    MENTOR = (Mentor,)
    MENTEE = (Mentee,)
    BOTH = (Mentor, Mentee)
    REFUSES = ()
    UNCLEAR = None
    AGREES = "takes part, nothing is said of the side"

    @property
    def records(self) -> tuple[type[Record], ...]:
        """The registries that the answer asks for."""
        return self.value if isinstance(self.value, tuple) else ()


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
_POLITE = re.compile(
    r"(да|нет)[\s,.!]+(?:конечно|спасибо|обязательно|разумеется|безусловно"
    r"|с (?:радост|удовольств)\w+|очень|хочу|хотел\w* бы|согласе?на?|готова?|буду|[\s,.!])+"
)
_WANTS = re.compile(
    r"хо[чт]|жела|готов|\b(?:быть|стать)\b|нуж(?:ен|на|ны|да)|явля|[?]|^наставни\w+$|^наставляем\w+$"
)
"""What a title of yes and no says beside a side of a pair."""
_ROLE = re.compile(
    r"\b(?:как(?:ой|ую|ая|ова)|ваш[ау]?) (?:\w+ ){0,3}рол[ьи]|\bв каком качестве"
    r"|\bкем (?:\w+ ){0,4}(?:участвовать|выступ\w+|являться)"
)
_WHO = re.compile(r"\bкем (?:\w+ ){0,4}(?:быть|стать)\b")
"""A question about the side, unless it is one about a profession."""
_PART = re.compile(r"\b(?:участвовать|участие|участником)\b.*[?]|хо[чт]\w* (?:ли )?.*\bучаст")
_HELPED = re.compile(
    r"нуж(?:ен|на|но|ны)\b|нужда|\bчтобы (?:мне|меня)\b|\bмне (?:\w+ )?(?:помог|помо[чщ])"
    r"|получ\w+ (?:помощ|поддержк|опыт|совет)|\b(?:на|по)?учиться\b|\bнуждаюсь\b"
)
_HELPS = re.compile(
    r"\bпомог|\bпомо(?:чь|гать|гаю)\b|делить(?:ся)? (?:\w+ )?опыт|\bобуча(?:ть|ю)\b|шефств"
    r"|\b(?:по)?делюсь\b|поддержать|\bучить\b"
)
_BOTH = re.compile(
    r"\bи (?:тем|то|там|так)\b.*\bи (?:друг|то|там|так)|\bоб(?:а|ои[хм]|еих)\b|^оба\b"
)
"""What is answered to a question about the side without its name."""


def answer_of(value: Value, title: str = "") -> WantedRole | None:
    """What a cell answers; None where it answers nothing of the kind."""
    if isinstance(value, bool):
        value = "да" if value else "нет"
    if not is_filled(value) or not isinstance(value, str):
        return None
    text = fold(value).strip(" .!")
    if (said := _yes_or_no(text)) is not None:
        return _agreed(said, title)
    if len(text.split()) > LONGEST:
        return None
    sides, refuses = sides_in(value), _REFUSES.search(text) is not None
    if _UNDECIDED.search(text):
        return WantedRole.UNCLEAR
    if refuses:
        return WantedRole.UNCLEAR if len(sides) > 1 else WantedRole.REFUSES
    sides = sides or (_meant(text) if asks_of_side(title) else frozenset())
    return _wanting(sides) if sides else None


def _yes_or_no(text: str) -> bool | None:
    """What «да», «нет, спасибо» say; None where the text is neither."""
    polite = _POLITE.fullmatch(text)
    word = polite[1] if polite else text
    return word in _YES if word in _YES or word in _NO else None


def _agreed(said: bool, title: str) -> WantedRole | None:
    """What yes or no means below a title; None where it asks nothing of the kind."""
    if side := _asked(title):
        return _wanting((side,) if said else ())
    if _PART.search(fold(title)):
        return WantedRole.AGREES if said else WantedRole.REFUSES
    return None


def _meant(text: str) -> frozenset[type[Record]]:
    """The sides that an answer means without their names: «хочу помогать младшим»."""
    if _BOTH.search(text):
        return frozenset((Mentor, Mentee))
    if _HELPED.search(text):
        return frozenset((Mentee,))
    return frozenset((Mentor,)) if _HELPS.search(text) else frozenset()


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
    folded = fold(title)
    return _ROLE.search(folded) is not None or (
        bool(sides_in(title)) and _WANTS.search(folded) is not None
    )


def asks_of_side(title: str) -> bool:
    """Whether a title asks on which side of a pair, or as what, somebody will be."""
    folded = fold(title)
    return _ROLE.search(folded) is not None or _WHO.search(folded) is not None


def are_answers(title: str, values: Sequence[Value]) -> bool:
    """Whether a column holds answers, some of which name a side of a pair."""
    told = [answer_of(value, title) for value in values]
    known = [answer for answer in told if answer]
    if asks_of_side(title):
        return sum(bool(answer.records) for answer in known) >= max(1, SOME * len(told))
    says_who = any(answer.records for answer in known) or _asked(title) is not None
    says_who = says_who or (WantedRole.AGREES in known and _PART.search(fold(title)) is not None)
    return bool(known) and says_who and len(known) >= MOST * len(told)


def together(answers: Sequence[WantedRole]) -> WantedRole | None:
    """The answers of one row as one: of two columns of yes and no each may add a side."""
    told = [answer for answer in answers if answer is not WantedRole.AGREES]
    if not told:
        return None
    if WantedRole.UNCLEAR in told:
        return WantedRole.UNCLEAR
    return _wanting(record for answer in told for record in answer.records)
