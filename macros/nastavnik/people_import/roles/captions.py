"""What the words around a table say: whose list it is, and of which class."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nastavnik.model.schema import Record
from nastavnik.model.sheets import Mentee, Mentor, Staff
from nastavnik.model.text import fold, tidy

_MENTEES = r"наставляем|подопечн|mentee|nastavlyaem"
_MENTORS = r"наставник(?!\w*ств)|осуществляющ\w+ наставничеств|mentor|nastavnik"
_A_MENTOR = r"наставник(?:а|и|у|ов|е|ах)?\b"
_PUPILS = r"обучающ|учащи|учени[кц]|воспитанник|школьник|студент"
_NEED_A_MENTOR = re.compile(
    r"(?:нужда|нужд|потребност|заинтересован)\w*\s+в\s+(?:\w+\s+){0,2}?наставник\w*"
    r"|(?:нуж(?:ен|ны|но|на)|требу|необходим|ищ|ждут|ждущ|ожида|име[юе]|хот|хоч|жела|получ|назнач|просят)"
    rf"\w*\s+(?:\w+\s+){{0,2}}?{_A_MENTOR}"
    rf"|(?:\bбез|\bнет|\bу котор\w+ (?:есть|появил\w+))\s+(?:\w+\s+)?{_A_MENTOR}"
    r"|(?:закреп|прикреп)\w*\s+за\s+наставник\w*"
    r"|\bза\s+(?:ними|ним|ней|котор\w+)\s+(?:\w+\s+)?наставник\w*"
    rf"|(?:{_PUPILS}|специалист|педагог|учител)\w*\s+наставника\b"
    r"|\bчтобы\s+(?:\w+\s+){0,4}наставник\b"
    r"|(?:\bкому|\bкоторым)\s+(?:\w+\s+){0,3}?наставник(?:а|и|ов)?\b"
)
"""«Ученики, которым нужен наставник» are those who have none yet."""
_BESIDE = re.compile(
    r"\b(?:и|с)\s+(?:(?:их|его|ее|закрепленн\w+|указанием)\s+)*"
    rf"(?:наставник(?:и|а|ов|ом|ами)\b|(?:{_MENTEES})\w*)"
)
_OWN_BESIDE = re.compile(r"\b(?:и\s+(?:их|его|ее|закрепленн)|с\s)")
_A_NAMED_MENTOR = re.compile(r"[Нн]аставник\W{1,4}(?=[А-ЯЁ][а-яё-]+\s+[А-ЯЁ])")
_NOVICE = re.compile(r"(?:молод\w+|начинающ\w+) (?:специалист|педагог|учител)")
_YOUNG = re.compile(rf"{_NOVICE.pattern}|вновь прин|вновь прибыв")
_STAFF = re.compile(r"сотрудник|работник|рабоч\w+ групп|ответственн|штат|кадр|staff")
_CHILDREN = re.compile(rf"{_PUPILS}|класс(?!н)|\bдет(?:и|ей)\b|ребен")
_ADULTS = re.compile(
    r"учител|педагог|преподавател|воспитател(?!ьн)|руководител|методист|мастер|специалист"
)


def sides_in(text: str) -> frozenset[type[Record]]:
    """The sides of a pair that words name as those listed."""
    folded = fold(_A_NAMED_MENTOR.sub("", tidy(text)))
    found: set[type[Record]] = set()
    rest = _NEED_A_MENTOR.sub(" ", folded)
    if rest != folded:
        found.add(Mentee)
    if _OWN_BESIDE.search(rest):
        rest = _without_others(rest)
    if re.search(_MENTEES, rest):
        found.add(Mentee)
    if re.search(_MENTORS, rest):
        found.add(Mentor)
    return frozenset(found)


def _without_others(text: str) -> str:
    """The words less «и их наставники» behind those whom they go with."""
    found = _BESIDE.search(text)
    who = text[: found.start()] if found else ""
    is_behind = re.search(rf"{_MENTEES}|{_MENTORS}|{_PUPILS}|специалист|педагог|учител", who)
    return text[: found.start()] if found and is_behind and _OWN_BESIDE.match(found[0]) else text


def side_in(text: str) -> type[Record] | None:
    """The side of a pair that a title names outright; None where it names none or both."""
    sides = sides_in(text)
    if sides:
        return next(iter(sides)) if len(sides) == 1 else None
    return Mentee if _YOUNG.search(fold(text)) else None


def named_in(text: str) -> type[Record] | None:
    """The one registry that words around a table name; None where they name none or several."""
    if sides_in(text) or _YOUNG.search(fold(text)):
        return side_in(text)
    folded = fold(text)
    if _STAFF.search(folded):
        return None if _CHILDREN.search(folded) else Staff
    return Mentee if _CHILDREN.search(folded) and not _ADULTS.search(folded) else None


def is_young(text: str) -> bool:
    """Whether words name those who have just begun to teach."""
    return _NOVICE.search(fold(text)) is not None


def of_adults(text: str) -> bool:
    """Whether words are of people who work: a class beside them makes no pupils of them."""
    folded = fold(text)
    return bool(_ADULTS.search(folded) or _STAFF.search(folded))


def nearest(captions: Sequence[str]) -> str:
    """The caption nearest to a table that names a registry; "" where none does."""
    return next((text for text in reversed(captions) if named_in(text)), "")
