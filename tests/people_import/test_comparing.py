"""People of a file beside those of a book: nothing typed is overwritten, nobody is merged."""

from __future__ import annotations

from nastavnik.model.changes import AppendRows, SetCell
from nastavnik.model.outcome import Outcome
from nastavnik.people_import.taking import take_registries
from people_import.lists import EMPTY, codes, source, take
from support.drawn import school

BOOK = school(
    Наставляемые="""
    | ФИО | Категория | Класс | Дата рождения | Телефон | Запрос |
    | Гусев Матвей Николаевич | обучающийся | 6 А | 09.10.2014 | | алгебра |
    | Орлова Анна Сергеевна | обучающийся | 7 Б | 01.02.2013 | +7 900 000-00-41 | |
    """
)
CAPTION = "Наставляемые"


def counts(outcome: Outcome) -> tuple[int, int, int, int]:
    new, changed, same, doubtful = (
        outcome.as_json()[name] for name in ("new", "changed", "same", "doubtful")
    )
    return new, changed, same, doubtful


def test_a_new_person_becomes_a_row() -> None:
    outcome = take("| ФИО | Класс |\n| Пак Милана | 8Б |", CAPTION, into=BOOK)
    assert outcome.changes.cells == (
        AppendRows(
            "Наставляемые",
            ({"ФИО": "Пак Милана", "Категория": "обучающийся", "Класс": "8 Б"},),
        ),
    )
    assert counts(outcome) == (1, 0, 0, 0)


def test_only_empty_cells_of_a_known_person_are_filled() -> None:
    outcome = take(
        "| ФИО | Класс | Телефон |\n| ГУСЕВ МАТВЕЙ НИКОЛАЕВИЧ | 6а | 89000000042 |",
        CAPTION,
        into=BOOK,
    )
    assert outcome.changes.cells == (SetCell("Наставляемые", 2, "Телефон", "+7 900 000-00-42"),)
    assert counts(outcome) == (0, 1, 0, 0)


def test_where_both_differ_there_is_a_question_with_both_values_at_the_cell_of_the_book() -> None:
    outcome = take(
        "| ФИО | Класс | Запрос |\n| Гусев Матвей Николаевич | 6 А | физика |", CAPTION, into=BOOK
    )
    (question,) = outcome.findings
    assert (question.code, question.sheet, question.cell) == ("РЕ04", "Наставляемые", "F2")
    assert "«алгебра»" in question.message
    assert "«физика»" in question.message
    assert not outcome.changes
    assert counts(outcome) == (0, 0, 0, 1)


def test_what_the_book_spells_otherwise_is_the_same() -> None:
    outcome = take(
        "| ФИО | Класс | Дата рождения | Телефон |\n"
        "| Анна Сергеевна Орлова | 7«б» | 1 февраля 2013 | 8 (900) 000 00 41 |",
        CAPTION,
        into=BOOK,
    )
    assert counts(outcome) == (0, 0, 1, 0)
    assert not outcome.changes


def test_what_only_follows_from_the_file_contradicts_nobody() -> None:
    book = school(
        Наставники="""
        | ФИО | Кто | Должность |
        | Орлова Анна Сергеевна | работодатель | |
        """
    )
    outcome = take(
        "| ФИО | Должность |\n| Орлова Анна Сергеевна | учитель химии |", "Наставники", into=book
    )
    assert set(outcome.changes.cells) == {
        SetCell("Наставники", 2, "Должность", "учитель химии"),
        SetCell("Наставники", 2, "Предмет", "химия"),
    }
    assert outcome.findings == ()


def test_a_value_typed_wrong_in_the_book_is_not_overwritten() -> None:
    book = school(
        Наставляемые="""
        | ФИО | Категория | Класс | Дата рождения |
        | Гусев Матвей Николаевич | обучающийся | 6 А | вчера |
        """
    )
    outcome = take(
        "| ФИО | Дата рождения |\n| Гусев Матвей Николаевич | 09.10.2014 |", CAPTION, into=book
    )
    assert codes(outcome.findings) == ["РЕ04"]
    assert not outcome.changes


def test_initials_that_fit_somebody_of_the_book_are_asked_about() -> None:
    outcome = take("| ФИО | Класс |\n| Гусев М.Н. | 6 А |", CAPTION, into=BOOK)
    assert codes(outcome.findings) == ["РЕ08", "РЕ05"]
    assert not outcome.changes


def test_a_slip_of_the_pen_in_a_name_is_asked_about() -> None:
    outcome = take("| ФИО | Класс |\n| Гусев Матвей Николаевчи | 6 А |", CAPTION, into=BOOK)
    assert codes(outcome.findings) == ["РЕ05"]
    assert counts(outcome) == (0, 0, 0, 1)


def test_a_namesake_with_another_birth_date_is_not_merged() -> None:
    outcome = take(
        "| ФИО | Дата рождения |\n| Гусев Матвей Николаевич | 01.01.2010 |", CAPTION, into=BOOK
    )
    assert codes(outcome.findings) == ["РЕ05"]
    assert not outcome.changes


def test_a_similar_name_beside_the_known_one_is_another_person() -> None:
    outcome = take(
        """
        | ФИО | Класс |
        | Орлова Анна Сергеевна | 7 Б |
        | Орлова Алла Сергеевна | 7 Б |
        """,
        CAPTION,
        into=BOOK,
    )
    assert counts(outcome) == (1, 0, 1, 0)


def test_a_row_twice_in_a_file_is_taken_once_and_said() -> None:
    outcome = take(
        """
        | ФИО | Класс |
        | Пак Милана | 8 Б |
        | Пак Милана | 8 Б |
        | Пак Милана | 9 Б |
        """,
        CAPTION,
    )
    assert codes(outcome.findings) == ["РЕ06", "РЕ06"]
    assert counts(outcome) == (1, 0, 1, 1)
    (change,) = outcome.changes.cells
    assert isinstance(change, AppendRows)
    assert len(change.rows) == 1


def test_a_name_in_full_and_with_initials_in_one_file_are_not_two_people_unasked() -> None:
    outcome = take("| ФИО | Класс |\n| Гусев Матвей Ильич | 6 А |\n| Гусев М.И. | 6 А |", CAPTION)
    assert counts(outcome) == (1, 0, 0, 1)
    assert codes(outcome.findings) == ["РЕ08", "РЕ05"]


def test_one_name_in_two_registries_is_no_repetition() -> None:
    mentors = source("| ФИО | Должность |\n| Орлова Анна Сергеевна | учитель |", "Наставники")
    staff = source("| ФИО | Должность |\n| Орлова Анна Сергеевна | учитель |", "Сотрудники")
    outcome = take_registries(EMPTY, [mentors, staff])
    assert counts(outcome) == (2, 0, 0, 0)


def test_a_role_that_nothing_says_is_asked_about() -> None:
    outcome = take("| ФИО | Запрос |\n| Белов Кирилл Андреевич | методика |", CAPTION)
    assert codes(outcome.findings) == ["РЕ09"]
    assert counts(outcome) == (1, 0, 0, 0)
