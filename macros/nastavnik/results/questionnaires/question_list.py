"""The questions of a book as a list to paste into a form service."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from nastavnik.domain.answers import asked, choices_of
from nastavnik.model.choices import FORMS, SURVEY_ROLES, SURVEYS, AnswerType
from nastavnik.model.school import School
from nastavnik.model.sheets import QuestionRow
from nastavnik.model.text import guarded, items

_TITLES = ("Анкета", "Роль", "Форма", "№", "Вопрос", "Тип ответа", "Варианты", "Код")
_HOW = {
    AnswerType.SCALE: "шкала от 1 до 10",
    AnswerType.YES_NO: "один из списка: да, нет",
    AnswerType.ONE: "один из списка",
    AnswerType.SEVERAL: "несколько из списка",
    AnswerType.NUMBER: "число",
    AnswerType.TEXT: "текст (абзац)",
}
FIRST = (
    "Ваши ФИО — текст (строка); если анкета без имени, этот вопрос не нужен",
    "Ваша роль — один из списка: наставляемый, наставник, куратор, родитель",
)
"""What a form asks first, so that its answers find their people."""


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """The questions of one questionnaire for one role, and the forms in which they are these."""

    kind: str
    role: str
    forms: tuple[str, ...]
    questions: tuple[QuestionRow, ...]

    @property
    def title(self) -> str:
        """The set in words."""
        forms = f"; {', '.join(self.forms)}" if self.forms else ""
        return f"Анкета {self.kind}: {self.role}{forms}"


def question_sets(school: School) -> Iterator[QuestionSet]:
    """Every set that the sheet «Вопросы» makes; forms with equal questions share one."""
    named = {form for row in school.table(QuestionRow).rows for form in items(row.forms)}
    for kind in SURVEYS.values:
        for role in SURVEY_ROLES.values:
            sets: dict[tuple[QuestionRow, ...], list[str]] = {}
            for form in (value for value in FORMS.values if value in named):
                sets.setdefault(_told(school, kind, role, form), []).append(form)
            if not sets:
                sets[_told(school, kind, role, "")] = []
            for questions, forms in sets.items():
                if questions:
                    shown = () if len(sets) == 1 else tuple(forms)
                    yield QuestionSet(kind, role, shown, questions)


def _told(school: School, kind: str, role: str, form: str) -> tuple[QuestionRow, ...]:
    """The questions that name this questionnaire and role; those for everybody come with them."""
    found = asked(school, kind, role, form)
    return found if any(row.kinds and row.roles for row in found) else ()


def as_text(sets: tuple[QuestionSet, ...]) -> bytes:
    """The sets as plain text, a line a question and a line an option."""
    lines: list[str] = []
    for each in sets:
        lines += [each.title, "", *(f"{n}. {line}" for n, line in enumerate(FIRST, start=1))]
        for number, question in enumerate(each.questions, start=len(FIRST) + 1):
            lines.append(f"{number}. {question.text} — {_how(question)}")
            lines += [f"   - {option}" for option in choices_of(question)]
        lines += ["", ""]
    return "\r\n".join(lines).rstrip().encode("utf-8-sig") + b"\r\n"


def as_csv(sets: tuple[QuestionSet, ...]) -> bytes:
    """The sets as a table for Excel in Russian; no cell starts a formula."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(_TITLES)
    for each in sets:
        for number, question in enumerate(each.questions, start=1):
            place = (each.kind, each.role, ", ".join(each.forms), str(number))
            said = (question.text, question.answer, "\n".join(choices_of(question)), question.code)
            writer.writerow([guarded(text) for text in (*place, *said)])
    return stream.getvalue().encode("utf-8-sig")


def _how(question: QuestionRow) -> str:
    return next((words for kind, words in _HOW.items() if kind == question.answer), "текст")
