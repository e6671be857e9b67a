"""Rules about what the pairs do and what comes of it: meetings, answers, indicators, practices."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from datetime import date

from nastavnik.domain.answers import misfit, options, questions, unknown_words
from nastavnik.domain.index import indexed
from nastavnik.domain.people import is_minor
from nastavnik.domain.situation import Situation
from nastavnik.model.choices import AnswerType, SurveyRole
from nastavnik.model.findings import Level
from nastavnik.model.schema import Column
from nastavnik.model.school import School
from nastavnik.model.sheets import (
    AnswerRow,
    Indicator,
    MeetingRow,
    Mentee,
    Mentor,
    Pair,
    Person,
    Practice,
    ProgrammeTask,
    QuestionRow,
)
from nastavnik.model.text import fold
from nastavnik.rules.engine import Remark, rule

SUBJECT = "Встречи, анкеты, показатели, практики"

HAPPENED: tuple[Column, ...] = (
    MeetingRow.held_on,
    AnswerRow.answered_on,
    Practice.published_on,
    ProgrammeTask.done_on,
)
"""Dates of what has already happened."""


Names = tuple[str, str]
"""Folded names of a mentor and a mentee."""


@indexed
def _pairs_of(school: School) -> Mapping[Names, list[Pair]]:
    pairs: dict[Names, list[Pair]] = {}
    for pair in school.pairs:
        pairs.setdefault((fold(pair.mentor), fold(pair.mentee)), []).append(pair)
    return pairs


@indexed
def _meetings_of(school: School) -> list[tuple[MeetingRow, Names]]:
    return [(m, (fold(m.mentor), fold(m.mentee))) for m in school.meetings]


@rule(
    "ПР64",
    level=Level.ERROR,
    ground="журнал ведут после события",
    remedy="Исправьте дату",
)
def nothing_ahead(situation: Situation) -> Iterator[Remark]:
    """Встречи, ответы, публикации и выполненные задания не датированы будущим."""
    for column in HAPPENED:
        for row in situation.school.tables[column.sheet].rows:
            day = column.of(row)
            if day and day > situation.today:
                yield Remark(row.at(column), "дата ещё не наступила")


@rule(
    "ПР65",
    level=Level.QUESTION,
    ground="встречаются те, кого закрепили",
    remedy="Исправьте имена или впишите пару на лист «Пары»",
    needs=(Pair.mentor, Pair.mentee),
)
def meeting_is_of_a_pair(situation: Situation) -> Iterator[Remark]:
    """Встречи проводит закреплённая пара."""
    school, pairs = situation.school, _pairs_of(situation.school)
    reported: set[tuple[str, str]] = set()
    misspelt = {
        name
        for mentor, mentee in pairs
        for name in (mentor, mentee)
        if mentor not in school.mentor_named or mentee not in school.mentee_named
    }
    for meeting, people in _meetings_of(school):
        known = people[0] in school.mentor_named and people[1] in school.mentee_named
        if known and people not in pairs and people not in reported and misspelt.isdisjoint(people):
            reported.add(people)
            yield Remark(meeting.at(MeetingRow.mentee), "такой пары нет на листе «Пары»")


@rule(
    "ПР66",
    level=Level.QUESTION,
    ground="пара работает в сроки приказа",
    remedy="Проверьте дату встречи и срок пары",
)
def meeting_in_time(situation: Situation) -> Iterator[Remark]:
    """Встреча прошла, пока пара работала."""
    pairs = _pairs_of(situation.school)
    for meeting, people in _meetings_of(situation.school):
        same = pairs.get(people, [])
        day = meeting.held_on
        if day and same and all(_outside(pair, day) for pair in same):
            yield Remark(meeting.at(MeetingRow.held_on), "в этот день пара не работала")


def _outside(pair: Pair, day: date) -> bool:
    if pair.start is None or pair.end is None or pair.end < pair.start:
        return False
    last = pair.stopped_on if pair.stopped_on and pair.stopped_on < pair.end else pair.end
    return not pair.start <= day <= last


@rule(
    "ПР67",
    level=Level.QUESTION,
    ground="ответы считают по ролям",
    remedy="Исправьте роль или имя",
    needs=(Mentor.full_name, Mentee.full_name),
)
def answers_fit_roles(situation: Situation) -> Iterator[Remark]:
    """Роль в анкете совпадает с реестром, в котором записан человек."""
    school = situation.school
    mentors, mentees = school.mentor_named, school.mentee_named
    registries: dict[str, tuple[Container[str], Container[str]]] = {
        SurveyRole.MENTOR: (mentors, mentees),
        SurveyRole.MENTEE: (mentees, mentors),
    }
    first = {(fold(row.who), row.role): row for row in reversed(school.table(AnswerRow).rows)}
    for answer in reversed(first.values()):
        own, other = registries.get(answer.role, ((), ()))
        if fold(answer.who) not in own and fold(answer.who) in other:
            yield Remark(answer.at(AnswerRow.role), f"в реестрах этот человек не {answer.role}")


@rule(
    "ПР68",
    level=Level.QUESTION,
    ground="человек отвечает на вопрос один раз",
    remedy="Удалите лишнюю строку",
    needs=(AnswerRow.question,),
)
def answered_once(situation: Situation) -> Iterator[Remark]:
    """На один вопрос анкеты в одной роли человек отвечает один раз в день."""
    seen: set[tuple[object, ...]] = set()
    for answer in situation.school.table(AnswerRow).rows:
        what = (fold(answer.question), fold(answer.other))
        key = (answer.answered_on, fold(answer.who), answer.role, answer.kind, *what)
        if answer.who and key in seen:
            yield Remark(answer.at(AnswerRow.who), "такой ответ уже записан выше")
        seen.add(key)


@rule(
    "ПР130",
    level=Level.ERROR,
    ground="ответ засчитывается в показатель, когда подходит к вопросу",
    remedy="Исправьте ответ или код вопроса; вопросы и варианты — на листе «Вопросы»",
)
def answers_fit_questions(situation: Situation) -> Iterator[Remark]:
    """Ответ подходит к вопросу листа «Вопросы»."""
    rows = situation.school.table(AnswerRow).rows
    known = questions(situation.school) if rows else {}
    for row in rows:
        question = known.get(fold(row.question))
        if question is None:
            if row.question:
                yield Remark(row.at(AnswerRow.question), "такого кода нет на листе «Вопросы»")
        elif row.value and (why := misfit(question, row.value)):
            yield Remark(row.at(AnswerRow.value), f"{why}: вопрос {question.code}")


@rule(
    "ПР131",
    level=Level.QUESTION,
    ground="вопрос задают тем, кто назван в списке",
    remedy="Исправьте слово или выберите его из листа «Справочники»",
)
def questions_are_whole(situation: Situation) -> Iterator[Remark]:
    """У вопроса верно названы анкета, роль и форма, а у вопроса с выбором есть варианты."""
    school = situation.school
    for row in school.table(QuestionRow).rows:
        for column, word in unknown_words(row, school.lists):
            yield Remark(row.at(column), f"такого слова нет в списке: «{word}»")
        if row.answer in {AnswerType.ONE, AnswerType.SEVERAL} and not options(row):
            yield Remark(row.at(QuestionRow.options), "не вписано ни одного варианта")


@rule(
    "ПР69",
    level=Level.ERROR,
    ground="часть не больше целого",
    remedy="Проверьте оба числа",
)
def part_of_whole(situation: Situation) -> Iterator[Remark]:
    """В показателе часть не больше целого."""
    for indicator in situation.school.table(Indicator).rows:
        part, whole = indicator.part, indicator.whole
        if part is not None and whole is not None and part > whole:
            yield Remark(indicator.at(Indicator.part), f"{part:g} из {whole:g} не бывает")


@rule(
    "ПР32",
    level=Level.ERROR,
    ground="осторожная практика: на публикацию нужно отдельное согласие",
    remedy="Получите согласие на распространение или уберите имя и ссылку",
    needs=(Mentor.publication_on, Mentee.publication_on),
)
def published_with_consent(situation: Situation) -> Iterator[Remark]:
    """Имя участника публикуют только с его согласия на распространение данных."""
    school = situation.school
    people: dict[str, Person] = {**school.mentee_named, **school.mentor_named}
    for practice in school.table(Practice).rows:
        author = people.get(fold(practice.author))
        if practice.published_on and author and not author.publication_on:
            yield Remark(
                practice.at(Practice.author), "нет согласия автора на распространение данных"
            )
        yield from _children_named(situation, practice)
    for person in school.people:
        if person.review and not person.publication_on:
            yield Remark(person.at(Person.publication_on), "отзыв размещён, а согласия нет")


def _children_named(situation: Situation, practice: Practice) -> Iterator[Remark]:
    """Children named in a published text without consent."""
    if not practice.published_on or not practice.summary:
        return
    text = fold(practice.summary)
    for child in situation.school.mentees:
        name = " ".join(re.split(r"\s+", fold(child.full_name))[:2])
        if name and name in text and is_minor(child, situation.today) and not child.publication_on:
            yield Remark(practice.at(Practice.summary), "назван ребёнок, а согласия на это нет")
