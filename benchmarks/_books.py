"""Generated workbooks for benchmarks: five sheets of one school, without mistakes or nearly so."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from nastavnik.model.findings import Value
from nastavnik.model.grid import Cells, Grid
from nastavnik.model.schema import Record
from nastavnik.model.sheets import RECORDS, MeetingRow, Mentee, Mentor, Order, Pair

TODAY = date(2026, 10, 15)
SURNAMES = [
    "Орлов",
    "Зорин",
    "Мухин",
    "Седов",
    "Гусев",
    "Рябов",
    "Ершов",
    "Котов",
    "Белов",
    "Громов",
    "Лапин",
    "Носов",
    "Юдин",
]
GIVEN = [
    "Анна",
    "Вера",
    "Дарья",
    "Елена",
    "Жанна",
    "Инга",
    "Майя",
    "Нина",
    "Ольга",
    "Раиса",
    "Софья",
    "Таисия",
    "Ульяна",
]
PATRONYMICS = ["Львовна", "Олеговна", "Петровна", "Ильинична", "Андреевна", "Сергеевна", "Юрьевна"]
SYLLABLES = [
    "ба",
    "ве",
    "ги",
    "до",
    "жу",
    "зе",
    "ка",
    "лю",
    "ми",
    "но",
    "пу",
    "ры",
    "са",
    "ту",
    "фе",
    "ха",
    "ци",
    "чо",
    "шу",
    "ща",
]
Rows = list[dict[str, Value]]


def name(number: int) -> str:
    """A full name, different for each number; any two differ in three letters and more."""
    rest, a = divmod(number, len(SYLLABLES))
    rest, b = divmod(rest, len(SYLLABLES))
    rest, c = divmod(rest, len(SYLLABLES))
    coded = (a, b, c, a + b + c + rest, a + 2 * b + 3 * c + 5 * rest, rest)
    surname = "".join(SYLLABLES[place % len(SYLLABLES)] for place in coded).capitalize()
    return f"{surname}на {GIVEN[number % len(GIVEN)]} {PATRONYMICS[number % len(PATRONYMICS)]}"


def mentors(numbers: range) -> Iterator[dict[str, Value]]:
    """Teachers with places, years of service and consents."""
    for number in numbers:
        yield {
            "ФИО": name(number), "Кто": "педагог", "Должность": "учитель физики",
            "Предмет": "физика", "Категория": "высшая", "Стаж в школе, лет": 3.0 + number % 30,
            "Стаж общий, лет": 5.0 + number % 30, "Мест": 1, "Компетенции": "методика урока",
            "Телефон": f"+7 900 {number // 100 % 1000:03}-{number % 100:02}-07",
            "Почта": f"mentor{number}@example.ru", "Согласие на ПДн": date(2026, 9, 1),
            "В программе с": date(2026, 9, 2),
        }  # fmt: skip


def mentees(numbers: range) -> Iterator[dict[str, Value]]:
    """Young teachers with requests and consents."""
    for number in numbers:
        yield {
            "ФИО": name(500_000 + number), "Категория": "молодой специалист",
            "Должность": "учитель физики", "Предмет": "физика", "Стаж, лет": float(number % 4),
            "Дата рождения": date(2000, 1, 1) + timedelta(days=number % 900),
            "Запрос": "методика урока", "Телефон": f"+7 901 {number % 1000:03}-00-08",
            "Почта": f"mentee{number}@example.ru", "Согласие на ПДн": date(2026, 9, 1),
            "Принят на работу": date(2026, 8, 24), "В программе с": date(2026, 9, 2),
        }  # fmt: skip


def pairs(numbers: range) -> Iterator[dict[str, Value]]:
    """Each mentor with one mentee, by an order."""
    for number in numbers:
        yield {
            "Наставник": name(number), "Наставляемый": name(500_000 + number),
            "Форма": "учитель – учитель", "Вид": "традиционное (один на один)",
            "Начало": date(2026, 9, 10), "Окончание": date(2027, 5, 31), "Состояние": "действует",
            "Согласие наставника": date(2026, 9, 7), "Доп. соглашение №": str(number + 1),
            "Доп. соглашение от": date(2026, 9, 8), "Приказ №": f"{numbers.start + 1}-ЛС",
            "Приказ от": date(2026, 9, 9), "Программа от": date(2026, 9, 18),
        }  # fmt: skip


def orders(numbers: range) -> Iterator[dict[str, Value]]:
    """Orders of one day, the first of which names the pairs."""
    for number in numbers:
        yield {
            "Номер": f"{number + 1}-ЛС", "Дата": date(2026, 9, 9), "Вид": "личный состав",
            "Заголовок": "О закреплении пар", "Подписал": "Ким Алла Львовна",
            "Ознакомлены": date(2026, 9, 10),
        }  # fmt: skip


def meetings(numbers: range) -> Iterator[dict[str, Value]]:
    """A meeting of every pair."""
    for number in numbers:
        yield {
            "Дата": date(2026, 9, 11), "Наставник": name(number),
            "Наставляемый": name(500_000 + number), "Как": "очно", "Тема": "Посещение урока",
            "Результат": "разобран урок",
        }  # fmt: skip


SHEETS = {Mentor: mentors, Mentee: mentees, Pair: pairs, Order: orders, MeetingRow: meetings}


def book(rows: int, mistakes: int = 3, seed: int = 1, first: int = 0) -> dict[str, Rows]:
    """The rows of five sheets, in some of which a date is missing or an end precedes its start.

    `first` is the number of the first person: other numbers are other people.
    """
    chance = random.Random(seed)
    numbers = range(first, first + rows)
    made = {record.sheet: list(make(numbers)) for record, make in SHEETS.items()}
    for _ in range(mistakes):
        chance.choice(made[Pair.sheet])["Окончание"] = date(2026, 9, 1)
        chance.choice(made[Mentor.sheet])["Согласие на ПДн"] = None
    return made


def cells(rows: dict[str, Rows]) -> Cells:
    """The workbook as a host reads it: every declared column, headers in the first row."""
    return {record.sheet: _grid(record, rows.get(record.sheet, [])) for record in RECORDS}


def _grid(record: type[Record], rows: Rows) -> Grid:
    titles = [column.title for column in record.columns]
    if record.vertical:
        return Grid([[title, None] for title in titles])
    return Grid([titles, *([row.get(title) for title in titles] for row in rows)])
