"""What holds for every school: order of rows does not matter, no proposal breaks a rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from random import Random
from string import ascii_uppercase
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.applying import applied, pairs_of
from matching.problems import aims_of, best_by_trying, every_choice, random_problem
from nastavnik.matching.alternatives import Alternatives
from nastavnik.matching.match import matches
from nastavnik.matching.problem import NOBODY, MatchingProblem, Solution
from nastavnik.matching.proposing import propose
from nastavnik.matching.rounds import is_kept
from nastavnik.matching.solving import solve
from nastavnik.model.choices import SUBJECTS, Form, MenteeRole, MentorRole, PairState
from nastavnik.model.findings import Value
from nastavnik.model.grid import Cells, Grid
from nastavnik.model.parsing import cell_value
from nastavnik.model.schema import Record
from nastavnik.model.school import School, read_school, resolve
from nastavnik.model.sheets import Card, FormRow, Mentee, Mentor, Pair
from nastavnik.rules.catalogue import RULES
from nastavnik.rules.engine import run_rules
from support.depth import tries
from support.drawn import TODAY

GIVEN = date(2026, 9, 1)
SKILLS = ("методика урока", "классное руководство", "олимпиады", "проекты", "профориентация")


def sheet_of(record: type[Record], rows: Sequence[Record]) -> Grid:
    """Records as the grid of their sheet."""
    titles: list[Value] = [column.title for column in record.columns]
    cells = [[cell_value(getattr(row, c.name), c) for c in record.columns] for row in rows]
    return Grid([titles, *cells])


def invented_mentor(dice: Random, number: int) -> Mentor:
    role = dice.choice(list(MentorRole))
    is_pupil = role is MentorRole.PUPIL
    return Mentor(
        full_name=f"Наставников {chr(1072 + number).upper()}мир",
        role=role.value,
        school_class=f"{dice.randint(7, 11)} А" if is_pupil else "",
        birth=date(dice.randint(2009, 2013), 5, 5) if is_pupil else date(1980, 5, 5),
        places=dice.randint(0, 4),
        group_from=dice.choice((None, None, None, 2, 3)),
        subject=dice.choice(SUBJECTS.values[:4]),
        seniority=float(dice.randint(0, 20)),
        skills=dice.choice(SKILLS),
        consent_on=dice.choice((GIVEN, GIVEN, None)),
        guardian_consent_on=GIVEN if is_pupil else None,
        participation_on=GIVEN if is_pupil else None,
        record_on=GIVEN,
        medical_on=dice.choice((GIVEN, GIVEN, None)),
        partnership="№ 1 от 01.09.2026",
    )


def invented_mentee(dice: Random, number: int) -> Mentee:
    role = dice.choice(list(MenteeRole))
    is_pupil = role is MenteeRole.PUPIL
    return Mentee(
        full_name=f"Ученикова {chr(1072 + number).upper()}лина",
        role=role.value,
        school_class=f"{dice.randint(5, 11)} Б" if is_pupil else "",
        birth=date(dice.randint(2009, 2015), 6, 6) if is_pupil else date(2000, 6, 6),
        subject=dice.choice(SUBJECTS.values[:4]),
        request=", ".join(dice.sample(SKILLS, 2)),
        mentors_wanted=dice.choice((None, None, 1, 2, 3)),
        refuses=dice.choice(("", "", f"Наставников {chr(1072 + number).upper()}мир")),
        consent_on=dice.choice((GIVEN, GIVEN, GIVEN, None)),
        guardian_consent_on=GIVEN if is_pupil else None,
        participation_on=GIVEN if is_pupil else None,
    )


def invented_form(dice: Random, form: Form) -> FormRow:
    return FormRow(
        form=form.value,
        group_from=dice.choice((None, None, 2, 3)),
        group_to=dice.choice((None, None, 3, 4)),
        mentors=dice.choice((None, None, 2)),
    )


def invented_pair(dice: Random, mentors: list[Mentor], mentees: list[Mentee]) -> Pair:
    return Pair(
        mentor=dice.choice(mentors).full_name,
        mentee=dice.choice(mentees).full_name,
        form=dice.choice(list(Form)).value,
        start=GIVEN,
        end=date(2027, 5, 31),
        state=dice.choice(
            (PairState.PROPOSED, PairState.PROPOSED, PairState.REFUSED, PairState.ACCEPTED)
        ).value,
    )


def invented(seed: int, mentors: int = 6, mentees: int = 8, pairs: int = 3) -> Cells:
    """A workbook of invented people of every role, with some earlier proposals and refusals."""
    dice = Random(seed)
    leaders = [invented_mentor(dice, number) for number in range(mentors)]
    led = [invented_mentee(dice, number) for number in range(mentees)]
    earlier = [invented_pair(dice, leaders, led) for _ in range(pairs)]
    titles = [[column.title, None] for column in Card.columns]
    return {
        Card.sheet: Grid(titles),
        Mentor.sheet: sheet_of(Mentor, leaders),
        Mentee.sheet: sheet_of(Mentee, led),
        Pair.sheet: sheet_of(Pair, earlier),
        FormRow.sheet: sheet_of(FormRow, [invented_form(dice, form) for form in Form]),
    }


def shuffled(cells: Cells, dice: Random) -> Cells:
    """The same rows of every table in another order."""

    def mixed(grid: Grid) -> Grid:
        header, *rows = grid.rows
        return Grid([header, *dice.sample(rows, len(rows))])

    return {title: grid if title == Card.sheet else mixed(grid) for title, grid in cells.items()}


@pytest.mark.parametrize("seed", range(4))
def test_sorting_the_sheets_another_way_changes_no_pair(seed: int) -> None:
    cells, dice = invented(seed), Random(seed)
    expected = pairs_of(propose(read_school(cells), TODAY))
    for _ in range(tries(250, quick=50)):
        assert pairs_of(propose(read_school(shuffled(cells, dice)), TODAY)) == expected


def remarks(school: School) -> set[tuple[str, str | None, str | None]]:
    return {(f.code, f.sheet, f.cell) for f in run_rules(RULES, school, TODAY)}


@settings(max_examples=tries(150, quick=40), deadline=None)
@given(st.integers(0, 10**9))
def test_no_proposed_pair_breaks_a_rule_of_the_check(seed: int) -> None:
    before = read_school(invented(seed))
    after = applied(before, propose(before, TODAY))
    rows = {str(pair.row) for pair in after.live_pairs if not is_kept(pair)}
    about = {
        (code, sheet, cell)
        for code, sheet, cell in remarks(after)
        if code == "ПР08" or (sheet == Pair.sheet and str(cell).lstrip(ascii_uppercase) in rows)
    }
    assert about <= remarks(before)


@settings(max_examples=tries(100, quick=30), deadline=None)
@given(st.integers(0, 10**9))
def test_a_second_run_changes_nothing(seed: int) -> None:
    before = read_school(invented(seed))
    after = applied(before, propose(before, TODAY))
    again = propose(after, TODAY)
    assert resolve(again.changes.cells, after) == []
    assert again.as_json()["pairs"] == propose(before, TODAY).as_json()["pairs"]


@settings(max_examples=tries(100, quick=30), deadline=None)
@given(st.integers(0, 10**9))
def test_everyone_in_the_programme_has_a_pair_or_a_reason(seed: int) -> None:
    school = read_school(invented(seed))
    data: Any = propose(school, TODAY).as_json()
    paired = {pair["mentee"] for pair in data["pairs"]} | {pair["mentee"] for pair in data["kept"]}
    left_over = {each["mentee"] for each in data["unpaired"] if each["reasons"]}
    assert all(each["reasons"] for each in data["short"])
    assert paired | left_over == {mentee.full_name for mentee in school.mentees}
    assert not paired & left_over


@settings(max_examples=tries(100, quick=30), deadline=None)
@given(st.integers(0, 10**9))
def test_second_mentors_leave_the_first_ones_alone_and_are_as_good_as_trying_everything(
    seed: int,
) -> None:
    cells = invented(seed, mentors=4, mentees=5)
    found = matches(read_school(cells), TODAY)
    for each in found:
        if each.problem.allowed.size:
            best = best_by_trying(each.problem)
            assert aims_of(each.problem, each.solution)[:4] == best[:4]
    title = Mentee.mentors_wanted.title
    header, *rows = cells[Mentee.sheet].rows
    wanting_one = [
        ["" if of == title else v for of, v in zip(header, row, strict=True)] for row in rows
    ]
    [alone] = matches(read_school({**cells, Mentee.sheet: Grid([header, *wanting_one])}), TODAY)
    assert alone.solution.chosen.tolist() == found[0].solution.chosen.tolist()


def least_loss(problem: MatchingProblem, solution: Solution, mentee: int) -> int | None:
    """By trying everything: how much total fit goes when a mentee has any other mentor."""
    choices = every_choice(*problem.shape)
    served, everyone = choices != NOBODY, np.arange(problem.shape[1])
    edges = problem.allowed & (problem.scores >= solution.bottleneck)
    taken = (choices[:, :, None] == np.arange(problem.shape[0])).sum(axis=1)
    fine = (edges[choices, everyone] | ~served).all(axis=1) & (taken <= problem.places).all(axis=1)
    fine &= served.sum(axis=1) == solution.coverage
    fit = np.where(served, problem.scores[choices, everyone].astype(int), 0).sum(axis=1)
    other = served[:, mentee] & (choices[:, mentee] != solution.chosen[mentee])
    if not (fine & other).any():
        return None
    return int(fit[fine].max() - fit[fine & other].max())


def test_the_next_best_choice_costs_what_trying_everything_says() -> None:
    dice = np.random.default_rng(11)
    for _ in range(tries(300, quick=100)):
        problem = random_problem(dice, dice.integers(1, 5), dice.integers(1, 6))
        solution = solve(problem)
        alternatives = Alternatives(problem, solution)
        for mentee in np.flatnonzero(solution.chosen != NOBODY).tolist():
            found = alternatives.next_best(mentee)
            assert (found and found.loss) == least_loss(problem, solution, mentee)


def test_the_same_names_give_the_same_choice_between_equals() -> None:
    same = np.full((3, 3), 50, dtype=np.uint8)
    yes, no = np.ones((3, 3), dtype=np.bool_), np.zeros((3, 3), dtype=np.bool_)
    ties = np.array([[0, 5, 5], [5, 0, 5], [5, 5, 0]], dtype=np.uint16)
    problem = MatchingProblem(np.array([1, 1, 1]), same, yes, no, ties)
    assert solve(problem).chosen.tolist() == [0, 1, 2]
    kept = no.copy()
    kept[0, 1] = True
    assert solve(replace(problem, proposed=kept)).chosen[1] == 0
