"""The next school year opened in a drawn workbook: what goes on, what ends, what is asked."""

# ruff: noqa: E501 (drawn sheets are as wide as they are)

from __future__ import annotations

from datetime import date

import pytest

from matching.applying import applied, cells_of
from nastavnik.model.changes import ArrangeRows, CellValue, SetCell
from nastavnik.model.choices import PairState
from nastavnik.model.errors import JobError
from nastavnik.model.grid import Grid
from nastavnik.model.schema import Column, YearEnd
from nastavnik.model.school import School, after, read_school, resolve
from nastavnik.model.sheets import (
    PEOPLE_COUNTED,
    RECORDS,
    SIZES,
    BaseRow,
    Card,
    Check,
    Indicator,
    Mentee,
    Mentor,
    Order,
    Pair,
    PastIndicator,
    ProgrammeTask,
)
from nastavnik.results.catalogue import VERSION
from nastavnik.results.summary import HEADCOUNTS
from nastavnik.rules.checking import check
from nastavnik.workbooks.new_year.opening import YearOpened, open_year
from rules.drawing import drawn_school

JUNE = date(2027, 6, 15)
CARD = """
    Школа
    | Учебный год | 2026/2027 |
    | Начало учебного года | 01.09.2026 |
    | Конец учебного года | 31.05.2027 |
"""


def school_with(*sheets: str) -> School:
    return drawn_school(CARD + "".join(sheets))


def opened(school: School, today: date = JUNE) -> tuple[School, YearOpened]:
    """The school of the next year, and what was said of it."""
    outcome = open_year(school, 2027, today, files={"Документы/Приказы/1.docx"})
    return applied(school, outcome), outcome


def asked(outcome: YearOpened, column: Column) -> list[str]:
    """The people asked about in a column."""
    found = [f for f in outcome.findings if (f.sheet, f.header) == (column.sheet, column.title)]
    return [finding.who for finding in found]


def pupil(school_class: str, more: str = "", value: str = "", name: str = "Белова Юлия") -> str:
    header = f" {more} |" if more else ""
    cell = f" {value} |" if more else ""
    return f"""
        Наставляемые
        | ФИО | Категория | Класс |{header}
        | {name} | обучающийся | {school_class} |{cell}
    """


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("7 Б", "8 Б"),
        ("7Б", "8Б"),
        ("7«Б»", "8«Б»"),
        ("7-б", "8-б"),
        ("7", "8"),
        ("10-1", "11-1"),
        ("10 А", "11 А"),
        ("8 кадетский", "9 кадетский"),
        ("1 Б", "2 Б"),
    ],
)
def test_a_class_becomes_the_next_one_and_keeps_its_letter(before: str, after: str) -> None:
    new, outcome = opened(school_with(pupil(before)))
    assert [mentee.school_class for mentee in new.mentees] == [after]
    assert asked(outcome, Mentee.school_class) == []


@pytest.mark.parametrize("unsure", ["9 А", "9-2", "1-4", "7-8", "К-101", "ИС-21", "гр. 3"])
def test_a_class_without_a_certain_next_one_stays_and_is_asked_about(unsure: str) -> None:
    new, outcome = opened(school_with(pupil(unsure)))
    assert [mentee.school_class for mentee in new.mentees] == [unsure]
    assert asked(outcome, Mentee.school_class) == ["Белова Юлия"]


@pytest.mark.parametrize(
    "note",
    ["оставлена на второй год", "второгодник", "академический отпуск", "класс слит с 7 А"],
)
def test_a_note_that_may_keep_somebody_back_is_asked_about(note: str) -> None:
    new, outcome = opened(school_with(pupil("7 Б", "Примечание", note)))
    assert [mentee.school_class for mentee in new.mentees] == ["7 Б"]
    assert asked(outcome, Mentee.school_class) == ["Белова Юлия"]


@pytest.mark.parametrize("last", ["11 А", "11", "11-2", "12 А"])
def test_who_finishes_school_leaves_the_registry(last: str) -> None:
    new, outcome = opened(school_with(pupil(last)))
    assert new.mentees == ()
    assert outcome.people == (0, 1, 0)


