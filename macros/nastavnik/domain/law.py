"""The law that the product knows: from which day, where it was seen, and what follows from it.

Rules, documents and the page `docs/law.md` (`tools/make_law_page.py`) take it from here. What was
not seen in its own text is `LawStanding.UNSEEN`: it may be a hint, and is never printed as law.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

LAST_LOOKED_AT = date(2026, 11, 30)
"""When the sources were last gone through; the latest page among them is of August 2026."""


class LawStanding(StrEnum):
    """How sure it is."""

    SEEN = "проверено"
    UNSEEN = "по тексту не проверено: только вопрос или подсказка"
    ENDED = "закончилось"
    ABOUT_OTHERS = "о другом"


class Law(NamedTuple):
    """A norm: what it is, from which day, where it was seen, and what the product does about it."""

    title: str
    since: date | None
    source: str
    effect: str
    standing: LawStanding = LawStanding.SEEN
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the norm is in force on a day."""
        return (self.since or day) <= day <= (self.until or day)


ARTICLE_SINCE = date(2025, 3, 1)
SEPARATE_CONSENT_SINCE = date(2025, 9, 1)
RUSSIAN_SINCE = date(2026, 3, 1)
PROJECT_ENDED = date(2024, 12, 31)

ARTICLE_ON_MENTORS = Law(
    "Статья 351.8 Трудового кодекса (Федеральный закон от 09.11.2024 № 381-ФЗ)",
    ARTICLE_SINCE,
    "kvadroplus.com, klerk.ru/buh/news/670589",
    "до приказа — письменное согласие работника и дополнительное соглашение с содержанием, сроком, "
    "формой и оплатой; отказ и отмена — за три рабочих дня; о парах, начатых раньше, молчит",
)
SEPARATE_CONSENT = Law(
    "Согласие на обработку персональных данных — отдельный документ (закон 156-ФЗ, ст. 9 закона "
    "152-ФЗ)",
    SEPARATE_CONSENT_SINCE,
    "klerk.ru/buh/articles/660820, klerk.ru/blogs/roskom24/658666",
    "согласие печатается своим документом; согласие внутри другого документа — вопрос",
)
METHODOLOGY = Law(
    "Распоряжение Минпросвещения России от 25.12.2019 № Р-145 (целевая модель для обучающихся)",
    date(2019, 12, 25),
    "sudact.ru; замены не найдено, но её отсутствие не доказано",
    "основание приказов о парах с обучающимися; показатели считаются по нему, цели вписывает школа",
)
RECOMMENDATIONS = Law(
    "Письмо Минпросвещения России от 21.12.2021 № АЗ-1128/08 (система для педагогов)",
    date(2021, 12, 21),
    "base.garant.ru",
    "основание приказов о парах педагогов; письмо не норма, поэтому без ошибок в проверке",
)
CONCEPT = Law(
    "Распоряжение Правительства от 21.05.2025 № 1264-р (Концепция развития наставничества)",
    date(2025, 5, 21),
    "rcro.lgpu.org, interfax-russia.ru; чисел в увиденном нет",
    "называется в преамбуле приказов с этого дня",
)
RUSSIAN_FOR_READERS = Law(
    "Русский язык в сведениях для людей (Федеральный закон от 24.06.2025 № 168-ФЗ)",
    RUSSIAN_SINCE,
    "klerk.ru/blogs/moedelo/682301; о школьных сайтах источники расходятся",
    "иностранное название без русского рядом — вопрос",
    LawStanding.UNSEEN,
)
OTHER_MENTORS = Law(
    "Наставники несовершеннолетних на учёте (Федеральный закон от 08.08.2024 № 322-ФЗ)",
    date(2025, 2, 5),
    "porezk.cap.ru, moscow.media",
    "другой наставник и другой реестр: в наших числах и основаниях его нет, ссылка на закон — "
    "вопрос",
    LawStanding.ABOUT_OTHERS,
)
NATIONAL_PROJECT = Law(
    "Национальный проект «Образование» («Современная школа», «Успех каждого ребёнка»)",
    None,
    "mroo.68edu.ru: с 01.01.2025 идёт национальный проект «Молодёжь и дети»",
    "ссылка на него в тексте с этого дня — вопрос",
    LawStanding.ENDED,
    until=PROJECT_ENDED,
)
PAY_PROJECT = Law(
    "Выплата наставнику не меньше четверти МРОТ",
    None,
    "klerk.ru/buh/news/677299: проект, исход не найден",
    "ничего: проверять нечего",
    LawStanding.UNSEEN,
)
WITHOUT_NAMES = Law(
    "Обезличивание персональных данных (Федеральный закон от 08.08.2024 № 233-ФЗ)",
    date(2025, 9, 1),
    "forpes.ru/post/201014, securitylab.ru",
    "копия с псевдонимами называется «копия без имён», а не «обезличенная»",
)
NOTICE_TO_REGULATOR = Law(
    "Уведомление Роскомнадзора до начала обработки персональных данных",
    date(2025, 5, 30),
    "klerk.ru/blogs/data-sec/679352",
    "ничего: книга этого не видит",
    LawStanding.UNSEEN,
)
FIVE_PAPERS = Law(
    "Пять обязательных документов учителя",
    date(2025, 3, 1),
    "страница школы: в увиденном отчёта наставника среди них нет",
    "отчёт наставника составляется из книги, с учителя не собирается",
    LawStanding.UNSEEN,
)

LAWS = (
    ARTICLE_ON_MENTORS,
    SEPARATE_CONSENT,
    METHODOLOGY,
    RECOMMENDATIONS,
    CONCEPT,
    RUSSIAN_FOR_READERS,
    OTHER_MENTORS,
    NATIONAL_PROJECT,
    PAY_PROJECT,
    WITHOUT_NAMES,
    NOTICE_TO_REGULATOR,
    FIVE_PAPERS,
)
"""In the order of the page."""


class DaysOff(NamedTuple):
    """How the days off of a calendar year are known."""

    year: int
    decree: str
    seen: str


DAYS_OFF = (
    DaysOff(
        2025,
        "постановление Правительства от 04.10.2024 № 1335",
        "teko.cntd.ru; сверено день за днём (тест)",
    ),
    DaysOff(
        2026,
        "постановление Правительства от 24.09.2025 № 1466",
        "profedu38.ru, klerk.ru; сверено день за днём (тест)",
    ),
)
"""Years whose decree was seen; of all others only the Labour Code is believed."""
