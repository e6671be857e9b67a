"""Deadlines as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.roadmap.deadlines.grammar import Deadline, read_deadline
from nastavnik.russian.dates import MONTHS, MONTHS_OF_DATES

TABLE = """
    Сентябрь 2022                              | 2022-09-01 | 2022-09-30 |
    Февраль  2023                              | 2023-02-01 | 2023-02-28 |
    февраль 2024 года                          | 2024-02-01 | 2024-02-29 |
    Август-сентябрь 2023 г.                    | 2023-08-01 | 2023-09-30 |
    Сентябрь 2023 г. – март 2024 г.            | 2023-09-01 | 2024-03-31 |
    (сентябрь 2022 г. - май 2024 г.)           | 2022-09-01 | 2024-05-31 |
    Сентябрь – май 2024                        | 2023-09-01 | 2024-05-31 |
    сентябрь-май 2023-2024 уч. года            | 2023-09-01 | 2024-05-31 |
    сент.-окт. 2024                            | 2024-09-01 | 2024-10-31 |
    май Х года                                 | X-05-01    | X-05-31    |
    май- сентябрь X года                       | X-05-01    | X-09-30    |
    сентябрь Х – май Х+1                       | X-09-01    | X+1-05-31  |
    01.09.Х                                    | X-09-01    | X-09-01    |
    первая декада сентября Х года              | X-09-01    | X-09-10    |
    третья декада мая 2025                     | 2025-05-21 | 2025-05-31 |
    3-я неделя октября                         | X-10-15    | X-10-21    |
    1-2 неделя октября 2025                    | 2025-10-01 | 2025-10-14 |
    последняя неделя августа 2025              | 2025-08-25 | 2025-08-31 |
    вторая половина мая                        | X+1-05-16  | X+1-05-31  |
    начало сентября 2025                       | 2025-09-01 | 2025-09-10 |
    на осенних каникулах                       | X-10-26    | X-11-04    |
    зимние каникулы 2025                       | 2024-12-31 | 2025-01-08 |
    весной 2025 года                           | 2025-03-01 | 2025-05-31 |
    II квартал 2024                            | 2024-04-01 | 2024-06-30 |
    I-II квартал 2024                          | 2024-01-01 | 2024-06-30 |
    III четверть                               | X+1-01-09  | X+1-03-23  |
    I полугодие 2024-2025 учебного года        | 2024-09-01 | 2024-12-31 |
    до 15 сентября                             | -          | X-09-15    |
    не позднее 20.09                           | -          | X-09-20    |
    в срок до 31 марта 2022 года               | -          | 2022-03-31 |
    до 27.08.2026                              | -          | 2026-08-27 |
    до «30» августа 2023 г.                    | -          | 2023-08-30 |
    до 2024 г.                                 | -          | 2024-01-01 |
    до мая 2025                                | -          | 2025-05-01 |
    не позднее мая 2025                        | -          | 2025-05-31 |
    до конца учебного года                     | -          | X+1-05-31  |
    к началу учебного года                     | -          | X-09-01    |
    с 1 сентября 2025                          | 2025-09-01 | -          |
    с 18.08.2026 по 18.10.2026                 | 2026-08-18 | 2026-10-18 |
    на период с 01.09.2023 г. по 31.05.2024 г. | 2023-09-01 | 2024-05-31 |
    с 1 по 15 сентября 2024                    | 2024-09-01 | 2024-09-15 |
    1-15 сентября                              | X-09-01    | X-09-15    |
    15 сентября – 20 октября 2024              | 2024-09-15 | 2024-10-20 |
    15.10.24                                   | 2024-10-15 | 2024-10-15 |
    сентябрь текущего года                     | X-09-01    | X-09-30    |
    май следующего года                        | X+1-05-01  | X+1-05-31  |
    июнь-август                                | X-06-01    | X-08-31    |
    на 2024 год                                | 2024-01-01 | 2024-12-31 |
    на 2021-2024г.г.                           | 2021-01-01 | 2024-12-31 |
    в 2023-2024 годах                          | 2023-01-01 | 2024-12-31 |
    на 2026-2027 год                           | 2026-09-01 | 2027-05-31 |
    2024 – 2025 учебном году                   | 2024-09-01 | 2025-05-31 |
    2024/25 учебный год                        | 2024-09-01 | 2025-05-31 |
    на 2020 – 2024 учебный год                 | 2020-09-01 | 2024-05-31 |
    в течение 2024 года                        | 2024-01-01 | 2024-12-31 | в течение года
    В течение года                             | X-09-01    | X+1-05-31  | в течение года
    весь учебный год                           | X-09-01    | X+1-05-31  | в течение года
    весь период                                | X-09-01    | X+1-05-31  | весь период
    в течение периода                          | X-09-01    | X+1-05-31  | в течение периода
    Ежегодно                                   | X-09-01    | X+1-05-31  | ежегодно
    ежегодно, до 1 сентября                    | -          | X-09-01    | ежегодно
    ежемесячно                                 | X-09-01    | X+1-05-31  | ежемесячно
    еженедельно                                | X-09-01    | X+1-05-31  | еженедельно
    постоянно                                  | X-09-01    | X+1-05-31  | постоянно
    Ежеквартально до 15 числа                  | X-09-01    | X+1-05-31  | ежеквартально до 15 числа
    один раз в месяц                           | X-09-01    | X+1-05-31  | один раз в месяц
    2 раза в месяц/четверть                    | X-09-01    | X+1-05-31  | 2 раза в месяц/четверть
    в конце каждой четверти                    | X-09-01    | X+1-05-31  | в конце каждой четверти
    сентябрь, январь, май                      | X-09-01    | X+1-05-31  |
    сентябрь, октябрь 2023                     | 2023-09-01 | 2023-10-31 |
    сентябрь и май 2024                        | 2023-09-01 | 2024-05-31 |
    01-15.10.2025                              | 2025-10-01 | 2025-10-15 |
    с 1 по 15.10                               | X-10-01    | X-10-15    |
    15, 22 и 29 сентября 2025                  | 2025-09-15 | 2025-09-29 |
    до 5-го октября                            | -          | X-10-05    |
    15.09.2025 по 20.09.2025                   | 2025-09-15 | 2025-09-20 |
    по 31.05.2026 включительно                 | -          | 2026-05-31 |
    2025-09-01                                 | 2025-09-01 | 2025-09-01 |
    01/09/2025                                 | 2025-09-01 | 2025-09-01 |
    09.2025 - 05.2026                          | 2025-09-01 | 2026-05-31 |
    15.10.2025 г., в 14.00 ч.                  | 2025-10-15 | 2025-10-15 |
    сен.25                                     | 2025-09-01 | 2025-09-30 |
    1 неделя сентября                          | X-09-01    | X-09-07    |
    октябрь, 2-я неделя                        | X-10-08    | X-10-14    |
    сентябрь 2025 (1-2 недели)                 | 2025-09-01 | 2025-09-14 |
    II декада декабря                          | X-12-11    | X-12-20    |
    первые две недели сентября                 | X-09-01    | X-09-14    |
    первая и вторая неделя сентября            | X-09-01    | X-09-14    |
    сентябрь, до 15 числа                      | -          | X-09-15    |
    первый понедельник октября 2025            | 2025-10-06 | 2025-10-06 |
    последняя пятница мая 2026                 | 2026-05-29 | 2026-05-29 |
    в конце I полугодия                        | X-12-21    | X-12-31    |
    1, 2 четверть                              | X-09-01    | X-12-30    |
    П полугодие                                | X+1-01-01  | X+1-05-31  |
    2 триместр                                 | X-12-01    | X+1-02-28  |
    осенние, весенние каникулы                 | X-10-26    | X+1-03-31  |
    середина учебного года                     | X-12-01    | X+1-01-31  |
    начало и конец года                        | X-09-01    | X+1-05-31  |
    до конца календарного года                 | -          | X-12-31    |
    к окончанию учебного года                  | -          | X+1-05-31  |
    до начала 2026-2027 учебного года          | -          | 2026-09-01 |
    в теч. уч. г.                              | X-09-01    | X+1-05-31  | в течение года
    в течение I полугодия                      | X-09-01    | X-12-31    |
    весь срок реализации                       | X-09-01    | X+1-05-31  | весь срок реализации
    каждый 2-й четверг месяца                  | X-09-01    | X+1-05-31  | каждый 2-й четверг месяца
    каждый сентябрь                            | X-09-01    | X-09-30    | каждый сентябрь
    еженедельно по средам                      | X-09-01    | X+1-05-31  | еженедельно по средам
    1р. в месяц                                | X-09-01    | X+1-05-31  | 1р. в месяц
    раз в две недели                           | X-09-01    | X+1-05-31  | раз в две недели
    дважды в год: декабрь, май                 | X-12-01    | X+1-05-31  | дважды в год
