"""How much a title of somebody's column is like the titles a field is known by."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import cache
from itertools import takewhile
from typing import Any, cast

from nastavnik.model.grid import letters
from nastavnik.model.memory import remembered
from nastavnik.model.schema import Record
from nastavnik.model.sheets import Mentee, Mentor, Pair, Staff
from nastavnik.model.text import fold
from nastavnik.people_import.columns.synonyms import COMMON, OF
from nastavnik.people_import.model import (
    ANSWER,
    CLASS_OR_POST,
    COMPOSITE,
    JOINED,
    NAME,
    PAIR_FIELDS,
    PAIR_PERIOD,
    PARTS,
    REGISTRIES,
    SKIPPED,
)
from nastavnik.russian.rules import words

LONGEST = 160
"""A longer text is no title."""
LEVELS = " / "
"""Stands between the levels of a title: «Родитель / Телефон»."""
WITHOUT_BRACKETS = 0.95
"""What a title is worth that fits only if its brackets are left out."""
BELOW_PLAIN, BELOW_OTHER = 0.95, 0.7
"""What a lower title alone is worth below a heading that says nothing, and below any other."""

_ABBREVIATIONS = (
    (r"\bф\W{0,2}и\W{0,2}о\b\W?", " фио "),
    (r"\bф\W{0,2}и\b\W?", " фамилия имя "),
    (r"\bд\W{0,2}р\b\W?", " дата рождения "),
    (r"(?:№|\bn)\s*п\W*п\b\W*|\bп\W{1,2}п\b", " № "),
    (r"персональн\w+\s+данн\w+|\bперс\w*\W+данн\w*|\bп\W{0,2}д\W{0,2}н?\b", " пдн "),
    (r"\bтел\b", " телефон "),
    (r"\bдолж\w?\b", " должность "),
    (r"\bе-?mail\b|\bэл\w*\W*почт\w*|электронн\w+\s+почт\w*", " почта "),
    (r"\bкв\b|\bквалиф\b", " квалификационная "),
    (r"\bпед\b|\bпед(?=стаж)", " педагогический "),
    (r"\bпроф\b\W?", " профессиональный "),
    (r"\bмол\b\W?", " молодой "),
    (r"\bспец\b\W?", " специалист "),
    (r"\bнаставн-к\w*", " наставник "),
)  # fmt: skip
_COMPILED = tuple((re.compile(pattern), word) for pattern, word in _ABBREVIATIONS)
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_ANOTHERS = re.compile(r"\([^()]*(?:представит|родит|матер|отц|опекун)", re.IGNORECASE)
"""Brackets that say whose it is are not left out."""
_OTHERS = re.compile(
    r"\b(?:мат(?:ь|ери)|мам[аыуе]|от(?:ец|ца)|пап[аыуе]|родител[а-я]*|опекун[а-я]*|попечител[а-я]*"
    r"|представител[а-я]*(?! работод)|бабушк[а-я]*|дедушк[а-я]*|куратор[а-я]*|тьютор[а-я]*"
    r"|психолог[а-я]*|(?:классн[а-я]*|кл)\W{1,2}рук[а-я]*|директор[а-я]*)\b"
)
"""Words of titles over people whom a list only names beside its own."""
_POST_BEHIND = re.compile(r"[,;]\s*(?:должность|класс|предмет)[^,;]*$", re.IGNORECASE)
"""«Ф.И.О. наставника, должность» is the title of names all the same."""
_TOKEN = re.compile(r"№|[a-zа-я0-9]+")
_EMPTY_WORDS = words("на по о об в во с со и для от из у к за при или его ее их г гг дд мм гггг")
_LIGHT_WORDS = {
    **dict.fromkeys(
        words(
            """указать укажите впишите введите ваш ваша ваше ваши полностью полное полная участника
            участник данные информация сведения обработку контакты номер контактный конт
            контактные связи лет"""
        ),
        0.15,
    ),
    **dict.fromkeys(words("дата год ребенка мобильный"), 0.4),
}
"""Words that tell little, and how much."""
_OWN_WORDS: Mapping[type[Record], tuple[str, ...]] = {
    Mentor: (
        "наставника", "наставник", "наставников", "педагога", "учителя", "преподавателя",
        "работника", "сотрудника",
    ),
    Mentee: (
        "наставляемого", "наставляемый", "ученика", "учащегося", "обучающегося", "подопечного",
        "педагога", "ребенка", "студента", "воспитанника",
    ),
    Staff: ("сотрудника", "работника", "ответственного", "педагога", "учителя", "преподавателя"),
}  # fmt: skip
"""Words that only repeat who is in the registry."""
_OWN_WEIGHT = 0.15
_PLAIN_GROUPS = words(
    """фио контакты контактные данные сведения личные общие основные информация согласия согласие
    документы стаж участник участника наставник наставника наставники наставляемый наставляемого
    наставляемые сотрудник сотрудники педагог педагоги ученик ученики обучающиеся учащиеся"""
)
"""Words of headings over several titles that change the meaning of none."""


def scores(title: str, record: type[Record]) -> dict[str, float]:
    """Field → likeness of the title from 0 to 1, for every field of a registry it is like at all.

    The parts of a name and what is skipped count as fields. Brackets, and the upper of two levels,
    may be left out where they say nothing of their own.
    """
    group, _, own = title[: LONGEST + 1].rpartition(LEVELS)
    whole = f"{group} {own}"
    readings = [(1.0, whole), (WITHOUT_BRACKETS, _POST_BEHIND.sub("", whole))]
    if not _ANOTHERS.search(whole):
        readings.append((WITHOUT_BRACKETS, _BRACKETS.sub("", whole)))
    if group:
        is_plain = _PLAIN_GROUPS.issuperset(_words(group))
        readings.append((BELOW_PLAIN if is_plain else BELOW_OTHER, own))
    found: dict[str, float] = {}
    for share, text in readings:
        for field, score in _scores(text, cast(Hashable, record)).items():
            found[field] = max(found.get(field, 0), share * score)
    return found


def is_of_others(title: str) -> bool:
    """Whether a title names somebody beside the people of a list: a parent, a curator."""
    return _OTHERS.search(fold(title)) is not None


def best_score(title: str) -> float:
    """How much a text is like the title of any field of any registry."""
    every = (score for record in REGISTRIES for score in scores(title, record).values())
    return max(every, default=0)


@remembered(4096)
def _scores(title: str, record: Any) -> Mapping[str, float]:
    own = _words(title)
    if not own or len(title) > LONGEST:
        return {}
    alike = [_alike(word, record) for word in own]
    found = {
        field: max(_likeness(own, alike, known, record) for known in all_known)
        for field, all_known in _known(record).items()
    }
    return {field: score for field, score in found.items() if score >= 0.5}


@cache
def _known(record: Any) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The words of every title that each field is known by, its declared one first."""
    declared = {column.name: (column.title,) for column in record.columns}
    joined = (part for field, parts in JOINED.items() if field in declared for part in parts)
    fields = (*declared, *PARTS, *joined, SKIPPED, CLASS_OR_POST, ANSWER)
    return {
        field: tuple(_words(text) for text in _texts(field, record, declared.get(field, ())))
        for field in fields
    }


