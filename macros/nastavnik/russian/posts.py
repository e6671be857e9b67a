"""Job titles: the main noun and the adjectives that agree with it are declined, the rest stays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from nastavnik.model.memory import remembered
from nastavnik.model.text import tidy
from nastavnik.russian.cases import Case, Declined
from nastavnik.russian.rules import words
from nastavnik.russian.verdicts import HARD, STAYS, Forms, FormsVerdict
from nastavnik.russian.voices import inflections, parses, spelt_like

NO_HEAD = "не найдено главное слово в именительном падеже"
UNKNOWN_HEAD = "незнакомое слово: проверьте форму"
THING = "главное слово не называет человека"
SECOND_PART = "склоняется ли вторая часть названия"
FOREIGN_LETTERS = "латинские буквы внутри русского слова"

_TAKES_GENITIVE = re.compile(
    r"(врио|вр\.?\s*и\.?\s*о\.?|и\.\s?о\.?|ио|зам|зав|пом|(нач|рук|исп)(?=\.))(\s|\.|$)",
    re.IGNORECASE,
)
"""Openings after which the post already stands in the genitive, so nothing there changes."""

_FIXED_PREFIXES = words(
    """арт аудио бизнес веб вице видео генерал интернет кино медиа мини обер онлайн премьер пресс
    радио спорт теле топ унтер фитнес фото шеф штаб экс"""
)
"""First parts of hyphenated words that never change."""

_OPENS_SECOND_PART = re.compile(r",|\(|;|/|\+|\s-\s|[–—]|\sи\s")
_BRACKETS_WITHIN = re.compile(r"\s*\([^)]*\)\s*[А-Яа-яЁё]")
"""What may part an adjective from its noun: «старший (сменный) мастер»."""

_QUOTED = re.compile(r"«[^»]*»|„[^“]*“|\"[^\"]*\"")
_WORD = re.compile(r"[А-Яа-яЁё]+(?:[-\u2010\u2011][А-Яа-яЁё]+)*")
_HYPHEN = re.compile("([-\u2010\u2011])")
_MIXED_LETTERS = re.compile("[A-Za-z][А-Яа-яЁё]|[А-Яа-яЁё][A-Za-z]")
_REGULAR_NOUN = re.compile(
    "(тель|ник|[щч]ик|[её]р|ор|ист|лог|граф|вед|педагог|[ае]нт|ница|[её]рка|ист?ка|брат|сестра)$"
)
_TRADE = re.compile("....(ник|[щч]ик|ист|лог|граф|вед)$")
_NO_POST = ("Surn", "Name", "Patr", "Geox", "Abbr", "Fixd")


@dataclass(frozen=True, slots=True)
class _Reading:
    """A word as a noun or adjective in the nominative singular; «судья» has an empty `gender`."""

    forms: Forms
    noun: bool
    gender: str
    animate: bool
    regular: bool

    @property
    def adjectival(self) -> bool:
        """Whether it is declined as an adjective: «вожатый», «старший»."""
        return self.forms[Case.GENITIVE.place].endswith(("ого", "его", "ой", "ей"))

    def agrees(self, other: _Reading) -> bool:
        """Whether this adjective may stand before `other`."""
        return self.gender == other.gender or (not other.gender and self.gender != "neut")


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of a post that may have a main word of its own.

    After a comma or a dash it may be an adjective («ответственный за питание»), in brackets not
    («(английский, немецкий)»).
    """

    words: tuple[re.Match[str], ...]
    adjective_leads: bool = True


Phrase = list[tuple[re.Match[str], _Reading]]
"""Words that are declined together: adjectives, their noun, and what agrees with it after it."""


def _main(phrase: Phrase) -> _Reading:
    """The reading of the main word: the first noun, else the last adjective."""
    readings = [reading for _, reading in phrase]
    return next((one for one in readings if one.noun), readings[-1])


def decline_post(post: str, case: Case) -> Declined:
    """The job title in `case`: «учителю физики», «старшей вожатой», «и. о. директора».

    The post keeps its own gender. Never raises for any text: where no main word is found the text
    comes back as it is, not sure.
    """
    return _judge(tidy(post)).in_case(case)


