"""What templates print: values that know the cell they came from, and why a document is not made.

Knows nothing of Word: `context` makes these values, `rendering` prints them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from nastavnik.model.schema import Cell

CASES = ("им", "род", "дат", "вин", "тв", "пр")
"""The filters of templates that decline; each is the title of a case in `russian.cases`."""

PLACEHOLDER = re.compile(
    r"_{3,}|\b00\.00\.0{2,4}\b|\bХХ+\b|\([^()]*(?:наименование|указать|фамилия, имя)[^()]*\)"
)
"""What people leave in a text to be filled in later."""


class Code:
    """Codes of the findings about documents."""

    EMPTY = "ДК01"
    PLACEHOLDER = "ДК02"
    TEMPLATE = "ДК03"
    UNSAFE = "ДК04"
    NO_TEMPLATE = "ДК05"
    DOUBT = "ДК06"
    HELD_BACK = "ДК07"
    DAY_OFF = "ДК08"
    NO_PERSON = "ДК09"
    EXPIRED = "ДК10"
    NUMBER = "ДК11"
    ORDER_OF_DATES = "ДК12"


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason why a document is not written: a cell to mend or a place in the template."""

    code: str
    message: str
    remedy: str
    cell: Cell | None = None
    place: str = ""


class UnfitError(Exception):
    """The document cannot be written; `problems` says all that is known of why."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(dict.fromkeys(problems))
        super().__init__("; ".join(problem.message for problem in self.problems))


def template_problem(message: str, place: str = "") -> Problem:
    """A mistake in a template, for the person who edits it."""
    return Problem(
        Code.TEMPLATE,
        message,
        "Исправьте шаблон в Word или возьмите исходный: удалите свою копию",
        place=place,
    )


@dataclass(frozen=True, slots=True)
class Empty:
    """A value that nobody filled in: false in a condition, and printing it stops the document."""

    title: str
    cell: Cell | None = None
    remedy: str = ""

    def __bool__(self) -> bool:
        return False

    def __iter__(self) -> Iterator[object]:
        raise UnfitError([self.problem()])

    def problem(self) -> Problem:
        """What to tell the person when a template prints this value."""
        remedy = self.remedy or f"Заполните «{self.title}» и сделайте документ снова"
        return Problem(Code.EMPTY, "пусто, а документу это нужно", remedy, self.cell, self.title)


class NoRows(list[object]):
    """A list without rows: false in a condition; looping over it stops the document."""

    def __init__(self, title: str, cell: Cell) -> None:
        super().__init__()
        self.title, self.cell = title, cell

    def __iter__(self) -> Iterator[object]:
        what = self.title[:1].lower() + self.title[1:]
        message = f"нет ни одной строки, а документу они нужны ({what})"
        remedy = f"Заполните лист «{self.cell.sheet}» и сделайте документ снова"
        raise UnfitError([Problem(Code.EMPTY, message, remedy, self.cell)])


class Text(str):
    """A text and the cell it stands in."""

    cell: Cell | None

    def __new__(cls, text: str, cell: Cell | None = None) -> Text:
        made = super().__new__(cls, text)
        made.cell = cell
        return made


class Speech(Protocol):
    """What declines: `context` gives it, so that this module needs no dictionary."""

    def decline(self, word: Declinable, case: str) -> str:
        """The full form in the case."""
        ...

    def shorten(self, word: Declinable, case: str, initials_first: bool) -> str:
        """Surname and initials in the case."""
        ...


@dataclass(frozen=True, slots=True)
class Forms:
    """How a person overruled the cases, and where: case → (form, may be empty; its cell)."""

    by_case: Mapping[str, tuple[str, Cell]] = field(default_factory=dict)
    gender: str = ""


class Declinable(Text):
    """A name or a post: prints in the nominative, answers the filters of the cases.

    `fields` are the other columns of the row the name stands for: «пара.наставник.должность».
    """

    is_post: bool
    speech: Speech
    forms: Forms
    fields: Mapping[str, object]
    base: str
    case: str

    @classmethod
    def of(
        cls,
        text: str,
        cell: Cell | None,
        speech: Speech,
        forms: Forms | None = None,
        is_post: bool = False,
    ) -> Declinable:
        """A name or post in the nominative."""
        made = cls(text, cell)
        assert isinstance(made, Declinable)
        made.speech, made.forms, made.is_post = speech, forms or Forms(), is_post
        made.base, made.case, made.fields = text, "им", {}
        return made

    def __getattr__(self, name: str) -> object:
        try:
            return self.__dict__["fields"][name]
        except KeyError:
            raise AttributeError(name) from None

    def standing_for(self, fields: Mapping[str, object]) -> Declinable:
        """The same name, through which the columns of its row can be reached."""
        made = self._printed(str(self), self.case)
        made.fields = fields
        return made

    def inflected(self, case: str) -> Declinable:
        """The name or post in a case."""
        if not self or case == "им":
            return self
        return self._printed(self.speech.decline(self, case), case)

    def short(self, initials_first: bool) -> str:
        """Surname and initials, in the case the name is in."""
        return self.speech.shorten(self, self.case, initials_first)

    def _printed(self, text: str, case: str) -> Declinable:
        made = Declinable.of(text, self.cell, self.speech, self.forms, self.is_post)
        made.base, made.case, made.fields = self.base, case, self.fields
        return made
