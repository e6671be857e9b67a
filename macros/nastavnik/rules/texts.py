"""Rules about what is written freely: placeholders, other schools, acts, stray letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from nastavnik.domain.identifiers import SNILS, snils_is_valid
from nastavnik.domain.law import PROJECT_ENDED, RUSSIAN_SINCE, SEPARATE_CONSENT_SINCE
from nastavnik.domain.situation import Situation
from nastavnik.model.findings import Level
from nastavnik.model.homoglyphs import unlatin
from nastavnik.model.sheets import (
    Activity,
    AnswerRow,
    Card,
    MeetingRow,
    Mentee,
    Mentor,
    Order,
    Pair,
    Paper,
    Practice,
)
from nastavnik.model.text import listed
from nastavnik.rules.acts import ACT, mistakes_in
from nastavnik.rules.engine import Remark, rule
from nastavnik.rules.prose import WRITTEN, Search, mentions

SUBJECT = "Тексты"


@rule(
    "ПР25",
    level=Level.ERROR,
    ground="в готовом документе не бывает заглушек",
    remedy="Впишите настоящее значение вместо заглушки",
)
def no_placeholders(situation: Situation) -> Iterator[Remark]:
    """В текстах не осталось заглушек: пустых линеек, нулевых дат, «Х года»."""
    for mention in mentions(situation.school, PLACEHOLDER):
        yield Remark(mention.cell, f"осталась заглушка «{mention.match[0].strip()}»")


_CLUES = (
    *("___", ".....", "00.00", "ХХ", "XX", "{{", "}}", "<"),
    *("Х г", "Х у", "X г", "X у", "х г", "х у", "x г", "x у"),
    *("(наим", "(указ", "(фам", "(ф", "(Ф", "(дат", "(ном"),
)
PLACEHOLDER = Search(
    r"_{3,}|\.{5,}|\b00\.00\.0000\b|\b[ХXхx]{1,4}\s+(?:года?|г\.|учебн)|\b(?:20)?[ХX]{2,4}\b"
    r"|\((?:наименование|указать|фамилия|ф\.?\s?и\.?\s?о\.?|дата|номер)[^)]*\)"
    r"|\{\{|\}\}|<[а-яё ]+>",
    _CLUES,
)


@rule(
    "ПР27",
    level=Level.QUESTION,
    ground="тексты часто переносят из документов другой школы",
    remedy="Впишите наименование своей организации",
)
def own_school_only(situation: Situation) -> Iterator[Remark]:
    """В текстах названа только своя организация."""
    card = situation.school.card
    number, kind = _SCHOOL_NUMBER.pattern, _KIND_OF_SCHOOL.pattern
    own = set(number.findall(f"{card.name}\n{card.short_name}"))
    for mention in mentions(situation.school, _SCHOOL_NUMBER, Card, Activity, Order):
        strange = [n for n in number.findall(mention.text) if own and n not in own]
        if strange:
            yield Remark(mention.cell, f"названа организация № {strange[0]}, а своя другая")
    kinds = set(kind.findall(card.short_name))
    for mention in mentions(situation.school, _KIND_OF_SCHOOL, Card, Order):
        strange = kind.findall(mention.text)
        if kinds and kinds.isdisjoint(strange):
            yield Remark(mention.cell, f"названо {listed(strange[:1])}, а у школы {listed(kinds)}")


_SCHOOL_NUMBER = Search(
    r"(?i:школ[а-яё]*|гимнази[а-яё]*|лице[йяюе][а-яё]*|сад[а-яё]*|[ос]ош|нош|д/с|[а-яё]+оу)"
    r"\s*[«\"]?\s*№\s*(\d+)",
    ("№",),
)
_KIND_OF_SCHOOL = Search(r"\b(?:М|Г|ОГ|КГ|Ч)[АБК]?[ДО]?ОУ\b", ("ОУ",))


@rule(
    "ПР28",
    level=Level.ERROR,
    ground="сведения об официальном опубликовании акта",
    remedy="Исправьте вид, дату, номер или статью",
)
def acts_are_named_right(situation: Situation) -> Iterator[Remark]:
    """Известные акты названы с верными видом, датой, номером и статьёй."""
    for mention in mentions(situation.school, _ACT, Card, Activity, Order, Pair, Paper):
        for mistake in mistakes_in(mention.text):
            yield Remark(mention.cell, mistake)


_ACT = Search(ACT, ("№", "N", "ст.", "тать"), re.IGNORECASE)


@rule(
    "ПР150",
    level=Level.QUESTION,
    ground="национальный проект «Образование» закончился 31.12.2024",
    remedy="Уберите ссылку или назовите проект «Молодёжь и дети» (2025–2030 годы)",
    since=PROJECT_ENDED + timedelta(days=1),
)
def national_project_is_the_present_one(situation: Situation) -> Iterator[Remark]:
    """В текстах нет ссылок на закончившийся национальный проект «Образование»."""
    for mention in mentions(situation.school, _ENDED_PROJECT, Card, Activity, Order, Pair, Paper):
        yield Remark(mention.cell, f"названо то, что закончилось: «{mention.match[0]}»")


_ENDED_PROJECT = Search(
    r"(?i:(?:националь[а-яё]*\s+проект[а-яё]*|нацпроект[а-яё]*)\s+[«\"]образовани[а-яё]*[»\"]"
    r"|[«\"](?:успех каждого реб[её]нка|современная школа|учитель будущего)[»\"])",
    ("роект", "РОЕКТ", "пех", "ПЕХ", "овременная", "ОВРЕМЕННАЯ", "будущего", "БУДУЩЕГО"),
)


@rule(
    "ПР151",
    level=Level.QUESTION,
    ground="закон 322-ФЗ говорит о наставниках несовершеннолетних, состоящих на учёте",
    remedy="Уберите ссылку: в школьной программе наставник другой",
)
def mentors_are_those_of_the_school(situation: Situation) -> Iterator[Remark]:
    """Основанием не назван закон о других наставниках (322-ФЗ)."""
    for mention in mentions(situation.school, _OTHER_LAW, Card, Activity, Order, Pair, Paper):
        yield Remark(mention.cell, "назван закон о наставниках подростков на учёте")


_OTHER_LAW = Search(r"\b322\s*-\s*ФЗ\b", ("322",))


@rule(
    "ПР152",
    level=Level.QUESTION,
    ground="осторожная практика с 01.03.2026 (закон 168-ФЗ; о школах источники расходятся)",
    remedy="Допишите название по-русски, иностранное оставьте в скобках",
    since=RUSSIAN_SINCE,
)
def foreign_titles_stand_with_russian_ones(situation: Situation) -> Iterator[Remark]:
    """Рядом с иностранным названием стоит русское."""
    titles = {Activity.title.title, Practice.title.title}
    for mention in mentions(situation.school, _FOREIGN, Activity, Practice):
        if mention.cell.header in titles:
            yield Remark(mention.cell, "название иностранное, русского рядом нет")


_FOREIGN = Search(r"(?<![(\w@./-])[A-Za-z]{3,}(?:[ -][A-Za-z]{2,})+(?![\w@./)-])")
"""Two foreign words together and not in brackets: one alone may be a name such as Moodle."""


@rule(
    "ПР02",
    level=Level.QUESTION,
    ground="ст. 9 Федерального закона «О персональных данных» в редакции закона 156-ФЗ",
    remedy="Получите согласие отдельным документом и впишите его дату",
    since=SEPARATE_CONSENT_SINCE,
)
def consent_stands_alone(situation: Situation) -> Iterator[Remark]:
    """Согласие на обработку персональных данных оформлено отдельным документом."""
    days = {paper.row: paper.dated for paper in situation.school.papers}
    for mention in mentions(situation.school, _BUILT_IN_CONSENT, Paper, Mentor, Mentee):
        day = days.get(mention.cell.row) if mention.cell.sheet == Paper.sheet else None
        if situation.holds(day):
            yield Remark(mention.cell, "согласие внутри другого документа")


_OTHER_PAPER = r"(?:анкет|договор|заявлени|соглашени)[а-яё]*"
_BUILT_IN_CONSENT = Search(
    rf"(?i:согласи[а-яё]*[^\n]{{0,60}}?(?<!\w)(?:в|внутри|в составе)\s+{_OTHER_PAPER}"
    rf"|{_OTHER_PAPER}\s+(?:и|с|со|,)\s*согласи[а-яё]*\s+на\s+обработк)",
    ("огласи", "ОГЛАСИ"),
)


@rule(
    "ПР58",
    level=Level.QUESTION,
    ground="слово с латинской буквой не найти и не просклонять",
    remedy="Наберите слово заново русскими буквами или нажмите «Исправить»: исправлено будет всё "
    "сразу",
)
def one_alphabet(situation: Situation) -> Iterator[Remark]:
    """Русские слова набраны только русскими буквами."""
    for mention in mentions(situation.school, _MIXED, *WRITTEN, MeetingRow, AnswerRow):
        if unlatin(mention.text) != mention.text:
            yield Remark(mention.cell, "внутри русского слова латинская буква")


_MIXED = Search(r"[A-Za-z](?:(?<=[А-яЁё].)|(?=[А-яЁё]))")


@rule(
    "ПР59",
    level=Level.ERROR,
    ground="данных о людях хранят не больше, чем нужно",
    remedy="Удалите номер: программе наставничества он не нужен",
)
def no_excess_data(situation: Situation) -> Iterator[Remark]:
    """В книге нет номеров СНИЛС."""
    for mention in mentions(situation.school, Search(SNILS.pattern), Mentor, Mentee, Pair, Paper):
        if any(map(snils_is_valid, SNILS.findall(mention.text))):
            yield Remark(mention.cell, "записан номер СНИЛС")