@remembered(4096)
def _judge(post: str) -> FormsVerdict:
    if post.isupper() and len(post) > 4:
        quiet = _judge(post.lower())
        return FormsVerdict(
            tuple(map(str.upper, quiet.forms)), None, quiet.reason, quiet.everything
        )
    first, *others = _parts(post)
    main = [] if _TAKES_GENITIVE.match(post) else _phrase(first.words, post)
    seconds = [phrase for part in others if (phrase := _second_phrase(part, post))]
    reasons = dict.fromkeys(_doubts(post, main, seconds))
    forms = _replaced(post, [pair for phrase in (main, *seconds) for pair in phrase])
    return FormsVerdict(forms, None, "; ".join(reasons), everything=bool(reasons))


def _doubts(post: str, main: Phrase, seconds: Sequence[Phrase]) -> Iterator[str]:
    if not main and not _TAKES_GENITIVE.match(post):
        yield NO_HEAD
    if _MIXED_LETTERS.search(post):
        yield FOREIGN_LETTERS
    if main and _main(main).noun and not _main(main).animate:
        yield THING
    if main and _main(main).adjectival and _BRACKETS_WITHIN.match(post, main[-1][0].end()):
        yield SECOND_PART
    for phrase in (main, *seconds):
        if phrase and not _main(phrase).regular:
            yield UNKNOWN_HEAD


def _parts(post: str) -> list[_Part]:
    """The post cut wherever a second main word may start; quotations are left out."""
    plain = _QUOTED.sub(lambda quoted: "«" * len(quoted[0]), post)
    openers = list(_OPENS_SECOND_PART.finditer(plain))
    starts = [0, *(opener.end() for opener in openers)]
    ends = [*(opener.start() for opener in openers), len(plain)]
    return [
        _Part(tuple(_WORD.finditer(plain, start, end)), _adjective_may_lead(plain[:start]))
        for start, end in zip(starts, ends, strict=True)
    ]


def _adjective_may_lead(before: str) -> bool:
    in_brackets = before.count("(") > before.count(")")
    return not in_brackets and not before.endswith((" и ", "/", "+"))


def _phrase(words: Sequence[re.Match[str]], post: str) -> Phrase:
    """The main word of a part and the adjectives before it; empty where there is none."""
    found: Phrase = []
    for place, word in enumerate(words):
        if _is_abbreviated(word, post):
            continue
        following = words[place + 1 : place + 2]
        adjacent = following and not post[word.end() : following[0].start()].strip()
        then = _readings(following[0][0]) if adjacent else ()
        adjective = _agreeing_adjective(word[0], then)
        if adjective:
            found.append((word, adjective))
            continue
        head = _head(word[0], [reading for _, reading in found])
        if head:
            return [*found, (word, head), *_after(words[place:], head, post)]
        if found or not _is_adverb(word[0]):
            return []
    return []


def _agreeing_adjective(word: str, following: Sequence[_Reading]) -> _Reading | None:
    adjectives = (reading for reading in _readings(word) if not reading.noun)
    return next((one for one in adjectives if any(map(one.agrees, following))), None)


def _after(words: Sequence[re.Match[str]], head: _Reading, post: str) -> Phrase:
    """What stands right after a noun and agrees with it: «сестра диетическая», «учитель логопед».

    `words` begin with the noun. An adjective on -ой may be a genitive («родной литературы»).
    """
    found: Phrase = []
    for place, word in enumerate(words[1:], start=1):
        agreeing = _agreeing_after(word[0], head)
        then = _readings(words[place + 1][0]) if place + 1 < len(words) else ()
        is_apart = bool(post[words[place - 1].end() : word.start()].strip())
        if is_apart or not agreeing or any(one.noun and agreeing.agrees(one) for one in then):
            break
        found.append((word, agreeing))
    return found