def test_where_there_is_a_twelfth_class_the_eleventh_is_asked_about() -> None:
    school = school_with("""
        Наставляемые
        | ФИО | Категория | Класс |
        | Белова Юлия | обучающийся | 11 А |
        | Панов Игорь | обучающийся | 12 А |
    """)
    new, outcome = opened(school)
    assert [(m.full_name, m.school_class) for m in new.mentees] == [("Белова Юлия", "11 А")]
    assert asked(outcome, Mentee.school_class) == ["Белова Юлия"]


def test_a_course_of_a_college_is_no_class() -> None:
    school = school_with("""
        | Полное наименование | Колледж связи |
        Наставляемые
        | ФИО | Категория | Класс | Дата рождения |
        | Белова Юлия | студент | 1 Б | 01.02.2010 |
        | Панов Игорь | обучающийся | 2 Б | 01.02.2009 |
        | Уткин Олег | студент | 11 | 01.02.2009 |
    """)
    new, outcome = opened(school)
    assert [mentee.school_class for mentee in new.mentees] == ["2 Б", "2 Б", "11"]
    assert asked(outcome, Mentee.school_class) == ["Панов Игорь", "Уткин Олег"]


def test_in_a_school_too_a_first_class_at_sixteen_is_a_course() -> None:
    new, outcome = opened(school_with(pupil("1 Б", "Дата рождения", "01.02.2010")))
    assert [mentee.school_class for mentee in new.mentees] == ["1 Б"]
    assert asked(outcome, Mentee.school_class) == ["Белова Юлия"]


def test_after_the_fourth_class_shift_and_building_are_unknown() -> None:
    school = school_with("""
        Наставляемые
        | ФИО | Категория | Класс | Смена | Корпус |
        | Белова Юлия | обучающийся | 4 Б | первая | 2 |
        | Панов Игорь | обучающийся | 5 Б | первая | 2 |
    """)
    new, _ = opened(school)
    assert [(m.school_class, m.shift, m.building) for m in new.mentees] == [
        ("5 Б", "", ""),
        ("6 Б", "первая", "2"),
    ]


def test_those_who_left_leave_the_registry_and_nobody_moves() -> None:
    school = school_with("""
        Наставляемые
        | ФИО | Категория | Класс | Выбыл |
        | Белова Юлия | обучающийся | 6 Б | 20.08.2027 |
        | Панов Игорь | обучающийся | 6 Б | 02.09.2027 |
        | Уткин Олег | обучающийся | 6 Б | |
    """)
    new, outcome = opened(school)
    assert [(m.row, m.full_name) for m in new.mentees] == [(3, "Панов Игорь"), (4, "Уткин Олег")]
    assert outcome.people == (2, 0, 1)


def test_years_of_work_grow_and_a_young_specialist_is_asked_about() -> None:
    school = school_with("""
        Наставники
        | ФИО | Кто | Стаж в школе, лет | Стаж общий, лет | Мест |
        | Орлова Анна | педагог | 9 | 12,5 | 2 |
        | Громов Пётр | педагог | | | 2 |
        Наставляемые
        | ФИО | Категория | Стаж, лет | Принят на работу |
        | Зуев Денис | молодой специалист | 3 | |
        | Яшина Вера | молодой специалист | 1 | |
        | Кротов Илья | молодой специалист | | 25.08.2024 |
    """)
    new, outcome = opened(school)
    assert [(m.seniority, m.career) for m in new.mentors] == [(10, 13.5), (None, None)]
    assert [m.seniority for m in new.mentees] == [4, 2, None]
    assert asked(outcome, Mentee.role) == ["Зуев Денис", "Кротов Илья"]


def test_consents_go_on_as_written() -> None:
    school = school_with("""
        Наставляемые
        | ФИО | Категория | Класс | Дата рождения | Согласие на ПДн | Согласие представителя на ПДн | Согласие на участие | Согласие на распространение |
        | Белова Юлия | обучающийся | 6 Б | 02.05.2014 | | 22.08.2026 | 22.08.2026 | 22.08.2026 |
        | Панов Игорь | обучающийся | 6 Б | 02.05.2014 | | 22.08.2026 | 22.08.2026 | |
        Документы
        | Документ | Для кого | Дата | Состояние | Действует до |
        | Согласие законного представителя на обработку персональных данных | Панов Игорь | 22.08.2026 | подписан | 31.05.2027 |
    """)
    new, outcome = opened(school)
    belova, panov = new.mentees
    assert belova.guardian_consent_on == belova.publication_on == date(2026, 8, 22)
    assert belova.participation_on is None, "it named the year"
    assert panov.guardian_consent_on is None
    assert asked(outcome, Mentee.guardian_consent_on) == ["Панов Игорь"]


