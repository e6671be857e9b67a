"""What taking in answers passes from step to step: tables, columns, submissions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from nastavnik.model.findings import Value
from nastavnik.model.grid import Position
from nastavnik.model.sheets import QuestionRow


@dataclass(frozen=True, slots=True)
class ExportTable:
    """One table of a file: `place` says which, `caption` is its name without the file's ending.

    `rows` start at row `first` of the file; `broken` are cells whose value cannot be read, such as
    a formula without a result, by row of the file and column from 1. `is_text` says that every row
    should be as wide as the titles.
    """

    file: str
    place: str
    caption: str
    titles: tuple[str, ...]
    rows: Sequence[Sequence[Value]]
    first: int = 2
    broken: frozenset[Position] = frozenset()
    is_text: bool = False

    def at(self, row: int = 0) -> str:
        """Where a row of `rows`, counted from 1, or the whole is: «ответы.csv», строка 7."""
        line = f"строка {row + self.first - 1}" if row else ""
        return ", ".join(filter(None, (f"«{self.file}»", self.place, line)))


class ColumnUse(Enum):
    """What a column of an export is."""

    WHEN = "время ответа"
    WHO = "кто отвечал"
    SURNAME = "фамилия"
    GIVEN = "имя"
    PATRONYMIC = "отчество"
    MAIL = "почта"
    PHONE = "телефон"
    KEY = "код участника"
    ACCOUNT = "имя в службе"
    ROLE = "роль"
    FORM = "форма"
    KIND = "анкета"
    OTHER = "второй участник"
    ABOUT = "сведения о человеке"
    SERVICE = "служебный столбец"
    ANSWER = "ответ"
    UNKNOWN = "вопроса нет в книге"
    UNWANTED = "не брать"


NAMES = (ColumnUse.WHO, ColumnUse.SURNAME, ColumnUse.GIVEN, ColumnUse.PATRONYMIC)


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """What one column is taken as.

    `asked` is the question as the file words it, `part` the row of a table of questions, `option`
    what a mark in this column chooses, `is_own` that it holds an option of one's own. `times` is 2
    where a scale to five is to be doubled, `is_told` that a person said what the column is.
    """

    number: int
    title: str
    use: ColumnUse
    question: QuestionRow | None = None
    asked: str = ""
    part: str = ""
    option: str = ""
    is_own: bool = False
    certainty: float = 0.0
    guess: QuestionRow | None = None
    times: int = 1
    is_told: bool = False
    is_utc: bool = False


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """One answer: the columns it came from, the question, its value; `why` it must be asked."""

    columns: tuple[int, ...]
    column: ExportColumn
    value: Value
    why: str = ""
    choices: tuple[str, ...] = ()


class Found(Enum):
    """Whom a row is by."""

    KNOWN = "known"
    ANONYMOUS = "anonymous"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Respondent:
    """Who a row is by: the name as the book has it, or a key; `why` it must be asked."""

    found: Found
    name: str
    roles: frozenset[str] = frozenset()
    why: str = ""
    written: str = ""


@dataclass(frozen=True, slots=True)
class Submission:
    """One questionnaire as somebody sent it: `row` counts from 1 in its table.

    `why` says what is missing so that it can be taken at all, `doubt` what contradicts the book.
    """

    table: ExportTable
    row: int
    respondent: Respondent
    day: date | None
    moment: str = ""
    role: str = ""
    form: str = ""
    kind: str = ""
    other: str = ""
    answers: tuple[ReadAnswer, ...] = ()
    why: str = ""
    doubt: str = ""
    is_dated: bool = True


class AnswerState(Enum):
    """What the book says of an answer in a file."""

    NEW = "new"
    SAME = "same"
    DIFFERS = "differs"
    ASKED = "asked"
    REPEATED = "repeated"


@dataclass(frozen=True, slots=True)
class TakenAnswer:
    """One answer and what became of it."""

    submission: Submission
    answer: ReadAnswer
    state: AnswerState

    @property
    def question(self) -> QuestionRow | None:
        """The question of the book, None where it has none such."""
        return self.answer.column.question


@dataclass(frozen=True, slots=True)
class ReadTable:
    """One table as it was read; `added` are questions that it brings into the book."""

    table: ExportTable
    columns: tuple[ExportColumn, ...]
    submissions: tuple[Submission, ...]
    added: tuple[QuestionRow, ...] = ()
