"""A cell as an answer that counts: numbers, yes and no, options; what is unsure is asked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from nastavnik.domain.answers import GRADES, NO, YES, grade_of, number_of
from nastavnik.model.choices import AnswerType
from nastavnik.model.findings import Value
from nastavnik.model.grid import as_number
from nastavnik.model.parsing import is_filled
from nastavnik.model.sheets import QuestionRow
from nastavnik.model.text import fold, tidy
from nastavnik.results.questionnaires.options import spellings_of, split_choices

NO_ANSWER = frozenset(("н/д", "n/a", "нет ответа", "не ответил", "не ответила", "пропущено"))
_YES = frozenset((YES, "yes", "y", "true", "истина", "1", "+", "согласен", "согласна", "конечно"))
_NO = frozenset((NO, "no", "n", "false", "ложь", "0", "-", "не согласен", "не согласна"))
_OF_TOTAL = re.compile(r"(\d{1,2})(?:[.,]0)?\s*(?:из|/|of)\s*(\d{1,2})", re.IGNORECASE)
_WITH_WORDS = re.compile(r"(\d{1,2})\s*(?:\(.*\)|балл\w*|[–—:.-]\s*[^\d\s].*)", re.DOTALL)
_WITH_UNIT = re.compile(r"(\d+(?:[.,]\d+)?)\s*[а-яёa-z.]{0,12}", re.IGNORECASE)
_TO_FIVE = re.compile(
    r"от\s*1\s*до\s*5\b|\b1\s*[-–—]\s*5\b|пяти\s*-?балльн|5\s*-?\s*балльн", re.IGNORECASE
)
_NUMBERED = re.compile(r"^\d{1,2}\s*[.)]\s*")

NOT_A_GRADE = "нужно целое число от 1 до 10"
TO_FIVE = "похоже, в форме шкала от 1 до 5, а в книге от 1 до 10"


class CountedAnswer(NamedTuple):
    """A value as it counts, None for no answer; `why` it cannot be taken without asking."""

    value: Value = None
    why: str = ""
    choices: tuple[str, ...] = ()


def asks_to_five(title: str) -> bool:
    """Whether the title of a column asks for a grade from 1 to 5."""
    return _TO_FIVE.search(title) is not None


def counted(question: QuestionRow, cell: Value, times: int = 1) -> CountedAnswer:
    """The cell as an answer to the question; a grade is taken `times` as much."""
    if not is_filled(cell) or (isinstance(cell, str) and fold(cell) in NO_ANSWER):
        return CountedAnswer()
    kind = question.answer
    known = spellings_of(question)
    text = as_words(cell)
    meant = known.get(fold(text), text)
    if kind == AnswerType.SCALE:
        return _grade(meant, cell, times)
    if kind == AnswerType.SEVERAL:
        return _several(text, known)
    if kind == AnswerType.NUMBER:
        return _number(text, cell)
    if kind == AnswerType.YES_NO:
        return _yes_or_no(meant)
    return _one(text, known) if kind == AnswerType.ONE else CountedAnswer(text)


def as_words(cell: Value) -> str:
    """The cell as text: 9.0 is «9», True is «да»; lines stay lines."""
    if isinstance(cell, bool):
        return YES if cell else NO
    if isinstance(cell, date):
        return f"{cell:%d.%m.%Y}"
    if isinstance(cell, float):
        return str(as_number(cell)).replace(".", ",")
    return "\n".join(filter(None, map(tidy, str(cell).splitlines())))


def _several(text: str, known: Mapping[str, str]) -> CountedAnswer:
    choices = split_choices(text, known)
    return CountedAnswer("\n".join(choices) or None, choices=choices)


def _grade(text: str, cell: Value, times: int) -> CountedAnswer:
    if isinstance(cell, bool | date):
        return CountedAnswer(why=NOT_A_GRADE)
    whole = _OF_TOTAL.fullmatch(text)
    if whole and int(whole[2]) != max(GRADES) // times:
        return CountedAnswer(why=TO_FIVE if int(whole[2]) == 5 else NOT_A_GRADE)
    worded = _WITH_WORDS.fullmatch(text)
    number = grade_of(whole[1] if whole else worded[1] if worded else text)
    if number is None or number * times not in GRADES:
        return CountedAnswer(why=NOT_A_GRADE)
    return CountedAnswer(number * times)


def _yes_or_no(text: str) -> CountedAnswer:
    key = fold(text).strip(" .!")
    if key in _YES or key in _NO:
        return CountedAnswer(YES if key in _YES else NO)
    return CountedAnswer(why="нужно «да» или «нет»")


def _number(text: str, cell: Value) -> CountedAnswer:
    found = _WITH_UNIT.fullmatch(text)
    number = number_of(found[1]) if found and not isinstance(cell, bool | date) else None
    return CountedAnswer(why="нужно число") if number is None else CountedAnswer(as_number(number))


def _one(text: str, known: Mapping[str, str]) -> CountedAnswer:
    option = known.get(fold(text)) or known.get(fold(_NUMBERED.sub("", text)))
    if option or not known:
        return CountedAnswer(option or text)
    return CountedAnswer(why="такого варианта у вопроса нет")