"""
CASES = [[cell.strip() for cell in line.split("|")] for line in TABLE.strip().splitlines()]


def iso(deadline: Deadline) -> tuple[str, str]:
    """Both ends of a deadline as other programs read them."""
    start, end = (day.isoformat() if day else "-" for day in (deadline.start, deadline.end))
    return start, end


@pytest.mark.parametrize(("text", "start", "end", "recurrence"), CASES)
def test_deadline_is_understood(text: str, start: str, end: str, recurrence: str) -> None:
    deadline = read_deadline(text)
    assert (iso(deadline), deadline.recurrence or "") == ((start, end), recurrence)


@pytest.mark.parametrize(
    "text",
    [
        "не позднее 5 раб. дней",
        "не позднее 5 рабочих дней со дня издания приказа",
        "в течение 10 рабочих дней",
        "по мере необходимости",
        "по отдельному графику",
        "по плану",
        "после утверждения программы",
        "за 10 дней до педсовета",
        "через месяц",
        "до окончания программы",
        "по мере прибытия молодых специалистов",
        "согласно дорожной карте",
        "при наличии запроса",
        "в сроки, установленные приказом",
        "ко дню учителя",
        "первый месяц работы",
        "3-4 неделя",
    ],
)
def test_term_that_depends_on_something_is_kept_in_words(text: str) -> None:
    deadline = read_deadline(text)
    assert deadline.relation == text.lower()
    assert iso(deadline) == ("-", "-")


def test_need_and_recurrence_are_told_apart() -> None:
    deadline = read_deadline("по мере необходимости, но не реже 1 раза в квартал")
    assert deadline.relation == "по мере необходимости"
    assert deadline.recurrence == "не реже 1 раза в квартал"


def test_need_and_time_are_told_apart() -> None:
    deadline = read_deadline("по мере необходимости в течение года, по плану школы до мая 2026")
    assert deadline.relation == "по мере необходимости; по плану школы"
    assert (deadline.recurrence, iso(deadline)) == ("в течение года", ("X-09-01", "2026-05-01"))


def test_several_deadlines_of_a_cell_are_told_apart() -> None:
    deadline = read_deadline("май Х года \xa0 сентябрь Х года")
    assert [part.as_written for part in deadline.parts] == ["май Х года", "сентябрь Х года"]
    assert iso(deadline) == ("X-05-01", "X-09-30")


def test_known_year_makes_real_dates() -> None:
    assert read_deadline("в течение года", 2026).end == date(2027, 5, 31)
    assert read_deadline("февраль", 2027).end == date(2028, 2, 29)
    assert read_deadline("май Х года", 2026, parameter=1).start == date(2027, 5, 1)


def test_whole_period_is_that_of_the_document() -> None:
    period = (date(2026, 10, 1), date(2026, 12, 31))
    deadline = read_deadline("весь период", 2026, period=period)
    assert (deadline.start, deadline.end) == period


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("до 00.00.0000", "placeholder"),
        ("на ________ учебный год", "placeholder"),
        ("сентябрь 20__ г.", "placeholder"),
        ("31.02.2025", "impossible"),
        ("с 18.10.2026 по 18.08.2026", "impossible"),
        ("мартобрь", "unreadable"),
        ("шестая декада мая", "unreadable"),
        ("Директор", "unreadable"),
    ],
)
def test_what_cannot_be_read_is_never_guessed(text: str, trouble: str) -> None:
    deadline = read_deadline(text, 2026)
    assert deadline.trouble == trouble
    assert (deadline.start, deadline.end) == (None, None)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("сентебрь", "X-09-01", "X-09-30"),
        ("до 5 октбяря 2025", "-", "2025-10-05"),
        ("cентябpь", "X-09-01", "X-09-30"),
        ("август (педсовет)", "X-08-01", "X-08-31"),
        ("сентябрь – входная, май – итоговая", "X-09-01", "X+1-05-31"),
        ("1 этап – сентябрь; 2 этап – октябрь", "X-09-01", "X-10-31"),
    ],
)
def test_slips_are_read_loosely_and_said(text: str, start: str, end: str) -> None:
    deadline = read_deadline(text, loosely=True)
    assert iso(deadline) == (start, end)
    assert deadline.as_written == text
    assert deadline.assumed
    assert read_deadline("мартобрь", loosely=True).trouble == "unreadable"


def test_long_prose_is_refused_at_once() -> None:
    prose = "май - " + "слово за словом " * 200 + "!"
    assert read_deadline(prose, loosely=True).trouble == "unreadable"


@pytest.mark.parametrize(
    "text", ["в течение года", "сентябрь", "на весенних каникулах", "1 четверть", "до мая 2025"]
)
def test_what_was_assumed_is_said(text: str) -> None:
    assert read_deadline(text, 2026).assumed


def test_letter_instead_of_a_year_is_remembered() -> None:
    assert read_deadline("май Х года").parameter_year
    assert not read_deadline("май").parameter_year


MONTH_NUMBERS = st.integers(1, 12)
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@given(DAYS, DAYS, st.sampled_from(["с {} по {}", "{} - {}", "с {} г. по {} г.", "{}–{}"]))
def test_dates_written_out_are_read_back(one: date, other: date, pattern: str) -> None:
    start, end = min(one, other), max(one, other)
    deadline = read_deadline(pattern.format(f"{start:%d.%m.%Y}", f"{end:%d.%m.%Y}"))
    assert (deadline.start, deadline.end) == (start, end)


@given(DAYS, st.sampled_from(["до {} {} {}", "не позднее {} {} {} г.", "к {} {} {} года"]))
def test_day_in_words_is_read_back(day: date, pattern: str) -> None:
    text = pattern.format(day.day, MONTHS_OF_DATES[day.month - 1], day.year)
    assert read_deadline(text).end == day


@given(DAYS, DAYS, st.sampled_from(["{} {} – {} {}", "с {} {} г. по {} {} г."]))
def test_months_written_out_are_read_back(one: date, other: date, pattern: str) -> None:
    start, end = min(one, other), max(one, other)
    text = pattern.format(MONTHS[start.month - 1], start.year, MONTHS[end.month - 1], end.year)
    deadline = read_deadline(text)
    assert deadline.start == start.replace(day=1)
    assert deadline.end
    assert (deadline.end.month, isinstance(deadline.end, date)) == (end.month, True)


@given(MONTH_NUMBERS, st.integers(2020, 2040))
def test_month_without_a_year_falls_into_the_school_year(month: int, year: int) -> None:
    start = read_deadline(MONTHS[month - 1], year).start
    assert isinstance(start, date)
    assert date(year, 8, 1) <= start < date(year + 1, 8, 1)


@given(st.text(alphabet="абвгдеймнорстья 0123456789.-–/хXIV", max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    deadline = read_deadline(text, 2026)
    assert deadline.trouble is None or (deadline.start, deadline.end) == (None, None)
