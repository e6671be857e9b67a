"""Who may be named in public, and what of a text may not be said there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from nastavnik.documents.catalogue.table import KINDS
from nastavnik.domain.people import LEARNERS, WORKERS, is_minor
from nastavnik.domain.person_names import NameKey, may_be_short_for, name_key
from nastavnik.model.choices import PaperState
from nastavnik.model.homoglyphs import unlatin
from nastavnik.model.patterns import FULL_NAME
from nastavnik.model.schema import CellKind
from nastavnik.model.school import School
from nastavnik.model.sheets import Card, Mentor, Person
from nastavnik.model.text import fold
from nastavnik.roadmap.people import names_in
from nastavnik.russian.cases import Case
from nastavnik.russian.dates import MONTHS_OF_DATES

NAME, CONTACT, BIRTH, CLASS = (
    "имя человека, который не дал согласия на публикацию",
    "телефон или почта человека",
    "дата рождения",
    "класс участника",
)
_CONSENT = next(fold(kind.title) for kind in KINDS if kind.key == "publication")
_OVER = frozenset({PaperState.EXPIRED, PaperState.WITHDRAWN})

_WORD = re.compile(r"[А-ЯЁа-яё]+(?:-[А-ЯЁа-яё]+)*")
_PHONE = re.compile(r"(?<!\d)(?:\+?7|8)[\s()-]*\d{3}[\s()-]*\d{3}[\s-]*\d{2}[\s-]*\d{2}(?!\d)")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
_ENDS = (
    *("ая", "яя", "ой", "ый", "ий", "ей", "а", "я", "о", "е", "и", "ы", "у", "ю"),
    *("ь", "й", "ою", "ею", "ую", "юю", "ого", "его", "ому", "ему", "ом", "ем", "ым", "им"),
    *(
        "ых",
        "их",
        "ыми",
        "ими",
        "ам",
        "ям",
        "ами",
        "ями",
        "ах",
        "ях",
        "ия",
        "ию",
        "ии",
        "ией",
        "ием",
    ),
)
"""Endings in which the forms of a name differ."""
_ENDING = re.compile(r"(?:ая|яя|ой|ый|ий|ей|[аяоеиыуьй])$")
_FLEETING = re.compile(r"^(.+)[ео]([бвгджзклмнпрстфхцчш])$")
_SHORTEST_ROOT = 2


def consenting(school: School, today: date) -> tuple[Mentor, ...]:
    """The mentors who work at the school and have agreed to be named in public."""
    return tuple(
        mentor
        for mentor in school.mentors
        if mentor.full_name
        and mentor.role in WORKERS
        and not (mentor.birth and is_minor(mentor, today))
        and not (mentor.left_on and mentor.left_on <= today)
        and (mentor.publication_on is not None and mentor.publication_on <= today)
        and not _is_taken_back(school, mentor, today)
    )


def _is_taken_back(school: School, mentor: Mentor, today: date) -> bool:
    """Whether the last paper about the consent says that it holds no more."""
    who = fold(mentor.full_name)
    papers = [p for p in school.papers if fold(p.kind) == _CONSENT and fold(p.who) == who]
    last = max(papers, key=lambda paper: (paper.dated or date.min, paper.row), default=None)
    return last is not None and (
        last.state in _OVER or (last.valid_until is not None and last.valid_until < today)
    )


def namesakes(school: School, mentors: Iterable[Mentor]) -> tuple[Mentor, ...]:
    """Those of them who are called as somebody who learns."""
    learners = {name_key(person.full_name) for person in _learners(school)}
    return tuple(mentor for mentor in mentors if name_key(mentor.full_name) in learners)


def _people(school: School) -> tuple[Person, ...]:
    return (*school.mentors, *school.mentees)


def _learners(school: School) -> Iterator[Person]:
    return (person for person in _people(school) if person.role in LEARNERS)


class Discretion:
    """Tells what of a text may not be said in public.

    The head and the curator are named by their office, `mentors` by their consent, nobody else.
    """

    def __init__(self, school: School, today: date) -> None:
        agreed = consenting(school, today)
        self.namesakes = namesakes(school, agreed)
        self.mentors = tuple(mentor for mentor in agreed if mentor not in self.namesakes)
        card = school.card
        learners = {name_key(person.full_name) for person in _learners(school)}
        named = (card.director, card.curator, *(mentor.full_name for mentor in self.mentors))
        known = tuple(name for name in named if name and name_key(name) not in learners)
        self._named = _pattern_of(known, _called_after(card))
        self._own = _digits(card.phone), fold(card.email)
        self._surnames, self._given = _roots_of_others(school, {name_key(name) for name in known})
        self._births = _births(school)
        self._classes = _classes(school)

    def may_name(self, name: str) -> bool:
        """Whether this is somebody who may be named, in whatever case or short form."""
        return bool(name.strip()) and not self._without_named(name).strip(" .,;")

    def betrays(self, text: str) -> str:
        """What in the text may not be said, in words; "" where nothing."""
        rest = self._without_named(unlatin(text))
        if self._names_somebody(rest):
            return NAME
        phones = {_digits(found) for found in _PHONE.findall(rest)}
        mails = {fold(found) for found in _MAIL.findall(rest)}
        if phones - {self._own[0]} or mails - {self._own[1]}:
            return CONTACT
        if any(day in rest for day in self._births):
            return BIRTH
        return CLASS if self._classes and self._classes.search(rest) else ""

    def _without_named(self, text: str) -> str:
        return self._named.sub(" ", text) if self._named else text

    def _names_somebody(self, text: str) -> bool:
        words = [(match[0], _roots(match[0])) for match in _WORD.finditer(text)]
        for place, (word, roots) in enumerate(words):
            surnames = roots & self._surnames.keys()
            if word[0].isupper() and (surnames or roots & self._given):
                return True
            beside = [other for _, other in words[max(0, place - 1) : place + 2]]
            if any(self._surnames[root] & other for root in surnames for other in beside):
                return True
        return bool(names_in(text))


def _called_after(card: Card) -> Iterator[str]:
    """What the school is called, and whose name it bears: that is nobody of the workbook."""
    for name in filter(None, (card.name, card.short_name)):
        yield name
        yield from re.findall(r"(?:имени|им\.)\s*[^«»\",]+", name)


def _pattern_of(names: Iterable[str], texts: Iterable[str]) -> re.Pattern[str] | None:
    """Finds these names in every case, in full and with initials, and these texts as they are."""
    spellings = [spelling for name in names for spelling in _spellings(name)]
    spellings += [r"\s+".join(map(re.escape, text.split())) for text in texts]
    longest_first = sorted(set(spellings), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)") if spellings else None


def _spellings(name: str) -> Iterator[str]:
    from nastavnik.russian.names import decline_name

    initials = r"\s*".join(rf"{re.escape(word[0])}\." for word in name.split()[1:] if word)
    for case in Case:
        for form in {name, decline_name(name, case).text}:
            words = [re.escape(word) for word in form.split()]
            yield r"\s+".join(words)
            if initials:
                yield rf"{words[0]}\s*{initials}"
                yield rf"{initials}\s*{words[0]}"


def _roots_of_others(
    school: School, named: set[NameKey]
) -> tuple[dict[str, set[str]], frozenset[str]]:
    """Roots of surnames with those of the given names beside them, and given names of learners."""
    surnames: dict[str, set[str]] = {}
    for key in _names_of_others(school):
        if key in named or any(may_be_short_for(key, other) for other in named):
            continue
        for surname in _name_roots(key.surname):
            surnames.setdefault(surname, set()).update(_name_roots(key.given))
    given = {
        root
        for person in _learners(school)
        for root in _name_roots(name_key(person.full_name).given)
    }
    return surnames, frozenset(given)


def _names_of_others(school: School) -> Iterator[NameKey]:
    """Every name in a personal column; a surname alone where only names stand."""
    for table in school.tables.values():
        columns = [
            column
            for column in table.record.columns
            if (column.personal or column.pattern == FULL_NAME)
            and column.kind is CellKind.TEXT
            and not column.choices
        ]
        for row in table.rows:
            for column in columns:
                for text in re.split(r"[\n;,]", str(column.of(row))):
                    key = _key_of_name(text.strip())
                    if key and (key.given or column.pattern == FULL_NAME):
                        yield key


def _key_of_name(text: str) -> NameKey | None:
    """The name that a text is; None where it is a phone, an address or a word of another kind."""
    words = text.split()
    if not 0 < len(words) <= 5 or not all(word[0].isalpha() for word in words):
        return None
    key = name_key(text)
    return key if key.surname and text[0].isupper() else None


def _plain(word: str) -> str:
    return word.casefold().replace("ё", "е")


def _name_roots(word: str) -> set[str]:
    """What all forms of a part of a name begin with; a hyphen parts what may stand alone."""
    roots = set()
    for part in (_plain(word), *_plain(word).split("-")):
        root = _ENDING.sub("", part)
        found = root if len(root) >= _SHORTEST_ROOT else part
        roots |= {found, _FLEETING.sub(r"\1\2", found), _FLEETING.sub(r"\1ь\2", found)}
    return {root for root in roots if len(root) >= _SHORTEST_ROOT}


def _roots(word: str) -> set[str]:
    """The word as it is, and without whatever may be its ending."""
    roots = set()
    for part in (_plain(word), *_plain(word).split("-")):
        roots |= {part, *(part.removesuffix(end) for end in _ENDS)}
    return {root for root in roots if len(root) >= _SHORTEST_ROOT}


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)[-10:]


def _births(school: School) -> frozenset[str]:
    """Birth dates as they are written."""
    days = [person.birth for person in _people(school) if person.birth]
    return frozenset(
        spelling
        for day in days
        for spelling in (
            f"{day:%d.%m.%Y}",
            f"{day:%Y-%m-%d}",
            f"{day.day} {MONTHS_OF_DATES[day.month - 1]} {day.year}",
        )
    )


def _classes(school: School) -> re.Pattern[str] | None:
    """Finds the classes of those who learn."""
    parts = (re.fullmatch(r"\s*(\d+)\W*([А-ЯЁа-яё])\W*", p.school_class) for p in _learners(school))
    pairs = {(part[1], part[2].upper()) for part in parts if part}
    spellings = "|".join(
        rf"{number}\s?-?[«\"]?{letter}|{number}-?{letter.lower()}" for number, letter in pairs
    )
    return re.compile(rf"(?<![\d.])(?:{spellings})(?!\w)") if spellings else None
