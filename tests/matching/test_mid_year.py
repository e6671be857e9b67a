"""A mentor leaves within the year: a new one is proposed, accepted, and the orders are ready."""

from __future__ import annotations

from datetime import date

import pytest

from documents.reading import file_named, text_of
from documents.schools import sample, shipped
from matching.applying import applied, pairs_of
from nastavnik.documents.batch import make_documents
from nastavnik.matching.proposing import propose
from nastavnik.model.changes import Changes, SetCell
from nastavnik.model.outcome import Outcome
from nastavnik.model.school import School
from nastavnik.model.sheets import Mentor, Pair, PairState

TODAY = date(2026, 10, 15)
GONE, LED, NOT_YET = "Чернова Елена Станиславовна", "Абдуллина Регина Фаритовна", "Громова"


def typed(school: School, *cells: SetCell) -> School:
    """The school after a person typed into cells."""
    return applied(school, Outcome("", Changes(cells)))


def put(row: Mentor | Pair, title: str, value: str | int | date) -> SetCell:
    return SetCell(row.sheet, row.row, title, value)


@pytest.fixture(scope="module")
def before() -> School:
    """The sample with one more place for each teacher, after a match that a person accepted."""
    school = sample()
    places = [put(m, "Мест", 2) for m in school.mentors if m.role == "педагог" and m.places == 1]
    matched = applied(school, propose(typed(school, *places), TODAY))
    new = [pair for pair in matched.pairs if pair.state == PairState.PROPOSED]
    return typed(matched, *places, *(put(pair, "Состояние", "принято") for pair in new))


@pytest.fixture(scope="module")
def left(before: School) -> School:
    """The same on the day when the mentor of two has left, after the next match."""
    gone = typed(before, put(before.mentor_named[GONE.casefold()], "Выбыл", TODAY))
    return applied(gone, propose(gone, TODAY))


def test_nobody_moves_but_those_whose_mentor_left(before: School) -> None:
    gone = typed(before, put(before.mentor_named[GONE.casefold()], "Выбыл", TODAY))
    outcome = propose(gone, TODAY)
    mentees = {pair.mentee for pair in before.live_pairs if pair.mentor == GONE}
    assert {move["mentee"] for move in outcome.data["moves"]} == mentees
    assert all(move["from"] == GONE and move["to"] for move in outcome.data["moves"])
    waiting = {mentee for _, mentee in pairs_of(outcome)}
    assert mentees <= waiting
    assert {found.who for found in outcome.findings} == mentees


def test_orders_to_replace_and_to_amend_name_old_and_new_and_the_order(left: School) -> None:
    cells = []
    for pair in left.live_pairs:
        if pair.mentor == GONE:
            cells += [
                put(pair, "Состояние", "прекращено"),
                put(pair, "Прекращено", date(2026, 10, 20)),
                put(pair, "Причина прекращения", "увольнение"),
                put(pair, "Уведомление", TODAY),
            ]
        elif pair.state == PairState.PROPOSED:
            cells += [put(pair, "Состояние", "принято"), put(pair, "Согласие наставника", TODAY)]
    school = typed(left, *cells)
    [new] = [pair for pair in school.live_pairs if pair.mentee == LED]
    kinds = ["order-replacement", "order-amendment"]
    outcome = make_documents(school, shipped(), TODAY, kinds=kinds)
    mine = Outcome(
        "", Changes(files=tuple(f for f in outcome.changes.files if "Чернова" in f.path))
    )
    replacement = text_of(file_named(mine, "Приказ о замене наставника"))
    assert f"Прекратить с 20.10.2026 выполнение работы по наставничеству: наставник {GONE}" in (
        replacement
    )
    assert "Закрепить за Абдуллиной Р.Ф. наставником" in replacement
    amendment = text_of(file_named(mine, "Приказ о внесении изменений"))
    assert "приказа от 09.09.2026 № 31-ЛС" in amendment
    assert f"Наставник: {new.mentor}; наставляемый: {LED}" in amendment
    assert not any(NOT_YET in file.path for file in mine.changes.files)
