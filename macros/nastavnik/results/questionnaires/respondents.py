"""Whom an answer is by: by full name, then by mail and phone; nobody is ever created."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from nastavnik.domain.answers import ANONYMOUS
from nastavnik.domain.person_names import NameKey, may_be_short_for, name_key
from nastavnik.model.choices import SurveyRole
from nastavnik.model.school import School
from nastavnik.model.text import fold, tidy
from nastavnik.results.questionnaires.model import Found, Respondent

_DIGITS = re.compile(r"\d")
_BETWEEN = re.compile(r"[;,/\n]")
_PHONE_DIGITS = 10
NOBODY = "такого человека нет в книге"
SEVERAL = "так в книге можно понять нескольких человек"
ANOTHERS = "имя и почта (телефон) — разных людей книги"
UNSIGNED = "нет имени, а почты или телефона нет в книге"


@dataclass(frozen=True)
class People:
    """Everybody of a book by name, mail and phone."""

    roles: Mapping[str, frozenset[str]]
    _keys: Mapping[NameKey, tuple[str, ...]]
    _surnames: Mapping[str, tuple[NameKey, ...]]
    _contacts: Mapping[str, tuple[str, ...]]

    def by(self, name: str, contacts: Iterable[str], key: str, own: str) -> Respondent:
        """Who answered; `own` makes an anonymous answer different from the others."""
        written = tidy(name)
        reached = {who for contact in contacts for who in self._contacts.get(contact, ())}
        if not written:
            return self._unsigned(reached, any(contacts), tidy(key), own)
        named = self._named(written)
        both = [who for who in named if who in reached]
        if len(named) > 1 and len(both) == 1:
            named = both
        if len(named) == 1 and reached and named[0] not in reached:
            return Respondent(Found.DOUBTFUL, named[0], why=ANOTHERS, written=written)
        if len(named) == 1:
            return Respondent(Found.KNOWN, named[0], self.roles[named[0]], written=written)
        why = SEVERAL if named else NOBODY
        return Respondent(Found.DOUBTFUL, written, why=why, written=written)

    def _unsigned(self, reached: set[str], has_contacts: bool, key: str, own: str) -> Respondent:
        if len(reached) == 1:
            who = next(iter(reached))
            return Respondent(Found.KNOWN, who, self.roles[who])
        if reached or has_contacts:
            return Respondent(Found.DOUBTFUL, "", why=SEVERAL if reached else UNSIGNED)
        return Respondent(Found.ANONYMOUS, f"{ANONYMOUS} {key or own}")

    def _named(self, name: str) -> list[str]:
        """The people whom a name can mean: this very one, else those it is short for."""
        key = name_key(name)
        turned = NameKey(key.patronymic or key.given, key.surname, key.given)
        if not key.patronymic:
            turned = turned._replace(patronymic="")
        for whole in (key, turned):
            if found := self._keys.get(whole):
                return list(found)
        return list(dict.fromkeys(who for each in (key, turned) for who in self._short(each)))

    def _short(self, key: NameKey) -> Iterator[str]:
        for full in self._surnames.get(key.surname, ()) if key.given else ():
            is_same = full.given == key.given and not key.patronymic
            is_short = key.is_short and (
                may_be_short_for(key, full)
                or (not key.patronymic and full.given.startswith(key.given))
            )
            initial = len(key.patronymic) == 1 and full.patronymic.startswith(key.patronymic)
            if is_same or is_short or (full.given == key.given and initial):
                yield from self._keys[full]


def people_of(school: School) -> People:
    """Everybody whom the book knows, with the roles in which they may answer."""
    roles: defaultdict[str, set[str]] = defaultdict(set)
    contacts: defaultdict[str, list[str]] = defaultdict(list)
    for role, people in (
        (SurveyRole.MENTOR, school.mentors),
        (SurveyRole.MENTEE, school.mentees),
        (SurveyRole.CURATOR, school.staff),
    ):
        for person in people:
            name = tidy(person.full_name)
            if name:
                roles[name].add(role)
                for contact in contacts_in(person.email, person.phone):
                    contacts[contact].append(name)
    if curator := tidy(school.card.curator):
        roles[curator].add(SurveyRole.CURATOR)
    for mentee in school.mentees:
        if guardian := tidy(mentee.guardian):
            roles[guardian].add(SurveyRole.PARENT)
    return _people(roles, contacts)


def _people(roles: Mapping[str, set[str]], contacts: Mapping[str, list[str]]) -> People:
    keys: defaultdict[NameKey, list[str]] = defaultdict(list)
    surnames: defaultdict[str, list[NameKey]] = defaultdict(list)
    for name in roles:
        keys[name_key(name)].append(name)
    for key in keys:
        surnames[key.surname].append(key)
    return People(
        {name: frozenset(each) for name, each in roles.items()},
        {key: tuple(names) for key, names in keys.items()},
        {surname: tuple(each) for surname, each in surnames.items()},
        {contact: tuple(dict.fromkeys(names)) for contact, names in contacts.items()},
    )


def contacts_in(*texts: str) -> Iterator[str]:
    """Addresses and numbers in texts, each as a key that its spellings share."""
    for text in texts:
        for each in _BETWEEN.split(text):
            digits = "".join(_DIGITS.findall(each))
            if "@" in each:
                yield fold(each)
            elif len(digits) >= _PHONE_DIGITS:
                yield digits[-_PHONE_DIGITS:]
