"""Lists in which others stand beside their people: parents, curators, answers, titles of all sorts.

What is right is known from how a list was made; the words are written down here by themselves.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from people_import.generated import sample_people

MENTORS, MENTEES, STAFF = "Наставники", "Наставляемые", "Сотрудники"
PUPIL_TITLES = ("Учащийся", "Ученик", "ФИО ученика", "ФИО ребёнка", "Ф.И.О. обучающегося",
                "Воспитанник", "Фамилия, имя учащегося", "Деточка", "Кто у нас")  # fmt: skip
PLAIN_TITLES = ("ФИО", "Ф.И.О.", "Фамилия Имя Отчество", "Полное имя", "Участник")
PARENT_TITLES = ("Мать", "Отец", "ФИО матери", "Родитель", "Законный представитель (ФИО)",
                 "Мама (ФИО)", "ФИО представителя")  # fmt: skip
CURATOR_TITLES = ("Куратор", "Классный руководитель", "Кл. рук.", "ФИО куратора", "Тьютор")
CAPTIONS = {
    MENTEES: ("Список обучающихся, нуждающихся в наставнике", "Ученики, которым нужен наставник",
              "База наставляемых", "Педагоги, нуждающиеся в наставнике",
              "Обучающиеся, закреплённые за наставниками", "Молодые специалисты без наставника",
              "Учащиеся, ожидающие наставника", "Подопечные и их наставники"),
    MENTORS: ("Реестр наставников", "Педагоги, готовые стать наставниками",
              "Ученики, желающие быть наставниками", "Кандидаты в наставники",
              "Наставники и их подопечные", "Учителя-наставники"),
    STAFF: ("Список сотрудников", "Работники школы", "Кадровый состав"),
}  # fmt: skip
ANSWERS = {
    "Кем Вы хотите быть?": {
        "Наставником": {MENTORS}, "наставляемым": {MENTEES}, "Хочу быть наставником": {MENTORS},
        "И наставником, и наставляемым": {MENTORS, MENTEES}, "Не хочу участвовать": set(),
        "Пока не решила": set(), "не участвую": set(), "Хочу, чтобы был наставник": {MENTEES},
    },
    "Роль в программе": {
        "наставник": {MENTORS}, "наставляемый": {MENTEES}, "не участвует": set(),
    },
    "Хочу быть наставником": {"Да": {MENTORS}, "Нет": set(), "да": {MENTORS}, "нет": set()},
    "Нужен ли Вам наставник?": {"Да": {MENTEES}, "Нет": set()},
}  # fmt: skip


@dataclass
class Listed:
    """A generated list: its rows, and who of it belongs where."""

    name: str
    rows: list[list[str]] = field(default_factory=list)
    wanted: dict[str, set[str]] = field(default_factory=dict)


def made_list(seed: int) -> Listed:
    """The list of this number: the same each time."""
    dice = random.Random(seed)
    return dice.choice((_with_parents, _with_answers, _with_caption))(dice, seed)


def _with_parents(dice: random.Random, seed: int) -> Listed:
    """Pupils with a parent, a curator, both, before or behind the names."""
    made = Listed(f"Список {seed}")
    columns = [dice.choice(PUPIL_TITLES), "Класс", "Дата рождения"]
    others = [dice.choice(PARENT_TITLES), dice.choice(CURATOR_TITLES)]
    columns += dice.sample(others, dice.randint(1, 2))
    if dice.random() < 0.5:
        columns.append("Родители (законные представители), телефон")
    dice.shuffle(columns)
    adults = [str(person["full_name"]) for person in sample_people()[MENTORS]]
    made.rows = [["№", *columns]]
    for number, name in enumerate(_names(dice, MENTEES), start=1):
        parent = dice.choice(adults)
        cells = {
            "Класс": f"{dice.randint(5, 9)}{dice.choice('АБВ')}",
            "Дата рождения": f"{dice.randint(1, 28):02}.03.{dice.randint(2010, 2014)}",
            "Родители (законные представители), телефон": dice.choice(
                (f"{parent}, 8900{dice.randint(10**6, 10**7 - 1)}", parent)
            ),
        }
        own = {title: name for title in columns if title in PUPIL_TITLES}
        row = [own.get(title) or cells.get(title) or parent for title in columns]
        made.rows.append([str(number), *row])
        made.wanted[name] = {MENTEES}
    return made


def _with_answers(dice: random.Random, seed: int) -> Listed:
    """Pupils who answered who they want to be."""
    made = Listed(f"Ответы {seed}")
    question, answers = dice.choice(list(ANSWERS.items()))
    made.rows = [["Отметка времени", dice.choice(PLAIN_TITLES), "Класс", question]]
    names = _names(dice, MENTEES)
    said = [next(iter(answers)), *(dice.choice(list(answers)) for _ in names[1:])]
    for name, answer in zip(names, said, strict=True):
        made.rows.append(["01.09.2026 14:35:01", name, f"{dice.randint(5, 9)}Б", answer])
        made.wanted[name] = answers[answer]
    return made


def _with_caption(dice: random.Random, seed: int) -> Listed:
    """A list of which only the words above it, or the name of the file, tell whose it is."""
    sheet = dice.choice(list(CAPTIONS))
    caption = dice.choice(CAPTIONS[sheet])
    is_named = dice.random() < 0.3
    made = Listed(f"{caption} {seed}" if is_named else f"Список {seed}")
    above = [] if is_named else [[caption], []]
    made.rows = [*above, [dice.choice(PLAIN_TITLES), "Почта", "Должность"]]
    for number, name in enumerate(_names(dice, MENTORS)):
        post = dice.choice(("учитель химии", "воспитатель", "педагог-психолог"))
        made.rows.append([name, f"p{seed}-{number}@example.ru", post])
        made.wanted[name] = {sheet}
    return made


def _names(dice: random.Random, sheet: str) -> list[str]:
    known = [str(person["full_name"]) for person in sample_people()[sheet]]
    return dice.sample(known, dice.randint(5, min(12, len(known))))


def write_list(made: Listed, folder: Path) -> Path:
    """The list as a text table."""
    path = folder / f"{made.name}.csv"
    path.write_text(_csv(made.rows), encoding="utf-8")
    return path


def _csv(rows: Sequence[Sequence[str]]) -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=";").writerows(rows)
    return stream.getvalue()