def _agreeing_after(word: str, head: _Reading) -> _Reading | None:
    if not head.noun or word.endswith("ой") or word[0].isupper():
        return None
    fitting = (one for one in _readings(word) if one.agrees(head))
    return next((one for one in fitting if not one.noun or (one.animate and one.regular)), None)


def _head(word: str, adjectives: Sequence[_Reading]) -> _Reading | None:
    suiting = (one for one in _readings(word) if all(adj.agrees(one) for adj in adjectives))
    return next(suiting, None)


def _is_abbreviated(word: re.Match[str], post: str) -> bool:
    """«ст.», «гл.»: it never changes, the main word comes later."""
    return post[word.end() : word.end() + 1] == "." and word.end() + 1 < len(post)


def _is_adverb(word: str) -> bool:
    return any(parse.tag.POS == "ADVB" for parse in parses(word))


def _second_phrase(part: _Part, post: str) -> Phrase:
    """The main word of a later part, if it names a person too («классный руководитель»)."""
    phrase = _phrase(part.words, post)
    if not phrase or phrase[0][0] is not part.words[0]:
        return []
    head = _main(phrase)
    if head.noun:
        return phrase if head.animate else []
    return phrase if part.adjective_leads else []


def _replaced(post: str, phrase: Phrase) -> Forms:
    """The six forms of the post, made by putting forms in the place of words."""

    def in_place(place: int) -> str:
        text, done = "", 0
        for word, reading in phrase:
            text += post[done : word.start()] + reading.forms[place]
            done = word.end()
        return text + post[done:]

    return tuple(in_place(case.place) for case in Case)


@remembered(4096)
def _readings(word: str) -> tuple[_Reading, ...]:
    """Readings in the nominative singular: persons first, then other nouns, then adjectives."""
    if len(word) > 1 and word.isupper():
        return ()
    compound = _compound(word) if _HYPHEN.search(word) else None
    if compound:
        return (compound,)
    found = list(filter(None, (_reading(word, parse) for parse in parses(word))))
    if not found and _TRADE.search(word.lower()):
        found = [_unknown_trade(word)]
    return tuple(sorted(found, key=lambda one: (not one.noun, not one.animate)))


def _unknown_trade(word: str) -> _Reading:
    """«электроник»: a trade that the dictionary has only as a form of something else."""
    return _Reading(HARD.apply(word), noun=True, gender="masc", animate=True, regular=False)


def _reading(word: str, parse: Any) -> _Reading | None:
    tag = parse.tag
    if tag.POS not in ("NOUN", "ADJF", "PRTF") or not {"nomn", "sing"} <= tag.grammemes:
        return None
    forms = None if any(mark in tag for mark in _NO_POST) else inflections(parse)
    if forms is None:
        return None
    agent = bool(_REGULAR_NOUN.search(word.lower()))
    return _Reading(
        (word, *(_spelt_plainly(word, form) for form in forms[1:])),
        noun=tag.POS == "NOUN",
        gender=str(tag.gender or ""),
        animate="anim" in tag or agent,
        regular=parse.is_known or agent,
    )


def _spelt_plainly(word: str, form: str) -> str:
    """The form with «е» for «ё» in the ending («секретарем»), unless `word` itself has «ё»."""
    form = spelt_like(word, form)
    return form if "ё" in word.lower() else form.replace("ё", "е")


def _compound(word: str) -> _Reading | None:
    """A hyphenated noun: parts that name persons are declined, «шеф-» and «веб-» stay."""
    parts = _HYPHEN.split(word)
    readings = [_person(part) for part in parts]
    heads = [reading for reading in readings if reading]
    if not readings[-1]:
        return None
    forms = [
        reading.forms if reading else STAYS.apply(part)
        for part, reading in zip(parts, readings, strict=True)
    ]
    joined = tuple("".join(column) for column in zip(*forms, strict=True))
    return _Reading(joined, True, heads[0].gender, True, all(one.regular for one in heads))


def _person(part: str) -> _Reading | None:
    if part.lower() in _FIXED_PREFIXES or not part.isalpha():
        return None
    return next((one for one in _readings(part) if one.noun and one.animate), None)
