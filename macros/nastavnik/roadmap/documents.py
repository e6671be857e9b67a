"""Documents in a cell: where one ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nastavnik.readers.markup import plain
from nastavnik.roadmap.lists import paragraphs, read_items
from nastavnik.roadmap.text import outside_brackets, without_stop

_NOUNS = (
    r"акт|алгоритм|анализ|анкет|база|банк|буклет|видео|выписк|грамот|график|диагностик|диплом"
    r"|дневник|договор|дополнительн|дорожн|журнал|заявк|заявлени|индивидуальн|информационн|карт"
    r"|кейс|конспект|лист|локальн|материал|методическ|мониторинг|опрос|отзыв|отч[её]т|пакет"
    r"|памятк|персонализированн|перечен|письм|план|положени|портфолио|презентаци|приказ|программ"
    r"|проект|протокол|публикаци|реестр|рекомендаци|регламент|решени|сайт|сертификат|соглас"
    r"|соглашени|список|списк|справк|статистич|стимулирующ|страниц|сценари|таблиц|тест|требовани"
    r"|удостоверени|уведомлени|учетн|форм|характеристик|циклограмм|чек-лист|фотоотч|шаблон|аналитич"
    r"|благодарственн|долгосрочн|партн[её]рск|запис"
)
DOCUMENT = re.compile(rf"[«\"]?(?:{_NOUNS})", re.IGNORECASE)
_CAPITAL = re.compile(r"(?<=[\s\xa0])[А-ЯЁ][а-яё]{2,}")
_GOVERNING = re.compile(
    r".*(?:[нцс]ии|[нт]ию|ием|ей|ия|ом|ем|ой|ого|его|ных|их|ах|ам|ям|ию|ание|ение)|и|о|об|к|в|на|по"
    r"|для|из|от|с|при"
)
_MAY_BE_GENITIVE = re.compile(r"\w+(?:ы|и|ия|ой|ей|ого|его|ых|их)")
_GAP = re.compile(r"\s*\xa0[\s\xa0]*")
_ABBREVIATED = re.compile(r"\b(?:г|др|т\.\s?[дп]|пр|ст|п|им|ул|руб|[А-ЯЁ])\.$")
_STOP = re.compile(r"(?<=[;.])\s+")


def split_documents(cell: str) -> list[str]:
    """The documents of a cell, in their order."""
    marked = read_items(plain(cell)).items
    if any(item.marked for item in marked):
        return [item.text for item in marked]
    found = [
        document
        for paragraph in paragraphs(plain(cell))
        for stretch in _GAP.split(paragraph)
        for sentence in _sentences(stretch)
        for document in split_at(sentence, document_starts(sentence))
    ]
    return [text for text in map(without_stop, found) if text.strip(" -–—_") and text != "нет"]


def _sentences(text: str) -> Iterator[str]:
    """Stretches between stops: after «;» a new document is named, after «.» a capital stands."""
    outside = outside_brackets(text)
    start = 0
    for match in _STOP.finditer(text):
        before, after = text[start : match.start()], text[match.end() :]
        new = after[:1].isupper() or (before.endswith(";") and DOCUMENT.match(after))
        if new and outside[match.start() - 1] and not _ABBREVIATED.search(before):
            yield before
            start = match.end()
    yield text[start:]


def document_starts(text: str) -> list[int]:
    """Places where a capital letter begins another document without any stop before it."""
    outside = outside_brackets(text)
    return [
        match.start()
        for match in _CAPITAL.finditer(text)
        if outside[match.start()]
        and DOCUMENT.match(match[0])
        and not is_governed(text[: match.start()], match[0])
    ]


def is_governed(before: str, noun: str) -> bool:
    """Whether a capitalised noun depends on the word before it rather than starts a name."""
    words = before.split()
    governed = bool(words) and _GOVERNING.fullmatch(words[-1].lower()) is not None
    return governed and _MAY_BE_GENITIVE.fullmatch(noun) is not None


def split_at(text: str, places: list[int]) -> list[str]:
    """The text cut at places."""
    ends = [*places, len(text)]
    return [text[start:end] for start, end in zip([0, *places], ends, strict=True)]
