"""Invented answers as twelve form services would give them out, to see whether they come back.

What each writes is described in the services' own sources; the shapes here follow that.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, timezone

import xlsxwriter

from nastavnik.model.findings import Value
from nastavnik.model.grid import Grid
from nastavnik.model.school import School, read_school

ZONE = timezone(timedelta(hours=3))
FIO, ROLE, MAIL = "Ваши ФИО", "Ваша роль", "почта"
OPTIONS = (
    "Уроки, домашние задания",
    "Проект, конкурс, олимпиада",
    "Кружки; спорт",
    "Профориентация",
)
GRADES = ("Плохо", "Нормально", "Отлично")
PARTS = ("Встречи", "Материалы, задания", "Связь с куратором")
SCORE, AGAIN, HELP, WHAT = (
    "Программа от 1 до 10",
    "Готовы продолжить?",
    "С чем нужна помощь? (можно несколько)",
    "Оцените, что было",
)
LIKED, CHANGE = "Что понравилось больше всего?", "Что стоит изменить в программе?"
CODES = {SCORE: "П1", AGAIN: "П2", HELP: "П3", LIKED: "П7", CHANGE: "П8"}
CODES |= {f"{WHAT} [{part}]": f"П{n}" for n, part in enumerate(PARTS, start=4)}

Rows = list[list[Value]]


@dataclass(frozen=True)
class Answered:
    """One questionnaire: who, when, and the value of each question; several choices are a tuple."""

    who: str
    written: str
    role: str
    mail: str
    moment: datetime
    values: Mapping[str, Value | tuple[str, ...]]


@dataclass(frozen=True)
class Form:
    """What a form asks, in its order, and how it words each question."""

    questions: tuple[str, ...] = (SCORE, AGAIN, HELP, WHAT, LIKED, CHANGE)
    words: Mapping[str, str] = field(default_factory=dict)

    def worded(self, question: str) -> str:
        """The question as this form words it."""
        return self.words.get(question, question)


Write = Callable[[Form, Sequence[Answered]], bytes]


def school(people: Mapping[str, str], mails: Mapping[str, str]) -> School:
    """A book with these people (name → role) and the questions of the form."""
    cells = {}
    for sheet, role in (("Наставники", "наставник"), ("Наставляемые", "наставляемый")):
        rows: Rows = [[name, mails.get(name)] for name, its in people.items() if its == role]
        cells[sheet] = Grid([["ФИО", "Почта"], *rows])
    questions: Rows = [["Код", "Вопрос", "Тип ответа", "Варианты"]]
    kinds = {SCORE: ("шкала 1–10", ""), AGAIN: ("да/нет", ""), HELP: ("несколько из", OPTIONS)}
    for text, code in CODES.items():
        kind, options = kinds.get(text, ("текст", ""))
        if text.startswith(WHAT):
            kind, options = "один из", GRADES
        questions.append([code, text, kind, "\n".join(options)])
    titles = ["Дата", "Кто отвечал", "Роль", "Форма", "Анкета", "Вопрос", "Ответ", "Откуда"]
    cells |= {"Вопросы": Grid(questions), "Ответы": Grid([titles])}
    return read_school(cells)


def as_csv(rows: Rows, delimiter: str = ",", *, bom: bool = False, quote: bool = False) -> bytes:
    """The rows as text."""
    stream = io.StringIO()
    writer = csv.writer(
        stream,
        delimiter=delimiter,
        lineterminator="\r\n",
        quoting=csv.QUOTE_ALL if quote else csv.QUOTE_MINIMAL,
    )
    writer.writerows([["" if cell is None else cell for cell in row] for row in rows])
    return stream.getvalue().encode("utf-8-sig" if bom else "utf-8")


def as_xlsx(rows: Rows, title: str) -> bytes:
    """The rows as a workbook; texts that begin with «=» stay texts."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet(title)
    moments = book.add_format({"num_format": "dd.mm.yyyy hh:mm:ss"})
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            if isinstance(cell, datetime):
                sheet.write_datetime(y, x, cell, moments)
            elif isinstance(cell, str):
                sheet.write_string(y, x, cell)
            elif cell is not None:
                sheet.write(y, x, cell)
    book.close()
    return stream.getvalue()


def _head(form: Form, matrix: str) -> list[str]:
    found = []
    for question in form.questions:
        text = form.worded(question)
        found += [matrix.format(text, part) for part in PARTS] if question == WHAT else [text]
    return found


def _cells(form: Form, answered: Answered, between: str) -> list[Value]:
    found: list[Value] = []
    for question in form.questions:
        if question == WHAT:
            found += [_plain(answered.values.get(f"{WHAT} [{part}]")) for part in PARTS]
            continue
        value = answered.values.get(question)
        found.append(between.join(value) or None if isinstance(value, tuple) else value)
    return found


