"""Who signs a document, by name: what the catalogue says in roles, told from the book."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from nastavnik.documents.catalogue.kinds import DocumentKind
from nastavnik.domain.people import is_minor
from nastavnik.model.school import School
from nastavnik.model.sheets import Mentor, Paper, Person
from nastavnik.model.text import fold

_BETWEEN = re.compile(" и | или ")
_OF_STAFF = ("секретарь", "педагог-психолог")
_GUARDIANS = ("законный представитель", "представитель")


class Signers:
    """Looks up the people whose signatures a document needs."""

    def __init__(self, school: School, today: date) -> None:
        self._school, self._today = school, today

    def of(self, kind: DocumentKind, paper: Paper) -> tuple[str, ...]:
        """The names in the order in which they sign; a role where the book names nobody."""
        names = (self._name(role, paper) for role in self._roles(kind.signed_by, paper))
        return tuple(dict.fromkeys(names))

    def _roles(self, signed_by: str, paper: Paper) -> Iterator[str]:
        """The words of a role; of a participant and whoever answers for her, one of the two."""
        roles = _BETWEEN.split(signed_by)
        person = self._person(paper.who)
        is_child = person is not None and is_minor(person, self._today)
        for role in roles:
            if len(roles) == 1 or "представитель" not in roles or (role in _GUARDIANS) == is_child:
                yield role

    def _name(self, role: str, paper: Paper) -> str:
        holder = _HOLDERS.get(role)
        about = f" ({paper.who})" if role in _GUARDIANS and paper.who else ""
        return (holder(self, paper) if holder else "") or f"{role}{about}"

    def _person(self, name: str) -> Person | None:
        key = fold(name)
        return self._school.mentee_named.get(key) or self._school.mentor_named.get(key)

    def guardian(self, paper: Paper) -> str:
        """Who answers for the child the paper is about."""
        person = self._person(paper.who)
        return person.guardian if person else ""

    def partner(self, paper: Paper) -> str:
        """The organisation that sends the mentor the paper is about."""
        person = self._school.mentor_named.get(fold(paper.who))
        return person.workplace if isinstance(person, Mentor) else ""

    def on_staff(self, role: str) -> str:
        """The first of the staff with that role."""
        return next((each.full_name for each in self._school.staff if each.role == role), "")

    def director(self, paper: Paper) -> str:
        """Whoever heads the school."""
        return self._school.card.director

    def curator(self, paper: Paper) -> str:
        """The curator of the programme."""
        return self._school.card.curator


def _who(signers: Signers, paper: Paper) -> str:
    return paper.who


def _second(signers: Signers, paper: Paper) -> str:
    return paper.other or paper.who


def _by_role(role: str) -> Callable[[Signers, Paper], str]:
    return lambda signers, _: signers.on_staff(role)


_HOLDERS: Mapping[str, Callable[[Signers, Paper], str]] = {
    "директор": Signers.director,
    "председатель": Signers.director,
    "куратор": Signers.curator,
    "участник": _who,
    "наставник": _who,
    "наставляемый": _second,
    "партнёр": Signers.partner,
    **dict.fromkeys(_GUARDIANS, Signers.guardian),
    **{role: _by_role(role) for role in _OF_STAFF},
}
"""Word of `DocumentKind.signed_by` → whose name it stands for."""
