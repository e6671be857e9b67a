"""Rows of an export as submissions: who, when, which questionnaire, and every answer."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta, tzinfo
from functools import cached_property

from nastavnik.model.choices import AnswerType
from nastavnik.model.findings import Value
from nastavnik.model.parsing import is_filled
from nastavnik.model.school import School
from nastavnik.model.sheets import QuestionRow
from nastavnik.model.text import fold, tidy
from nastavnik.results.questionnaires.about_themselves import doubt
from nastavnik.results.questionnaires.columns import CHOSEN, mark_of
from nastavnik.results.questionnaires.model import (
    ColumnUse,
    ExportColumn,
    ExportTable,
    Found,
    ReadAnswer,
    Respondent,
    Submission,
)
from nastavnik.results.questionnaires.moments import day_of, moment_of, month_comes_first
from nastavnik.results.questionnaires.occasions import (
    AnswerOccasions,
    form_said,
    kind_said,
    role_said,
    roles_of,
)
from nastavnik.results.questionnaires.options import learned, spellings_of, split_choices
from nastavnik.results.questionnaires.respondents import People, contacts_in
from nastavnik.results.questionnaires.titles import parted, title_key
from nastavnik.results.questionnaires.values import (
    TO_FIVE,
    CountedAnswer,
    as_words,
    asks_to_five,
    counted,
)
from nastavnik.russian.dates import SchoolYear

TOO_WIDE = "в строке больше ячеек, чем заголовков: столбцы могли сдвинуться"
CUT = "файл обрывается на этой строке"
UNFINISHED = "анкета не закончена: даты отправки нет"
NO_DAY = "дата ответа не понята"
TWO_WAYS = "дату можно понять двояко: что раньше, день или месяц"
AHEAD = "дата ответа ещё не наступила"
OTHER_YEAR = "ответ другого учебного года"
NO_ROLE = "не понять, в какой роли человек отвечал"
NO_KIND = "не понять, какая это анкета"
FORMULA = "в ячейке формула без значения"
TWICE = "на один вопрос два разных ответа"
SHIFTED = "служба сдвинула ответы этой строки влево"
NOT_IN_BOOK = "этого вопроса нет на листе «Вопросы»"
BEFORE_YEAR = timedelta(days=92)
"""So long before the school year its questionnaires may begin."""
_FEW = 5
"""From so many grades that none is over five tells a scale to five."""
_NEXTCLOUD = frozenset(
    map(title_key, ("Отображаемое имя пользователя", "User display name", "ID пользователя"))
)
_NOBODY = frozenset(("анонимный пользователь", "anonymous user", "anonymous", "аноним"))


@dataclass(frozen=True)
class Setting:
    """What is known beside the file: the school, the day, the zone of its clocks."""

    school: School
    people: People
    occasions: AnswerOccasions
    today: date
    zone: tzinfo | None = None
    kind: str = ""

    @cached_property
    def year(self) -> SchoolYear | None:
        """The school year of the book, None where «Школа» does not say it."""
        return SchoolYear.parse(self.school.card.year)


class ExportReader:
    """Reads the rows of one table."""

    def __init__(
        self, table: ExportTable, columns: Sequence[ExportColumn], setting: Setting
    ) -> None:
        self._table, self._columns, self._setting = table, columns, setting
        self._by_use: defaultdict[ColumnUse, list[ExportColumn]] = defaultdict(list)
        for column in columns:
            self._by_use[column.use].append(column)
        self._asked = tuple(
            c for c in columns if c.use in (ColumnUse.ANSWER, ColumnUse.UNKNOWN) and c.title
        )
        self._questions = {c.question.code: c.question for c in columns if c.question}
        self._to_five = {c.number for c in self._asked if self._is_to_five(c)}
        self._learned = {c.number: self._options_of(c) for c in self._asked if not c.question}
        self._matrix = _matrix_of(table.titles)
        self._counted: dict[tuple[int, Value], CountedAnswer] = {}

    def submissions(self) -> Iterator[Submission]:
        """Every row with anything in it."""
        for number, cells in enumerate(self._table.rows, start=1):
            if any(map(is_filled, cells)):
                yield self._submission(number, cells)

    def _submission(self, number: int, cells: Sequence[Value]) -> Submission:
        respondent = self._respondent(cells)
        moment, why_day = self._moment(cells)
        day = day_of(moment) if moment else None
        answers = tuple(self._answers(number, cells))
        made = Submission(
            self._table,
            number,
            respondent,
            day,
            moment.isoformat() if moment else "",
            other=self._text(ColumnUse.OTHER, cells),
            answers=answers,
            is_dated=bool(self._by_use[ColumnUse.WHEN]),
        )
        made = self._placed(made, cells)
        why = self._why_row(number, cells) or why_day or respondent.why or self._why(made)
        return replace(made, why=why, doubt="" if why else self._doubt(made, cells))

    def _doubt(self, made: Submission, cells: Sequence[Value]) -> str:
        told = {c.title: as_words(_cell(cells, c)) for c in self._by_use[ColumnUse.ABOUT]}
        known = told and made.respondent.found is Found.KNOWN
        return doubt(self._setting.school, made.respondent.name, made.day, told) if known else ""

    def _placed(self, made: Submission, cells: Sequence[Value]) -> Submission:
        """The submission with its role, form and questionnaire."""
        asked = [a.column.question for a in made.answers if a.column.question]
        occasions, who = self._setting.occasions, made.respondent
        role = role_said(self._text(ColumnUse.ROLE, cells)) or _only(who.roles, roles_of(asked))
        form = form_said(self._text(ColumnUse.FORM, cells)) or occasions.form(who.name, role)
        said = self._setting.kind or kind_said(self._text(ColumnUse.KIND, cells))
        kind = said or kind_said(self._table.caption)
        if not kind and made.day:
            kind = occasions.kind(who.name, role, made.day, self._questions.values())
        return replace(made, role=role, form=form, kind=kind)

    def _why(self, made: Submission) -> str:
        """What stops a submission that is whole in itself."""
        year, day = self._setting.year, made.day
        if day and day > self._setting.today:
            return AHEAD
        if day and year and not year.start - BEFORE_YEAR <= day <= year.end:
            return OTHER_YEAR
        return NO_ROLE if not made.role else NO_KIND if not made.kind else ""

    def _why_row(self, number: int, cells: Sequence[Value]) -> str:
        width = len(self._table.titles)
        if any(map(is_filled, cells[width:])):
            return TOO_WIDE
        is_last = number == len(self._table.rows) > 1
        is_short = self._table.is_text and len(cells) < len(self._table.rows[0]) >= width
        return CUT if is_last and is_short else ""

    def _text(self, use: ColumnUse, cells: Sequence[Value]) -> str:
        found = (_cell(cells, column) for column in self._by_use[use])
        return " ".join(as_words(value) for value in found if is_filled(value))

    def _respondent(self, cells: Sequence[Value]) -> Respondent:
        name = self._text(ColumnUse.WHO, cells) or " ".join(
            filter(
                None,
                (
                    self._text(use, cells)
                    for use in (ColumnUse.SURNAME, ColumnUse.GIVEN, ColumnUse.PATRONYMIC)
                ),
            )
        )
        if not name and not self._by_use[ColumnUse.WHO]:
            name = self._text(ColumnUse.ACCOUNT, cells)
        name = "" if fold(name) in _NOBODY else name
        contacts = contacts_in(
            self._text(ColumnUse.MAIL, cells), self._text(ColumnUse.PHONE, cells)
        )
        own = hashlib.sha256(repr([as_words(c) for c in cells if is_filled(c)]).encode())
        key = self._text(ColumnUse.KEY, cells)
        return self._setting.people.by(name, list(contacts), key, own.hexdigest()[:8])

    def _moment(self, cells: Sequence[Value]) -> tuple[date | None, str]:
        """When it was sent, and why that is not known."""
        if not self._by_use[ColumnUse.WHEN]:
            return self._setting.today, ""
        column = self._by_use[ColumnUse.WHEN][0]
        value = _cell(cells, column)
        if not is_filled(value):
            return None, UNFINISHED
        order = self._month_first
        zone = self._setting.zone
        moment = moment_of(value, is_utc=column.is_utc, zone=zone, month_first=order is not False)
        if moment is None:
            return None, NO_DAY
        return moment, TWO_WAYS if order is None and "/" in str(value)[:3] else ""

    @cached_property
    def _month_first(self) -> bool | None:
        column = self._by_use[ColumnUse.WHEN][0]
        return month_comes_first([_cell(cells, column) for cells in self._table.rows])

    def _answers(self, number: int, cells: Sequence[Value]) -> Iterator[ReadAnswer]:
        shifted = self._shifted_from(cells)
        found: dict[str, ReadAnswer] = {}
        marked: defaultdict[str, list[ExportColumn]] = defaultdict(list)
        for column in self._asked:
            value = _cell(cells, column)
            place = (number + self._table.first - 1, column.number + 1)
            if place in self._table.broken:
                yield ReadAnswer((column.number,), column, None, FORMULA)
            elif not is_filled(value):
                continue
            elif shifted is not None and column.number >= shifted:
                yield ReadAnswer((column.number,), column, as_words(value), SHIFTED)
            elif column.option:
                marked[_group(column)].append(column)
            else:
                self._gather(found, column, value)
        for columns in marked.values():
            if (answer := self._chosen(columns, cells)) is not None:
                yield answer
        yield from found.values()

    def _gather(self, found: dict[str, ReadAnswer], column: ExportColumn, value: Value) -> None:
        """Add an answer; a question that has two columns has one answer, or is asked about."""
        made = self._counted_once(column, value)
        if made.value is None and not made.why:
            return
        shown = as_words(value) if made.value is None else made.value
        answer = ReadAnswer((column.number,), column, shown, made.why, made.choices)
        group = _group(column)
        if (before := found.get(group)) is None:
            found[group] = answer
            return
        both = (*before.columns, *answer.columns)
        is_same = fold(str(before.value)) == fold(str(answer.value))
        found[group] = replace(before, columns=both, why=before.why or ("" if is_same else TWICE))

    def _counted_once(self, column: ExportColumn, value: Value) -> CountedAnswer:
        """What the cell counts for; equal cells of a column are read once."""
        key = (column.number, value if not isinstance(value, bool) else str(value))
        if key not in self._counted:
            self._counted[key] = self._count(column, value)
        return self._counted[key]

    def _count(self, column: ExportColumn, value: Value) -> CountedAnswer:
        if column.question is None:
            text = as_words(value)
            known = self._learned.get(column.number, {})
            choices = split_choices(text, known) if known else ()
            return CountedAnswer(_as_number(text), why_unknown(column), choices)
        if column.number in self._to_five:
            return CountedAnswer(as_words(value), TO_FIVE)
        return counted(column.question, value, column.times)

    def _chosen(self, columns: Sequence[ExportColumn], cells: Sequence[Value]) -> ReadAnswer | None:
        """The options that are marked in columns of their own."""
        chosen: list[str] = []
        for column in columns:
            value = _cell(cells, column)
            if column.is_own and mark_of(value) not in ("0", "1", "нет", "н/д", "false"):
                chosen.append(as_words(value))
            elif not column.is_own and mark_of(value) in {*CHOSEN, fold(column.option)}:
                chosen.append(column.option)
        if not chosen:
            return None
        why = "" if columns[0].question else why_unknown(columns[0])
        numbers = tuple(column.number for column in columns)
        return ReadAnswer(numbers, columns[0], "\n".join(chosen), why, tuple(chosen))

    def _is_to_five(self, column: ExportColumn) -> bool:
        """Whether a column of grades to ten seems to have been asked on a scale to five."""
        question = column.question
        if not question or question.answer != AnswerType.SCALE or column.is_told:
            return False
        if asks_to_five(column.title):
            return True
        known = spellings_of(question)
        values = [_cell(cells, column) for cells in self._table.rows]
        grades = [v for v in (counted(question, each).value for each in values) if v is not None]
        numbers = [grade for grade in grades if isinstance(grade, int)]
        return not known and len(numbers) >= _FEW and max(numbers) <= 5

    def _options_of(self, column: ExportColumn) -> Mapping[str, str]:
        """The options of a question that the book does not have; none where it is no choice."""
        texts = [as_words(_cell(cells, column)) for cells in self._table.rows]
        texts = [text for text in texts if text and text != "None"]
        known = learned(texts)
        whole = [text for text in texts if set(split_choices(text, known)) <= set(known.values())]
        return known if len(known) > 1 and len(whole) * 2 >= len(texts) else {}

    def _shifted_from(self, cells: Sequence[Value]) -> int | None:
        """The column from which Nextcloud moved the row: a table of questions was left out."""
        if self._matrix is None or not _NEXTCLOUD & {title_key(t) for t in self._table.titles}:
            return None
        first, width = self._matrix
        tail = cells[len(self._table.titles) - width + 1 : len(self._table.titles)]
        inside = cells[first : first + width]
        is_empty = not is_filled(inside[0] if inside else None)
        is_moved = is_empty and any(map(is_filled, cells[first:])) and not any(map(is_filled, tail))
        return first if is_moved else None


def why_unknown(column: ExportColumn) -> str:
    """Why a column without a question is asked about."""
    if column.guess:
        return f"похоже на вопрос {column.guess.code}: уточните"
    return NOT_IN_BOOK


def _group(column: ExportColumn) -> str:
    if column.question:
        return column.question.code
    return f"{title_key(column.asked)} {title_key(column.part) if column.part else ''}"


def _cell(cells: Sequence[Value], column: ExportColumn) -> Value:
    return cells[column.number] if column.number < len(cells) else None


def _as_number(text: str) -> Value:
    return int(text) if text.isdecimal() and len(text) < 4 else text


def _only(*sets: Iterable[str]) -> str:
    """The one role that the first set which tells one tells."""
    narrowed: set[str] = set()
    for each in sets:
        found = set(each)
        narrowed = narrowed & found if narrowed and found else narrowed or found
        if len(narrowed) == 1:
            return next(iter(narrowed))
    return ""


def _matrix_of(titles: Sequence[str]) -> tuple[int, int] | None:
    """Where the first table of questions begins and how many rows it has."""
    heads = [next((title_key(q) for q, _ in parted(tidy(t))), "") for t in titles]
    for number, head in enumerate(heads):
        width = 1
        while head and number + width < len(heads) and heads[number + width] == head:
            width += 1
        if width > 1:
            return number, width
    return None


def questions_of(columns: Iterable[ExportColumn]) -> Iterator[QuestionRow]:
    """The questions of the book that the columns answer."""
    yield from {c.question.code: c.question for c in columns if c.question}.values()


def is_anonymous(submission: Submission) -> bool:
    """Whether nobody knows whom it is by."""
    return submission.respondent.found is Found.ANONYMOUS