def test_consent_to_take_part_holds_as_long_as_the_pair_it_names() -> None:
    new, _ = opened(two_years())
    assert [mentee.participation_on for mentee in new.mentees] == [date(2026, 8, 22)]


def two_years() -> School:
    return school_with("""
        Наставники
        | ФИО | Кто | Класс | Мест |
        | Панов Игорь | ученик | 8 А | 2 |
        Наставляемые
        | ФИО | Категория | Класс | Согласие на участие |
        | Белова Юлия | обучающийся | 6 Б | 22.08.2026 |
        Пары
        | Наставник | Наставляемый | Форма | Начало | Окончание | Состояние | Согласие наставника | Приказ № | Приказ от | Результат |
        | Панов Игорь | Белова Юлия | ученик – ученик | 01.09.2026 | 31.05.2028 | действует | 25.08.2026 | 12-ОД | 31.08.2026 | читает бегло |
    """)


@pytest.mark.parametrize(
    ("birth", "word"), [("10.02.2010", "18 лет"), ("10.02.2014", "14 лет"), ("10.02.2013", "")]
)
def test_coming_of_age_is_told_beforehand(birth: str, word: str) -> None:
    _, outcome = opened(school_with(pupil("8 Б", "Дата рождения", birth)))
    about = [f.message for f in outcome.findings if f.header == Mentee.consent_on.title]
    assert [message.startswith(word) for message in about] == ([True] if word else [])


def test_a_pair_whose_term_reaches_into_the_new_year_keeps_its_papers() -> None:
    new, _ = opened(two_years())
    (pair,) = new.pairs
    assert (pair.state, pair.order, pair.consent_on, pair.end) == (
        PairState.ACTIVE,
        "12-ОД",
        date(2026, 8, 25),
        date(2028, 5, 31),
    )
    assert pair.note == "продолжается с 2026/2027 учебного года"
    assert pair.result == ""


PAIRS = """
    Наставники
    | ФИО | Кто | Класс | Мест |
    | Панов Игорь | ученик | 8 А | 4 |
    | Жуков Глеб | ученик | 11 А | 4 |
    Наставляемые
    | ФИО | Категория | Класс |
    | Белова Юлия | обучающийся | 6 Б |
    | Уткин Олег | обучающийся | 6 Б |
    Пары
    | Наставник | Наставляемый | Форма | Начало | Окончание | Состояние | Закреплено вручную | Причина прекращения | Результат | Приказ № |
    | Панов Игорь | Белова Юлия | ученик – ученик | 01.09.2026 | {end} | {state} | {fixed} | {reason} | {result} | 12-ОД |
"""


def pair_with(
    state: str,
    *,
    end: str = "31.05.2027",
    fixed: str = "",
    reason: str = "",
    result: str = "да",
    mentor: str = "Панов Игорь",
) -> School:
    text = PAIRS.format(state=state, end=end, fixed=fixed, reason=reason, result=result)
    start = text.index("    Пары")
    return school_with(text[:start] + text[start:].replace("| Панов Игорь", f"| {mentor}"))


@pytest.mark.parametrize("state", ["действует", "завершено", "прекращено", "предложено", "принято"])
def test_a_pair_of_the_old_year_is_over(state: str) -> None:
    new, outcome = opened(pair_with(state))
    assert new.pairs == ()
    assert asked(outcome, BaseRow.result) == []


def test_a_pair_that_ended_without_a_result_is_asked_about() -> None:
    _, outcome = opened(pair_with("действует", result=""))
    assert asked(outcome, BaseRow.result) == ["Панов Игорь – Белова Юлия"]


def test_what_was_fixed_by_hand_is_proposed_anew_without_the_old_papers() -> None:
    new, _ = opened(pair_with("действует", fixed="да"))
    (pair,) = new.pairs
    assert (pair.state, pair.by_hand, pair.order, pair.start, pair.end, pair.result) == (
        PairState.PROPOSED,
        True,
        "",
        date(2027, 9, 1),
        date(2028, 5, 31),
        "",
    )


@pytest.mark.parametrize(
    ("state", "reason"), [("не подходит", ""), ("прекращено", "просьба наставляемого")]
)
def test_who_did_not_want_each_other_is_remembered(state: str, reason: str) -> None:
    new, _ = opened(pair_with(state, reason=reason))
    assert [(p.mentor, p.mentee, p.state) for p in new.pairs] == [
        ("Панов Игорь", "Белова Юлия", PairState.REFUSED)
    ]


