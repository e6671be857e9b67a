"""Who of the school is meant by a responsible person as written: by name, or by post.

Nothing is rewritten: what is written stays, near-twins and choices are asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from nastavnik.domain.lemmas import lemma
from nastavnik.domain.person_names import NameKey, may_be_short_for, name_key, slips, sounds_like
from nastavnik.model.codes import FindingCode
from nastavnik.model.findings import Finding
from nastavnik.model.school import School
from nastavnik.model.sheets import Staff
from nastavnik.model.text import fold, listed
from nastavnik.roadmap.checks.remarks import places, question
from nastavnik.roadmap.model import Roadmap
from nastavnik.roadmap.people import NAME

DIRECTOR, CURATOR = "директор", "куратор"
TWIN = question(
    "ДК65",
    "«{text}» похоже на {known} с листа «Сотрудники»",
    "Одного человека пишут одинаково, а двух разных нельзя спутать",
    "Если это один человек, исправьте написание; если другой, впишите его в «Сотрудники»",
)
CHOICE = question(
    "ДК66",
    "«{text}» — кто из них: {known}?",
    "Ответственный должен знать, что отвечает он",
    "Впишите фамилию рядом с должностью",
)
STRANGER = question(
    "ДК67",
    "«{text}» нет на листе «Сотрудники»",
    "Из этого листа в документы попадают должности и адреса",
    "Впишите этого человека на лист «Сотрудники» или исправьте ФИО",
)

_WORKS = {
    "ур": "учебной работе",
    "вр": "воспитательной работе",
    "увр": "учебно-воспитательной работе",
    "мр": "методической работе",
    "нмр": "научно-методической работе",
}
_SHORT = {
    **_WORKS,
    **{f"зд{short}": f"заместитель директора по {work}" for short, work in _WORKS.items()},
    "завуч": f"заместитель директора по {_WORKS['увр']}",
    "зам": "заместитель",
    "соц": "социальный",
    "соцпедагог": "социальный педагог",
    "психолог": "педагог-психолог",
    "рук": "руководитель",
    "отв": "ответственный",
}
"""What stands for longer words in posts."""
_SAYS_NOTHING = frozenset(
    {"школа", "организация", "учреждение", "оо", "оу", "гимназия", "лицей"}
    | {"программа", "наставничество", "система"}
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PLURAL = re.compile(r"\W*\w*(?:тели|теля|оги|ники|оры|исты|ные)\b", re.IGNORECASE)
_FULL_NAME = re.compile(r"[А-ЯЁ][а-яё-]+(?:\s+[А-ЯЁ][а-яё]+){2}")
_SELF = re.compile(r"оставляю за собой", re.IGNORECASE)

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Somebody of the school."""

    full_name: str
    post: str = ""
    role: str = ""

    @property
    def key(self) -> NameKey:
        """The key of the name."""
        return name_key(self.full_name)


@dataclass(frozen=True, slots=True)
class Meant:
    """Who is meant by words: the people, or the remark to make where that is not certain."""

    people: tuple[StaffMember, ...] = ()
    doubt: FindingCode | None = None
    known: tuple[StaffMember, ...] = ()


def people_of(school: School) -> tuple[StaffMember, ...]:
    """«Сотрудники», and the director and the curator of «Школа» if they are not among them."""
    card = school.card
    found = [
        StaffMember(row.full_name, row.post, row.role) for row in school.staff if row.full_name
    ]
    known = {person.key for person in found}
    heads = (
        StaffMember(card.director, card.director_post, DIRECTOR),
        StaffMember(card.curator, card.curator_post, CURATOR),
    )
    return (*found, *(head for head in heads if head.full_name and head.key not in known))


def meant_by(text: str, people: Sequence[StaffMember]) -> Meant:
    """Who of the people is meant by a responsible person as written."""
    name = NAME.search(text) or _FULL_NAME.fullmatch(text)
    if name:
        return _by_name(name_key(name[0]), people)
    return _by_post(text, people)


