"""Schools drawn for the tests of results: small, and at the end of their year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from documents.schools import CARD, STAFF, school
from nastavnik.model.school import School
from nastavnik.results.catalogue import DEFINITIONS
from nastavnik.results.definitions import count
from nastavnik.results.season import Season
from nastavnik.results.verdicts import CountedShare

MAY = date(2027, 5, 20)
Row = Mapping[str, Any]
SIZES: Row = {
    "Обучающихся всего": 400,
    "Обучающихся 10–19 лет": 300,
    "Обучающихся 15–19 лет": 90,
    "Педагогов": 30,
    "Молодых специалистов": 6,
    "Педагогов, принятых за год": 3,
    "Педагогов старше 55 лет": 8,
    "Предприятий-партнёров": 4,
    "Числа на дату": date(2026, 9, 20),
}


def mentor(name: str, role: str = "педагог", **more: Any) -> dict[str, Any]:
    """A row of «Наставники»; «_» in a title stands for a blank."""
    return {"ФИО": name, "Кто": role, "Мест": 5, **_titled(more)}


def mentee(name: str, role: str = "обучающийся", **more: Any) -> dict[str, Any]:
    """A row of «Наставляемые»."""
    return {"ФИО": name, "Категория": role, **_titled(more)}


def pair(who: str, whom: str, state: str = "действует", **more: Any) -> dict[str, Any]:
    """A row of «Пары» for the whole year."""
    return {
        "Наставник": who,
        "Наставляемый": whom,
        "Форма": "учитель – учитель",
        "Начало": date(2026, 9, 10),
        "Окончание": date(2027, 5, 31),
        "Состояние": state,
        **_titled(more),
    }


def _titled(more: Mapping[str, Any]) -> dict[str, Any]:
    return {title.replace("_", " "): value for title, value in more.items()}


def answered(
    who: str, role: str, kind: str, day: date, form: str = "учитель – учитель", **said: Any
) -> list[dict[str, Any]]:
    """The rows of one questionnaire: code of the question → what was answered."""
    common = {"Дата": day, "Кто отвечал": who, "Роль": role, "Анкета": kind, "Форма": form}
    return [{**common, "Вопрос": code, "Ответ": str(value)} for code, value in said.items()]


def drawn(
    mentors: Iterable[Row] = (),
    mentees: Iterable[Row] = (),
    pairs: Iterable[Row] = (),
    card: Row = SIZES,
    **others: Any,
) -> School:
    """A school of these rows alone."""
    return school({**CARD, **card}, mentors, mentees, pairs, STAFF, **{"Activity": (), **others})


def counted_in(where: School, number: int, today: date = MAY) -> CountedShare:
    """One indicator of a school."""
    return count(DEFINITIONS[number - 1], Season(where, today))


def shares(where: School, number: int, today: date = MAY) -> tuple[int | None, int | None]:
    """Its numerator and denominator."""
    found = counted_in(where, number, today)
    return found.part, found.whole


TEACHERS = ("Орлова Анна Сергеевна", "Лисина Вера Олеговна", "Панова Инна Львовна")
NOVICES = (
    *("Зуев Денис Романович", "Белов Артём Павлович", "Чернов Иван Ильич"),
    *("Громов Олег Петрович", "Светлова Юлия Борисовна", "Мухин Егор Ильич"),
)


def whole_year() -> School:
    """A school with everything that a final report can say: six pairs, answers, quotes, years."""
    mentors = [mentor(name, Должность="учитель математики") for name in TEACHERS]
    mentees = [
        mentee(name, "молодой специалист", Должность="учитель физики", Запрос="методика урока")
        for name in NOVICES
    ]
    pairs = [pair(TEACHERS[n % 3], name) for n, name in enumerate(NOVICES)]
    answers = [row for n, name in enumerate(NOVICES) for row in _of_year(name, n)]
    for name in TEACHERS:
        answers += answered(name, "наставник", "итоговая", MAY, Я5=8, Я6="да", Я10="мало времени")
    meetings = [
        {
            "Дата": date(2026 + (m < 9), m, 15),
            **_pair_names(p),
            "Тема": "Разбор урока",
            "Как": "очно",
        }
        for p in pairs[:4]
        for m in (9, 10, 11, 12, 1, 2, 3, 4, 5)
    ]
    past = [
        {
            "Учебный год": year,
            "Показатель": DEFINITIONS[2].title,
            "Сколько": part,
            "Из скольких": 8,
            "Как считали": "1",
        }
        for year, part in (("2024/2025", 4), ("2025/2026", 5))
    ]
    indicators = [{"Показатель": d.title, "Цель, %": 70} for d in DEFINITIONS if d.short]
    return drawn(
        mentors,
        mentees,
        pairs,
        AnswerRow=answers,
        MeetingRow=meetings,
        PastIndicator=past,
        Indicator=indicators,
        Activity=ROADMAP,
        Conclusion=[
            {
                "Раздел": "предложение",
                "Текст": "Ввести общий час для разбора уроков",
                "Ответственный": "Громов П.А.",
                "Срок": "сентябрь 2027 года",
            }
        ],
    )


ROADMAP = [
    {
        "№": "1",
        "Этап": "Подготовка условий",
        "Мероприятие": "Утвердить Положение",
        "Документы": "приказ",
        "Срок": "август 2026 года",
        "Окончание": date(2026, 8, 31),
        "Сделано": date(2026, 8, 28),
        "Ответственные": "Ковалёва Марина Игоревна",
    },
    {
        "№": "2",
        "Этап": "Работа пар и групп",
        "Мероприятие": "Провести взаимные посещения",
        "Срок": "март 2027 года",
        "Окончание": date(2027, 3, 31),
        "Ответственные": "Громов Пётр Алексеевич",
    },
]


def _of_year(name: str, number: int) -> list[dict[str, Any]]:
    said = dict.fromkeys(("УУ1", "УУ2", "УУ3"), 5)
    now = dict.fromkeys(said, 5 + number % 3)
    words = {"Я9": "стал увереннее вести урок", "Я10": "не хватает времени", "Я11": "общий день"}
    core = {"Я1": 7, "Я2": 9, "Я4": 8, "Я5": 9, "Я6": "да"}
    form = "учитель – учитель"
    first = answered(name, "наставляемый", "входная", date(2026, 9, 20), form, **said)
    last = answered(name, "наставляемый", "итоговая", MAY, form, **core, **now, **words)
    return [*first, *last]


def _pair_names(row: Row) -> dict[str, Any]:
    return {"Наставник": row["Наставник"], "Наставляемый": row["Наставляемый"]}
