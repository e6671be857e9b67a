"""Codes of what a receiver remarks beyond the rules that hold for every school."""

from __future__ import annotations

from nastavnik.model.codes import FindingCode
from nastavnik.model.findings import Level

OTHER_YEAR = FindingCode(
    "СВ01",
    "книга за {year}, а принимают за {wanted}",
    level=Level.ERROR,
    reason="Свод складывает числа одного учебного года",
    remedy="Пришлите книгу этого года; если год на листе «Школа» вписан неверно, исправьте его",
)
EMPTY_BOOK = FindingCode(
    "СВ02",
    "в книге нет ни наставников, ни наставляемых, ни пар",
    level=Level.ERROR,
    reason="Пустую книгу нельзя ни проверить, ни сложить с другими",
    remedy="Пришлите заполненную книгу; возможно, приложена не та копия",
)
UNREAD_FILE = FindingCode(
    "СВ03",
    "{fault}",
    level=Level.ERROR,
    reason="Файл может быть книгой школы, а ни к одной школе не отнесён",
    remedy="Сделайте, как сказано, и повторите сбор",
)
BOOK_WITH_ERRORS = FindingCode(
    "СВ04",
    "в последней книге школы ошибок: {errors}",
    level=Level.ERROR,
    reason="Письмо о возврате называет каждую",
    remedy="Дождитесь исправленной книги",
)
