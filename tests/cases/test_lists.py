"""Lists that once went into the wrong registry: who goes where, with what, and what is asked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cases.drawings import Drawing, drawings
from nastavnik.model.errors import JobError
from nastavnik.people_import.model import ListedPerson
from nastavnik.people_import.results import PeopleTaken
from nastavnik.people_import.sources import read_sources
from nastavnik.people_import.taking import take_registries
from people_import.lists import EMPTY

CASES = list(drawings("lists.txt"))
MENTORS, MENTEES = "Наставники", "Наставляемые"
TITLES = {
    "ФИО": MENTEES, "Учащийся": MENTEES, "Ученик": MENTEES, "Обучающийся": MENTEES,
    "ФИО ученика": MENTEES, "ФИО обучающегося": MENTEES, "Ф.И.О. учащегося": MENTEES,
    "Фамилия, имя ребёнка": MENTEES, "Ф.И. ребенка": MENTEES, "ФИО студента": MENTEES,
    "Ф.И.О. студента": MENTEES, "Студент": MENTEES, "ФИО воспитанника": MENTEES,
    "ФИО педагога": "?", "ФИО сотрудника": "?", "Сотрудник": "?", "Работник": "?",
    "ФИО работника": "?", "ФИО представителя": "", "Педагог": "?", "Учитель": "?",
    "ФИО учителя": "?", "Фамилия И.О.": MENTEES, "Список класса": MENTEES,
    "Фамилия Имя": MENTEES, "Кто": MENTEES, "Имя и фамилия": MENTEES, "Полное имя": MENTEES,
    "ФИО (полностью)": MENTEES, "ФИО полностью": MENTEES, "Name": MENTEES, "Преподаватель": "?",
    "Мастер п/о": "?", "ФИО наставника": MENTORS, "Наставник": MENTORS, "Наставляемый": MENTEES,
    "ФИО наставляемого": MENTEES, "ФИО молодого специалиста": MENTEES, "Молодой педагог": MENTEES,
}  # fmt: skip
"""Title over the names of two pupils → the registry, «?» where it is asked, "" where refused."""


def taken(folder: Path, text: str) -> PeopleTaken:
    path = folder / "список.csv"
    path.write_text(text, encoding="utf-8")
    return take_registries(EMPTY, read_sources(path))


def told(person: ListedPerson) -> str:
    """Who was read, as the cases say it."""
    values = [f"{field}={_shown(value)}" for field, value in person.values.items()]
    sheet = person.record.sheet if person.record else "?"
    return " ¦ ".join([sheet, person.name, *values[1:]])


def _shown(value: object) -> str:
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return f"{value:g}" if isinstance(value, float) else str(value)


def assert_every_cell_is_accounted_for(outcome: PeopleTaken) -> None:
    account = outcome.as_json()["account"]
    parts = account["taken"] + account["asked"] + len(account["left_out"])
    assert account["cells"] == parts


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_everyone_goes_into_the_right_registry(case: Drawing, tmp_path: Path) -> None:
    outcome = taken(tmp_path, case.source)
    assert list(map(told, outcome.reading.people)) == case.rows
    codes = sorted({finding.code for finding in outcome.findings})
    assert codes == " ".join(case.found).split()
    assert_every_cell_is_accounted_for(outcome)


@pytest.mark.parametrize(("title", "sheet"), TITLES.items())
def test_two_pupils_under_any_title(title: str, sheet: str, tmp_path: Path) -> None:
    text = (
        f"№;{title};Дата рождения;Класс;Телефон\n"
        "1;Абрамов Глеб Олегович;04.03.2012;7А;89001112233\n"
        "2;Белов Яков Ильич;05.03.2012;7А;89001112234"
    )
    if not sheet:
        with pytest.raises(JobError, match="не сами участники"):
            taken(tmp_path, text)
        return
    outcome = taken(tmp_path, text)
    values = "birth=04.03.2012 ¦ school_class=7 А ¦ phone=+7 900 111-22-33"
    first = f"{sheet} ¦ Абрамов Глеб Олегович{'' if sheet == '?' else f' ¦ {values}'}"
    assert told(outcome.reading.people[0]) == first
    assert ("РЕ03" in {finding.code for finding in outcome.findings}) is (sheet == "?")
    assert_every_cell_is_accounted_for(outcome)