def _choices(answered: Answered) -> tuple[str, ...]:
    value = answered.values.get(HELP)
    return value if isinstance(value, tuple) else ()


def _plain(value: Value | tuple[str, ...]) -> Value:
    assert not isinstance(value, tuple)
    return value


def _table(form: Form, given: Sequence[Answered], before: str, matrix: str, between: str) -> Rows:
    """Titles and rows: `before` is the title of the moment, which each service fills after."""
    head: list[Value] = [before, FIO, ROLE, *_head(form, matrix)]
    return [head, *([None, a.written, a.role, *_cells(form, a, between)] for a in given)]


def google(form: Form, given: Sequence[Answered]) -> bytes:
    rows = _table(form, given, "Отметка времени", "{} [{}]", ", ")
    for row, answered in zip(rows[1:], given, strict=True):
        row[0] = f"{answered.moment:%d.%m.%Y} {answered.moment.hour}:{answered.moment:%M:%S}"
    return as_csv(rows)


def google_zip(form: Form, given: Sequence[Answered]) -> bytes:
    rows = _table(form, given, "Отметка времени", "{} [{}]", ";")
    for row, answered in zip(rows[1:], given, strict=True):
        row[0] = f"{answered.moment:%Y/%m/%d %I:%M:%S %p} GMT+3"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("Анкета.csv", as_csv(rows, quote=True))
    return stream.getvalue()


def yandex(form: Form, given: Sequence[Answered]) -> bytes:
    rows = _table(form, given, "Время создания", "{} / {}", ", ")
    for row, answered in zip(rows[1:], given, strict=True):
        row[0] = f"{answered.moment:%Y-%m-%d %H:%M:%S}"
    return as_xlsx([["ID", *rows[0]], *([n, *row] for n, row in enumerate(rows[1:], 1))], "Ответы")


def yandex_interface(form: Form, given: Sequence[Answered]) -> bytes:
    columns: list[dict[str, object]] = [{"type": "string", "text": text} for text in (FIO, ROLE)]
    for question in form.questions:
        rows = {"type": "matrix", "rows": PARTS} if question == WHAT else {"type": "string"}
        columns.append({"text": form.worded(question), **rows})
    answers = []
    for number, answered in enumerate(given, start=1):
        data: list[object] = [answered.written, [answered.role]]
        for question in form.questions:
            value: object = answered.values.get(question)
            if question == WHAT:
                value = [answered.values.get(f"{WHAT} [{part}]") for part in PARTS]
            elif question == AGAIN and value:
                value = value == "Да"
            data.append(list(value) if isinstance(value, tuple) else value)
        moment = answered.moment.replace(tzinfo=ZONE).astimezone(UTC)
        told = [{"value": value} for value in data]
        answers.append({"id": number, "created": f"{moment:%Y-%m-%dT%H:%M:%SZ}", "data": told})
    return json.dumps({"columns": columns, "answers": answers}, ensure_ascii=False).encode()


def microsoft(form: Form, given: Sequence[Answered]) -> bytes:
    head: list[Value] = ["ID", "Start time", "Completion time", "Email", "Name", FIO, ROLE]
    rows: Rows = [[*head, *_head(form, "{1}")]]
    for number, answered in enumerate(given, start=1):
        cells = _cells(form, answered, ";")
        chosen = ";".join(_choices(answered))
        cells = [f"{cell};" if chosen and cell == chosen else cell for cell in cells]
        times = (answered.moment - timedelta(minutes=4), answered.moment)
        rows.append([number, *times, answered.mail, "", answered.written, answered.role, *cells])
    return as_xlsx(rows, "Sheet1")


def nextcloud(form: Form, given: Sequence[Answered]) -> bytes:
    rows = _table(form, given, "Метка времени", "{} ({})", "; ")
    for row, answered in zip(rows[1:], given, strict=True):
        row[0] = f"{answered.moment:%Y-%m-%dT%H:%M:%S}+03:00"
    return as_csv(
        [["ID пользователя", *rows[0]], *(["u", *row] for row in rows[1:])], bom=True, quote=True
    )


def _with_options(form: Form, matrix: str, option: str) -> list[Value]:
    head: list[Value] = []
    for question in form.questions:
        text = form.worded(question)
        if question == WHAT:
            head += [matrix.format(text, part) for part in PARTS]
        elif question == HELP:
            head += [option.format(text, each) for each in (*OPTIONS, "Другое")]
        else:
            head.append(text)
    return head