def _by_name(key: NameKey, people: Sequence[StaffMember]) -> Meant:
    same = [person for person in people if person.key == key]
    found = same or [person for person in people if _one_is_short(key, person.key)]
    if found:
        return _chosen(found)
    near = tuple(person for person in people if _alike(key, person.key))
    if near:
        return Meant(doubt=TWIN, known=near)
    return Meant(doubt=STRANGER if people else None)


def _one_is_short(one: NameKey, other: NameKey) -> bool:
    return may_be_short_for(one, other) or may_be_short_for(other, one)


def _alike(one: NameKey, other: NameKey) -> bool:
    if one.is_short or other.is_short:
        return sounds_like(one, other) or _is_slip(one, other)
    return any(True for _ in slips((one, other)))


def _is_slip(one: NameKey, other: NameKey) -> bool:
    """Whether surnames with one pair of initials differ by a letter."""
    from rapidfuzz.distance import OSA

    same = one.initials == other.initials
    return same and OSA.distance(one.surname, other.surname, score_cutoff=1) <= 1


def _chosen(found: Sequence[StaffMember]) -> Meant:
    """The one found; several with one name are a choice for a person."""
    if len(found) == 1:
        return Meant((found[0],))
    return Meant(doubt=CHOICE, known=tuple(found))


def _by_post(text: str, people: Sequence[StaffMember]) -> Meant:
    """By the very words of a post or a role, else by some of them if only one person has those."""
    if _SELF.search(text):
        return Meant(tuple(person for person in people if person.role == DIRECTOR)[:1])
    words = post_words(text)
    exact = [p for p in people if words and words in (post_words(p.post), post_words(p.role))]
    if _PLURAL.match(text):
        return Meant(tuple(person for person in exact if post_words(person.post) == words))
    found = exact or [person for person in people if words and _has_post(person, text, words)]
    return _chosen(found) if found else Meant()


def _has_post(person: StaffMember, text: str, words: Words) -> bool:
    """Whether the words are a part of a post, or say a role and more."""
    role = post_words(person.role)
    says_role = bool(role) and role <= words and _head(text) in role
    return says_role or words <= post_words(person.post)


def _head(post: str) -> str:
    """The first word of a post, which says whose it is: «заместитель директора» is no director."""
    first = _WORD.search(_spelt_out(post))
    return lemma(first[0]) if first else ""


def post_words(post: str) -> Words:
    """The words of a post that tell it from others, abbreviations written out."""
    found = map(lemma, _WORD.findall(_spelt_out(post)))
    return frozenset(word for word in found if word and word not in _SAYS_NOTHING)


def _spelt_out(post: str) -> str:
    return " ".join(_SHORT.get(word, word) for word in _WORD.findall(fold(post)))


def staff_questions(school: School, roadmap: Roadmap) -> Iterator[Finding]:
    """What to ask about the responsible of a roadmap that is taken into the book."""
    people = people_of(school)
    if not any(row.full_name for row in school.table(Staff).rows):
        return
    for text, where in _written(roadmap).items():
        meant = meant_by(text, people)
        if meant.doubt:
            known = listed(person.full_name for person in meant.known)
            yield meant.doubt.at(places(where), who=text, text=text, known=known)


def known_people(school: School, roadmap: Roadmap) -> Mapping[str, str]:
    """The responsible of a roadmap who are certain: as written → the full name."""
    people = people_of(school)
    found = {text: meant_by(text, people).people for text in _written(roadmap)}
    return {text: meant[0].full_name for text, meant in found.items() if len(meant) == 1}


def _written(roadmap: Roadmap) -> dict[str, list[str]]:
    """Every responsible person as written, with the places."""
    found: dict[str, list[str]] = {}
    for row in roadmap.rows:
        for text in row.responsible:
            found.setdefault(text, []).append(row.place)
    return found
