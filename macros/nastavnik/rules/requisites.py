"""Rules about single fields: phones, addresses, check digits."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from nastavnik.domain.identifiers import inn_is_valid, mail_is_valid, ogrn_is_valid, phone_is_valid
from nastavnik.model.findings import Level
from nastavnik.model.schema import Cell, Pattern
from nastavnik.model.school import School
from nastavnik.model.sheets import EMAIL, INN, OGRN, PHONE, Card, Mentee, Mentor, Staff
from nastavnik.rules.engine import Remark, Situation, rule

SUBJECT = "Реквизиты и контакты"


def _wrong(school: School, pattern: Pattern, is_valid: Callable[[str], bool]) -> Iterator[Cell]:
    """Cells that look as `pattern` wants and are wrong all the same."""
    for record in (Card, Mentor, Mentee, Staff):
        names = [column.name for column in record.columns if column.pattern is pattern]
        for row in school.table(record).rows if names else ():
            for name in names:
                text = getattr(row, name)
                if text and not is_valid(text) and pattern.matches(text):
                    yield row.at(name)


@rule(
    "ПР54",
    level=Level.QUESTION,
    ground="планы нумерации России и других стран",
    remedy="Проверьте номер; добавочный пишите так: «доб. 12», второй телефон — через запятую",
)
def phone_can_be_dialled(situation: Situation) -> Iterator[Remark]:
    """По телефону можно позвонить: такой номер бывает."""
    for cell in _wrong(situation.school, PHONE, phone_is_valid):
        yield Remark(cell, "такого номера не бывает: нет такого кода или цифр не столько")


@rule(
    "ПР55",
    level=Level.QUESTION,
    ground="устройство адресов электронной почты",
    remedy="Проверьте адрес: нет ли лишней точки, запятой или русской буквы",
)
def mail_can_be_sent(situation: Situation) -> Iterator[Remark]:
    """Адрес электронной почты записан так, что письмо дойдёт."""
    for cell in _wrong(situation.school, EMAIL, mail_is_valid):
        yield Remark(cell, "такого адреса быть не может")


@rule(
    "ПР56",
    level=Level.ERROR,
    ground="контрольные цифры ИНН",
    remedy="Перепишите ИНН из свидетельства",
)
def inn_is_right(situation: Situation) -> Iterator[Remark]:
    """Контрольные цифры ИНН школы сходятся."""
    for cell in _wrong(situation.school, INN, inn_is_valid):
        yield Remark(cell, "контрольная цифра не сходится: в номере опечатка")


@rule(
    "ПР57",
    level=Level.ERROR,
    ground="контрольная цифра ОГРН",
    remedy="Перепишите ОГРН из выписки",
)
def ogrn_is_right(situation: Situation) -> Iterator[Remark]:
    """Контрольная цифра ОГРН школы сходится."""
    for cell in _wrong(situation.school, OGRN, ogrn_is_valid):
        yield Remark(cell, "контрольная цифра не сходится: в номере опечатка")
