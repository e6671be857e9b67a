"""Five school years in a row of an invented school, beside a model that knows nothing of ours."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import product

import pytest

from documents.schools import CARD
from matching.applying import applied, pairs_of
from nastavnik.documents.outstanding import owed
from nastavnik.matching.proposing import propose
from nastavnik.model.changes import Changes, SetCell
from nastavnik.model.findings import Finding, Level, Value
from nastavnik.model.outcome import Outcome
from nastavnik.model.school import School, read_school
from nastavnik.model.sheets import BaseRow, Mentee, Mentor, Order, Pair, Person
from nastavnik.rules.checking import check
from nastavnik.workbooks.new_year.opening import open_year
from rules.drawing import typed_cells

MENTORS, MENTEES, YEARS = 40, 120, 5
FIRST = 2026
SURNAMES = ("Аверин", "Бобров", "Вавилов", "Глухов", "Дёмин", "Ежов", "Зимин", "Ильин", "Карпов")
GIVEN = ("Анна", "Вера", "Дина", "Ева", "Зоя", "Инна", "Клара", "Лидия", "Майя", "Нина", "Ольга")
PATRONYMICS = ("Ивановна", "Петровна", "Олеговна", "Львовна")
HELD_BACK = "оставлена на второй год"


@dataclass
class Someone:
    """A person as the model knows her: `leaves` and `repeats` are told in the year that ends."""

    name: str
    side: str
    year: int
    letter: str = ""
    seniority: int | None = None
    agreed: bool = True
    former: str = ""
    leaves: bool = False
    repeats: bool = False

    @property
    def is_pupil(self) -> bool:
        return self.seniority is None

    @property
    def school_class(self) -> str:
        return f"{self.year}{self.letter}" if self.is_pupil else ""

    @property
    def is_gone_next_year(self) -> bool:
        return self.leaves or (self.is_pupil and self.year == 11 and not self.repeats)


def a_year_on(person: Someone) -> str:
    """The class that is certain a year later; the old one where nobody can know."""
    if person.repeats or person.year == 9:
        return person.school_class
    return f"{person.year + 1}{person.letter}"


@dataclass
class Village:
    """The school of the model, and the dice that decide what happens in it."""

    dice: random.Random
    people: list[Someone] = field(default_factory=list)
    names: Iterator[str] = field(
        default_factory=lambda: (
            f"{surname}а {given} {patronymic}"
            for surname, given, patronymic in product(SURNAMES, GIVEN, PATRONYMICS)
        )
    )

    def arrive(self, side: str, count: int) -> None:
        for _ in range(count):
            years = self.dice.randint(5, 30) if self.dice.random() < 0.4 else None
            year = self.dice.randint(8, 11) if side == "наставник" else self.dice.randint(1, 11)
            letter = self.dice.choice([" А", "Б", "-1", "«В»", ""])
            agreed = self.dice.random() < 0.9
            self.people.append(Someone(next(self.names), side, year, letter, years, agreed))

    def of(self, side: str) -> list[Someone]:
        return [person for person in self.people if person.side == side]

    def fate(self) -> None:
        """What happens to people while a year goes by."""
        for person in self.people:
            person.leaves = self.dice.random() < 0.08
            person.repeats = person.is_pupil and self.dice.random() < 0.05
        for person in self.dice.sample(self.people, 5):
            surname, _, rest = person.name.partition(" ")
            person.former, person.name = (
                person.former or person.name,
                f"Ново{surname.lower()} {rest}",
            )


def row_of(person: Someone, year: int) -> dict[str, Value]:
    """A new row of a registry, all papers of those who agreed signed."""
    birth = date(year - person.year - 6, 3, 14)
    agreed = date(year, 8, 20) if person.agreed else None
    is_minor = person.is_pupil and year - birth.year < 18
    is_adult = not is_minor
    row: dict[str, Value] = {
        "ФИО": person.name,
        "Согласие на ПДн": agreed if is_adult or year - birth.year >= 14 else None,
        "Пол": "ж",
    }
    if person.is_pupil:
        row |= {
            "Класс": person.school_class,
            "Дата рождения": birth,
            "Представитель": "Родина Раиса Романовна",
            "Согласие представителя на ПДн": agreed,
            "Согласие на участие": agreed,
        }
    else:
        row |= {"Должность": "учитель химии", "Предмет": "химия"}
    if person.side == "наставник":
        row |= {"Кто": "ученик" if person.is_pupil else "педагог", "Мест": 5}
        row |= {"Стаж в школе, лет": person.seniority, "Компетенции": "химия"}
    else:
        row |= {"Категория": "обучающийся" if person.is_pupil else "педагог с запросом"}
        row |= {"Стаж, лет": person.seniority, "Запрос": "химия"}
    return row


def first_book(village: Village) -> School:
    sheets: dict[str, Sequence[Mapping[str, Value]]] = {
        "Школа": [CARD],
        "Наставники": [row_of(person, FIRST) for person in village.of("наставник")],
        "Наставляемые": [row_of(person, FIRST) for person in village.of("наставляемый")],
    }
    return read_school(typed_cells(sheets))


def secretary(school: School, changes: list[SetCell]) -> School:
    """The book after somebody typed into it."""
    return applied(school, Outcome("", Changes(tuple(changes))))


def set_in(row: Person | Pair, values: Mapping[object, Value]) -> list[SetCell]:
    return [SetCell(row.sheet, row.row, str(title), value) for title, value in values.items()]


def year_goes_by(school: School, village: Village, year: int) -> School:
    """Pairs are matched, appointed and finished; people leave, marry, are held back."""
    school = applied(school, propose(school, date(year, 8, 25)))
    changes: list[SetCell] = []
    for pair in school.pairs:
        long = village.dice.random() < 0.2
        papers: dict[object, Value] = {
            Pair.start.title: date(year, 9, 1),
            Pair.end.title: date(year + 1 + long, 5, 31),
            Pair.state.title: "действует",
            Pair.order.title: f"{year - 2000}-ОД",
            Pair.order_on.title: date(year, 8, 31),
            Pair.program_on.title: date(year, 9, 10),
            Pair.consent_on.title: date(year, 8, 26),
            Pair.agreement.title: "1",
            Pair.agreement_on.title: date(year, 8, 27),
            Pair.result.title: "план выполнен",
        }
        if pair.state == "предложено":
            changes += set_in(pair, papers)
    order: dict[str, Value] = {
        Order.number.title: f"{year - 2000}-ОД",
        Order.dated.title: date(year, 8, 31),
        Order.series.title: "основная деятельность",
        Order.title.title: "О назначении наставников",
    }
    row = school.table(Order).last_row + 1
    changes += [SetCell(Order.sheet, row, title, value) for title, value in order.items()]
    village_before = {person.name: person for person in village.people}
    village.fate()
    for was, now in village_before.items():
        changes += told(school, was, now, year)
    return secretary(school, changes)


def told(school: School, was: str, now: Someone, year: int) -> list[SetCell]:
    """What the secretary writes of somebody: everywhere the new name, the old one beside it."""
    changes: list[SetCell] = []
    table = school.table(Mentor if now.side == "наставник" else Mentee)
    row = next(person for person in table.rows if person.full_name == was)
    if was != now.name:
        changes += set_in(row, {"ФИО": now.name, "Прежнее ФИО": now.former})
        side = Pair.mentor if now.side == "наставник" else Pair.mentee
        for pair in school.pairs:
            if side.of(pair) == was:
                changes += set_in(pair, {side.title: now.name})
    if now.leaves:
        changes += set_in(row, {"Выбыл": date(year + 1, 4, 1)})
    if now.repeats:
        changes += set_in(row, {"Примечание": HELD_BACK})
    return changes


def answers(school: School, village: Village, year: int) -> School:
    """The questions of the new year answered: after class 9 half of them stay."""
    changes: list[SetCell] = []
    for record in (Mentor, Mentee):
        rows: tuple[Person, ...] = school.table(record).rows
        by_name = {row.full_name: row for row in rows}
        for person in village.of("наставник" if record is Mentor else "наставляемый"):
            row = by_name[person.name]
            if person.is_pupil and not person.repeats:
                person.year += 1
                changes += set_in(row, {"Класс": person.school_class})
            if person.seniority is not None:
                person.seniority += 1
            person.repeats = False
            changes += set_in(row, {"Примечание": None, **renewed(row, person, year)})
    return secretary(school, changes)


def renewed(row: Person, person: Someone, year: int) -> dict[object, Value]:
    """Consents for the new year, collected in August."""
    if not person.agreed or not person.is_pupil:
        return {}
    given = date(year, 8, 20)
    return {"Согласие на участие": given, "Согласие на ПДн": row.consent_on or given}


def newcomers(school: School, village: Village, year: int) -> School:
    """As many new people as have left."""
    for side, record, wanted in (("наставник", Mentor, MENTORS), ("наставляемый", Mentee, MENTEES)):
        known = set(map(id, village.people))
        village.arrive(side, wanted - len(village.of(side)))
        fresh = [person for person in village.of(side) if id(person) not in known]
        first = school.table(record).last_row + 1
        changes = [
            SetCell(record.sheet, number, title, value)
            for number, person in enumerate(fresh, start=first)
            for title, value in row_of(person, year).items()
        ]
        school = secretary(school, changes)
    return school


def errors(findings: tuple[Finding, ...]) -> set[tuple[str, str | None, str]]:
    return {(f.code, f.header, f.who) for f in findings if f.level is Level.ERROR}


@pytest.mark.parametrize("seed", [1, 2])
def test_a_model_agrees_about_everyone_for_five_years(seed: int) -> None:
    village = Village(random.Random(seed))
    village.arrive("наставник", MENTORS)
    village.arrive("наставляемый", MENTEES)
    school = first_book(village)
    counted = 0
    for year in range(FIRST, FIRST + YEARS):
        school = year_goes_by(school, village, year)
        assert len(school.pairs) > MENTEES / 2
        counted += expected_base(school)
        school = year_is_opened(school, village, year + 1)
        assert sum(row.people or 0 for row in school.table(BaseRow).rows) == counted
        school = newcomers(answers(school, village, year + 1), village, year + 1)


def expected_base(school: School) -> int:
    """So many people took part on one side or the other."""
    return len({p.mentor for p in school.pairs}) + len({p.mentee for p in school.pairs})


def year_is_opened(school: School, village: Village, year: int) -> School:
    """The turn of the year, looked at from all sides."""
    day = date(year, 6, 20)
    expected = {p.name: p for p in village.people if not p.is_gone_next_year}
    gone = {p.name for p in village.people} - expected.keys()
    before = errors(check(school, day).findings)
    outcome = open_year(school, year, day)
    new = applied(school, outcome)

    assert sum(outcome.people) == len(village.people)
    assert {person.full_name for person in new.people} == expected.keys()
    for person in new.people:
        model = expected[person.full_name]
        assert person.school_class == (a_year_on(model) if model.is_pupil else "")
        assert model.seniority is None or person.seniority == model.seniority + 1
    assert_pairs(school, new, gone, year)
    assert_papers(school, new)
    assert errors(check(new, day).findings) <= before
    assert_nobody_gone_is_named(new, gone, year)
    village.people = list(expected.values())
    return new


def assert_pairs(old: School, new: School, gone: set[str], year: int) -> None:
    """Those go on whose term does and whose people stay, with all their papers."""
    end = date(year, 8, 31)
    wanted = {
        (pair.mentor, pair.mentee, pair.order, pair.order_on, pair.end)
        for pair in old.pairs
        if pair.end and pair.end > end and not {pair.mentor, pair.mentee} & gone
    }
    found = {(p.mentor, p.mentee, p.order, p.order_on, p.end) for p in new.pairs}
    assert found == wanted


def assert_papers(old: School, new: School) -> None:
    """Consents hold as written; that to take part names its year or the term of a pair."""
    busy = {name for pair in new.pairs for name in (pair.mentor, pair.mentee)}
    written = {person.full_name: person for person in old.people}
    for person in new.people:
        before = written[person.full_name]
        lasts = person.full_name in busy
        assert person.participation_on == (before.participation_on if lasts else None)
        assert person.consent_on == before.consent_on
        assert person.guardian_consent_on == before.guardian_consent_on


def assert_nobody_gone_is_named(new: School, gone: set[str], year: int) -> None:
    """Neither the book, nor a match, nor the documents of the new year name those who went."""
    names = {name for names in pairs_of(propose(new, date(year, 8, 25))) for name in names}
    assert not names & gone
    texts = str([row.values() for table in new.tables.values() for row in table.rows])
    assert [name for name in sorted(gone) if name in texts] == []
    debts = owed(new, date(year, 8, 25))
    assert not {name for debt in debts for name in (debt.who, debt.other)} & gone
