"""Federal acts that school papers name, and the ways in which they are named wrongly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from nastavnik.russian.dates import month_number


class KnownAct(NamedTuple):
    """An act: the stem of its kind, its number and date, and its right name."""

    kind: str
    number: str
    day: date
    name: str


KNOWN_ACTS = (
    KnownAct("распоряжени", "Р-145", date(2019, 12, 25), "распоряжение Минпросвещения России"),
    KnownAct("распоряжени", "3273-р", date(2019, 12, 31), "распоряжение Правительства РФ"),
    KnownAct("распоряжени", "1264-р", date(2025, 5, 21), "распоряжение Правительства РФ"),
    KnownAct("письм", "АЗ-1128/08", date(2021, 12, 21), "письмо Минпросвещения России"),
    KnownAct("письм", "МР-42/02", date(2020, 1, 23), "письмо Минпросвещения России"),
    KnownAct("закон", "152-ФЗ", date(2006, 7, 27), "Федеральный закон"),
    KnownAct("закон", "273-ФЗ", date(2012, 12, 29), "Федеральный закон"),
    KnownAct("закон", "381-ФЗ", date(2024, 11, 9), "Федеральный закон"),
)
_KINDS = "распоряжени|постановлени|приказ|письм|закон"
_ACT = (
    rf"(?P<kind>{_KINDS})[а-яё]*(?P<issuer>[^№\d«»;]{{0,90}}?)\s+от\s+«?(?P<day>\d{{1,2}})»?"
    r"(?:\.\s*(?P<month>\d{1,2})\.\s*|\s+(?P<word>[а-яё]+)\s+)(?P<year>\d{4})"
    r"\s*(?:г\.|года|г)?,?\s*(?:№|N)\s*(?P<number>[\w./-]+)"
)
_ARTICLE = r"(?:ст\.|стать[а-яё]+)\s*(?P<article>3\d\d[.,-]\d)(?=\D{0,40}(?:ТК|Трудов))"
ACT = rf"{_ACT}|{_ARTICLE}"
"""An act named by kind, date and number, or an article of the Labour Code, in any case."""
MENTOR_ARTICLE = "351.8"


def mistakes_in(text: str) -> Iterator[str]:
    """What is wrong with the acts named in a text, in words."""
    for found in re.finditer(ACT, text, re.IGNORECASE):
        yield from _wrong_article(found["article"]) if found["article"] else _wrong_act(found)


def _wrong_article(article: str) -> Iterator[str]:
    """An article with the digits of the one on mentoring in another order."""
    if article != MENTOR_ARTICLE and sorted(_digits(article)) == sorted(_digits(MENTOR_ARTICLE)):
        yield f"статья {article}: о наставничестве говорит статья {MENTOR_ARTICLE}"


def _wrong_act(found: re.Match[str]) -> Iterator[str]:
    day, number = _day(found), found["number"].rstrip(".")
    for act in KNOWN_ACTS:
        if _plain(number) == _plain(act.number):
            right = day == act.day and act.kind in found["kind"].lower()
        elif _digits(number) == _digits(act.number) and day and abs((day - act.day).days) <= 1:
            right = False
        else:
            continue
        if not right:
            yield f"этот акт называется так: {act.name} от {act.day:%d.%m.%Y} № {act.number}"


def _day(found: re.Match[str]) -> date | None:
    month = int(found["month"]) if found["month"] else month_number(found["word"])
    try:
        return date(int(found["year"]), month or 0, int(found["day"]))
    except ValueError:
        return None


def _plain(number: str) -> str:
    return re.sub(r"[^\w]", "", number).upper()


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)
