"""Small exports drawn in the test: what is taken, what is asked, what is never touched."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nastavnik.model.changes import AppendRows
from nastavnik.model.errors import JobError
from nastavnik.model.findings import Value
from nastavnik.model.grid import Grid
from nastavnik.model.parsing import is_filled
from nastavnik.model.school import School, read_school
from nastavnik.model.sheets import AnswerRow, QuestionRow
from nastavnik.results.questionnaires import remarks
from nastavnik.results.questionnaires.model import ExportTable
from nastavnik.results.questionnaires.results import AnswersTaken
from nastavnik.results.questionnaires.sources import read_exports
from nastavnik.results.questionnaires.taking import take_answers
from nastavnik.results.questionnaires.wishes import AnswerWishes
from support.depth import tries
from support.drawn import drawn, school

TODAY = date(2027, 6, 1)
PEOPLE = """
    | ФИО                  | Почта          | Телефон          | Выбыл      |
    | Ким Алла Петровна    | kim@example.ru |                  |            |
    | Ли Вера Павловна     |                | +7 900 123-45-67 |            |
    | Дин Пётр Ильич       |                |                  | 01.02.2027 |
"""
QUESTIONS = """
    | Код | Вопрос                    | Тип ответа   | Варианты |
    | Ш   | Оцените программу         | шкала 1–10   |          |
    | Д   | Нравится участвовать      | да/нет       |          |
    | В   | Что решено                | один из      | пойду    |
    | Ч   | Сколько уроков            | число        |          |
    | С   | Что получилось            | текст        |          |
    | М   | Оцените [Встречи]         | шкала 1–10   |          |