def _marked(form: Form, answered: Answered, yes: str | None, no: str | None) -> list[Value]:
    cells: list[Value] = []
    for question in form.questions:
        value = answered.values.get(question)
        if question == WHAT:
            cells += [_plain(answered.values.get(f"{WHAT} [{part}]")) for part in PARTS]
        elif question == HELP:
            chosen = _choices(answered)
            cells += [(yes or each) if each in chosen else no for each in OPTIONS]
            cells.append("; ".join(each for each in chosen if each not in OPTIONS) or None)
        else:
            cells.append(_plain(value))
    return cells


def limesurvey(form: Form, given: Sequence[Answered]) -> bytes:
    texts = [FIO, ROLE, *map(str, _with_options(form, "{} [{}]", "{} [{}]"))]
    coded: list[Value] = [f"q{n:02}. {text}" for n, text in enumerate(texts, start=1)]
    rows: Rows = [["id. Response ID", "submitdate. Date submitted", "seed. Seed", *coded]]
    for number, answered in enumerate(given, start=1):
        moment = f"{answered.moment:%Y-%m-%d %H:%M:%S}"
        cells = _marked(form, answered, "Да", "Нет")
        rows.append([number, moment, "77", answered.written, answered.role, *cells])
    return as_csv(rows, ";", bom=True, quote=True)


def docspace(form: Form, given: Sequence[Answered]) -> bytes:
    head = _with_options(form, "{1}", "{1}")
    rows: Rows = [["Номер формы", "ФИО", "Роль", *head, "Дата", "Ссылка на форму"]]
    for number, answered in enumerate(given, start=1):
        moment = f"{answered.moment:%d.%m.%Y %H:%M:%S}"
        cells = [c if c is None else str(c) for c in _marked(form, answered, "true", "false")]
        rows.append([str(number), answered.written, answered.role, *cells, moment, "Открыть файл"])
    return as_xlsx(rows, "Анкета")


def kobo(form: Form, given: Sequence[Answered]) -> bytes:
    head = _with_options(form, "{}/{}", "{}/{}")
    rows: Rows = [[FIO, f"О себе/{ROLE}", *head, "_id", "_uuid", "_submission_time", "_index"]]
    for number, answered in enumerate(given, start=1):
        moment = answered.moment.replace(tzinfo=ZONE).astimezone(UTC)
        cells = _marked(form, answered, "1", "0")
        told: list[Value] = [number, f"uuid-{number}", f"{moment:%Y-%m-%dT%H:%M:%S}", number]
        rows.append([answered.written, answered.role, *cells, *told])
    return as_csv(rows, ";", quote=True)


def typeform(form: Form, given: Sequence[Answered]) -> bytes:
    head = _with_options(form, "{}: {}", "{1}")
    rows: Rows = [["#", FIO, ROLE, *head, "Response Type", "Submit Date (UTC)", "Network ID"]]
    for number, answered in enumerate(given, start=1):
        moment = answered.moment.replace(tzinfo=ZONE).astimezone(UTC)
        cells = _marked(form, answered, None, None)
        cells = [{"Да": "1", "Нет": "0"}.get(str(cell), cell) for cell in cells]
        told = ["completed", f"{moment:%Y-%m-%d %H:%M:%S}", "n"]
        rows.append([f"t{number}", answered.written, answered.role, *cells, *told])
    return as_csv(rows)


def by_hand(form: Form, given: Sequence[Answered]) -> bytes:
    rows = _table(form, given, "Дата", "{} [{}]", "\n")
    for row, answered in zip(rows[1:], given, strict=True):
        row[0] = answered.moment
    return as_xlsx(rows, "Лист1")


def downwards(form: Form, given: Sequence[Answered]) -> bytes:
    rows = _table(form, given, "Дата", "{} [{}]", "\n")
    for row, answered in zip(rows[1:], given, strict=True):
        row[0] = f"{answered.moment:%d.%m.%Y}"
    return as_xlsx([[row[n] for row in rows] for n in range(len(rows[0]))], "Лист1")


SERVICES: Mapping[str, tuple[str, Write]] = {
    "Google Таблица": ("csv", google),
    "Google Форма": ("zip", google_zip),
    "Яндекс Формы": ("xlsx", yandex),
    "Яндекс Формы, ответы интерфейса": ("json", yandex_interface),
    "Microsoft Forms": ("xlsx", microsoft),
    "Nextcloud": ("csv", nextcloud),
    "LimeSurvey": ("csv", limesurvey),
    "DocSpace": ("xlsx", docspace),
    "KoboToolbox": ("csv", kobo),
    "Typeform": ("csv", typeform),
    "таблица": ("xlsx", by_hand),
    "таблица с вопросами в строках": ("xlsx", downwards),
}
"""Service → the ending of its file, and how it is written."""


def again(answered: Answered, days: int, values: Mapping[str, Value]) -> Answered:
    """The same person on a later day, with some answers changed."""
    later = answered.moment + timedelta(days=days)
    return replace(answered, moment=later, values={**answered.values, **values})
