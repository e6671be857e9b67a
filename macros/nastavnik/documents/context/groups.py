"""Who of the staff stands in a document: commissions, working groups, those who are to know it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from nastavnik.documents.catalogue.words import DEPUTY, EVERYBODY, MEMBERS, SECRETARY
from nastavnik.documents.context.views import Fields, Views
from nastavnik.documents.values import Code
from nastavnik.model.findings import Finding, Level
from nastavnik.model.schema import Cell
from nastavnik.model.sheets import Card, Staff
from nastavnik.model.text import fold


class WithoutSecretary(list[Fields]):
    """A group that nobody keeps the minutes of: whoever prints it asks about that."""

    def __init__(self, members: Iterable[Fields], views: Views, what: str) -> None:
        super().__init__(members)
        self._views, self._what = views, what

    def __iter__(self) -> Iterator[Fields]:
        self._views.ask(_no_secretary(self._views, self._what))
        return super().__iter__()


def working_group(views: Views) -> list[Fields]:
    """The working group: the curator leads it."""
    leader = _curator(views)
    words = ("руководитель рабочей группы", "секретарь рабочей группы", "член рабочей группы")
    return _group(views, leader, words)


def commission(views: Views) -> list[Fields]:
    """The commission of the monitoring: a deputy of the head is its chair, else the curator."""
    curator = _curator(views)
    deputies = (views.of(each) for each in with_roles(views, (DEPUTY,)))
    chair = next((each for each in deputies if not _same(each, curator)), curator)
    words = ("председатель комиссии", "секретарь комиссии", "член комиссии")
    return _group(views, chair, words, () if chair is curator else (curator,))


def with_roles(views: Views, roles: Sequence[str]) -> Iterator[Staff]:
    """The staff with these roles, everyone for «все»; in the order of the roles."""
    staff = views.school.staff
    if EVERYBODY in roles:
        yield from staff
    for role in roles:
        yield from (each for each in staff if each.role == role)


def _group(
    views: Views, leader: Fields, words: tuple[str, str, str], more: tuple[Fields, ...] = ()
) -> list[Fields]:
    """Leader, secretary, members, each person once; nothing where there are no members."""
    first, second, third = words
    secretary = next((views.of(each) for each in with_roles(views, (SECRETARY,))), None)
    members = [*more, *(views.of(each) for each in with_roles(views, MEMBERS))]
    placed = [(leader, first), *([(secretary, second)] if secretary else [])]
    placed += [(each, third) for each in members]
    once: dict[str, Fields] = {}
    for person, word in placed:
        once.setdefault(fold(str(person["фио"])), {**person, "в_группе": word})
    if all(person["в_группе"] != third for person in once.values()):
        return []
    if secretary is None:
        return WithoutSecretary(once.values(), views, second)
    return list(once.values())


def _curator(views: Views) -> Fields:
    card = views.school.card
    return {
        "за_что_отвечает": "",
        **views.person(
            card.curator, card.curator_post, card.at(Card.curator), card.at(Card.curator_post)
        ),
    }


def _same(one: Fields, other: Fields) -> bool:
    return fold(str(one["фио"])) == fold(str(other["фио"]))


def _no_secretary(views: Views, what: str) -> Finding:
    cell = Cell(Staff.sheet, max(2, views.school.table(Staff).last_row + 1), "Роль")
    return Finding(
        Code.EMPTY,
        Level.QUESTION,
        f"в приказе не назван {what}",
        sheet=cell.sheet,
        cell=views.school.address(cell),
        header=cell.header,
        reason="Протоколы и решения кто-то оформляет",
        remedy=f"Впишите на лист «{Staff.sheet}» человека с ролью «{SECRETARY}»",
    )
