"""Columns that form services add, and questions about the person herself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from nastavnik.model.cells import header_key
from nastavnik.model.memory import remembered
from nastavnik.results.questionnaires.model import ColumnUse
from nastavnik.results.questionnaires.titles import spellings

WHEN: Sequence[str] = (
    *("отметка времени", "timestamp", "submitdate", "date submitted", "submit date (utc)"),
    *("submitted at", "submissiondate", "_submission_time", "completion time"),
    *("время завершения", "время выполнения", "время отправки", "дата отправки"),
    *("время создания", "метка времени", "дата и время", "дата заполнения", "дата ответа"),
    *("дата", "created", "end date", "end", "datestamp", "date last action", "start date"),
    *("start time", "время начала", "startdate", "date started", "start date (utc)"),
)
"""Times of an answer, that of its end first: the first one found counts."""
_UTC = frozenset(map(header_key, ("_submission_time", "submissiondate")))
_SERVICE = (
    *("id", "response id", "id ответа", "номер ответа", "номер формы", "ссылка на форму"),
    *("lastpage", "last page", "startlanguage", "start language", "seed", "ipaddr", "ip address"),
    *("refurl", "referrer url", "token", "access code", "last modified time"),
    *("время последнего изменения", "#", "response type", "stage date (utc)", "network id", "tags"),
    *("ending", "_id", "_uuid", "_index", "_submitted_by", "_status", "_notes", "_tags"),
    *(
        "_validation_status",
        "__version__",
        "_parent_index",
        "_parent_table_name",
        "meta/instanceid",
    ),
    *("key", "submitterid", "submittername", "attachmentspresent", "attachmentsexpected"),
    *("status", "reviewstate", "deviceid", "edits", "formversion", "respondent id"),
    *("collector id", "custom data 1", "submission id", "id пользователя", "total score"),
    *("общий балл", "баллы", "язык", "language", "deviceid", "today", "username", "№", "№ п/п"),
    *("interviewtime", "общее время", "user agent", "ip", "ip-адрес", "ip адрес", "start"),
)
_USES: Mapping[ColumnUse, Sequence[str]] = {
    ColumnUse.MAIL: (
        *("адрес электронной почты", "электронная почта", "email", "email address", "почта"),
        *("имя пользователя", "e-mail", "эл. почта", "ваша почта", "ваш email"),
    ),
    ColumnUse.PHONE: ("телефон", "номер телефона", "мобильный телефон", "ваш телефон", "phone"),
    ColumnUse.WHO: (
        *("фио", "ваши фио", "ваше фио", "ф.и.о.", "фамилия имя отчество", "fio", "кто отвечал"),
        *("фамилия, имя и отчество", "фамилия и имя", "как вас зовут", "имя и фамилия"),
        *("участник", "фамилия, имя", "фио участника", "фио респондента", "ваши фамилия и имя"),
        *("фио полностью", "представьтесь", "ваши фамилия, имя, отчество", "full name"),
    ),
    ColumnUse.SURNAME: ("фамилия", "ваша фамилия", "last name"),
    ColumnUse.GIVEN: ("имя", "ваше имя", "first name"),
    ColumnUse.PATRONYMIC: ("отчество", "ваше отчество"),
    ColumnUse.KEY: (
        *("код", "код участника", "код пары", "ваш код", "номер пары", "пара", "пара №"),
        "код приглашения",
    ),
    ColumnUse.ACCOUNT: ("name", "отображаемое имя пользователя", "user display name"),
    ColumnUse.ROLE: (
        *("роль", "ваша роль", "role", "кто вы", "ваш статус", "роль в программе"),
        *("ваша роль в программе", "вы наставник или наставляемый", "кем вы являетесь"),
    ),
    ColumnUse.FORM: ("форма", "форма наставничества", "ваша форма наставничества"),
    ColumnUse.KIND: ("анкета", "вид анкеты", "какая анкета", "этап анкетирования"),
    ColumnUse.OTHER: (
        *("второй участник", "ваш наставник", "фио наставника", "фио вашего наставника"),
        *("ваш наставляемый", "фио наставляемого", "фио вашего наставляемого", "кто ваш наставник"),
    ),
    ColumnUse.ABOUT: (
        *("класс", "должность", "класс или должность", "ваш класс", "ваша должность", "возраст"),
        *("класс, должность", "пол", "ваш возраст", "стаж", "cls", "class", "школа", "группа"),
    ),
}
_KNOWN: Mapping[str, ColumnUse] = {
    **{header_key(title): ColumnUse.SERVICE for title in _SERVICE},
    **{header_key(title): use for use, titles in _USES.items() for title in titles},
    **{header_key(title): ColumnUse.WHEN for title in WHEN},
}
_RANKS = {key: n for n, key in enumerate(dict.fromkeys(map(header_key, WHEN)))}
_NAMED = re.compile(r"\bфио\b|ф\. ?и\. ?о|фамили\w+,? (?:и )?имя", re.IGNORECASE)
_OF_ANOTHER = re.compile(
    r"наставник|наставляем|реб[её]нк|руководител|куратор|учител|родител|сына|дочери", re.IGNORECASE
)
_POINTS = re.compile(r"\[(?:score|feedback|баллы|отзыв)\]$", re.IGNORECASE)


@remembered(2**14)
def use_of(title: str) -> ColumnUse | None:
    """What a column is by its title alone; None where it is a question of the form."""
    for spelling in spellings(title):
        if (use := _KNOWN.get(header_key(spelling))) and _is_title(spelling):
            return use
    if _POINTS.search(title):
        return ColumnUse.SERVICE
    if _NAMED.search(title) and len(title) < 80:
        return ColumnUse.OTHER if _OF_ANOTHER.search(title) else ColumnUse.WHO
    return None


def _is_title(spelling: str) -> bool:
    return len(spelling) < 60


def rank_of_time(title: str) -> int:
    """How good a time a column holds, the best is 0."""
    ranks = (_RANKS.get(header_key(spelling)) for spelling in spellings(title))
    return min((rank for rank in ranks if rank is not None), default=len(_RANKS))


def is_universal(title: str) -> bool:
    """Whether the times of a column are universal without a mark in the cells."""
    return "(utc)" in title.lower() or header_key(title) in _UTC


def is_known(title: str) -> bool:
    """Whether the title alone says what the column is."""
    return use_of(title) is not None