@pytest.mark.parametrize("state", ["действует", "не подходит", "прекращено"])
def test_a_pair_with_a_graduate_is_broken_off(state: str) -> None:
    school = pair_with(
        state, end="30.11.2027", fixed="да", reason="отказ наставника", mentor="Жуков Глеб"
    )
    new, outcome = opened(school)
    assert new.pairs == ()
    broken = [f.who for f in outcome.findings if f.header == Pair.end.title]
    assert broken == (["Жуков Глеб – Белова Юлия"] if state == "действует" else [])


def test_a_pair_without_an_end_stays_and_is_asked_about() -> None:
    new, outcome = opened(pair_with("действует", end=""))
    assert [(pair.state, pair.order) for pair in new.pairs] == [(PairState.ACTIVE, "12-ОД")]
    assert asked(outcome, Pair.end) == ["Панов Игорь – Белова Юлия"]


def test_nobody_wants_or_refuses_those_who_are_gone() -> None:
    school = school_with("""
        Наставники
        | ФИО | Кто | Класс | Мест | Хочет наставляемого | Не закреплять с |
        | Панов Игорь | ученик | 8 А | 2 | Белова Юлия¶Уткин Олег | Уткин Олег |
        Наставляемые
        | ФИО | Категория | Класс | Выбыл | Хочет наставника |
        | Белова Юлия | обучающийся | 6 Б | | Панов Игорь |
        | Уткин Олег | обучающийся | 6 Б | 01.02.2027 | |
    """)
    new, _ = opened(school)
    assert [(m.wish, m.refuses) for m in new.mentors] == [("Белова Юлия", "")]
    assert [m.wish for m in new.mentees] == ["Панов Игорь"]


def test_the_work_of_the_year_goes_and_the_rest_stays() -> None:
    school = school_with("""
        Встречи
        | Дата | Наставник | Наставляемый | Тема |
        | 13.10.2026 | Панов Игорь | Белова Юлия | дроби |
        Документы
        | Документ | Для кого |
        | Согласие | Белова Юлия |
        Мероприятия
        | Название | Вид | Дата |
        | Семинар | семинар | 20.11.2026 |
        Участники мероприятий
        | Мероприятие | ФИО |
        | Семинар | Белова Юлия |
        Программы
        | Наставник | Наставляемый | Задание | Срок |
        | Панов Игорь | Белова Юлия | решить задачник | 20.12.2026 |
        Ответы
        | Дата | Кто отвечал | Роль | Анкета | Вопрос | Ответ |
        | 13.05.2027 | Белова Юлия | наставляемый | итоговая | Я5 | 9 |
        Выводы
        | Раздел | Текст |
        | вывод | Пары работали |
        Вопросы
        | Код | Вопрос | Тип ответа |
        | Я5 | Как вы оцениваете программу? | шкала 1–10 |
        Банк заданий
        | Область запроса | Задание |
        | учёба | Решить задачник |
        Пороги
        | Порог | Значение |
        | Встреч в месяц | 2 |
        Журнал приказов
        | Номер | Дата | Вид | Заголовок | Файл |
        | 12-ОД | 31.08.2026 | основная деятельность | Об организации | Документы/Приказы/1.docx |
        | 13-ОД | 31.08.2026 | основная деятельность | О кураторе | 13.docx |
        Практики
        | Название |
        | Урок вдвоём |
        Проверка
        | Уровень | Что не так | Пояснение | О ком |
        | вопрос | пусто | так и надо | |
        | вопрос | пусто | | |
    """)
    new, outcome = opened(school)
    emptied = {record.sheet for record in RECORDS if record.at_year_end is YearEnd.EMPTIED}
    assert not any(new.tables[sheet].rows for sheet in emptied)
    gone = ("Документы", "Встречи", "Мероприятия", "Участники мероприятий", "Ответы", "Выводы")
    assert dict(outcome.emptied) == dict.fromkeys((*gone, "Программы"), 1)
    assert new.tasks == ()
    stay = ("Практики", "Вопросы", "Банк заданий", "Пороги")
    assert [len(new.tables[sheet].rows) for sheet in stay] == [1, 1, 1, 1]
    files = [order.file for order in new.table(Order).rows]
    assert files == ["Архив/2026-2027/Документы/Приказы/1.docx", "13.docx"]
    assert [row.explanation for row in new.table(Check).rows] == ["так и надо"]


