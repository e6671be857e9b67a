"""What a template may name: the roots of all tags, worked out for one document.

`ROOTS` is the declaration: the list of tags and the check of templates are made from it, and every
context has exactly these names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from nastavnik.dates import SchoolYear
from nastavnik.documents.catalogue import Kind, Subject
from nastavnik.documents.grounds import Basis, acts
from nastavnik.documents.values import Empty, Text
from nastavnik.documents.views import Absent, Fields, Views
from nastavnik.rules.pairs import both
from nastavnik.schema import Record
from nastavnik.sheets import Card, Mentee, Mentor, Pair, Staff


@dataclass(frozen=True, slots=True)
class Mark:
    """The requisites of one document: a draft has neither number nor date."""

    number: str = ""
    dated: date | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """One document to make."""

    kind: Kind
    subject: Subject
    mark: Mark
    views: Views


def document_context(request: Request) -> dict[str, object]:
    """Everything that the template of this document may print: tag → value."""
    return {name: root.make(request) for name, root in ROOTS.items()}


def _card(request: Request) -> Fields:
    """Лист «Школа»: реквизиты и настройки"""
    return request.views.of(request.views.school.card)


def _director(request: Request) -> Fields:
    """Руководитель школы: фио, должность, женщина"""
    card = request.views.school.card
    return request.views.person(
        card.director, card.director_post, card.at("director"), card.at("director_post")
    )


def _curator(request: Request) -> Fields:
    """Куратор программы: фио, должность, женщина"""
    card = request.views.school.card
    return request.views.person(
        card.curator, card.curator_post, card.at("curator"), card.at("curator_post")
    )


def _year(request: Request) -> Fields:
    """Учебный год: название, начало, конец"""
    card = request.views.school.card
    year = SchoolYear.parse(card.year)
    empty = Empty("Учебный год", card.at("year"))
    return {
        "название": Text(str(year), card.at("year")) if year else empty,
        "начало": card.starts_on or (year.start if year else empty),
        "конец": card.ends_on or (year.teaching_end if year else empty),
    }


def _document(request: Request) -> Fields:
    """Сам документ: номер, дата, проект (да, если номера ещё нет), заголовок"""
    mark = request.mark
    unnumbered = "Зарегистрируйте приказ: номер и дата появятся сами"
    return {
        "номер": mark.number or Empty("Номер", None, unnumbered),
        "дата": mark.dated or Empty("Дата", None, unnumbered),
        "проект": request.kind.is_order and not mark.number,
        "заголовок": request.kind.heading or request.kind.title,
    }


def _bases(request: Request) -> frozenset[Basis]:
    return frozenset({request.subject.basis}) if request.subject.basis else frozenset(Basis)


def _acts(request: Request) -> list[str]:
    """Федеральные основания для «В соответствии с …» (в творительном падеже)"""
    return acts(_bases(request), request.mark.dated or request.views.today)


def _basis(name: Basis) -> Callable[[Request], bool]:
    def holds(request: Request) -> bool:
        return name in _bases(request)

    holds.__doc__ = f"Да, если основание документа — «{name}»"
    return holds


def _row(record: type[Record]) -> Callable[[Request], Fields]:
    def find(request: Request) -> Fields:
        row = next((r for r in _rows(request) if isinstance(r, record)), None)
        return request.views.of(row) if row else Absent()

    find.__doc__ = f"Тот, о ком документ: строка листа «{record.sheet}»"
    return find


def _rows(request: Request) -> list[Record]:
    """The rows the document is made of, and the people of a pair if it is about one pair."""
    rows = list(request.subject.records)
    if len(rows) == 1 and isinstance(rows[0], Pair):
        rows += [person for person in both(request.views.school, rows[0]) if person]
    return rows


def _person(request: Request) -> Fields:
    """Человек, о котором документ: наставник или наставляемый"""
    row = next((r for r in request.subject.records if isinstance(r, Mentor | Mentee)), None)
    return request.views.of(row) if row else Absent()


def _pairs(request: Request) -> list[Fields]:
    """Пары этого документа: строки листа «Пары»"""
    records = tuple(r for r in request.subject.records if isinstance(r, Pair))
    return request.views.each(records or _pairs_of_people(request))


def _pairs_of_people(request: Request) -> tuple[Pair, ...]:
    names = {getattr(record, "full_name", "") for record in request.subject.records}
    pairs = request.views.school.live_pairs
    if not names:
        return pairs
    return tuple(pair for pair in pairs if pair.mentor in names or pair.mentee in names)


def _to_acquaint(request: Request) -> list[Fields]:
    """Кого ознакомить с приказом: фио, описание; наставники и наставляемые по одному разу"""
    people = {
        (person.sheet, person.row): person
        for record in request.subject.records
        if isinstance(record, Pair)
        for person in both(request.views.school, record)
        if person
    }
    ordered = sorted(people.values(), key=lambda person: isinstance(person, Mentee))
    return [request.views.of(person) for person in ordered]


def _single_pay(request: Request) -> object:
    """Доплата, если она у всех пар документа одна; иначе пусто"""
    pays = {pair["доплата"] for pair in _pairs(request)}
    one = pays.pop() if len(pays) == 1 else None
    return one or Empty("Доплата", request.views.school.card.at("pay"))


def _paid(request: Request) -> list[Fields]:
    """Пары этого документа, у которых есть доплата"""
    return [pair for pair in _pairs(request) if pair["доплата"]]


def _role(role: str) -> Callable[[Request], Fields]:
    def find(request: Request) -> Fields:
        return request.views.with_role(role)

    find.__doc__ = f"С листа «Сотрудники»: {role}"
    return find


def _staff(request: Request) -> list[Fields]:
    """Все строки листа «Сотрудники»"""
    return request.views.each(request.views.school.staff)


Make = Callable[[Request], object]


@dataclass(frozen=True, slots=True)
class Root:
    """The first word of a tag: what makes its value, and what may follow it.

    `record` is the sheet whose columns follow; `fields` the tags of a root that is no row;
    `many` tells that the value is a list to loop over.
    """

    make: Make
    record: type[Record] | None = None
    fields: tuple[str, ...] = ()
    many: bool = False

    @property
    def title(self) -> str:
        """What the tag prints, in Russian."""
        return (self.make.__doc__ or "").strip()


_POST_HOLDER = ("фио", "должность", "женщина")

ROOTS: Mapping[str, Root] = {
    "школа": Root(_card, Card),
    "руководитель": Root(_director, fields=_POST_HOLDER),
    "куратор": Root(_curator, fields=_POST_HOLDER),
    "год": Root(_year, fields=("название", "начало", "конец")),
    "документ": Root(_document, fields=("номер", "дата", "проект", "заголовок")),
    "основания": Root(_acts, many=True),
    "пары": Root(_pairs, Pair, many=True),
    "пара": Root(_row(Pair), Pair),
    "наставник": Root(_row(Mentor), Mentor),
    "наставляемый": Root(_row(Mentee), Mentee),
    "человек": Root(_person, Mentee),
    "ознакомить": Root(_to_acquaint, Mentee, many=True),
    "доплата_одна": Root(_single_pay),
    "доплаты": Root(_paid, Pair, many=True),
    "сотрудники": Root(_staff, Staff, many=True),
    "психолог": Root(_role("педагог-психолог"), Staff),
    "секретарь": Root(_role("секретарь"), Staff),
    "ответственный_за_сайт": Root(_role("ответственный за сайт"), Staff),
    **{f"основание_{name.name_in_tags}": Root(_basis(name)) for name in Basis},
}
"""Every first word of a tag."""
