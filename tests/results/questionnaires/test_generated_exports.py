"""A hundred and twenty generated exports: nearly every answer comes back to its place."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from nastavnik.domain.answers import is_anonymous
from nastavnik.model.findings import Value
from nastavnik.results.questionnaires.model import AnswerState, TakenAnswer
from nastavnik.results.questionnaires.results import AnswersTaken
from nastavnik.results.questionnaires.sources import read_exports
from nastavnik.results.questionnaires.taking import take_answers
from nastavnik.results.questionnaires.wishes import AnswerWishes
from support.exports import (
    AGAIN,
    CHANGE,
    CODES,
    GRADES,
    HELP,
    LIKED,
    OPTIONS,
    PARTS,
    SCORE,
    SERVICES,
    WHAT,
    ZONE,
    Answered,
    Form,
    again,
    school,
)

pytestmark = pytest.mark.usefixtures("files_read_here")

TODAY = date(2027, 6, 1)
SURNAMES = ("Аверин", "Белов", "Гущин", "Дёмин", "Жданов-Ершов", "Зимин", "Котов", "Лебедев")
GIVEN = ("Пётр", "Артём", "Кирилл", "Олег")
PATRONYMICS = ("Ильич", "Сергеевич", "Романович")
WORDS = ("Ничего, всё нравится", "=) Тепло", "- план\n- связь", "«Живые» встречи", "Нет, ничего")
SHAPES = (
    *("plain", "reordered", "renamed", "short names", "strangers", "nameless", "two rounds"),
    *("empty cells", "options of one's own", "an unknown question"),
)


@dataclass(frozen=True)
class Case:
    """A generated export and what is true of it."""

    form: Form
    given: tuple[Answered, ...]
    people: Mapping[str, str]
    mails: Mapping[str, str]


def case(shape: str, seed: int) -> Case:
    """The answers of some people, in one of the shapes."""
    dice = random.Random(seed)
    names = [f"{s} {dice.choice(GIVEN)} {dice.choice(PATRONYMICS)}" for s in SURNAMES]
    people = {name: dice.choice(("наставник", "наставляемый")) for name in names}
    mails = {name: f"u{n}@example.ru" for n, name in enumerate(names)}
    given = [answered(dice, n, name, people[name], mails[name]) for n, name in enumerate(names)]
    form = Form()
    if shape == "reordered":
        form = replace(form, questions=tuple(dice.sample(form.questions, len(form.questions))))
    if shape == "renamed":
        words = {SCORE: f"1. {SCORE} *", LIKED: LIKED.upper(), CHANGE: f"{CHANGE} "}
        form = replace(form, words=words)
    if shape == "an unknown question":
        form = replace(form, questions=(*form.questions, "Любимый предмет"))
        given = [replace(a, values={**a.values, "Любимый предмет": "физика"}) for a in given]
    if shape == "short names":
        given = [replace(a, written=shortened(dice, a.who)) for a in given]
    if shape == "strangers":
        people = {name: role for name, role in people.items() if name not in names[:2]}
    if shape == "nameless":
        given = [nameless(a) if n % 2 else a for n, a in enumerate(given)]
    if shape == "two rounds":
        given += [again(a, 20, {SCORE: 10, LIKED: "Во второй раз"}) for a in given[:4]]
    if shape == "empty cells":
        given = [replace(a, values=thinned(dice, a.values)) for a in given]
    if shape == "options of one's own":
        own = "помощь с ЕГЭ, ОГЭ"
        given = [replace(a, values={**a.values, HELP: (OPTIONS[0], own)}) for a in given]
    return Case(form, tuple(given), people, mails)


def answered(dice: random.Random, number: int, name: str, role: str, mail: str) -> Answered:
    values: dict[str, Value | tuple[str, ...]] = {
        SCORE: dice.choice((6, 7, 8, 9, 10)) if number else 10,
        AGAIN: dice.choice(("Да", "Нет")),
        HELP: tuple(o for o in OPTIONS if dice.random() < 0.5) or OPTIONS[:1],
        LIKED: dice.choice(WORDS),
        CHANGE: dice.choice(WORDS),
        **{f"{WHAT} [{part}]": dice.choice(GRADES) for part in PARTS},
    }
    moment = datetime(2027, 4, 10, 9, 5, 7) + timedelta(hours=5 * number)
    return Answered(name, name, role, mail, moment, values)


def nameless(answered: Answered) -> Answered:
    return replace(answered, who="", written="", mail="")


def shortened(dice: random.Random, name: str) -> str:
    surname, given, patronymic = name.split()
    return dice.choice(
        (
            f"{surname} {given[0]}. {patronymic[0]}.",
            f"{surname} {given}".lower().replace("ё", "е"),
            f"{surname.upper()} {given} {patronymic}",
            f" {given} {patronymic} {surname} ",
        )
    )


def thinned(
    dice: random.Random, values: Mapping[str, Value | tuple[str, ...]]
) -> dict[str, Value | tuple[str, ...]]:
    kept = {question: value for question, value in values.items() if dice.random() < 0.7}
    first = f"{WHAT} [{PARTS[0]}]"
    return {**kept, SCORE: values[SCORE], first: values[first], CHANGE: values[CHANGE]}


def taken(path: Path, case: Case) -> AnswersTaken:
    wishes = AnswerWishes(kind="итоговая")
    book = school(case.people, case.mails)
    return take_answers(book, read_exports(path), TODAY, wishes, ZONE)


def counted(value: Value | tuple[str, ...]) -> Value:
    if isinstance(value, tuple):
        return "\n".join(sorted(value))
    return value.lower() if value in {"Да", "Нет"} else value  # type: ignore[union-attr]


def expected(case: Case) -> dict[tuple[str, str, date], Value]:
    """Who (or "" for nobody), code and day → value, of everything that can be taken."""
    return {
        (a.who, CODES[question], a.moment.date()): counted(value)
        for a in case.given
        if not a.who or a.who in case.people
        for question, value in a.values.items()
        if question in CODES
    }


def found(result: AnswersTaken) -> dict[tuple[str, str, date], Value]:
    return {
        (by(each), each.question.code, each.submission.day): value_of(each)
        for each in result.taken
        if each.state is AnswerState.NEW and each.question and each.submission.day
    }


def by(each: TakenAnswer) -> str:
    name = each.submission.respondent.name
    return "" if is_anonymous(name) else name


def value_of(each: TakenAnswer) -> Value:
    return "\n".join(sorted(each.answer.choices)) if each.answer.choices else each.answer.value


@pytest.mark.parametrize("service", SERVICES)
def test_answers_come_back_to_their_question_and_person(service: str, tmp_path: Path) -> None:
    ending, write = SERVICES[service]
    right = total = 0
    for number, shape in enumerate(SHAPES):
        made = case(shape, 100 * number + len(service))
        path = tmp_path / f"{number}.{ending}"
        path.write_bytes(write(made.form, made.given))
        result = taken(path, made)
        got, want = found(result), expected(made)
        named = {key: value for key, value in want.items() if key[0]}
        right += sum(got.get(key) == value for key, value in named.items())
        total += len(named)
        assert {k: v for k, v in got.items() if k[0] and want.get(k) != v} == {}, (shape, "wrong")
        assert_nothing_is_lost(result)
        assert_nameless_answers_are_there(made, result)
        assert_strangers_are_asked_about(made, result)
    assert right >= 0.98 * total, (right, total)


def assert_nothing_is_lost(result: AnswersTaken) -> None:
    account = result.account
    assert account.taken + account.asked + len(account.left_out) == account.cells
    asked = [each for each in result.taken if each.state is AnswerState.ASKED]
    assert bool(asked) <= bool(result.findings)


def assert_nameless_answers_are_there(made: Case, result: AnswersTaken) -> None:
    keys = {each.submission.respondent.name for each in result.taken if not by(each)}
    assert len(keys) == sum(not a.who for a in made.given)


def assert_strangers_are_asked_about(made: Case, result: AnswersTaken) -> None:
    strangers = {a.who for a in made.given if a.who and a.who not in made.people}
    assert strangers <= {finding.who for finding in result.findings}
    assert not strangers & {by(each) for each in result.taken if each.state is AnswerState.NEW}
