"""Schools of chance: few people, many coincidences, every state and most gaps."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from nastavnik.model.choices import FORMS, PAIR_STATES, REASONS, WAYS
from nastavnik.model.school import School
from results.independent import Plain

SURNAMES = ("Орлова", "Зуева", "Панова", "Лисина", "Белова", "Чернова")
GIVEN = ("Анна Сергеевна", "Вера Олеговна", "Юлия Артёмовна", "Инна Борисовна")
PLACES = ("АО «Завод»", "Завод", "ООО «Ромашка»", "ИП Ветров", "", "«Ромашка»")
STARTS = [
    *(date(2024, 10, 1), date(2025, 9, 1), date(2026, 8, 20), date(2026, 9, 10)),
    *(date(2026, 10, 1), date(2027, 1, 31), date(2027, 9, 3)),
]
CARD = {
    "Обучающихся всего": 40,
    "Обучающихся 10–19 лет": 30,
    "Обучающихся 15–19 лет": 12,
    "Педагогов": 20,
    "Молодых специалистов": 6,
    "Педагогов, принятых за год": 4,
    "Педагогов старше 55 лет": 5,
    "Предприятий-партнёров": 3,
}


def random_school(chance: random.Random) -> tuple[Plain, date]:
    """A school, and the day on which it is counted."""
    names = [f"{s} {g}" for s in SURNAMES for g in GIVEN]
    mentors = [_mentor(chance, name) for name in chance.sample(names, chance.randint(2, 8))]
    mentees = [_mentee(chance, name) for name in chance.sample(names, chance.randint(2, 10))]
    pairs = [_pair(chance, mentors, mentees) for _ in range(chance.randint(1, 14))]
    today = date(2026, 9, 1) + timedelta(days=chance.randint(0, 300))
    card: dict[str, Any] = {"Учебный год": "2026/2027", "Рабочая неделя": "пятидневная"}
    card |= {title: value for title, value in CARD.items() if chance.random() < 0.8}
    if chance.random() < 0.5:
        card["Числа на дату"] = date(2026, 9, 20)
    if chance.random() < 0.5:
        card["Доплата наставнику"] = chance.choice(["10 процентов", "нет"])
    plain = Plain(card, mentors, mentees, pairs)
    plain.meetings = [m for pair in pairs for m in _meetings(chance, pair)]
    plain.practices = [_practice(chance, number) for number in range(chance.randint(0, 3))]
    plain.answers = _once_a_day(row for pair in pairs for row in _answers(chance, pair))
    plain.vacations = [date(2026, 11, day) for day in range(2, 9)]
    if chance.random() < 0.3:
        plain.vacations += [date(2027, 1, day) for day in range(9, 32)]
    return plain, today


def _some(chance: random.Random, value: Any, likely: float = 0.5) -> Any:
    return value if chance.random() < likely else None


def _birth(chance: random.Random, youngest: int, oldest: int) -> date:
    """Often on the very day on which ages are counted, or the day before it or after."""
    year = 2026 - chance.randint(youngest, oldest)
    return chance.choice(
        [date(year, 9, 20), date(year, 9, 19), date(year, 9, 21), date(year, 3, 14)]
    )


def _mentor(chance: random.Random, name: str) -> dict[str, Any]:
    role = chance.choice(
        ["педагог", "руководитель", "ученик", "студент", "работодатель", "выпускник"]
    )
    row: dict[str, Any] = {"ФИО": name, "Кто": role, "Мест": 3}
    row["Дата рождения"] = _some(chance, _birth(chance, 13, 20), 0.8)
    row["Место работы (учёбы)"] = chance.choice(PLACES)
    row["Партнёрское соглашение"] = _some(chance, "№ 3 от 01.09.2026")
    row["Обучение наставника"] = _some(chance, "удостоверение № 1")
    row["Входит в трудовую функцию"] = _some(chance, "да", 0.2)
    row["Внешний совместитель"] = _some(chance, "да", 0.15)
    row["Выбыл"] = _some(chance, date(2026, 11, 20), 0.1)
    return row


def _mentee(chance: random.Random, name: str) -> dict[str, Any]:
    roles = ["обучающийся", "студент", "молодой специалист", "вновь принятый педагог"]
    row: dict[str, Any] = {"ФИО": name, "Категория": chance.choice([*roles, "педагог с запросом"])}
    row["Дата рождения"] = _some(chance, _birth(chance, 8, 21), 0.8)
    row["Внешний совместитель"] = _some(chance, "да", 0.15)
    row["Выбыл"] = _some(chance, date(2026, 12, 1), 0.15)
    row["Программа пройдена"] = _some(chance, "да", 0.3)
    return row


def _pair(chance: random.Random, mentors: list[Any], mentees: list[Any]) -> dict[str, Any]:
    start = chance.choice(STARTS)
    state = chance.choice([*PAIR_STATES.values, "действует", "завершено", "прекращено"])
    row: dict[str, Any] = {
        "Наставник": chance.choice(mentors)["ФИО"],
        "Наставляемый": chance.choice(mentees)["ФИО"],
        "Форма": chance.choice(FORMS.values),
        "Вид": chance.choice([*WAYS.values, "реверсивное", None]),
        "Начало": _some(chance, start, 0.95),
        "Окончание": _some(chance, start + timedelta(days=chance.choice([29, 59, 60, 240])), 0.95),
        "Состояние": state,
    }
    if state == "прекращено":
        row["Прекращено"] = _some(chance, start + timedelta(days=chance.choice([28, 29, 30, 90])))
        row["Причина прекращения"] = _some(chance, chance.choice(REASONS.values), 0.8)
        row["Уведомление"] = _some(chance, start + timedelta(days=chance.choice([20, 25, 26, 27])))
    row["Согласие наставника"] = _some(chance, start - timedelta(days=chance.choice([-3, 0, 5])))
    row["Приказ от"] = _some(chance, start - timedelta(days=chance.choice([0, 2])))
    row["Доп. соглашение №"] = _some(chance, "7")
    row["Доп. соглашение от"] = _some(chance, start)
    row["Программа от"] = _some(chance, start + timedelta(days=9))
    row["Программа утверждена"] = _some(chance, "95-ОД от 21.09.2026")
    row["Доплата"] = _some(chance, chance.choice(["5 процентов", "нет"]), 0.3)
    return row


def _meetings(chance: random.Random, pair: dict[str, Any]) -> list[dict[str, Any]]:
    if not pair["Начало"]:
        return []
    step = chance.choice([9, 20, 40])
    days = [pair["Начало"] + timedelta(days=n) for n in range(0, 300, step)]
    kept = [day for day in days if chance.random() < 0.9]
    return [{**_names(pair), "Дата": day, "Тема": "разбор урока"} for day in kept]


def _names(pair: dict[str, Any]) -> dict[str, Any]:
    return {"Наставник": pair["Наставник"], "Наставляемый": pair["Наставляемый"]}


def _practice(chance: random.Random, number: int) -> dict[str, Any]:
    day = chance.choice([date(2026, 9, 5), date(2027, 8, 30)])
    return {
        "Название": f"Практика {number}",
        "Ссылка": _some(chance, "https://school.example.ru/p"),
        "Размещено": _some(chance, day),
    }


def _answers(chance: random.Random, pair: dict[str, Any]) -> list[dict[str, Any]]:
    rows = []
    for role, side in (("наставник", "Наставник"), ("наставляемый", "Наставляемый")):
        for kind, day in (
            ("входная", date(2026, 9, 15)),
            ("итоговая", chance.choice([date(2026, 10, 20), date(2027, 4, 20), date(2026, 5, 20)])),
        ):
            if chance.random() < 0.6:
                rows += _filled_in(chance, pair[side], role, kind, day)
    return rows


def _once_a_day(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Nobody answers one question twice on one day."""
    keys = ("Дата", "Кто отвечал", "Роль", "Анкета", "Вопрос")
    return list({tuple(row[key] for key in keys): row for row in rows}.values())


