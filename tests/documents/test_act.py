"""The act of a check: one page of places and rules, true to the check, silent about people."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document

from documents.reading import text_of
from documents.schools import sample, shipped
from nastavnik.actions.check_book import with_act
from nastavnik.actions.new_book import SAMPLE_DAY, new_book
from nastavnik.documents.act import MOST_REMARKS, mark_of
from nastavnik.documents.catalogue.table import CHECK_ACT
from nastavnik.documents.values import Code
from nastavnik.domain.explanations import answered
from nastavnik.domain.redaction import Namer
from nastavnik.domain.situation import Situation
from nastavnik.faces.cli.commands import run
from nastavnik.model.changes import NewFile
from nastavnik.model.findings import Level, Value
from nastavnik.model.grid import Grid
from nastavnik.model.outcome import Outcome
from nastavnik.model.school import School, read_school
from nastavnik.model.sheets import Card, Check, Mentor
from nastavnik.rules.catalogue import RULES, norms
from nastavnik.rules.checking import check
from nastavnik.rules.engine import Remark, Rule, rule
from rules.drawing import drawn_school

TEMPLATES = shipped()
FLAWED = sample(flawed=True)


def act_of(where: School, *own: Rule) -> str:
    """The text of the act of the school."""
    return text_of(file_of(checked_with_act(where, *own)).content)


def checked_with_act(where: School, *own: Rule) -> Outcome:
    """The check of the school with its act."""
    outcome = check(where, SAMPLE_DAY, own)
    return with_act(outcome, where, TEMPLATES, SAMPLE_DAY, norms(own), "Книга")


def file_of(outcome: Outcome) -> NewFile:
    (file,) = outcome.changes.files
    return file


def test_it_says_who_was_checked_when_by_what_and_who_signs() -> None:
    lines = act_of(FLAWED).splitlines()
    assert lines[0] == FLAWED.card.name
    assert lines[1:3] == [
        "АКТ ПРОВЕРКИ",
        "документов программы наставничества на 2026/2027 учебный год",
    ]
    assert lines[3] == "Дата проверки: 15.10.2026; книга: «Книга»."
    assert f"наставников: {len(FLAWED.mentors)}, " in lines[4]
    assert f"Применено правил: {len(RULES)}. Знак книги: {mark_of(FLAWED)} " in lines[4]
    assert lines[-2:] == ["Проверил: куратор⇥⇥⇥И.В. Соколова", "Принял⇥⇥⇥"]


def test_it_counts_what_the_check_counts() -> None:
    outcome = checked_with_act(FLAWED)
    text = text_of(file_of(outcome).content)
    counts = check(FLAWED, SAMPLE_DAY).as_json()
    assert f"Ошибок: {counts['errors']}; вопросов: {counts['questions']}" in text
    assert outcome.as_json()["act"] == file_of(outcome).path
    assert outcome.changes.cells == check(FLAWED, SAMPLE_DAY).changes.cells


def test_nobody_is_named_but_the_curator_and_no_value_is_quoted() -> None:
    text = act_of(FLAWED)
    for table in FLAWED.tables.values():
        personal = [column.name for column in table.record.columns if column.personal]
        for row in table.rows:
            for value in (getattr(row, name) for name in personal):
                assert not (isinstance(value, str) and len(value) > 5 and value in text), value
    assert FLAWED.card.inn not in text


def test_it_says_what_is_wrong_and_never_the_norm_as_if_it_were_so() -> None:
    whole = sample()
    table = whole.table(Mentor)
    rows = [list(row) for row in table.grid.rows]
    for mentor in table.rows:
        row, column = table.position(mentor.row, "Согласие на ПДн") or (0, 0)
        rows[row - 1][column - 1] = None
    said = [
        line.split(" | ") for line in act_of(with_sheet(whole, Mentor.sheet, rows)).splitlines()
    ]
    shown = [cells[2] for cells in said if cells[-1].startswith("ПР01")]
    assert len(shown) == MOST_REMARKS
    assert set(shown) == {"Нет согласия на обработку данных"}


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("нет согласия на обработку данных", "нет согласия на обработку данных"),
        ("возраст 15, а предел 35", "возраст 15, а предел 35"),
        ("прочитано 13.05.2010", "прочитано …"),
        ("нет «Ким Веры» в списке", "нет «…» в списке"),
        ("телефон +7 900 123-45-67 чужой", "телефон … чужой"),
        ("не хватает подписи Орловой А. С.", ""),
    ],
)
def test_no_words_of_a_finding_name_anybody(message: str, said: str) -> None:
    where = drawn_school("Наставники\n| ФИО |\n| Орлова Анна Сергеевна |")
    assert Namer(where).impersonal(message) == said


def test_the_most_urgent_findings_stand_first_and_the_rest_are_counted() -> None:
    findings = check(FLAWED, SAMPLE_DAY).findings
    text = act_of(FLAWED)
    for finding in findings[:MOST_REMARKS]:
        assert f"| {finding.sheet}!{finding.cell} | {finding.header} |" in text
    assert f"Ещё замечаний: {len(findings) - MOST_REMARKS};" in text


def test_what_a_person_explained_is_counted_and_not_listed() -> None:
    where = explained(sample())
    first = next(iter(check(where, SAMPLE_DAY).findings))
    text = act_of(where)
    assert "из них объяснено в книге: 1." in text
    assert f"| {first.sheet}!{first.cell} |" not in text


def explained(where: School) -> School:
    """The school whose first question has an answer."""
    (answer, *_) = answered(where, check(where, SAMPLE_DAY).findings)
    row = Check(explanation="Так решил педсовет", ground=answer.key, code=answer.finding.code)
    return with_sheet(where, Check.sheet, [list(row.values()), list(row.values().values())])


def with_sheet(where: School, sheet: str, rows: list[list[Value]]) -> School:
    """The school with other cells on one sheet."""
    grids = {title: table.grid for title, table in where.tables.items()}
    return read_school({**grids, sheet: Grid(rows)})


def test_rules_that_the_school_switched_off_are_named() -> None:
    where = drawn_school("Правила\n| Код | Уровень |\n| ПР10 | выключено |")
    assert "выключены школой: ПР10" in act_of(where)


def test_a_rule_of_ones_own_is_named_by_what_it_wants() -> None:
    @rule("СВ01", level=Level.ERROR, ground="приказ", remedy="Исправьте")
    def own(situation: Situation) -> Iterator[Remark]:
        """Директор назван полностью."""
        yield Remark(situation.school.card.at(Card.director), "Гареева Л. Р.")

    text = act_of(drawn_school("Школа\n| Руководитель | Гареева Лилия |"), own)
    assert "Не выполнено: Директор назван полностью." in text
    assert "Гареева Л. Р." not in text


def test_an_empty_book_has_an_act_too() -> None:
    assert "АКТ ПРОВЕРКИ" in act_of(drawn_school(""))


def test_the_mark_stays_until_a_cell_or_an_explanation_changes() -> None:
    where = sample()
    assert mark_of(where) == mark_of(sample())
    assert mark_of(explained(where)) != mark_of(where)
    renamed = [list(row) for row in where.table(Card).grid.rows]
    renamed[1][1] = "Другая школа"
    assert mark_of(with_sheet(where, Card.sheet, renamed)) != mark_of(where)


def test_equal_checks_make_equal_bytes() -> None:
    files = [file_of(checked_with_act(sample())) for _ in range(2)]
    assert files[0] == files[1]


@pytest.mark.parametrize("broken", ["{{ проверка.ошибк }}", "{{ школа.адрес }"])
def test_a_template_that_was_spoilt_stops_the_act_but_not_the_check(
    broken: str, tmp_path: Path
) -> None:
    document = Document()
    document.add_paragraph(broken)
    document.save(str(tmp_path / "акт.docx"))
    spoilt = {CHECK_ACT.template: (tmp_path / "акт.docx").read_bytes()}
    plain = check(FLAWED, SAMPLE_DAY)
    outcome = with_act(plain, FLAWED, spoilt, SAMPLE_DAY, norms())
    assert outcome.changes == plain.changes
    assert {finding.code for finding in outcome.findings[len(plain.findings) :]} == {Code.TEMPLATE}
    (missing,) = with_act(plain, FLAWED, {}, SAMPLE_DAY, norms()).findings[len(plain.findings) :]
    assert missing.code == Code.NO_TEMPLATE


def command(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        run([*arguments, "--today", "15.10.2026"])
    return int(str(left.value.code))


def test_the_command_puts_it_beside_the_book_and_undo_takes_it_away(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = new_book(tmp_path, sample=True)
    assert command("check", str(book), "--act", "--dry-run") == 0
    assert not (tmp_path / "Документы").exists()
    capsys.readouterr()
    assert command("check", str(book), "--act", "--json") == 0
    act = tmp_path / json.loads(capsys.readouterr().out)["act"]
    assert act.is_file()
    with pytest.raises(SystemExit):
        run(["undo", str(book)])
    assert not act.exists()


def test_a_book_that_cannot_be_read_leaves_nothing(tmp_path: Path) -> None:
    book = tmp_path / "Книга.xlsx"
    book.write_bytes(b"PK no book")
    assert command("check", str(book), "--act") == 2
    assert [path.name for path in tmp_path.iterdir()] == ["Книга.xlsx"]


def test_each_of_several_books_gets_its_own(tmp_path: Path) -> None:
    for name in ("первая", "вторая"):
        new_book(tmp_path / name, sample=True)
    (tmp_path / "третья.xlsx").write_bytes(b"")
    assert command("check", str(tmp_path), "--act") == 2
    made = [path.parts[len(tmp_path.parts)] for path in tmp_path.rglob("*Акт проверки*.docx")]
    assert sorted(name for name in made if name != "Шаблоны") == sorted(
        ["вторая", "вторая", "первая", "первая"]
    )
