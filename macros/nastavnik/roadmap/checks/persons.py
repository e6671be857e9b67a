"""Checks of the responsible: spelling, posts without names, names without posts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from nastavnik.model.findings import Finding
from nastavnik.roadmap.checks import remarks
from nastavnik.roadmap.checks.evidence import Evidence
from nastavnik.roadmap.checks.remarks import places
from nastavnik.roadmap.people import NAME, names_in, split_people
from nastavnik.roadmap.text import collapse

_ALIKE = 75
_BARE_POST = re.compile(
    r"(?:заместител[ьи]|зам\.?|социальн\w+|классн\w+|ответственн\w+)", re.IGNORECASE
)
_PLURAL = re.compile(
    r"(?:заместители|классные руководители|педагоги|наставники|учителя)\b.*", re.IGNORECASE
)
_SEPARATED = re.compile(r"[,;\n/]|\sи\s")


def similar_names(seen: Evidence) -> Iterator[Finding]:
    """Two spellings of one surname."""
    from rapidfuzz.fuzz import ratio

    found = _places_of_names(seen)
    for first, second in combinations(found, 2):
        (surname, initials), (other, others) = _parts(first), _parts(second)
        alike = surname != other and ratio(surname, other) >= _ALIKE
        if alike and initials[:1] == others[:1] and len(initials) == len(others):
            yield remarks.SIMILAR_NAMES.at(
                places([*found[first], *found[second]]), who=first, first=first, second=second
            )


def _places_of_names(seen: Evidence) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in seen.rows:
        for person in row.responsible:
            for name in names_in(person):
                found.setdefault(name, []).append(row.place)
    return found


def _parts(name: str) -> tuple[str, str]:
    """(surname, initials) of a name in any order."""
    surname = max(re.findall(r"[А-ЯЁ][а-яё-]+", name), key=len, default=name)
    return surname, "".join(re.findall(r"[А-ЯЁ]", name.replace(surname, "", 1)))


def glued(seen: Evidence) -> Iterator[Finding]:
    """Several persons in a cell with nothing between them; in a flat text all are so."""
    if seen.layout.flat:
        return
    rows: dict[str, list[str]] = {}
    for entry in seen.entries:
        if len(split_people(entry.responsible)) > 1 and not _SEPARATED.search(entry.responsible):
            rows.setdefault(collapse(entry.responsible), []).append(entry.place)
    for text, where in rows.items():
        yield remarks.GLUED_PEOPLE.at(places(where), text=text)


def repeated(seen: Evidence) -> Iterator[Finding]:
    """One person twice in a cell."""
    for entry in seen.entries:
        people = split_people(entry.responsible)
        twice = next((person for person in people if people.count(person) > 1), None)
        if twice:
            yield remarks.REPEATED_PERSON.at(entry.place, text=twice)


def names_and_posts(seen: Evidence) -> Iterator[Finding]:
    """Names without posts, posts in the plural without names."""
    people = dict.fromkeys(person for row in seen.rows for person in row.responsible)
    bare = [person for person in people if NAME.fullmatch(person)]
    plural = [person for person in people if _PLURAL.fullmatch(person) and not NAME.search(person)]
    if bare:
        yield remarks.NO_POSTS.at(_where(seen, bare[0]), text="», «".join(bare))
    if plural:
        yield remarks.NO_NAMES.at(_where(seen, plural[0]), text="», «".join(plural))


def _where(seen: Evidence, person: str) -> str:
    return places([row.place for row in seen.rows if person in row.responsible])


def posts(seen: Evidence) -> Iterator[Finding]:
    """Posts that are cut off, or named now shorter and now longer."""
    people = list(dict.fromkeys(person for row in seen.rows for person in row.responsible))
    for person in people:
        if _BARE_POST.fullmatch(person):
            yield remarks.CUT_OFF.at(_where(seen, person), what="ответственный", text=person)
    for first, second in combinations(sorted(people, key=len), 2):
        if second.startswith(f"{first} ") and _is_longer_post(first, second):
            yield remarks.SIMILAR_POSTS.at(_where(seen, second), first=first, second=second)


def _is_longer_post(post: str, longer: str) -> bool:
    """Whether a post has just one word more than another, such as «Директор школы»."""
    more = longer.removeprefix(post).split()
    return len(more) == 1 and not _BARE_POST.fullmatch(post) and not NAME.search(longer)
