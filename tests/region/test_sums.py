"""The sums of a district against a count of their own, and the traps of counting."""

from __future__ import annotations

import os
import random
from collections import Counter
from datetime import date
from typing import Any

import pytest

from nastavnik.model.findings import Value
from nastavnik.region.rows import BookRow, IndicatorRow
from nastavnik.region.sums import COVERED, HIDDEN, hidden_in, shown_shares, totals_of
from nastavnik.region.task import ReceiverSettings, check_book
from support.depth import tries
from support.district import small_book

DAY = date(2027, 5, 20)
STATES = ("действует", "завершено", "прекращено", "предложено")
FORMS = ("учитель – учитель", "ученик – ученик")
Rows = list[dict[str, Value]]


class Drawn:
    """A school drawn by chance: its sheets, and what of them is to be summed, counted plainly."""

    def __init__(self, chance: random.Random, number: int) -> None:
        self.number = number
        self.novices = chance.choice((None, 0, 3, 7, 12))
        size = chance.choice((0, 1, 3, 6))
        self.mentors = [self._name("Орл", n) for n in range(max(1, size))]
        self.mentees = [self._name("Зор", n) for n in range(size)]
        self.pairs = [self._pair(chance, mentee) for mentee in self.mentees]

    def _name(self, stem: str, place: int) -> str:
        letters = "абвгдежз"
        return f"{stem}{letters[place]}{letters[self.number % 8]}ова Анна Ивановна"

    def _pair(self, chance: random.Random, mentee: str) -> dict[str, Value]:
        state = chance.choice(STATES)
        pair: dict[str, Value] = {
            "Наставник": chance.choice(self.mentors),
            "Наставляемый": mentee,
            "Форма": chance.choice(FORMS),
            "Начало": date(2026, 9, 10),
            "Окончание": date(2027, 5, 31),
            "Состояние": state,
        }
        if state == "прекращено":  # twenty days are no taking part, two hundred are
            pair["Прекращено"] = chance.choice((date(2026, 9, 29), date(2027, 3, 29)))
        return pair

    def book(self) -> bytes:
        """The book of the school."""
        mentor: dict[str, Value] = {"Кто": "педагог", "Должность": "учитель", "Мест": 9}
        mentee: dict[str, Value] = {"Категория": "молодой специалист", "Должность": "учитель"}
        sheets: dict[str, Rows] = {
            "Наставники": [{"ФИО": name, **mentor} for name in self.mentors],
            "Наставляемые": [{"ФИО": name, **mentee} for name in self.mentees],
            "Пары": self.pairs,
        }
        card: dict[str, Any] = {"Молодых специалистов": self.novices}
        return small_book(self.number, sheets, **card)

    def taking_part(self) -> Rows:
        """The pairs of the year, as a person would pick them out."""
        return [
            pair
            for pair in self.pairs
            if pair["Состояние"] in ("действует", "завершено")
            or (pair["Состояние"] == "прекращено" and pair["Прекращено"] == date(2027, 3, 29))
        ]


def recount(schools: list[Drawn]) -> dict[str, Any]:
    """The sums, worked out from what was drawn and not from any book."""
    forms: dict[str, Counter[str]] = {form: Counter() for form in FORMS}
    finished = dict.fromkeys(FORMS, (0, 0))
    part = whole = known = 0
    in_form: Counter[str] = Counter()
    for school in schools:
        pairs = school.taking_part()
        for form in FORMS:
            mine = [pair for pair in pairs if pair["Форма"] == form]
            forms[form]["mentors"] += len({pair["Наставник"] for pair in mine})
            forms[form]["mentees"] += len({pair["Наставляемый"] for pair in mine})
            forms[form]["pairs"] += len(mine)
            ends = [pair["Состояние"] for pair in school.pairs if pair["Форма"] == form]
            done, stopped = ends.count("завершено"), ends.count("прекращено")
            finished[form] = (finished[form][0] + done, finished[form][1] + done + stopped)
        novices = {pair["Наставляемый"] for pair in pairs}
        if school.novices and len(novices) <= school.novices:
            part, whole, known = part + len(novices), whole + school.novices, known + 1
            in_form.update(str(pair["Форма"]) for pair in pairs)
    return {
        "people": {form: dict(counts) for form, counts in forms.items()},
        "П3": (part, whole, known),
        "П3 in form": {form: (n, whole) for form, n in in_form.items()},
        "П13 in form": {form: counts for form, counts in finished.items() if counts[1]},
    }


