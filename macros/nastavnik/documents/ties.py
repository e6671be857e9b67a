"""What a roadmap calls a document: which kinds of the catalogue and which events are meant.

A roadmap names papers and deeds in words of its own. Each line of the table says what some words
stand for; what a line has found is taken out of the text before the next one looks, so that the
narrower stand above the wider. A school adds its own words to the list «Синонимы», as
«карта наблюдения = Журнал встреч».
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from nastavnik.documents.catalogue.pairs import APPOINTMENTS
from nastavnik.documents.catalogue.table import KINDS
from nastavnik.model.choices import EVENT_KINDS, STANDS_FOR, EventKind
from nastavnik.model.text import fold, tidy

BY_HAND = "вручную"
"""What a school writes of a document that only a person can confirm."""


class Tie(NamedTuple):
    """What words of a roadmap stand for: keys of kinds, and kinds of events."""

    kinds: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()

    def __or__(self, other: object) -> Tie:
        assert isinstance(other, Tie)
        return Tie(self.kinds | other.kinds, self.events | other.events)

    def __bool__(self) -> bool:
        return bool(self.kinds or self.events)


_APPOINTING = " ".join(kind.key for kind in APPOINTMENTS)
_CURATOR = "order-curator order-introduction order-organisation"
_REGULATING = "order-regulation order-organisation"
_CONSENTS = "consent guardian-consent"
_LESSON, _EXCHANGE, _TALKS = (
    (EventKind.LESSON,),
    (EventKind.EXCHANGE,),
    (EventKind.CONFERENCE, EventKind.SEMINAR),
)

_TABLE: tuple[tuple[str, str, tuple[EventKind, ...]], ...] = (
    (r"приказ\w*[^;]*(?:оплат\w* труда|стимулир)", "order-pay-regulation", ()),
    (r"(?:положени|выплат)\w*[^;]*(?:оплат\w* труда|стимулир)\w*( выплат\w*)?",
     "order-pay-regulation", ()),
    (r"стимулирующ\w+ лист\w*", "incentive-sheet", ()),
    (r"приказ\w*[^;]*(?:реестр|баз|отбор|выдвижени)\w*[^;]*наставник\w*", "order-registry", ()),
    (r"приказ\w*[^;]*(?:куратор|ответственн)\w*", _CURATOR, ()),
    (r"приказ\w*[^;]*внедрени\w*[^;]*", _CURATOR, ()),
    (r"приказ\w*[^;]*организаци\w* [^;]*", _CURATOR, ()),
    (r"приказ\w*[^;]*персонализ\w*( программ\w*)?", "order-programmes", ()),
    (r"приказ\w*[^;]*утвержд\w*[^;]*(?:пар\b|пары|групп)[^;]*", _APPOINTING, ()),
    (r"приказ\w*[^;]*(?:закреплени|назначени|формировани)\w*[^;]*(?:пар\b|пары|групп|наставник)"
     r"[^;]*?(?=письменн|$|;)", _APPOINTING, ()),
    (r"приказ\w*[^;]*положени\w*[^;]*", _REGULATING, ()),
    (r"приказ\w*[^;]*программ\w* наставничеств\w*[^;]*|приказ\w*[^;]*утверждени\w* наставничеств\w*"
     r"[^;]*", "order-programme", ()),
    (r"приказ\w*[^;]*мониторинг\w*", "order-monitoring", ()),
    (r"приказ\w*[^;]*(?:поощрени|награжд|благодарн)\w*[^;]*", "order-rewards", ()),
    (r"приказ\w*[^;]*обучени\w*", "order-training", ()),
    (r"приказ\w*[^;]*(?:замен|прекращени)\w*", "order-replacement order-release", ()),
    (r"приказ\w*[^;]*(?:итог|завершени)\w*", "order-results", ()),
    (r"выписк\w*[^;]*протокол\w*", "minutes-extract", ()),
    (r"педагогическ\w+ совет\w*|педсовет\w*", "minutes", (EventKind.COUNCIL,)),
    (r"методическ\w+ совет\w*", "minutes-methodists", (EventKind.METHODISTS,)),
    (r"родительск\w+ собрани\w*|протокол\w* собрани\w*", "minutes-parents", (EventKind.PARENTS,)),
    (r"административн\w+ совещани\w*|совещани\w*", "minutes-meeting",
     (EventKind.CONFERENCE_OF_HEADS,)),
    (r"персонализ\w+ программ\w*|программ\w* пар\w*", "programme-of-pair", ()),
    (r"индивидуальн\w+ (?:план|программ|траектори)\w*( развити\w*)?( наставляем\w*)?"
     r"|план\w* индивидуальн\w+ развити\w*|ипр\b", "plan-of-mentee", ()),
    (r"программ\w* (?:тренинг|психолог)\w*|психолог\w*[- ]*\w* (?:поддержк|сопровожд)\w*[^;]*"
     r"|психологическ\w+ сопровожд\w*[^;]*", "support", ()),
    (r"консультаци\w* [^;]*психолог\w*", "consultations support", (EventKind.CONSULTATION,)),
    (r"график\w* обучени\w*( наставник\w*)?", "training-schedule", ()),
    (r"договор\w*[^;]*обучени\w*|\bгпд\b|ресурс\w*[^;]*обучени\w*[^;]*", "training-letter", ()),
    (r"удостоверени\w*[^;]*обучени\w*|сертификат\w*[^;]*обучени\w*",
     "training-certificate certificate event-certificate", ()),
    (r"программ\w* обучени\w*[^;]*|план\w* (?:работы |занятий)[^;]*|план\w* школ\w*[^;]*"
     r"|обучени\w* наставник\w*[^;]*", "training order-training", _LESSON),
    (r"школ\w* \"?наставник\w*", "training", _LESSON),
    (r"положени\w*", "regulation", ()),
    (r"дорожн\w+ карт\w*", "roadmap", ()),
    (r"партнерск\w+ соглашени\w*|соглашени\w* о (?:сотрудничеств|партнерств)\w*",
     "partnership", ()),
    (r"дополнительн\w+ соглашени\w*", "agreement", ()),
    (r"согласи\w*[^;]*(?:распространени|публикаци)\w*", "publication", ()),
    (r"согласи\w*[^;]*(?:родител|законн)\w*[^;]*", "guardian-consent participation", ()),
    (r"письменн\w+ согласи\w*[^;]*", "mentor-consent", ()),
    (r"согласи\w*[^;]*", _CONSENTS, ()),
    (r"анкет\w*[^;]*(?:удовлетвор|обратн\w+ связ|промежуточн|итогов|оценк|участник)\w*[^;]*"
     r"|(?:промежуточн|итогов|входн)\w+ анкет\w*|итогов\w+ анкетирован\w*", "questionnaire", ()),
    (r"(?:анкет|опрос)\w*[^;]*(?:потенциальн\w+ наставник|чем я могу|полезен)\w*[^;]*"
     r"|анкет\w* наставник\w*|лист\w* собеседован\w*|собеседовани\w*[^;]*наставник\w*"
     r"|(?:тест|диагност)\w*[^;]*компетенц\w*[^;]*", "mentor-form", ()),
    (r"отчет\w*[^;]*(?:анализ\w* )?потребност\w*[^;]*|диагностик\w*[^;]*дефицит\w*",
     "needs analysis", ()),
    (r"анкет\w*[^;]*(?:запрос|потребност)\w*[^;]*|(?:сбор|собрать|анализ)\w*[^;]*"
     r"(?:запрос|потребност)\w*[^;]*", "mentee-form", ()),
    (r"долгосрочн\w+ (?:баз|реестр)\w*[^;]*", "mentor-base", ()),
    (r"(?:банк|баз|копилк)\w*[^;]*практик\w*|кейс\w*|успешн\w+ практик\w*|методическ\w+ копилк\w*",
     "practice-card", ()),
    (r"(?:учетн\w+ )?(?:баз|банк|перечен|спис)\w*[^;]*(?:наставляем\w*|имет\w+ наставник\w*)"
     r"|данн\w* о наставляем\w*[^;]*", "mentees", ()),
    (r"(?:реестр|баз|банк)\w*[^;]*наставник\w*|данн\w* о потенциальн\w+ наставник\w*"
     r"|отбор\w* наставник\w*", "mentors", ()),
    (r"портфолио", "portfolio", ()),
    (r"справк\w* об отсутстви\w* судимост\w*|судимост\w*", "record-certificate", ()),
    (r"медицинск\w+ (?:справк|заключени)\w*", "medical-certificate", ()),
    (r"памятк\w*[^;]*наставляем\w*", "memo-mentee", ()),
    (r"памятк\w*[^;]*", "memo-mentor", ()),
    (r"регламент\w*( мероприяти\w*)?|сценари\w*|календарн\w+ план\w*",
     "rules-of-meetings event-programme", ()),
    (r"(?:методическ|оценочн)\w+ (?:материал|рекомендаци)\w*|рабоч\w+ (?:лист|тетрад)\w*",
     "memo-mentor memo-mentee", ()),
    (r"журнал\w* встреч\w*|регулярн\w* встреч\w*|последовательн\w* встреч\w*"
     r"|организационн\w+ сопровожд\w*|проводить встреч\w*", "meetings", ()),
    (r"отчет\w*[^;]*наставник\w*[^;]*", "mentor-report curator-report", ()),
    (r"(?:аналитическ|информационн)\w+ (?:справк|отчет)\w*|анализ\w* результат\w*"
     r"|материал\w* мониторинг\w*|сильн\w+ и слаб\w+", "analysis", ()),
    (r"отчет\w*[^;]*|итог\w* мониторинг\w*[^;]*|итог\w* реализаци\w*",
     "curator-report analysis", ()),
    (r"мониторинг\w*[^;]*анкетирован\w*", "order-monitoring questionnaire", ()),
    (r"мониторинг\w*", "order-monitoring analysis", ()),
    (r"отзыв\w*|обратн\w+ связ\w*", "feedback questionnaire", ()),
    (r"характеристик\w*", "character", ()),
    (r"благодарственн\w*[^;]*партнер\w*", "thanks partner-thanks", ()),
    (r"благодар\w*( письм\w*)?|грамот\w*", "thanks", ()),
    (r"удостоверени\w*|сертификат\w*|диплом\w*", "event-certificate certificate", ()),
    (r"письм\w*[- ]*(?:обращени\w*|партнер\w*|работодател\w*)[^;]*", "employer-letter", ()),
    (r"план\w* распростран\w*", "practices", ()),
    (r"раздел\w*[^;]*сайт\w*|сайт\w*|публикаци\w*|освещени\w*|размещени\w*",
     "publication-report", ()),
    (r"лист\w* ознакомлен\w*", "acquaintance", ()),
    (r"круглого стола|кругл\w+ стол\w*", "", (EventKind.ROUND_TABLE,)),
    (r"фестивал\w*|fest\b|праздничн\w+ событи\w*|чествовани\w*", "",
     (EventKind.FESTIVAL, EventKind.MENTORS_DAY)),
    (r"конференци\w*|семинар\w*|форум\w*", "", _TALKS),
    (r"установочн\w+ сесси\w*|установочн\w+ встреч\w*", "", (EventKind.SETTING,)),
    (r"пробн\w+ (?:рабоч\w+ )?встреч\w*|встреч\w* [^;]*формировани\w* пар\w*", "trial-sheet",
     (EventKind.TRIAL,)),
    (r"итогов\w+ (?:встреч|мероприяти|вечер)\w*|рефлекси\w*", "", (EventKind.SUMMARY,)),
    (r"обмен\w* опыт\w*|мастер-класс\w*|открыт\w+ (?:урок|заняти)\w*|взаимн\w+ посещени\w*"
     r"|карт\w* наблюдени\w*", "", _EXCHANGE),
    (r"лист\w* посещени\w*|явочн\w+ лист\w*|списк\w* присутств\w*", "event-attendance", ()),
    (r"конкурс\w*|квест\w*|бизнес-игр\w*", "",
     (EventKind.CONTEST, EventKind.FESTIVAL, EventKind.CONFERENCE)),
    (r"презентаци\w*", "", (EventKind.CONFERENCE, EventKind.FESTIVAL, EventKind.ROUND_TABLE)),
    (r"обучающ\w+[^;]*мероприяти\w*|консультаци\w*", "", (*_LESSON, EventKind.CONSULTATION)),
    (r"популяриз\w*[^;]*практик\w*", "practices", ()),
    (r"информир\w*[^;]*потенциальн\w+ наставник\w*[^;]*|вовлечени\w* потенциальн\w+[^;]*",
     "employer-letter", (EventKind.SETTING,)),
    (r"информир\w*[^;]*|информационн\w+ продвижени\w*", "memo-mentee", (EventKind.PARENTS,)),
    (r"целев\w+ аудитори\w*|заинтересованн\w+[^;]*аудитори\w*[^;]*|ресурс\w* и эксперт\w*",
     "partnership employer-letter", ()),
    (r"нормативно-?\s?правов\w+[^;]*", f"{_CURATOR} order-regulation regulation roadmap", ()),
    (r"организационн\w+ услови\w*|сформировать команд\w*|назначить куратор\w*"
     r"|ответственн\w+ за реализаци\w*", _CURATOR, ()),
    (r"цел\w*,? задач\w*|выбор форм\w*|форм\w* наставничеств\w*|программ\w* наставничеств\w*"
     r"|утвержд\w* наставничеств\w*", "programme", ()),
    (r"формат\w* взаимодейств\w*", "programme-of-pair", ()),
    (r"(?:сформировать|формировани\w*)[^;]*(?:пар\b|пары)[^;]*|выбор подходящ\w*[^;]*",
     _APPOINTING, ()),
    (r"поощрени\w*", "order-rewards", ()),
    (r"анкет\w*|опрос\w*", "mentee-form mentor-form", ()),
    (r"данн\w* (?:в|с) баз\w*|баз\w* данн\w*|в базу\b", "mentees mentors", ()),
)  # fmt: skip
"""(words of a folded text, keys of kinds, kinds of events): the narrower above the wider."""

_TIES = tuple(
    (re.compile(rf"(?<!\w)(?:{words})"), Tie(frozenset(keys.split()), frozenset(events)))
    for words, keys, events in _TABLE
)
_TITLES: Mapping[str, Tie] = {
    **{fold(event): Tie(events=frozenset({event})) for event in EVENT_KINDS.values},
    **{fold(name): Tie(frozenset({k.key})) for k in KINDS for name in (k.title, k.file) if name},
}


def tie_of(text: str) -> Tie:
    """Everything that a text names; empty where nothing is known of its words."""
    folded = fold(text)
    exact = _TITLES.get(folded)
    return exact or _found(folded)


def _found(folded: str) -> Tie:
    tie, left = Tie(), folded
    for pattern, each in _TIES:
        if pattern.search(left):
            tie |= each
            left = pattern.sub(";", left)
    return tie


class OwnWords:
    """What a school's own «Синонимы» say of documents of its roadmap."""

    def __init__(self, entries: Iterable[str]) -> None:
        self._ties = dict(_own(entries))

    def of(self, text: str) -> Tie | None:
        """What the school says that a text stands for; an empty tie for «вручную»."""
        return self._ties.get(fold(text))


def _own(entries: Iterable[str]) -> Iterator[tuple[str, Tie]]:
    for entry in entries:
        words, sign, title = entry.rpartition(STANDS_FOR)
        meant = fold(tidy(title))
        if sign and (meant in _TITLES or meant == BY_HAND):
            yield fold(tidy(words)), _TITLES.get(meant, Tie())
