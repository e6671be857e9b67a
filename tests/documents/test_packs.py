"""What is to be signed now: who signs it, in which order, and what is left out of a pack."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date

import docx
import pytest

from nastavnik.documents.batch import chosen
from nastavnik.documents.catalogue.table import KINDS
from nastavnik.documents.pack_cover import cover_of
from nastavnik.documents.packs import FILLED_FIRST, Pack, pack_of
from nastavnik.model.errors import JobError
from nastavnik.model.school import School
from support.drawn import TODAY, school

PAPERS = """
    | Документ | Для кого | Второй участник | Дата | Номер | Состояние | Файл |
    | Приказ об обучении наставников | | | 15.10.2026 | 104-ОД | оформлен | order.docx |
    |Согласие на участие ребёнка в программе наставничества| Мишин Лев | | | | оформлен | lev.docx |
    | Соглашение наставника и наставляемого | Орлова Анна | Мишин Лев | | | оформлен | pair.docx |
    | Реестр наставников | | | | | оформлен | list.docx |
    | Журнал встреч | Орлова Анна | Мишин Лев | | | оформлен | meetings.docx |
    | Приказ о поощрении | | | | | проект | draft.docx |
    | Положение о наставничестве | | | | | подписан | signed.docx |
    | Протокол педагогического совета | | | | | оформлен | gone.docx |
    | Справка для родителей | | | | | оформлен | own.docx |
    | Портфолио наставника | Орлова Анна | | | | нужен | |
"""
CARD = """
    | Показатель   | Значение                  |
    | Руководитель | Седова Мария Львовна      |
    | Куратор      | Белова Вера Олеговна      |
"""
PEOPLE = {
    "Наставники": """
        | ФИО                  | Кто               |
        | Орлова Анна | педагог-наставник |
    """,
    "Наставляемые": """
        | ФИО             | Кто    | Дата рождения | Представитель         |
        | Мишин Лев | ученик | 01.02.2014    | Мишина Алла Борисовна |
    """,
}
FILES = {"order.docx", "lev.docx", "pair.docx", "list.docx", "meetings.docx", "own.docx"}


def a_school(papers: str = PAPERS) -> School:
    return school(**PEOPLE, Документы=papers, Школа=CARD)


def packed(who: str = "", kinds: Iterable[str] = (), files: Iterable[str] = FILES) -> Pack:
    """The pack of the drawn school."""
    wanted = chosen(tuple(kinds)) if kinds else ()
    return pack_of(a_school(), TODAY, set(files), who, wanted)


def files_of(pack: Pack) -> list[str]:
    return [each.paper.file for each in pack.papers]


def test_what_an_order_rests_on_comes_before_it_and_what_it_approves_after_it() -> None:
    assert files_of(packed()) == ["lev.docx", "pair.docx", "order.docx", "list.docx", "own.docx"]


def test_each_signature_is_told_by_the_name_of_who_signs() -> None:
    piles = {name: [n for n, _ in pile] for name, pile in packed().by_signer().items()}
    assert piles == {
        "Мишина Алла Борисовна": [1],
        "Орлова Анна": [2],
        "Мишин Лев": [2],
        "Седова Мария Львовна": [3],
        "Белова Вера Олеговна": [4],
        "кто подписывает, не указано": [5],
    }


@pytest.mark.parametrize("who", ["Мишина Алла Борисовна", "мишина", "Мишина  алла"])
def test_one_person_is_found_by_a_name_or_its_beginning(who: str) -> None:
    assert files_of(packed(who)) == ["lev.docx"]


def test_whoever_has_nothing_to_sign_is_told_so_with_a_guess() -> None:
    with pytest.raises(JobError, match="возможно, «Орлова Анна»"):
        packed("Орлова Аннна")
    with pytest.raises(JobError, match="ничего не подписывает"):
        packed("Ким Ян")


def test_a_blank_is_printed_when_it_is_named() -> None:
    assert files_of(packed(kinds=["Журнал встреч"])) == ["meetings.docx"]
    assert "meetings.docx" not in files_of(packed())


def test_nothing_that_waits_is_left_out_without_a_word() -> None:
    said = [(each.cell, each.message.rpartition(": ")[2]) for each in packed().findings]
    assert said == [
        ("G9", "файла нет на месте"),
        ("G7", "это проект без номера"),
        ("G6", "этот бланк сначала заполняют"),
    ]


def test_a_date_in_the_registry_is_a_signature_too() -> None:
    where = school(
        Документы="""
            | Документ | Для кого | Состояние | Файл |
            | Согласие на обработку персональных данных | Орлова Анна | оформлен | a.docx |
            | Реестр наставников | | оформлен | list.docx |
        """,
        Школа=CARD,
        Наставники="""
            | ФИО                  | Кто               | Согласие на ПДн |
            | Орлова Анна | педагог-наставник | 01.09.2026      |
        """,
    )
    assert files_of(pack_of(where, TODAY, {"a.docx", "list.docx"})) == ["list.docx"]


def test_an_empty_book_has_nothing_to_sign_and_says_what_to_do() -> None:
    with pytest.raises(JobError, match="нажмите «Сделать документы»"):
        pack_of(school(Школа=CARD), date(2026, 9, 1), set())


def test_the_cover_names_everybody_and_every_document() -> None:
    pack = packed()
    table = docx.Document(io.BytesIO(cover_of(pack, "Школа № 4", TODAY))).tables[0]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert [row[0] for row in rows[1:]] == list(pack.by_signer())
    assert rows[2][1] == "2. Соглашение наставника и наставляемого: Мишин Лев"
    assert rows[4][1] == "3. Приказ об обучении наставников № 104-ОД от 15.10.2026"


def test_the_blanks_are_kinds_of_the_catalogue() -> None:
    assert {kind.key for kind in KINDS} >= FILLED_FIRST