def _filled_in(
    chance: random.Random, who: str, role: str, kind: str, day: date
) -> list[dict[str, Any]]:
    common = {
        "Дата": day,
        "Кто отвечал": who,
        "Роль": role,
        "Анкета": kind,
        "Форма": "учитель – учитель",
    }
    said: dict[str, str] = {}
    if kind == "итоговая":
        said["Я5"] = str(chance.randint(4, 10)) if chance.random() < 0.7 else ""
        said["Я6"] = chance.choice(["да", "нет", ""])
    for code in ("УУ1", "УУ2", "УУ3"):
        said[code] = str(chance.randint(5, 10)) if chance.random() < 0.8 else ""
    filled = {code: value for code, value in said.items() if value}
    return [{**common, "Вопрос": code, "Ответ": value} for code, value in filled.items()]


def as_school(plain: Plain) -> School:
    """The same school as the product reads it."""
    from documents.schools import school

    return school(
        card=plain.card,
        mentors=plain.mentors,
        mentees=plain.mentees,
        pairs=plain.pairs,
        staff=(),
        Activity=(),
        MeetingRow=plain.meetings,
        Practice=plain.practices,
        AnswerRow=plain.answers,
        Day=[{"Дата": day, "Что это": "каникулы"} for day in plain.vacations],
    )
