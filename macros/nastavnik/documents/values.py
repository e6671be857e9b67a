"""What templates print: values that know the cell they came from, and why a document is not made.

Knows nothing of Word: `context` makes these values, `rendering` prints them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from nastavnik.model.codes import FindingCode
from nastavnik.model.findings import Level
from nastavnik.model.schema import Cell
from nastavnik.results.charts import Chart

CASES = ("им", "род", "дат", "вин", "тв", "пр")
"""The filters of templates that decline; each is the title of a case in `russian.cases`."""

PLACEHOLDER = re.compile(
    r"_{3,}|(?<!\d)20_{2,}|\b00\.00\.0{2,4}\b|\bХХ+\b|…{2,}|\.{6,}"
    r"|\([^()]*(?:наименование|указать|фамилия, имя)[^()]*\)"
    r"|\[(?!впишите:)[^\[\]]*(?:наименование|указать|впи(?:шите|сать)|фамилия|вставить)[^\[\]]*\]"
    r"|Место для ввода (?:текста|даты)|Щ[её]лкните (?:или коснитесь )?(?:здесь|этот)"
)
"""What people, and Word itself, leave in a text to be filled in later."""
FILL_IN = re.compile(r"\[впишите:[^\[\]]*\]")
"""The one way in which we ask for words by hand: in drafts only, a number is not given to it."""
_SIGNS = "_([Х…"
_SIGN = re.compile(f"[{re.escape(_SIGNS)}]")
_WORDS_OF_PLACEHOLDERS = ("00.0", "......", "Место для", "лкните")
"""Every placeholder has one of the signs or of the words: they are looked for first."""


def may_be_unfilled(text: str) -> bool:
    """Whether it is worth while to look for placeholders."""
    return holds_sign(text) or holds_words(text)


def holds_sign(text: str) -> bool:
    """Whether a text has one of the signs of placeholders."""
    return _SIGN.search(text) is not None


def holds_words(text: str) -> bool:
    """Whether a text has one of the words of placeholders."""
    return any(map(text.__contains__, _WORDS_OF_PLACEHOLDERS))


def lines_to_look_at(text: str) -> set[str]:
    """The lines of a long text in which it is worth while to look for placeholders."""
    found = set()
    for sign in (*_SIGNS, *_WORDS_OF_PLACEHOLDERS):
        at = text.find(sign)
        while at >= 0:
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            found.add(text[text.rfind("\n", 0, at) + 1 : end])
            at = text.find(sign, end)
    return found


class Code:
    """Codes of the findings about documents."""

    EMPTY = FindingCode(
        "ДО01",
        "Пусто то, что документ печатает",
        remedy="Заполните названную ячейку и сделайте документ снова",
    )
    PLACEHOLDER = FindingCode(
        "ДО02",
        "В тексте осталось место для заполнения",
        remedy="Впишите своё или уберите",
    )
    TEMPLATE = FindingCode(
        "ДО03",
        "В шаблоне ошибка: документ по нему не сделать",
        remedy="Исправьте шаблон в Word или возьмите исходный: удалите свою копию",
    )
    UNSAFE = FindingCode(
        "ДО04",
        "Шаблон содержит то, чего в шаблоне не бывает",
        remedy="Возьмите исходный шаблон: удалите свою копию",
    )
    NO_TEMPLATE = FindingCode(
        "ДО05",
        "Нет файла шаблона",
        remedy="Верните файл в папку «Шаблоны» или установите программу заново",
    )
    DOUBT = FindingCode(
        "ДО06",
        "Падеж имени или должности стоит проверить",
        level=Level.QUESTION,
        remedy="Если форма неверна, впишите нужную в книгу",
    )
    HELD_BACK = FindingCode(
        "ДО07",
        "Пара не вошла в приказ: не подписано то, на чём он основан",
        level=Level.ERROR,
        reason="Приказ издаётся не раньше согласий и соглашений, на которые опирается",
        remedy="Подпишите документ, впишите его дату (номер) и зарегистрируйте приказ",
    )
    DAY_OFF = FindingCode(
        "ДО08",
        "Приказ датирован нерабочим днём",
        level=Level.QUESTION,
        reason="Приказ, подписанный в выходной, вызывает вопросы при проверке",
        remedy="Зарегистрируйте приказ рабочим днём или запишите день на лист «Праздники»",
    )
    NO_PERSON = FindingCode(
        "ДО09",
        "Пара не вошла в приказ: человека нет в реестре",
        level=Level.ERROR,
        reason="В приказе называют только тех, кто есть в реестрах",
        remedy="Впишите человека в реестр или исправьте ФИО",
    )
    EXPIRED = FindingCode(
        "ДО10",
        "Срок действия Положения истёк",
        level=Level.ERROR,
        remedy="Примите новое Положение или исправьте срок",
    )
    NUMBER = FindingCode(
        "ДО11",
        "Непонятно, каким должен быть номер приказа",
        remedy="Исправьте образец номера или последний номер на листе «Школа»",
    )
    ORDER_OF_DATES = FindingCode(
        "ДО12",
        "Даты не позволяют сделать приказ",
        level=Level.ERROR,
        remedy="Исправьте названную дату",
    )
    STANDS = FindingCode(
        "ДО13",
        "Документ с номером или подписью не переделывается",
        remedy="Что изменилось, внесите отдельным приказом",
    )
    CHANGED = FindingCode(
        "ДО14",
        "Зарегистрированный файл изменён или его нет на месте",
        remedy="Верните файл из папки «Архив» или объясните",
    )
    NOT_IN_PACK = FindingCode(
        "ДО30",
        "Документ не вошёл в пачку на подпись",
        level=Level.QUESTION,
        reason="На подпись несут то, что готово",
    )
    NOT_ADOPTED = FindingCode(
        "ДО31",
        "Непонятно, чем заменить место чужого файла в шаблоне",
        level=Level.ERROR,
        reason="Что осталось бы как есть, попало бы в каждый документ",
    )


@dataclass(frozen=True, slots=True)
class DocumentProblem:
    """One reason why a document is not written: a cell to mend or a place in the template.

    `is_empty` says that nothing was read from the cell.
    """

    code: FindingCode
    message: str
    remedy: str
    cell: Cell | None = None
    place: str = ""
    is_empty: bool = False


class UnfitError(Exception):
    """The document cannot be written; `problems` says all that is known of why."""

    def __init__(self, problems: Iterable[DocumentProblem]) -> None:
        self.problems = tuple(dict.fromkeys(problems))
        super().__init__("; ".join(problem.message for problem in self.problems))


def template_problem(message: str, place: str = "") -> DocumentProblem:
    """A mistake in a template, for the person who edits it."""
    return DocumentProblem(
        Code.TEMPLATE,
        message,
        Code.TEMPLATE.remedy,
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

    def problem(self) -> DocumentProblem:
        """What to tell the person when a template prints this value."""
        remedy = self.remedy or f"Заполните «{self.title}» и сделайте документ снова"
        message = "пусто, а документу это нужно"
        return DocumentProblem(Code.EMPTY, message, remedy, self.cell, self.title, is_empty=True)


class NoRows(list[object]):
    """A list without rows: false in a condition; looping over it stops the document."""

    def __init__(self, title: str, cell: Cell) -> None:
        super().__init__()
        self.title, self.cell = title, cell

    def __iter__(self) -> Iterator[object]:
        what = self.title[:1].lower() + self.title[1:]
        message = f"нет ни одной строки, а документу они нужны ({what})"
        remedy = f"Заполните лист «{self.cell.sheet}» и сделайте документ снова"
        raise UnfitError([DocumentProblem(Code.EMPTY, message, remedy, self.cell)])


@dataclass(frozen=True, slots=True)
class ChartPicture:
    """A chart that a template puts into a paragraph; false where there is nothing to draw."""

    chart: Chart | None

    def __bool__(self) -> bool:
        return self.chart is not None


class Text(str):
    """A text and the cell it stands in."""

    cell: Cell | None

    def __new__(cls, text: str, cell: Cell | None = None) -> Text:
        made = str.__new__(cls, text)
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