def test_indicators_become_history_and_aims_stay() -> None:
    school = school_with("""
        Показатели
        | Показатель | Сколько | Из скольких | Цель, % | Период |
        | Охват | 12 | 40 | 30 | год |
        | Доля | | | 10 | |
    """)
    new, _ = opened(school)
    (past,) = new.table(PastIndicator).rows
    assert (past.year, past.title, past.part, past.whole, past.target, past.version) == (
        "2026/2027",
        "Охват",
        12,
        40,
        30,
        VERSION,
    )
    now = [(row.part, row.whole, row.target) for row in new.tables["Показатели"].rows]
    assert now == [(None, None, 30), (None, None, 10)]


def test_a_year_that_was_reported_already_keeps_one_row_of_history() -> None:
    school = school_with("""
        Показатели
        | Показатель | Сколько | Из скольких | Сосчитано | Сосчитано из | На дату | Отметка |
        | Охват | 14 | 40 | 12 | 40 | 31.05.2027 | вписано вручную |
        Показатели по годам
        | Учебный год | Показатель | Сколько | Из скольких |
        | 2025/2026 | Охват | 7 | 39 |
        | 2026/2027 | Охват | 12 | 40 |
    """)
    new, _ = opened(school)
    history = [(row.year, row.part) for row in new.table(PastIndicator).rows]
    assert history == [("2025/2026", 7), ("2026/2027", 14)]
    (now,) = new.table(Indicator).rows
    assert now == Indicator(row=now.row, title="Охват")


def with_grids(school: School, **grids: Grid) -> School:
    """The school with sheets that are no tables of records."""
    return read_school({**cells_of(school), **grids})


def test_who_was_counted_is_not_shown_in_the_new_year() -> None:
    counted = Grid((("Кто вошёл",), (), ("№", "Показатель"), (1, "Охват", "Белова Юлия")))
    school = with_grids(school_with(), **{PEOPLE_COUNTED: counted})
    put = {p.sheet: p.cells for p in resolve(open_year(school, 2027, JUNE).changes.cells, school)}
    assert put[PEOPLE_COUNTED] == dict.fromkeys([(3, 1), (3, 2), (4, 1), (4, 2), (4, 3)])


def test_answers_on_the_former_sheet_go_with_their_year() -> None:
    titles = ("Дата", "Кто отвечал", "Роль", "Анкета", "Оценка, 1–10", "Наш столбец")
    answer = (date(2027, 5, 13), "Белова Юлия", "наставляемый", "итоговая", 9, "своё")
    school = with_grids(school_with(), Анкеты=Grid((("Анкеты",), titles, answer)))
    outcome = open_year(school, 2027, JUNE)
    (patch,) = (p for p in resolve(outcome.changes.cells, school) if p.sheet == "Анкеты")
    assert dict(outcome.emptied) == {"Анкеты": 1}
    assert patch.cells == dict.fromkeys((3, column) for column in range(1, 6))


def test_the_card_is_of_the_new_year_without_what_was_of_the_old_one() -> None:
    school = school_with("""
        | Протокол педсовета | 3 |
        | Дата протокола | 28.08.2026 |
        | Обучающихся всего | 640 |
        | Педагогов | 41 |
        | Числа на дату | 20.09.2026 |
        | Телефон школы | +7 900 000-00-01 |
    """)
    card = opened(school)[0].card
    assert [size.of(card) for size in SIZES] == [None] * 9
    assert card.phone == "+7 900 000-00-01"
    assert (card.year, card.starts_on, card.ends_on) == (
        "2027/2028",
        date(2027, 9, 1),
        date(2028, 5, 31),
    )
    assert (card.minutes, card.minutes_on) == ("", None)


@pytest.mark.parametrize(
    ("year", "today", "word"),
    [
        (2026, JUNE, "Книга уже на 2026/2027"),
        (2025, JUNE, "уже прошёл"),
        (2028, JUNE, "ещё 2027/2028"),
        (2027, date(2027, 1, 15), "ещё идёт"),
    ],
)
def test_another_year_or_another_time_is_refused(year: int, today: date, word: str) -> None:
    with pytest.raises(JobError, match=word):
        open_year(school_with(pupil("7 Б")), year, today)


