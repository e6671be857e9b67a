"""Records as templates see them: every column under the tag that its title makes.

Besides the columns a few tags are worked out from them; each is a function here whose docstring
says what the tag prints (the list of tags is made from these).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from nastavnik.documents.declension import Declension
from nastavnik.documents.values import Declinable, Empty, Forms, Text
from nastavnik.domain.people import LEARNERS, OUTSIDERS, WORKERS
from nastavnik.model.patterns import FULL_NAME
from nastavnik.model.schema import Cell, Column, Record
from nastavnik.model.school import School
from nastavnik.model.sheets import Card, Mentee, Mentor, NamedRow, Pair, Person, Staff
from nastavnik.model.text import fold, items

Fields = Mapping[str, object]

_CASE_FIELDS = {"род": "genitive", "дат": "dative", "вин": "accusative", "тв": "instrumental"}


class Absent(dict[str, object]):
    """A person whom nobody named: false in a condition; printing a field asks for the name."""

    def __bool__(self) -> bool:
        return False


class Views:
    """The records of one school for templates; each is made once."""

    def __init__(self, school: School, today: date) -> None:
        self.school, self.today = school, today
        self.speech = Declension(school)
        self._made: dict[tuple[str, int], Fields] = {}
        self._shared: dict[str, object] = {}
        self._staff = {fold(each.full_name): each for each in reversed(school.staff)}

    def of(self, record: Record) -> Fields:
        """A row as tag → value."""
        key = (record.sheet, record.row)
        if key not in self._made:
            self._made[key] = {
                **{column.tag: self._value(record, column) for column in record.columns},
                **{name: make(self, record) for name, make in EXTRAS.get(type(record), {}).items()},
            }
        return self._made[key]

    def each(self, records: tuple[Record, ...]) -> list[Fields]:
        """Rows as templates loop over them."""
        return [self.of(record) for record in records]

    def shared(self, name: str, make: Callable[[], object]) -> object:
        """What is the same in every document of the school, made once."""
        if name not in self._shared:
            self._shared[name] = make()
        return self._shared[name]

    def person(self, name: str, post: str, name_cell: Cell, post_cell: Cell) -> Fields:
        """Somebody named on «Школа», with the forms that «Сотрудники» has for that name."""
        known = self._staff.get(fold(name))
        return {
            "фио": self._declinable(name, name_cell, "ФИО", known),
            "должность": self._declinable(post, post_cell, "Должность", known, "post_"),
            "женщина": _is_female(name, known.gender if known else ""),
        }

    def with_role(self, role: str) -> Fields:
        """The first of the staff with that role; false where there is none."""
        found = next((each for each in self.school.staff if each.role == role), None)
        if found:
            return self.of(found)
        remedy = f"Впишите на лист «Сотрудники» человека с ролью «{role}»"
        cell = Cell(Staff.sheet, max(2, self.school.table(Staff).last_row + 1), "Роль")
        return Absent(фио=Empty("ФИО", cell, remedy), должность=Empty("Должность", cell, remedy))

    def _value(self, record: Record, column: Column) -> object:
        value = column.of(record)
        cell = record.at(column)
        if value is None or value == "":
            return Empty(column.title, cell)
        if not isinstance(value, str):
            return value
        if column.refers:
            return self._reference(value, cell, column)
        if column.pattern is FULL_NAME:
            return self._declinable(value, cell, "ФИО", record if column.key else None)
        if is_post(column):
            return self._declinable(value, cell, "Должность", record, "post_")
        return [Text(each, cell) for each in items(value)] if column.several else Text(value, cell)

    def _reference(self, name: str, cell: Cell, column: Column) -> Declinable:
        registry: Mapping[str, Record] = (
            self.school.mentor_named if column.refers is Mentor else self.school.mentee_named
        )
        found = registry.get(fold(name))
        word = self._declinable(name, cell, "ФИО", found)
        assert isinstance(word, Declinable)
        return word.standing_for(self.of(found)) if found else word

    def _declinable(
        self, text: str, cell: Cell, title: str, record: Record | None, prefix: str = ""
    ) -> Declinable | Empty:
        if not text:
            return Empty(cell.header, cell)
        forms = _forms(record, prefix) if record else Forms()
        return Declinable.of(text, cell, self.speech, forms, is_post=title == "Должность")

    def description(self, text: str, cell: Cell, row: Record | None = None) -> Declinable:
        """Who somebody is, so that templates may decline it; `row` has the forms of a post."""
        forms = _forms(row, "post_") if row else Forms()
        return Declinable.of(text, cell, self.speech, forms, is_post=True)


def is_post(column: Column) -> bool:
    """Whether the column names somebody's post, so that templates may decline it."""
    return column.title.startswith("Должность") and ":" not in column.title