"""
ANSWERS = (
    "| Дата | Кто отвечал | Роль | Форма | Анкета | Второй участник | Вопрос | Ответ | Откуда |"
)


def book(rows: str = "", people: str = PEOPLE, questions: str = QUESTIONS) -> School:
    return school(
        Школа="| Реквизит | Значение |\n| Учебный год | 2026/2027 |",
        Наставляемые=people,
        Вопросы=questions,
        Ответы=f"{ANSWERS}\n{rows}",
    )


def table(picture: str, name: str = "итоговая.csv") -> ExportTable:
    rows = drawn(picture)
    titles = tuple(str(title or "") for title in rows[0])
    return ExportTable(name, "", name.partition(".")[0], titles, rows[1:], is_text=True)


def taken(
    picture: str, wishes: AnswerWishes | None = None, where: School | None = None
) -> AnswersTaken:
    return take_answers(where or book(), [table(picture)], TODAY, wishes)


def rows_of(result: AnswersTaken, sheet: str = AnswerRow.sheet) -> list[dict[str, Value]]:
    found = [c for c in result.changes.cells if isinstance(c, AppendRows) and c.sheet == sheet]
    return [dict(row) for change in found for row in change.rows]  # type: ignore[arg-type]


def written(result: AnswersTaken) -> list[tuple[Value, Value, Value]]:
    """(who, code, value) of every new row."""
    return [(r["Кто отвечал"], r["Вопрос"], r["Ответ"]) for r in rows_of(result)]


def asked(result: AnswersTaken) -> list[str]:
    return [str(finding.code) for finding in result.findings]


def scale(*cells: str) -> AnswersTaken:
    """The answers of one person to the scale, a day each."""
    lines = [f"| {n:02}.05.2027 | Ким Алла Петровна | {c} |" for n, c in enumerate(cells, start=1)]
    return taken("\n".join(["| Дата | ФИО | Оцените программу |", *lines]))


def test_an_answer_becomes_a_row_with_all_that_is_known_of_it() -> None:
    result = taken("""
        | Отметка времени    | Ваши ФИО          | Ваша роль    | Оцените программу |
        | 20.05.2027 9:05:07 | Ким Алла Петровна | Наставляемый | 9                 |
    """)
    assert rows_of(result) == [
        {
            "Дата": date(2027, 5, 20),
            "Кто отвечал": "Ким Алла Петровна",
            "Роль": "наставляемый",
            "Анкета": "итоговая",
            "Вопрос": "Ш",
            "Ответ": 9,
            "Откуда": "итоговая.csv",
        }
    ]


@pytest.mark.parametrize(
    ("cell", "value"),
    [("9", 9), ("10 из 10", 10), ("8/10", 8), ("5 (согласен)", 5), ("7 — хорошо", 7), ("9.0", 9)],
)
def test_a_grade_is_read_however_a_form_writes_it(cell: str, value: int) -> None:
    assert written(scale(cell)) == [("Ким Алла Петровна", "Ш", value)]


@pytest.mark.parametrize("cell", ["девять", "11", "0", "8,5", "9-10", "5 из 5", "полностью"])
def test_what_is_no_grade_is_asked_and_never_guessed(cell: str) -> None:
    result = scale(cell)
    assert written(result) == []
    assert asked(result) in ([remarks.VALUE], [remarks.TO_FIVE])
    assert "(строка 2)" in result.findings[0].message or cell == "5 из 5"


def test_a_scale_to_five_is_asked_about_and_doubled_when_told() -> None:
    assert asked(scale("5", "4", "5", "3", "2")) == [remarks.TO_FIVE]
    picture = """
        | Дата       | ФИО               | Оцените программу от 1 до 5 |
        | 20.05.2027 | Ким Алла Петровна | 4                           |
    """
    told = AnswerWishes.said(["Оцените программу от 1 до 5=Ш*2"], {})
    assert written(taken(picture, told)) == [("Ким Алла Петровна", "Ш", 8)]
    same = AnswerWishes.said(["Оцените программу от 1 до 5=Ш"], {})
    assert written(taken(picture, same)) == [("Ким Алла Петровна", "Ш", 4)]


def test_yes_and_no_options_and_numbers_are_told_apart_from_other_words() -> None:
    result = taken("""
        | Дата       | ФИО               | Нравится участвовать | Что решено | Сколько уроков |
        | 18.05.2027 | Ким Алла Петровна | Да                   | Пойду      | 3 урока        |
        | 19.05.2027 | Ким Алла Петровна | скорее да            | остаюсь    | много          |
        | 20.05.2027 | Ким Алла Петровна | Н/Д                  |            |                |
    """)
    assert [row[1:] for row in written(result)] == [("Д", "да"), ("В", "пойду"), ("Ч", 3)]
    assert asked(result) == [remarks.VALUE] * 3


def test_what_begins_like_a_formula_stays_a_text() -> None:
    result = taken("""
        | Дата       | ФИО               | Что получилось |
        | 20.05.2027 | Ким Алла Петровна | =СУММА(A1)     |
        | 21.05.2027 | Ким Алла Петровна | +7             |
        | 22.05.2027 | Ким Алла Петровна | -              |
    """)
    assert [value for _, _, value in written(result)] == ["=СУММА(A1)", "+7", "-"]


@pytest.mark.parametrize(
    ("name", "mail", "who"),
    [
        ("ким алла петровна", "", "Ким Алла Петровна"),
        ("Алла Ким", "", "Ким Алла Петровна"),
        ("Ли В. П.", "", "Ли Вера Павловна"),
        ("", "KIM@example.ru", "Ким Алла Петровна"),
        ("", "8 (900) 123-45-67", "Ли Вера Павловна"),
    ],
)
def test_people_are_found_by_name_then_by_mail_and_phone(name: str, mail: str, who: str) -> None:
    title = "Телефон" if mail.startswith("8") else "Почта"
    result = taken(f"""
        | Дата       | ФИО    | {title} | Что получилось |
        | 20.05.2027 | {name} | {mail}  | дело           |
    """)
    assert written(result) == [(who, "С", "дело")]


@pytest.mark.parametrize(
    ("name", "mail"),
    [
        ("Ни Кто Иной", ""),
        ("Ким", ""),
        ("Ли Вера Павловна", "kim@example.ru"),
        ("", "no@example.ru"),
    ],
)
def test_whom_the_book_does_not_know_is_asked_about_and_not_created(name: str, mail: str) -> None:
    result = taken(f"""
        | Дата       | ФИО    | Почта  | Что получилось |
        | 20.05.2027 | {name} | {mail} | тайное слово   |
    """)
    assert written(result) == []
    assert len(result.findings) == 1
    assert "тайное" not in str(result.findings)


def test_an_answer_without_a_name_keeps_a_key_of_its_own() -> None:
    result = taken("""
        | Дата       | ФИО | Роль         | Код  | Что получилось |
        | 20.05.2027 |     | наставляемый |      | одно           |
        | 20.05.2027 |     | наставляемый |      | другое         |
        | 20.05.2027 |     | наставляемый | АБ12 | третье         |
    """)
    names = [str(who) for who, _, _ in written(result)]
    assert len(set(names)) == 3
    assert all(name.startswith("аноним ") for name in names)
    assert names[2] == "аноним АБ12"
    assert (result.as_json()["people"], result.as_json()["anonymous"]) == (0, 3)


def test_of_two_answers_on_one_day_the_last_counts_and_the_other_is_told() -> None:
    result = taken("""
        | Дата               | ФИО               | Что получилось |
        | 20.05.2027 9:00:00 | Ким Алла Петровна | сначала        |
        | 20.05.2027 8:00:00 | Ким Алла Петровна | ещё раньше     |
        | 21.05.2027 8:00:00 | Ким Алла Петровна | потом          |
    """)
    assert [value for _, _, value in written(result)] == ["сначала", "потом"]
    assert "повторов: 1" in result.message
    assert result.account.taken + len(result.account.left_out) == result.account.cells


def test_what_is_in_the_book_already_is_the_same_and_nothing_is_overwritten() -> None:
    where = book("| 20.05.2027 | Ким Алла Петровна | наставляемый | | итоговая | | С | дело | |")
    result = taken(
        """
        | Дата       | ФИО               | Что получилось | Оцените программу |
        | 20.05.2027 | Ким Алла Петровна | дело           | 9                 |
    """,
        where=where,
    )
    assert written(result) == [("Ким Алла Петровна", "Ш", 9)]
    assert result.as_json()["same"] == 1
    other = taken(
        """
        | Дата       | ФИО               | Что получилось |
        | 20.05.2027 | Ким Алла Петровна | иное           |
    """,
        where=where,
    )
    assert written(other) == []
    assert asked(other) == [remarks.DIFFERS]


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("20.05.2026", "другого учебного года"),
        ("02.06.2027", "не наступила"),
        ("вчера", "не понята"),
        ("", "не закончена"),
    ],
)
def test_a_row_of_another_year_or_without_a_day_is_asked_about(day: str, why: str) -> None:
    result = taken(f"""
        | Дата  | ФИО               | Что получилось |
        | {day} | Ким Алла Петровна | дело           |
    """)
    assert written(result) == []
    assert why in result.findings[0].message


def test_another_form_is_said_to_be_one() -> None:
    result = taken("""
        | Дата       | ФИО               | Цена ремонта | Адрес дома |
        | 20.05.2027 | Ким Алла Петровна | 100          | Лесная, 5  |
    """)
    assert asked(result) == [remarks.OTHER_FORM]
    assert written(result) == []


def test_a_file_that_breaks_off_is_taken_up_to_there() -> None:
    rows: list[Sequence[Value]] = [
        ["20.05.2027", "Ким Алла Петровна", "дело"],
        ["21.05.2027", "Ли"],
    ]
    titles = ("Дата", "ФИО", "Что получилось")
    cut = ExportTable("итоговая.csv", "", "итоговая", titles, rows, is_text=True)
    result = take_answers(book(), [cut], TODAY)
    assert written(result) == [("Ким Алла Петровна", "С", "дело")]
    assert "обрывается" in result.findings[0].message
    wide = replace(cut, rows=[[*rows[0], "лишнее"]])
    assert "больше ячеек" in take_answers(book(), [wide], TODAY).findings[0].message


def test_a_person_who_left_is_asked_about_though_the_answers_are_taken() -> None:
    result = taken("""
        | Дата       | ФИО            | Что получилось |
        | 20.05.2027 | Дин Пётр Ильич | дело           |
    """)
    assert asked(result) == [remarks.LEFT]
    assert written(result) == [("Дин Пётр Ильич", "С", "дело")]


@pytest.mark.parametrize(
    ("grade", "age", "asked_of"),
    [
        ("7 Б", "13", ""),
        ("7", "14 лет", ""),
        ("5 А", "", "класс в файле не тот"),
        ("", "9", "возраст в файле не тот"),
        ("11", "9", "не подходит к классу"),
        ("семь", "много", ""),
    ],
)
def test_a_class_or_an_age_that_contradicts_the_book_is_asked_about(
    grade: str, age: str, asked_of: str
) -> None:
    people = """
        | ФИО               | Категория   | Дата рождения | Класс |
        | Ким Алла Петровна | обучающийся | 01.06.2013    | 7 Б   |
    """
    picture = f"""
        | Дата       | ФИО               | Ваш класс | Возраст | Что получилось |
        | 20.05.2027 | Ким Алла Петровна | {grade}   | {age}   | дело           |
    """
    result = taken(picture, where=book(people=people))
    assert written(result) == [("Ким Алла Петровна", "С", "дело")]
    assert asked(result) == ([remarks.DOUBT] if asked_of else [])
    assert asked_of in "".join(finding.message for finding in result.findings)


def test_a_renamed_question_is_asked_with_a_guess_and_remembered_when_told() -> None:
    picture = """
        | Дата       | ФИО               | Что же у вас получилось |
        | 20.05.2027 | Ким Алла Петровна | дело                    |
    """
    result = taken(picture, AnswerWishes(adds=True))
    assert written(result) == []
    assert result.as_json()["questions"][0]["guess"] == "Что получилось"
    told = AnswerWishes.said(["Что же у вас получилось=С"], {})
    assert written(taken(picture, told)) == [("Ким Алла Петровна", "С", "дело")]
    memory = told.remembered(["Что же у вас получилось"])
    assert "получилось" not in str(memory)
    assert written(taken(picture, AnswerWishes(memory=memory))) == written(taken(picture, told))


def test_a_new_question_comes_into_the_book_only_when_asked_for() -> None:
    picture = """
        | Дата       | ФИО               | Любимая книга года |
        | 20.05.2027 | Ким Алла Петровна | Азбука             |
    """
    assert written(taken(picture)) == []
    result = taken(picture, AnswerWishes(adds=True))
    assert written(result) == [("Ким Алла Петровна", "Н1", "Азбука")]
    new = rows_of(result, QuestionRow.sheet)
    assert [(r["Код"], r["Анкета"], r["Роль"], r["Тип ответа"]) for r in new] == [
        ("Н1", "итоговая", "наставляемый", "текст")
    ]
    assert asked(result) == [remarks.ADDED]


def test_which_questionnaire_it_is_must_be_known() -> None:
    nameless = table(
        "| Дата | ФИО | Что получилось |\n| 20.05.2027 | Ли В. П. | да |", "ответы.csv"
    )
    result = take_answers(book(), [nameless], TODAY)
    assert asked(result) == [remarks.OCCASION]
    told = take_answers(book(), [nameless], TODAY, AnswerWishes(kind="входная"))
    assert [row["Анкета"] for row in rows_of(told)] == ["входная"]


def test_no_message_tells_what_anybody_answered() -> None:
    result = taken(
        """
        | Дата       | ФИО               | Оцените программу | Что решено | Другой вопрос |
        | 20.05.2027 | Ким Алла Петровна | тайна             | тайна      | тайна         |
    """
    )
    assert result.findings
    assert "тайна" not in result.message + str([f._replace(who="") for f in result.findings])


EXPORTS = os.environ.get("NASTAVNIK_EXPORTS", "")


@pytest.mark.skipif(not EXPORTS, reason="NASTAVNIK_EXPORTS names no folder of exports")
def test_real_exports_give_their_true_answers() -> None:
    import json

    folder = Path(EXPORTS)
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    for name, told in truth["files"].items():
        lost = {(d["n"], d["q"]) for d in told.get("damaged", ())}
        given = [a for a in told["answers"] if a["q"] in _asked_in(truth)]
        result = take_answers(
            _book_of(truth), read_exports(folder / name), date(2026, 6, 1), _wishes(name), ZONE
        )
        found = {
            (row["who"] or "аноним", row["question"], row["part"], str(row["value"]).casefold())
            for row in replace(result, shows_values=True).as_json()["values"]
            if row["state"] == "new"
        }
        wanted = {
            (a["who"], *_asked_in(truth)[a["q"]], str(each).strip().casefold())
            for a in given
            if (a["n"], a["q"]) not in lost
            for each in (a["value"] if isinstance(a["value"], list) else [a["value"]])
        }
        assert found == wanted, name


ZONE = timezone(timedelta(hours=3))
SAID = {
    "05": ["Что изменить?=О2"],
    "17": ["Оценка=Ш1", "Продолжить=Д1", "Понравилось=О1", "Изменить=О2"],
    "21": [
        *("fio=ФИО", "score=Ш1", "cont=Д1", "help=М1", "help_other=М1", "mx-m1=Т1", "mx-m2=Т2"),
        *("mx-m3=Т3", "o1=О1", "o2=О2"),
    ],
}
"""What a person says of columns that do not bear the words of the question."""


def _wishes(name: str) -> AnswerWishes:
    return AnswerWishes.said(SAID.get(name[:2], []), {}, "итоговая")


def _asked_in(truth: dict[str, dict[str, str]]) -> dict[str, tuple[str, str | None]]:
    codes = truth["codes"]
    plain = ("q_score", "q_yesno", "q_multi", "q_open1", "q_open2")
    whole: dict[str, tuple[str, str | None]] = {each: (codes[each], None) for each in plain}
    parts = {each: (codes["q_m"], codes[each]) for each in ("q_m1", "q_m2", "q_m3")}
    return {**whole, **parts, "q_multi_other": (codes["q_multi"], None)}


def _book_of(truth: dict[str, dict[str, str]]) -> School:
    answers = [a for told in truth["files"].values() for a in told["answers"]]  # type: ignore[index]
    roles = {a["who"]: a["value"] for a in answers if a["q"] == "q_role"}  # type: ignore[index]
    chosen = [*truth["options"], *(f"h{n} = {o}" for n, o in enumerate(truth["options"], 1))]
    graded = [*truth["columns"], *(f"k{n} = {o}" for n, o in enumerate(truth["columns"], 1))]
    codes = truth["codes"]
    questions: list[list[Value]] = [
        ["Код", "Вопрос", "Тип ответа", "Варианты"],
        ["Ш1", codes["q_score"], "шкала 1–10", None],
        ["Д1", codes["q_yesno"], "да/нет", None],
        ["М1", codes["q_multi"], "несколько из", "\n".join(chosen)],
        ["О1", codes["q_open1"], "текст", None],
        ["О2", codes["q_open2"], "текст", None],
    ]
    for n in (1, 2, 3):
        text = f"{codes['q_m']} [{codes[f'q_m{n}']}]"
        questions.append([f"Т{n}", text, "один из", "\n".join(graded)])
    sheets = {"Наставник": "Наставники", "Наставляемый": "Наставляемые", "Куратор": "Сотрудники"}
    cells = {
        sheet: Grid([["ФИО", "Почта"], *([who, None] for who, its in roles.items() if its == role)])
        for role, sheet in sheets.items()
    }
    return read_school({**cells, "Вопросы": Grid(questions), "Ответы": Grid(drawn(ANSWERS))})


TITLES = (
    *("Дата", "Отметка времени", "Ваши ФИО", "Электронная почта", "Ваша роль", "Оцените программу"),
    *("Нравится участвовать", "Что решено", "Сколько уроков", "Что получилось", "Согласие", "ID"),
    *("Оцените [Встречи]", "Ваше мнение о погоде", "", "Баллы"),
)
CELLS = (
    *(None, "", "20.05.2027", "20.05.2027 9:05", "весной", "Ким Алла Петровна", "Ли Вера Павловна"),
    *("Чужов Иван Ильич", "kim@example.ru", "наставляемый", "куратор", "9", "11", "да", "пойду"),
    *("другое", "—", "Очень понравилось", "=1+1"),
)


@st.composite
def exports(draw: st.DrawFn) -> ExportTable:
    """Titles of every sort in any order, and rows of any cells, some wider than the titles."""
    titles = draw(st.lists(st.sampled_from(TITLES), min_size=1, max_size=8))
    cell = st.sampled_from(CELLS)
    rows = draw(st.lists(st.lists(cell, max_size=len(titles) + 1), max_size=6))
    return ExportTable("итоговая.csv", "", "итоговая", tuple(titles), rows, is_text=True)


@settings(deadline=None, max_examples=tries(200, quick=60))
@given(exports())
def test_of_every_cell_of_any_export_it_is_told_what_became_of_it(export: ExportTable) -> None:
    with contextlib.suppress(JobError):
        result = take_answers(book(), [export], TODAY, AnswerWishes(kind="итоговая"))
        account = result.account
        filled = sum(is_filled(cell) for row in (export.titles, *export.rows) for cell in row)
        assert account.cells == filled
        assert account.cells == account.taken + account.asked + len(account.left_out)