@cache
def _known_words(record: Any) -> frozenset[str]:
    return frozenset(w for known in _known(record).values() for words in known for w in words)


@remembered(8192)
def _alike(word: str, record: Any) -> Mapping[str, float]:
    """The words of known titles that are one with a word, and how surely."""
    found = ((known, _same(word, known)) for known in _known_words(record))
    return {known: share for known, share in found if share}


def _texts(field: str, record: type[Record], declared: Sequence[str]) -> Iterator[str]:
    yield from declared
    own = OF[record].get(field, ())
    yield from own
    taken = {fold(text) for other, texts in OF[record].items() if other != field for text in texts}
    yield from (text for text in COMMON.get(field, ()) if fold(text) not in taken)


@remembered(8192)
def _words(title: str) -> tuple[str, ...]:
    text = fold(title).replace("_", " ")
    for pattern, word in _COMPILED:
        text = pattern.sub(word, text)
    found = _TOKEN.findall(text)
    return tuple(dict.fromkeys(word for word in found if word not in _EMPTY_WORDS)) or tuple(found)


def _likeness(
    words: Sequence[str],
    alike: Sequence[Mapping[str, float]],
    known: Sequence[str],
    record: type[Record],
) -> float:
    """1 where the titles have the same words; less for each that only one of them has.

    What is `alike` to each of the words is told beside them.
    """
    if words == known:
        return 1.0
    if all(shares.keys().isdisjoint(known) for shares in alike):
        return 0.0
    there = sum(
        _weight(w, record) * max(shares.get(k, 0) for k in known)
        for w, shares in zip(words, alike, strict=True)
    )
    back = sum(_weight(k, record) * max(shares.get(k, 0) for shares in alike) for k in known)
    precision = there / sum(_weight(word, record) for word in words)
    recall = back / sum(_weight(word, record) for word in known)
    return min(0.99, 2 * precision * recall / (precision + recall))


def _weight(word: str, record: type[Record]) -> float:
    return _OWN_WEIGHT if word in _OWN_WORDS[record] else _LIGHT_WORDS.get(word, 1.0)


@remembered(65536)
def _same(one: str, other: str) -> float:
    """How surely two words are one: by form, by a slip of the pen, or cut short."""
    if one == other:
        return 1.0
    short, long = sorted((one, other), key=len)
    if len(short) < 3 or not short.isalpha():
        return 0.0
    shared = _shared(short, long)
    if shared >= 4 and len(long) - shared <= 3 and len(short) - shared <= 3:
        return 0.97
    if shared == len(short) and len(long) - shared >= 3:
        return 0.85
    from rapidfuzz.distance import OSA

    alike = OSA.normalized_similarity(one, other)
    return alike if len(short) >= 4 and alike >= 0.74 else 0.0


def _shared(one: str, other: str) -> int:
    """How many first letters two words have in common."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def field_title(field: str, record: type[Record]) -> str:
    """What a field is called to a person."""
    if field in PAIR_FIELDS:
        return f"{PAIR_TITLE}: {PAIR_FIELDS[field].title}"
    own = {PAIR_PERIOD: f"{PAIR_TITLE}: начало и окончание",
           "surname": "фамилия", "given": "имя", "patronymic": "отчество", SKIPPED: "не берётся",
           CLASS_OR_POST: "класс или должность", COMPOSITE: "несколько столбцов",
           ANSWER: "кто кем будет"}  # fmt: skip
    whole = next((name for name, parts in JOINED.items() if field in parts), "")
    if whole:
        return f"{record.named[whole].title}: часть"
    if field in own:
        return f"{NAME_TITLE}: {own[field]}" if field in PARTS else own[field]
    return record.named[field].title


def letter_title(column: int) -> str:
    """What a column without a title is called; it is counted from 0."""
    return f"{_LETTER}{letters(column + 1)}"


def is_letter(title: str) -> bool:
    """Whether a title is only the letter of its column."""
    return not title or title.startswith(_LETTER)


_LETTER = "столбец "
PAIR_TITLE = Pair.sheet
NAME_TITLE = Mentor.named[NAME].title