def _forms(record: Record, prefix: str) -> Forms:
    """The forms that a person wrote into the row, where its sheet has columns for them."""
    by_case = {
        case: (column.of(record), record.at(column))
        for case, name in _CASE_FIELDS.items()
        if (column := record.named.get(prefix + name))
    }
    return Forms(by_case, record.gender if isinstance(record, NamedRow) else "")


def _who(views: Views, person: Any) -> object:
    """Кто это: должность работника, класс ученика, организация гостя; склоняется"""
    if isinstance(person, Mentor) and person.role in OUTSIDERS and person.workplace:
        first = person.post or person.role
        return views.description(f"{first}, {person.workplace}", person.at(Mentor.workplace))
    if person.role in LEARNERS:
        return _learner(views, person)
    if person.post:
        return views.description(person.post, person.at(Person.post), person)
    return Empty("Должность", person.at(Person.post))


def _learner(views: Views, person: Any) -> object:
    if not person.school_class:
        return Empty("Класс", person.at(Person.school_class))
    learner = "обучающаяся" if _is_woman(views, person) else "обучающийся"
    tail = (
        "" if "класс" in person.school_class or not person.school_class[0].isdigit() else " класса"
    )
    cell = person.at(Person.school_class)
    return views.description(f"{learner} {person.school_class}{tail}", cell)


def _is_female(name: str, column: str) -> bool:
    """Whether a name is a woman's: by the patronymic, the column «Пол», or a guess."""
    from nastavnik.russian.cases import Gender
    from nastavnik.russian.names import gender_of, guess_gender

    if not name.strip():
        return False
    known = gender_of(name) or Gender.from_text(column)
    return (known or guess_gender(name)) is Gender.FEMALE


def _is_woman(views: Views, person: Any) -> object:
    """Да, если женщина: для слов «согласен» и «согласна»"""
    return _is_female(person.full_name, person.gender)


def _is_worker(views: Views, person: Any) -> object:
    """Да, если это работник школы"""
    return person.role in WORKERS or (isinstance(person, Mentee) and person.role not in LEARNERS)


def _is_minor(views: Views, person: Any) -> object:
    """Да, если нет 18 лет"""
    from nastavnik.domain.people import is_minor

    return is_minor(person, views.today)


def _term(views: Views, pair: Any) -> object:
    """Срок пары: «с 01.09.2026 по 31.05.2027»"""
    if not pair.start:
        return Empty("Начало", pair.at(Pair.start))
    if not pair.end:
        return Empty("Окончание", pair.at(Pair.end))
    return f"с {pair.start:%d.%m.%Y} по {pair.end:%d.%m.%Y}"


def _pay(views: Views, pair: Any) -> object:
    """Доплата этой пары, а если не вписана — с листа «Школа»"""
    if pair.pay:
        return Text(pair.pay, pair.at(Pair.pay))
    card = views.school.card
    return Text(card.pay, card.at(Card.pay)) if card.pay else Empty("Доплата", pair.at(Pair.pay))


def _curator_controls(views: Views, card: Any) -> object:
    """Да, если контроль за приказами возложен на куратора и это не сам руководитель"""
    return card.control == "куратор" and fold(card.curator) != fold(card.director)


Extra = Callable[[Views, Any], object]

_OF_PERSON: Mapping[str, Extra] = {
    "описание": _who,
    "женщина": _is_woman,
    "работник": _is_worker,
    "несовершеннолетний": _is_minor,
}
EXTRAS: Mapping[type[Record], Mapping[str, Extra]] = {
    Mentor: _OF_PERSON,
    Mentee: _OF_PERSON,
    Pair: {"срок": _term, "доплата": _pay},
    Card: {"контролирует_куратор": _curator_controls},
}
"""Tags that no column has: record → tag → what makes it."""
