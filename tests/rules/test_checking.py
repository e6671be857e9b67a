"""The verb `check`: what it writes, keeps and counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from nastavnik.model.changes import Link
from nastavnik.model.findings import Level
from nastavnik.model.grid import Grid
from nastavnik.model.outcome import Outcome
from nastavnik.model.school import School, read_school, resolve
from nastavnik.model.sheets import Check
from nastavnik.rules.checking import check
from rules.drawing import TODAY, drawn_school

EARLY = """
    Школа
    | Стаж наставника, лет | 2 |
    Наставники
    | ФИО                   | Кто     | Мест | Согласие на ПДн | Стаж в школе, лет |
    | Орлова Анна Сергеевна | педагог | 1    | 01.09.2026      | {years}           |
    | Зорин Олег Петрович   | педагог | 1    |                 | 5                 |
"""


def early(years: str) -> School:
    return drawn_school(EARLY.replace("{years}", years))


def written(school: School, outcome: Outcome) -> School:
    """The school as it is read again after the outcome was applied."""
    cells: dict[str, Grid] = {title: table.grid for title, table in school.tables.items()}
    for patch in resolve(outcome.changes.cells, school):
        rows = [list(row) for row in cells[patch.sheet].rows]
        for (row, column), value in patch.cells.items():
            while len(rows) < row:
                rows.append([None] * len(rows[0]))
            rows[row - 1][column - 1] = value.text if isinstance(value, Link) else value
        cells[patch.sheet] = Grid(rows)
    return read_school(cells)


def answered(school: School, code: str, text: str) -> School:
    """The school after a person typed an explanation beside the finding `code`."""
    grid = school.tables[Check.sheet].grid
    titles = [column.title for column in Check.columns]
    code_at = titles.index(Check.code.title)
    explained_at = titles.index(Check.explanation.title)
    rows = [list(row) for row in grid.rows]
    for row in rows[1:]:
        if row[code_at] == code:
            row[explained_at] = text
    cells = {title: table.grid for title, table in school.tables.items()}
    return read_school({**cells, Check.sheet: Grid(rows)})


def with_years(school: School, years: str) -> School:
    """The school after a person typed so many years of work for its first mentor."""
    cells = {title: table.grid for title, table in school.tables.items()}
    return read_school({**cells, "Наставники": early(years).tables["Наставники"].grid})


def row_of(school: School, code: str) -> Check:
    (row,) = (row for row in school.table(Check).rows if row.code == code)
    return row


def test_findings_are_written_with_place_remedy_and_person() -> None:
    school = early("1")
    row = row_of(written(school, check(school, TODAY)), "ПР09")
    assert row.level == "вопрос"
    assert row.link.startswith("Наставники!")
    assert row.header == "Стаж в школе, лет"
    assert row.who == "Орлова Анна Сергеевна"
    assert row.value == "1"
    assert row.remedy


def test_errors_come_before_questions() -> None:
    levels = [finding.level for finding in check(early("1"), TODAY).findings]
    assert levels == sorted(levels, key=lambda level: level is not Level.ERROR)
    assert len(set(levels)) == 2


def test_a_second_run_changes_nothing() -> None:
    school = early("1")
    again = written(school, check(school, TODAY))
    assert resolve(check(again, TODAY).changes.cells, again) == []


def test_an_explanation_is_kept_and_counted() -> None:
    school = early("1")
    school = answered(written(school, check(school, TODAY)), "ПР09", "единственный физик")
    outcome = check(school, TODAY)
    row = row_of(written(school, outcome), "ПР09")
    assert (row.level, row.explanation) == ("объяснено", "единственный физик")
    assert outcome.as_json()["explained"] == 1


def test_an_explanation_comes_back_for_review_when_its_ground_changes() -> None:
    school = early("1")
    school = answered(written(school, check(school, TODAY)), "ПР09", "единственный физик")
    changed = with_years(school, "1,5")
    outcome = check(changed, TODAY)
    row = row_of(written(changed, outcome), "ПР09")
    assert (row.level, row.explanation) == ("вопрос", "единственный физик")
    assert outcome.as_json()["explained"] == 0


def test_an_explanation_does_not_settle_an_error() -> None:
    picture = "Пары\n| Начало | Окончание |\n| 10.09.2026 | 09.09.2026 |"
    school = drawn_school(picture)
    school = answered(written(school, check(school, TODAY)), "ПР38", "так надо")
    row = row_of(written(school, check(school, TODAY)), "ПР38")
    assert (row.level, row.explanation) == ("ошибка", "так надо")


def test_an_explanation_outlives_its_question() -> None:
    school = early("1")
    asked = answered(written(school, check(school, TODAY)), "ПР09", "единственный физик")
    mended = with_years(asked, "5")
    without = written(mended, check(mended, TODAY))
    row = row_of(without, "ПР09")
    assert (row.level, row.explanation) == ("снято", "единственный физик")
    assert check(without, TODAY).as_json()["explained"] == 0
    assert resolve(check(without, TODAY).changes.cells, without) == []
    again = with_years(without, "1")
    row = row_of(written(again, check(again, TODAY)), "ПР09")
    assert (row.level, row.explanation) == ("объяснено", "единственный физик")


def test_explanations_of_two_rows_are_told_apart() -> None:
    school = drawn_school(
        """
        Журнал приказов
        | Номер | Дата       | Вид                   | Заголовок |
        | 1-ОД  | 06.09.2026 | основная деятельность | О базе    |
        | 2-ЛС  | 13.09.2026 | личный состав         | О парах   |
        """
    )
    checked = written(school, check(school, TODAY))
    table = checked.tables[Check.sheet]
    keys = {row.ground.partition("-")[0] for row in table.rows if row.code == "ПР18"}
    assert len(keys) == 2


def test_the_level_of_a_rule_is_changed_in_the_sheet() -> None:
    levels = {"ошибка": [Level.ERROR], "вопрос": [Level.QUESTION], "выключено": []}
    for word, expected in levels.items():
        school = drawn_school(
            f"""
            Наставляемые
            | ФИО              | В программе с | Выбыл      |
            | Мухин Егор Ильич | 10.09.2026    | 09.09.2026 |
            Правила
            | Код  | Уровень |
            | ПР45 | {word}  |
            """
        )
        found = [f.level for f in check(school, TODAY).findings if f.code == "ПР45"]
        assert found == expected, word


def test_a_parameter_of_a_rule_is_changed_in_the_sheet() -> None:
    for parameter, expected in (("3", 1), ("5", 0)):
        school = drawn_school(
            f"""
            Наставляемые
            | ФИО              | Категория          | Стаж, лет |
            | Мухин Егор Ильич | молодой специалист | 5         |
            Правила
            | Код  | Уровень | Параметр    |
            | ПР11 | вопрос  | {parameter} |
            """
        )
        assert sum(f.code == "ПР11" for f in check(school, TODAY).findings) == expected


def test_a_cell_that_cannot_be_read_is_one_finding() -> None:
    school = drawn_school(
        """
        Наставляемые
        | ФИО              | Категория   | Дата рождения |
        | Мухин Егор Ильич | обучающийся | вчера         |
        """
    )
    codes = [f.code for f in check(school, TODAY).findings if f.header == "Дата рождения"]
    assert codes == ["ЯЧ02"]


def test_a_missing_column_is_one_finding() -> None:
    school = drawn_school("Пары\n| Начало | Окончание |\n| 10.09.2026 | 09.09.2026 |")
    grid = school.tables["Пары"].grid
    without = [
        [cell for i, cell in enumerate(row) if grid.rows[0][i] != "Окончание"] for row in grid.rows
    ]
    cells = {title: table.grid for title, table in school.tables.items()}
    found = check(read_school({**cells, "Пары": Grid(without)}), TODAY).findings
    assert [f.code for f in found if f.header == "Окончание"] == ["ЛС03"]


def test_minutes_of_this_year_are_not_held_against_last_years_regulation() -> None:
    def asked(minutes: str) -> list[str]:
        school = drawn_school(
            f"Школа\n| Положение утверждено | 01.09.2025 |\n| Дата протокола | {minutes} |"
        )
        return [f.message for f in check(school, TODAY).findings if "протокол позже" in f.message]

    assert not asked("28.08.2026")
    assert asked("02.09.2025")


def test_what_a_book_of_an_earlier_version_lacks_is_one_question() -> None:
    cells = {title: table.grid for title, table in drawn_school("").tables.items()}
    before = check(read_school(cells), TODAY).findings
    lacking = {"Участники мероприятий", "Практики", "Показатели по годам"}
    older = {title: grid for title, grid in cells.items() if title not in lacking}
    (told,) = (f for f in check(read_school(older), TODAY).findings if f not in before)
    assert told.code == "ЛС07"
    assert "3\u00a0листа" in told.message
    few = {title: grid for title, grid in cells.items() if title != "Практики"}
    assert [f.code for f in check(read_school(few), TODAY).findings if f not in before] == ["ЛС01"]


def test_a_missing_registry_is_one_finding() -> None:
    school = drawn_school(
        "Пары\n| Наставник | Наставляемый |\n| Ли Вера | Мухин Егор |\n| Ли Вера | Дин Пётр |"
    )
    cells = {title: table.grid for title, table in school.tables.items() if title != "Наставляемые"}
    found = check(read_school(cells), TODAY).findings
    assert [f.code for f in found if f.sheet == "Наставляемые"] == ["ЛС01"]
    assert [f.sheet for f in found if f.code == "ПР14" and f.header == "Наставляемый"] == []


def test_nothing_found_is_said_so() -> None:
    school = drawn_school("")
    outcome = check(school, date(2026, 10, 15))
    assert outcome.as_json()["errors"] == len(
        [f for f in outcome.findings if f.level is Level.ERROR]
    )


def test_what_the_program_fills_is_no_fault_of_a_person() -> None:
    school = drawn_school("Проверка\n| Уровень | Где |\n| вопрос | Пары!A2 |")
    grid = school.tables[Check.sheet].grid
    cells = {title: table.grid for title, table in school.tables.items()}
    cells[Check.sheet] = replace(grid, uncalculated=frozenset({(2, 2)}))
    assert [f for f in read_school(cells).findings if f.sheet == Check.sheet] == []


def test_a_day_off_is_named_by_its_week_or_as_a_holiday() -> None:
    school = drawn_school("Журнал приказов\n| Дата |\n| 06.09.2026 |\n| 04.11.2026 |")
    said = [f.message for f in check(school, TODAY).findings if f.code == "ПР18"]
    assert said == ["это воскресенье", "это праздник"]
