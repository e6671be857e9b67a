"""The indicators counted once more, from their definitions alone and over plain rows of titles.

It shares nothing with the product: no records, no helpers, not the same order of thoughts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

Row = Mapping[str, Any]
Number = int | None
Share = tuple[Number, Number]
TEACHERS = {"молодой специалист", "вновь принятый педагог", "педагог с запросом"}
WORKERS = {"педагог", "руководитель"}
HOLIDAYS = {(1, d) for d in range(1, 9)} | {
    (2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4),
}  # fmt: skip


@dataclass
class Plain:
    """A school as rows: sheet titles → rows of titles."""

    card: Row
    mentors: Sequence[Row]
    mentees: Sequence[Row]
    pairs: Sequence[Row]
    meetings: Sequence[Row] = ()
    practices: Sequence[Row] = ()
    answers: Sequence[Row] = ()
    vacations: list[date] = field(default_factory=list)


def counts(plain: Plain, today: date) -> dict[int, Share]:
    """Number of the indicator → numerator and denominator; None for what cannot be known."""
    return {number: count(plain, today) for number, count in COUNTS.items()}


def low(text: Any) -> str:
    return " ".join(str(text or "").replace("ё", "е").replace("Ё", "Е").lower().split())


def first_of(rows: Iterable[Row]) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for row in rows:
        found.setdefault(low(row["ФИО"]), row)
    return found


def last_day(pair: Row) -> date | None:
    ends = [day for day in (pair.get("Окончание"), pair.get("Прекращено")) if day]
    return min(ends) if ends else None


def bounds(plain: Plain, back: int = 0) -> tuple[date, date]:
    begins = int(str(plain.card["Учебный год"])[:4]) - back
    return date(begins, 9, 1), date(begins + 1, 8, 31)


def touching(plain: Plain, back: int = 0) -> list[Row]:
    """Pairs whose term crosses the year and that were really at work."""
    opens, closes = bounds(plain, back)
    found = []
    for pair in plain.pairs:
        if pair["Состояние"] not in {"действует", "завершено", "прекращено"}:
            continue
        begun, over = pair.get("Начало") or date.min, last_day(pair) or date.max
        if begun <= over and begun <= closes and over >= opens:
            found.append(pair)
    return found


def length(pair: Row, cap: date | None = None) -> int:
    begun, over = pair.get("Начало"), last_day(pair)
    if cap:
        over = min(over, cap) if over else cap
    return (over - begun).days + 1 if begun and over else 0


def of_year(plain: Plain) -> list[Row]:
    return [p for p in touching(plain) if p["Состояние"] != "прекращено" or length(p) >= 30]


def taking_part(plain: Plain, side: str) -> list[Row]:
    names = {low(pair[side]) for pair in of_year(plain)}
    registry = plain.mentors if side == "Наставник" else plain.mentees
    people: dict[Any, Row] = {}
    for row in registry:
        if low(row["ФИО"]) in names:
            people.setdefault(who(plain, row), row)
    return list(people.values())


def is_employed(row: Row) -> bool:
    return row.get("Кто") in {"педагог", "руководитель"} or row.get("Категория") in TEACHERS


def who(plain: Plain, row: Row) -> Any:
    """One person behind a row: an employee may have married, so given names and birth count."""
    name = low(row["ФИО"])
    if not is_employed(row):
        return name
    other = plain.mentees if "Кто" in row else plain.mentors
    birth = row.get("Дата рождения")
    if not birth and name in first_of(other):
        birth = first_of(other)[name].get("Дата рождения")
    given = name.split(" ", 1)[1] if " " in name else ""
    return (given, birth) if birth and given else name


def age(row: Row, day: date) -> int | None:
    birth = row.get("Дата рождения")
    if not birth:
        return None
    return int(day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day)))


def cut(plain: Plain, today: date) -> date:
    return plain.card.get("Числа на дату") or today


def of_school(plain: Plain, *titles: str) -> Number:
    values = [plain.card.get(title) for title in titles]
    return None if None in values else sum(values)  # type: ignore[arg-type]


def pupils_mentored(plain: Plain, today: date) -> Share:
    found = [
        row
        for row in taking_part(plain, "Наставляемый")
        if row["Категория"] == "обучающийся" and (age(row, cut(plain, today)) or 0) in range(10, 20)
    ]
    return len(found), of_school(plain, "Обучающихся 10–19 лет")


def pupils_mentoring(plain: Plain, today: date) -> Share:
    found = [
        row
        for row in taking_part(plain, "Наставник")
        if row["Кто"] == "ученик" and (age(row, cut(plain, today)) or 0) in range(15, 20)
    ]
    return len(found), of_school(plain, "Обучающихся 15–19 лет")


def mentees_of_kind(kind: str, whole: str) -> Callable[[Plain, date], Share]:
    def count(plain: Plain, today: date) -> Share:
        found = [
            row
            for row in taking_part(plain, "Наставляемый")
            if row["Категория"] == kind and row.get("Внешний совместитель") != "да"
        ]
        return len(found), of_school(plain, whole)

    return count


def enterprises(plain: Plain, today: date) -> Share:
    names = set()
    for row in taking_part(plain, "Наставник"):
        place = low(row.get("Место работы (учёбы)")).replace("«", " ").replace("»", " ")
        words = [w for w in re.split(r"[^\w]+", place) if w]
        if row["Кто"] != "работодатель" or not words:
            continue
        if "ип" in words and not row.get("Партнёрское соглашение"):
            continue
        names.add(" ".join(w for w in words if w not in {"ао", "ооо", "ип", "пао", "зао"}))
    return len(names), of_school(plain, "Предприятий-партнёров")


def union(plain: Plain, *, learners: bool) -> int:
    people = set()
    for side in ("Наставник", "Наставляемый"):
        for row in taking_part(plain, side):
            learns = row.get("Кто") == "ученик" or row.get("Категория") == "обучающийся"
            if row.get("Внешний совместитель") == "да":
                continue
            if is_employed(row) or (learners and learns):
                people.add(who(plain, row))
    return len(people)


def novices_kept(plain: Plain, today: date) -> Share:
    names = {low(pair["Наставляемый"]) for pair in touching(plain, back=1)}
    before = [
        row
        for row in plain.mentees
        if row["Категория"] == "молодой специалист" and low(row["ФИО"]) in names
    ]
    if not before:
        return None, None
    kept = [r for r in before if not (r.get("Выбыл") and r["Выбыл"] <= today)]
    return len(kept), len(before)


def reverse(plain: Plain, today: date) -> Share:
    names = {low(p["Наставляемый"]) for p in of_year(plain) if p.get("Вид") == "реверсивное"}
    found = [
        row
        for row in taking_part(plain, "Наставляемый")
        if low(row["ФИО"]) in names
        and row["Категория"] in TEACHERS
        and row.get("Внешний совместитель") != "да"
    ]
    return len(found), of_school(plain, "Педагогов старше 55 лет")


def trained(plain: Plain, today: date) -> Share:
    rows = taking_part(plain, "Наставник")
    return sum(bool(row.get("Обучение наставника")) for row in rows), len(rows)


def approved(plain: Plain, today: date) -> Share:
    active = [pair for pair in of_year(plain) if pair["Состояние"] == "действует"]
    good = [p for p in active if p.get("Программа от") and p.get("Программа утверждена")]
    return len(good), len(active)


def finished(plain: Plain, today: date) -> Share:
    ended = [p for p in touching(plain) if p["Состояние"] in {"завершено", "прекращено"}]
    return sum(pair["Состояние"] == "завершено" for pair in ended), len(ended)


def unpaired(plain: Plain, today: date) -> Share:
    led = {
        low(pair["Наставляемый"])
        for pair in plain.pairs
        if pair["Состояние"] in {"принято", "действует", "завершено"}
    }
    people: dict[Any, Row] = {}
    for row in plain.mentees:
        people.setdefault(who(plain, row), row)
    here = [r for r in people.values() if not (r.get("Выбыл") and r["Выбыл"] <= today)]
    return sum(low(row["ФИО"]) not in led for row in here), len(here)


def months_between(begun: date, over: date) -> list[tuple[int, int]]:
    """Calendar months that lie wholly between two days."""
    days = [begun + timedelta(days=n) for n in range((over - begun).days + 1)]
    by_month: dict[tuple[int, int], int] = defaultdict(int)
    for day in days:
        by_month[day.year, day.month] += 1
    return [m for m, n in by_month.items() if n == days_in(*m)]


def days_in(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - date(year, month, 1)).days


def is_school_month(plain: Plain, year: int, month: int) -> bool:
    _, closes = bounds(plain)
    if date(closes.year, 5, 31) < date(year, month, 1) <= closes:
        return False
    days = (date(year, month, day) for day in range(1, days_in(year, month) + 1))
    return any(
        day.weekday() < 5 and (day.month, day.day) not in HOLIDAYS and day not in plain.vacations
        for day in days
    )


def regular(plain: Plain, today: date) -> Share:
    good = total = 0
    for pair in of_year(plain):
        if length(pair, today) < 60:
            continue
        total += 1
        over = min(last_day(pair) or today, today)
        met = [
            row["Дата"]
            for row in plain.meetings
            if low(row["Наставник"]) == low(pair["Наставник"])
            and low(row["Наставляемый"]) == low(pair["Наставляемый"])
            and pair["Начало"] <= row["Дата"] <= over
        ]
        months = [m for m in months_between(pair["Начало"], over) if is_school_month(plain, *m)]
        good += bool(met) and all(any((d.year, d.month) == m for d in met) for m in months)
    return good, total


def protected(plain: Plain) -> list[Row]:
    """Pairs of two workers for whom the article about mentoring at work holds."""
    mentors, mentees = first_of(plain.mentors), first_of(plain.mentees)
    found = []
    for pair in of_year(plain):
        mentor = mentors.get(low(pair["Наставник"]))
        mentee = mentees.get(low(pair["Наставляемый"]))
        day = pair.get("Приказ от") or pair.get("Начало")
        if not (mentor and mentee and day and day >= date(2025, 3, 1)):
            continue
        if mentor["Кто"] in WORKERS and mentee["Категория"] in TEACHERS:
            found.append(pair)
    return found


def consented(plain: Plain, today: date) -> Share:
    pairs = protected(plain)
    good = [
        p
        for p in pairs
        if p.get("Согласие наставника")
        and p.get("Приказ от")
        and p["Согласие наставника"] <= p["Приказ от"]
    ]
    return len(good), len(pairs)


def agreed(plain: Plain, today: date) -> Share:
    pairs = protected(plain)
    return sum(
        bool(p.get("Доп. соглашение №") and p.get("Доп. соглашение от")) for p in pairs
    ), len(pairs)


def paid(plain: Plain, today: date) -> Share:
    rows = [
        row
        for row in taking_part(plain, "Наставник")
        if row["Кто"] in {"педагог", "руководитель"}
        and row.get("Входит в трудовую функцию") != "да"
    ]
    good = 0
    for row in rows:
        own = [p for p in of_year(plain) if low(p["Наставник"]) == low(row["ФИО"])]
        pays = [p.get("Доплата") or plain.card.get("Доплата наставнику") for p in own]
        good += any(pay and pay != "нет" for pay in pays)
    return good, len(rows)


def noticed(plain: Plain, today: date) -> Share:
    asked = [
        p
        for p in touching(plain)
        if p["Состояние"] == "прекращено"
        and p.get("Причина прекращения") in {"отказ наставника", "отмена поручения"}
    ]
    good = 0
    for pair in asked:
        notice, stopped = pair.get("Уведомление"), pair.get("Прекращено")
        if not (notice and stopped):
            continue
        worked = 0
        day = notice
        while day < stopped:
            day += timedelta(days=1)
            worked += day.weekday() < 5 and (day.month, day.day) not in HOLIDAYS
        good += worked >= 3
    return good, len(asked)


def graduates(plain: Plain, today: date) -> Share:
    done = {low(row["ФИО"]) for row in plain.mentees if row.get("Программа пройдена") == "да"}
    return len(done & {low(row["ФИО"]) for row in plain.mentors}), len(done)


def last_final(plain: Plain, role: str, today: date) -> list[dict[str, str]]:
    """The last final questionnaire of each person of a role in this year."""
    opens, closes = bounds(plain)
    days: dict[str, date] = {}
    for row in plain.answers:
        if row["Роль"] == role and row["Анкета"] == "итоговая":
            key = low(row["Кто отвечал"])
            days[key] = max(days.get(key, date.min), row["Дата"])
    found = []
    for key, day in days.items():
        if opens <= day <= min(closes, today):
            found.append(
                {
                    row["Вопрос"]: row["Ответ"]
                    for row in plain.answers
                    if (low(row["Кто отвечал"]), row["Роль"], row["Анкета"], row["Дата"])
                    == (key, role, "итоговая", day)
                }
            )
    return found


def pleased(role: str) -> Callable[[Plain, date], Share]:
    def count(plain: Plain, today: date) -> Share:
        said = last_final(plain, role, today)
        if not said:
            return None, None
        known = [
            each["Я6"] == "да" if each.get("Я6") else int(each["Я5"]) >= 7
            for each in said
            if each.get("Я6") or each.get("Я5")
        ]
        return sum(known), len(known)

    return count


def grown(plain: Plain, today: date) -> Share:
    opens, closes = bounds(plain)
    filled: dict[Any, dict[str, int]] = defaultdict(dict)
    for row in plain.answers:
        if row["Вопрос"].startswith("УУ"):
            key = (low(row["Кто отвечал"]), row["Роль"], row.get("Форма") or "", row["Анкета"])
            filled[*key, row["Дата"]][row["Вопрос"]] = int(row["Ответ"])
    people = {key[:3] for key in filled}
    rose = whole = any_pair = 0
    for person in people:
        firsts = sorted(k for k in filled if k[:3] == person and k[3] == "входная")
        lasts = sorted(k[4] for k in _finals(plain, person))
        if not firsts or not lasts or (lasts[-1] - firsts[0][4]).days < 60:
            continue
        if not opens <= lasts[-1] <= min(closes, today):
            continue
        before, after = filled[firsts[0]], filled.get((*person, "итоговая", lasts[-1]), {})
        both = before.keys() & after.keys()
        if not both:
            continue
        any_pair = 1
        if sum(before[q] for q in both) / len(both) >= 9:
            continue
        whole += 1
        rose += sum(after[q] - before[q] for q in both) >= len(both)
    return (rose, whole) if any_pair else (None, None)


def _finals(plain: Plain, person: Any) -> set[Any]:
    return {
        (*person, "итоговая", row["Дата"])
        for row in plain.answers
        if (low(row["Кто отвечал"]), row["Роль"], row.get("Форма") or "") == person
        and row["Анкета"] == "итоговая"
    }


COUNTS: Mapping[int, Callable[[Plain, date], Share]] = {
    1: pupils_mentored,
    2: pupils_mentoring,
    3: mentees_of_kind("молодой специалист", "Молодых специалистов"),
    4: enterprises,
    5: pleased("наставляемый"),
    6: pleased("наставник"),
    7: lambda plain, today: (union(plain, learners=False), of_school(plain, "Педагогов")),
    8: mentees_of_kind("вновь принятый педагог", "Педагогов, принятых за год"),
    9: novices_kept,
    10: reverse,
    11: trained,
    12: approved,
    13: finished,
    14: unpaired,
    15: regular,
    16: lambda plain, today: (len(of_year(plain)), None),
    17: consented,
    18: agreed,
    19: paid,
    20: noticed,
    21: lambda plain, today: (
        sum(
            bool(p.get("Ссылка") and p.get("Размещено") and p["Размещено"] <= today)
            for p in plain.practices
        ),
        None,
    ),
    22: graduates,
    23: grown,
    24: lambda plain, today: (
        union(plain, learners=True),
        of_school(plain, "Обучающихся всего", "Педагогов"),
    ),
}