def test_the_same_year_is_not_opened_twice() -> None:
    new, _ = opened(school_with(pupil("7 Б")))
    with pytest.raises(JobError, match="Книга уже на 2027/2028"):
        open_year(new, 2027, JUNE)


def test_a_book_without_a_year_is_refused() -> None:
    with pytest.raises(JobError, match="впишите на лист «Школа» учебный год"):
        open_year(drawn_school(pupil("7 Б")), 2027, JUNE)


def test_before_the_last_day_of_teaching_it_is_asked_whether_the_year_is_over() -> None:
    _, outcome = opened(school_with(pupil("7 Б")), date(2027, 5, 20))
    assert len([f for f in outcome.findings if f.header == Card.ends_on.title]) == 1


def test_two_rows_of_one_person_stay_as_they_are() -> None:
    school = school_with("""
        Наставляемые
        | ФИО | Категория | Класс |
        | Белова Юлия | обучающийся | 6 Б |
        | Белова  Юлия | обучающийся | 11 Б |
        | Уткин Олег | обучающийся | 6 Б |
    """)
    new, outcome = opened(school)
    assert [mentee.school_class for mentee in new.mentees] == ["6 Б", "11 Б", "7 Б"]
    assert [name.split() for name in asked(outcome, Mentee.full_name)] == [["Белова", "Юлия"]]


def test_a_row_with_a_cell_that_cannot_be_read_stays_as_it_is() -> None:
    school = school_with("""
        Наставляемые
        | ФИО | Категория | Класс | Стаж, лет |
        | Белова Юлия | обучающийся | седьмой | 1 |
        | Уткин Олег | обучающийся | 6 Б | два |
    """)
    new, outcome = opened(school)
    grid = new.table(Mentee).grid
    titles = [column.title for column in Mentee.columns]
    places = [titles.index(title) + 1 for title in ("Класс", "Стаж, лет")]
    kept = [[grid.value(row, place) for place in places] for row in (2, 3)]
    assert kept == [["седьмой", 1], ["6 Б", "два"]]
    headers = [f.header for f in outcome.findings if f.sheet == Mentee.sheet]
    assert headers == ["Класс", "Стаж, лет"]


def test_a_maternity_leave_is_asked_about() -> None:
    school = school_with("""
        Наставники
        | ФИО | Кто | Мест | Примечание |
        | Орлова Анна | педагог | 2 | отпуск по уходу за ребёнком с 01.03 |
    """)
    assert asked(opened(school)[1], Mentor.note) == ["Орлова Анна"]


def said(outcome: YearOpened, column: Column) -> list[str]:
    """What was said in a column."""
    found = [f for f in outcome.findings if (f.sheet, f.header) == (column.sheet, column.title)]
    return [finding.message for finding in found]


OUTSIDER = """
    Наставники
    | ФИО | Кто | Мест | Выбыл | Справка о судимости | Обучение наставника |
    | Зорин Олег | работодатель | 2 | | 24.08.2026 | удостоверение от 10.11.2024 |
    | Панин Пётр | работодатель | 2 | | 01.09.2027 | удостоверение от 10.11.2026 |
    | Юдин Илья | работодатель | 2 | 01.03.2027 | 24.08.2026 | удостоверение от 10.11.2024 |
"""


def test_certificates_and_training_that_will_not_last_the_year_are_asked_about() -> None:
    _, outcome = opened(school_with(OUTSIDER))
    until = "документ от 24.08.2026, срок 12 мес. — до 24.08.2027"
    assert said(outcome, Mentor.record_on) == [until]
    assert said(outcome, Mentor.training) == [
        "обучение было 10.11.2024, повторить его пора 10.11.2027"
    ]


def test_a_school_sets_these_terms_itself() -> None:
    school = school_with(
        OUTSIDER,
        """
        Правила
        | Код | Уровень | Параметр |
        | ПР161 | вопрос | 36 |
        | ПР162 | выключено | |
        """,
    )
    _, outcome = opened(school)
    assert said(outcome, Mentor.record_on) == said(outcome, Mentor.training) == []


def test_a_regulation_that_ends_in_the_new_year_is_asked_about() -> None:
    _, outcome = opened(school_with("| Положение действует до | 31.12.2027 |\n", pupil("7 Б")))
    assert said(outcome, Card.regulation_until) == ["срок действия положения — до 31.12.2027"]