def summed(rows: list[BookRow]) -> dict[str, Any]:
    """The same of the sums of the product."""
    totals = totals_of(rows)
    third = totals.indicators[3]
    by_form = {(form, t.number): (t.part, t.whole) for form, t in totals.by_form()}
    return {
        "people": {
            form: {
                key: getattr(totals.forms[form], key) if form in totals.forms else 0
                for key in ("mentors", "mentees", "pairs")
            }
            for form in FORMS
        },
        "П3": (third.part, third.whole, third.schools),
        "П3 in form": {form: counts for (form, n), counts in by_form.items() if n == 3},
        "П13 in form": {form: counts for (form, n), counts in by_form.items() if n == 13},
    }


DISTRICTS = int(os.environ.get("NASTAVNIK_DISTRICTS") or tries(30, quick=5))


@pytest.mark.parametrize("seed", range(DISTRICTS))
def test_the_sums_of_a_random_district_are_those_of_a_recount(seed: int) -> None:
    chance = random.Random(seed)
    schools = [Drawn(chance, number) for number in range(1, chance.randint(3, 6))]
    rows = [check_book(s.book(), "книга", DAY, ReceiverSettings()) for s in schools]
    assert summed(rows) == recount(schools)


def share(part: int | None, whole: int | None) -> IndicatorRow:
    return IndicatorRow(3, "доля", part, whole, is_share=True)


def book_with(*indicators: IndicatorRow) -> BookRow:
    return BookRow(
        "Школа",
        "",
        "",
        "2026/2027",
        "2027-05-20",
        "",
        False,
        False,
        0,
        0,
        0,
        (),
        indicators,
        (),
        (),
    )


def test_numerators_and_denominators_are_summed_and_not_percents() -> None:
    totals = totals_of([book_with(share(1, 100)), book_with(share(9, 10))])
    assert (totals.indicators[3].part, totals.indicators[3].whole) == (10, 110)


def test_a_dash_is_no_zero() -> None:
    totals = totals_of([book_with(share(5, 10)), book_with(share(4, None)), book_with(share(0, 0))])
    third = totals.indicators[3]
    assert (third.part, third.whole, third.schools, third.unknown) == (5, 10, 1, 2)
    assert totals_of([book_with(share(4, None))]).indicators[3].known_part is None


def test_few_people_are_not_shown() -> None:
    assert shown_shares([share(3, 4), share(2, 3), share(9, 10)]) == [HIDDEN, HIDDEN, "90 %"]


def test_a_hidden_number_cannot_be_found_by_subtraction() -> None:
    column = {(school, ""): n for school, n in zip("абвгд", [3, 20, 8, 0, None], strict=True)}
    assert hidden_in(column) == {("а", ""): HIDDEN, ("в", ""): COVERED}


@pytest.mark.parametrize("seed", range(50))
def test_no_line_of_a_table_has_one_hidden_number_alone(seed: int) -> None:
    chance = random.Random(seed)
    places = [(school, form) for school in range(6) for form in "абвг" if chance.random() < 0.7]
    sizes = {place: chance.choice((None, 0, 1, 4, 5, 9, 30)) for place in places}
    hidden = hidden_in(sizes)
    assert {place for place, n in sizes.items() if n and n < 5} <= hidden.keys()
    for axis in (0, 1):
        for name in {place[axis] for place in places}:
            line = [place for place in places if place[axis] == name and sizes[place]]
            assert sum(place in hidden for place in line) != 1 or len(line) == 1


def test_percents_stand_alone_only_from_ten_people() -> None:
    assert shown_shares([share(4, 8), share(6, 12)]) == ["50 % (4 из 8)", "50 %"]
