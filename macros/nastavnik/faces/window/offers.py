"""What a window offers to choose from for an option of words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from nastavnik.model.actions import ActionOption, OptionSource
from nastavnik.model.choices import Form
from nastavnik.model.sheets import QuestionRow

if TYPE_CHECKING:
    from nastavnik.model.school import School


class Offer(NamedTuple):
    """A value to choose; `is_wanted` that it is what is needed by now."""

    value: str
    is_wanted: bool = False


def offers(option: ActionOption, school: School | None, day: date) -> Sequence[Offer]:
    """What there is to choose from; nothing where only typing helps."""
    found = _FOUND.get(option.source) if option.source else None
    return tuple(found(school, day)) if found else ()


def _documents(school: School | None, day: date) -> Iterator[Offer]:
    from nastavnik.documents.catalogue.table import KINDS

    wanted = _wanted_documents(school, day) if school else frozenset()
    for kind in KINDS:
        yield Offer(kind.title, kind.title in wanted)


def _wanted_documents(school: School, day: date) -> frozenset[str]:
    """The kinds of which something would be made on a day without naming them."""
    from nastavnik.documents.catalogue.table import KINDS
    from nastavnik.documents.permission import Asked, Permission
    from nastavnik.domain.situation import Situation

    situation = Situation.of(school, day)
    permission, asked = Permission(situation), Asked(missing=True)
    return frozenset(
        kind.title
        for kind in KINDS
        if any(permission.of(kind, subject, asked).subject for subject in kind.subjects(situation))
    )


def _registries(school: School | None, day: date) -> Iterator[Offer]:
    from nastavnik.people_import.model import REGISTRIES

    return (Offer(record.sheet) for record in REGISTRIES)


def _people(school: School | None, day: date) -> Iterator[Offer]:
    people = (*school.mentors, *school.mentees) if school else ()
    names = sorted({person.full_name for person in people if person.full_name})
    return (Offer(name) for name in names)


def _forms(school: School | None, day: date) -> Iterator[Offer]:
    return (Offer(form.value) for form in Form)


def _questions(school: School | None, day: date) -> Iterator[Offer]:
    for question in school.table(QuestionRow).rows if school else ():
        yield Offer(f"{question.code}. {question.text}")


_FOUND: Mapping[OptionSource, Callable[[School | None, date], Iterator[Offer]]] = {
    OptionSource.DOCUMENTS: _documents,
    OptionSource.REGISTRIES: _registries,
    OptionSource.PEOPLE: _people,
    OptionSource.FORMS: _forms,
    OptionSource.QUESTIONS: _questions,
}


def columns_to_choose() -> list[str]:
    """The titles of the registries that a column of a file may be set beside."""
    from nastavnik.people_import.model import REGISTRIES

    return sorted({column.title for record in REGISTRIES for column in record.columns})