@pytest.mark.parametrize(
    ("hired", "word"),
    [("01.09.2024", "больше трёх лет"), ("25.11.2024", "три года"), ("10.10.2025", "")],
)
def test_a_young_specialist_is_one_for_three_years(hired: str, word: str) -> None:
    _, outcome = opened(
        school_with(f"""
        Наставляемые
        | ФИО | Категория | Принят на работу |
        | Зуев Денис | молодой специалист | {hired} |
    """)
    )
    assert [m.startswith(word) for m in said(outcome, Mentee.role)] == ([True] if word else [])


def test_a_consent_that_ends_in_the_new_year_stays_and_is_asked_about() -> None:
    school = school_with("""
        Наставляемые
        | ФИО | Категория | Класс | Дата рождения | Согласие представителя на ПДн |
        | Белова Юлия | обучающийся | 6 Б | 02.05.2014 | 22.08.2026 |
        Документы
        | Документ | Для кого | Дата | Состояние | Действует до |
        | Согласие законного представителя на обработку персональных данных | Белова Юлия | 22.08.2026 | подписан | 31.12.2027 |
    """)
    new, outcome = opened(school)
    assert [mentee.guardian_consent_on for mentee in new.mentees] == [date(2026, 8, 22)]
    (message,) = said(outcome, Mentee.guardian_consent_on)
    assert "31.12.2027" in message


def test_a_year_that_was_never_reported_is_counted_before_it_goes() -> None:
    new, _ = opened(pair_with("действует"))
    history = {row.title: row.part for row in new.table(PastIndicator).rows}
    assert [history[title] for title in HEADCOUNTS] == [1, 1, 1]
    assert {row.year for row in new.table(PastIndicator).rows} == {"2026/2027"}


TASKS = """
    Наставники
    | ФИО | Кто | Класс | Мест |
    | Панов Игорь | ученик | 8 А | 4 |
    Наставляемые
    | ФИО | Категория | Класс |
    | Белова Юлия | обучающийся | 6 Б |
    | Уткин Олег | обучающийся | 6 Б |
    Пары
    | Наставник | Наставляемый | Форма | Начало | Окончание | Состояние | Результат |
    | Панов Игорь | Уткин Олег | ученик – ученик | 01.09.2026 | 31.05.2027 | завершено | да |
    | Панов Игорь | Белова Юлия | ученик – ученик | 01.09.2026 | {end} | действует | |
    Программы
    | Наставник | Наставляемый | № | Задание | Срок | Выполнено | Оценка | Примечание |
    | Панов Игорь | Уткин Олег | 1 | прочесть книгу | 20.05.2027 | | | |
    | Панов Игорь | Белова Юлия | 1 | решить задачник | 20.12.2026 | 19.12.2026 | | |
    | Панов Игорь | Белова Юлия | 2 | выступить в классе | 20.05.2027 | | | своя пометка |
    | Панов Игорь | Белова Юлия | 3 | нарисовать газету | 20.04.2027 | | снято | болела |
    | Панов Игорь | Белова Юлия | 4 | вести кружок | 20.11.2027 | | | |
    | Панов Игорь | Белова Юлия | 5 | помочь в музее | 20.03.2027 | | частично | |
"""


def test_tasks_that_a_pair_has_not_done_go_on_with_it() -> None:
    new, outcome = opened(school_with(TASKS.format(end="31.05.2028")))
    assert [(t.row, t.number, t.task, t.due, t.note) for t in new.tasks] == [
        (2, 2, "выступить в классе", date(2027, 5, 20), "своя пометка"),
        (3, 4, "вести кружок", date(2027, 11, 20), ""),
        (4, 5, "помочь в музее", date(2027, 3, 20), ""),
    ]
    found = [f for f in outcome.findings if f.sheet == ProgrammeTask.sheet]
    assert [(f.cell, f.value) for f in found] == [
        (new.address(new.tasks[0].at(ProgrammeTask.due)), date(2027, 5, 20)),
        (new.address(new.tasks[2].at(ProgrammeTask.due)), date(2027, 3, 20)),
    ]
    assert "срок был 20.05.2027" in found[0].message
    assert dict(outcome.emptied) == {"Программы": 3}


def test_tasks_of_a_pair_that_is_over_are_in_the_archive_only() -> None:
    new, outcome = opened(school_with(TASKS.format(end="31.05.2027")))
    assert new.tasks == ()
    assert [f for f in outcome.findings if f.sheet == ProgrammeTask.sheet] == []


def test_questions_wait_in_the_book_but_not_those_about_the_gone() -> None:
    school = school_with("""
        Наставники
        | ФИО | Кто | Класс | Мест |
        | Жуков Глеб | ученик | 11 А | 4 |
        Наставляемые
        | ФИО | Категория | Класс |
        | Белова Юлия | обучающийся | 9 Б |
    """)
    new, outcome = opened(school)
    assert {finding.who for finding in outcome.findings} == {"Жуков Глеб", "Белова Юлия"}
    (row,) = new.table(Check).rows
    assert (row.who, row.value, row.link) == ("Белова Юлия", "9 Б", "Наставляемые!C2")
    assert "к вам (на листе «Проверка»: 1)" in outcome.message


SEPTEMBER = date(2027, 9, 3)
ASKED_TWICE = (
    """
        Наставляемые
        | ФИО | Категория | Класс | Дата рождения | Согласие на ПДн |
        | Белова Юлия | обучающийся | 9 Б | 02.02.2012 | |
        | Авдеев Олег | обучающийся | 8 А | 05.05.2012 | 01.09.2026 |
        Документы
        | Документ | Для кого | Дата | Состояние | Действует до |
        | Согласие на обработку персональных данных | Авдеев Олег | 01.09.2026 | подписан | 01.07.2027 |
    """
)  # fmt: skip


def checked(school: School) -> School:
    return applied(school, check(school, SEPTEMBER))


def open_questions(school: School) -> dict[str, str]:
    """The person and the level of each question that the opening of the year asked."""
    rows = school.table(Check).rows
    return {row.who: row.level for row in rows if row.code.startswith("НГ")}


def after_the_turn(*more: str) -> School:
    new, _ = opened(school_with(ASKED_TWICE, *more), date(2027, 7, 5))
    assert set(open_questions(new)) == {"Белова Юлия", "Авдеев Олег"}
    return new


def changed(school: School, who: str, column: Column, value: CellValue) -> School:
    (row,) = [each.row for each in school.mentees if each.full_name == who]
    return after(school, [SetCell(Mentee.sheet, row, column.title, value)])


def test_the_questions_of_the_turn_live_through_checks_until_they_are_answered() -> None:
    asked_about = checked(checked(after_the_turn()))
    assert open_questions(asked_about) == {"Белова Юлия": "вопрос", "Авдеев Олег": "вопрос"}
    to_class = changed(asked_about, "Белова Юлия", Mentee.school_class, "10 А")
    assert open_questions(checked(to_class)) == {"Авдеев Олег": "вопрос"}
    dated = changed(to_class, "Авдеев Олег", Mentee.consent_on, SEPTEMBER)
    assert open_questions(checked(dated)) == {}


def test_a_date_that_somebody_left_answers_what_was_asked_about_her() -> None:
    left = changed(after_the_turn(), "Белова Юлия", Mentee.left_on, date(2027, 8, 30))
    assert open_questions(checked(left)) == {"Авдеев Олег": "вопрос"}


def test_an_explanation_settles_a_question_of_the_turn_and_is_kept() -> None:
    school = checked(after_the_turn())
    row = next(row.row for row in school.table(Check).rows if row.who == "Авдеев Олег"
               and row.code.startswith("НГ"))  # fmt: skip
    explained = after(school, [SetCell(Check.sheet, row, Check.explanation.title, "придут")])
    again = checked(checked(explained))
    assert open_questions(again) == {"Белова Юлия": "вопрос", "Авдеев Олег": "объяснено"}


def test_a_question_of_the_turn_goes_along_with_a_row_that_is_sorted() -> None:
    school = after_the_turn()
    rows = tuple(reversed([mentee.row for mentee in school.mentees]))
    sorted_rows = after(school, [ArrangeRows(Mentee.sheet, rows)])
    links = [row.link for row in checked(sorted_rows).table(Check).rows
             if row.who == "Белова Юлия" and row.code.startswith("НГ")]  # fmt: skip
    assert links == ["Наставляемые!C3"]


def test_that_the_year_is_not_over_is_asked_of_the_step_alone() -> None:
    new, outcome = opened(school_with(ASKED_TWICE), date(2027, 5, 20))
    assert any(finding.header == Card.ends_on.title for finding in outcome.findings)
    assert "" not in open_questions(checked(new))
