"""Columns of a roadmap's table: by their titles, otherwise by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from nastavnik.domain.posts import is_post
from nastavnik.roadmap.deadlines.grammar import read_deadline
from nastavnik.roadmap.people import names_in
from nastavnik.roadmap.text import collapse, is_rule
from nastavnik.russian.dates import MONTHS


class ColumnKind(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    STAGE = "stage"
    ACTIVITY = "activity"
    DOCUMENTS = "documents"
    DEADLINE = "deadline"
    STARTS = "starts"
    ENDS = "ends"
    RESPONSIBLE = "responsible"
    PERIOD = "period"
    OTHER = "other"


_TITLES = (
    (
        ColumnKind.NUMBER,
        r"(№+|n+|no|#)\s*(п\s*[/\\.]?\s*п\.?|этапа|пункта|пп)?\.?|п\s*[/\\.]\s*п"
        r"|номер( этапа| п/п)?",
    ),
    (ColumnKind.OTHER, r".*\b(отметк|примечан|статус|факт|подпись|оценк).*"),
    (ColumnKind.STARTS, r"((дата|срок)\s+)?начал[ао](\s+\S+){0,2}"),
    (ColumnKind.ENDS, r"((дата|срок)\s+)?(окончани[ея]|завершени[ея])(\s+\S+){0,2}"),
    (ColumnKind.DEADLINE, r".*\b(срок|период|дат[аы]\b|время|когда|месяц).*"),
    (ColumnKind.RESPONSIBLE, r".*(ответствен|исполнител|кто (провод|отвеча)).*|кто|отв(етств?)?"),
    (
        ColumnKind.OTHER,
        r".*\b(аудитори|участник|место|бюджет|финанс|выполнен|исполнени|класс|групп[аы]\b"
        r"|категори).*",
    ),
    (
        ColumnKind.DOCUMENTS,
        r".*\b(документ|результат|продукт|выход|отч[её]тн|подтвер[жд]|показател|форма пред).*",
    ),
    (
        ColumnKind.ACTIVITY,
        r".*\b(мероприят|содержани|действи|вид\w* работ|что (сдел|дела)|задани|дела\b|тем[аы]\b).*",
    ),
    (ColumnKind.STAGE, r".*\b(этап|раздел|направлени|блок|модул).*"),
    (ColumnKind.OTHER, r".*\bформ[аы]\b.*"),
    (ColumnKind.ACTIVITY, r".*\b(деятельност|задач|работ[аы]|наименован|название|план).*"),
    (
        ColumnKind.PERIOD,
        r".*(квартал|четверт|полугоди|\b(янв|фев|март?\b|апр|ма[йя]\b|июн|июл|авг|сент?|окт|нояб?|дек)"
        r"|20\d\d).*|([1-4]|i{1,3}|iv)\s*(кв|четв|чет|п/г)|i{1,3}|iv",
    ),
)
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _TITLES)
_LONGEST_TITLE = 90
_MOST_WORDS = 4
_NUMERAL = re.compile(r"\d+(\.\d+)*[.)]?")
_COUNTING = re.compile(r"\d{1,3}(\.\d{1,2}){0,2}[.)]?")
_CERTAIN = {
    ColumnKind.NUMBER,
    ColumnKind.DEADLINE,
    ColumnKind.RESPONSIBLE,
    ColumnKind.STARTS,
    ColumnKind.ENDS,
}
_SUBJECT = {ColumnKind.ACTIVITY, ColumnKind.STAGE}
_NAMES_DEED = re.compile(r".*\b(мероприят|задани|дела\b|тем[аы]\b).*", re.IGNORECASE)
"""A column so titled says what is done, whatever else is told of it in further columns."""
_MONTH_NUMBER = re.compile(r"(0?[1-9]|1[0-2])")
_FEWEST_MONTHS = 3


@dataclass(frozen=True, slots=True)
class ColumnRoles:
    """Which column holds what; `titles` are as written, for columns that are periods of time."""

    kinds: tuple[ColumnKind, ...]
    titles: tuple[str, ...]
    by_content: bool = False

    def cell(self, cells: Sequence[str], kind: ColumnKind) -> str:
        """The text of a row's cells of a kind, one under another."""
        texts = [text for text, own in zip(cells, self.kinds, strict=False) if own is kind]
        return "\n".join(text for text in texts if text.strip())

    def others(self, cells: Sequence[str]) -> Iterator[tuple[str, str]]:
        """(title, text) of each filled cell of a row whose column holds nothing of a roadmap."""
        for text, title, kind in zip(cells, self.titles, self.kinds, strict=False):
            if kind is ColumnKind.OTHER and not is_rule(text):
                yield title, text.strip()
        for text in cells[len(self.kinds) :]:
            if not is_rule(text):
                yield "", text.strip()

    def with_titles(self, titles: Sequence[str]) -> ColumnRoles | None:
        """Columns told by content under titles that say little; None where these are a row."""
        if len(titles) != len(self.kinds) or not all(map(_may_be_title, titles)):
            return None
        first = self.kinds.index(ColumnKind.ACTIVITY)
        named = (
            (kind_of_title(title) or ColumnKind.OTHER)
            if kind in (ColumnKind.ACTIVITY, ColumnKind.DOCUMENTS) and place != first
            else kind
            for place, (kind, title) in enumerate(zip(self.kinds, titles, strict=True))
        )
        return ColumnRoles(tuple(named), tuple(map(collapse, titles)), by_content=True)

    def has(self, kind: ColumnKind) -> bool:
        """Whether there is a column of the kind."""
        return kind in self.kinds

    def places(self, kind: ColumnKind) -> list[int]:
        """The numbers of columns of a kind, from 0."""
        return [place for place, own in enumerate(self.kinds) if own is kind]


def _may_be_title(text: str) -> bool:
    """Whether a cell may name a column: a few words, none of them a date or a number."""
    words = text.split()
    few = 0 < len(words) <= _MOST_WORDS and not re.search(r"\d", text)
    return few and bool(read_deadline(text).trouble) and not names_in(text)


def kind_of_title(title: str) -> ColumnKind | None:
    """What a column of this title holds; None where the title says nothing."""
    text = collapse(title).lower().strip(" .:*")
    if not text or len(text) > _LONGEST_TITLE:
        return None
    return next((kind for kind, pattern in _COMPILED if pattern.fullmatch(text)), None)


_WORDS_OF_TITLES = re.compile(
    r"№*|п|пп|номер|срок\w*|дат[аы]|ответствен\w+|исполнител\w+|лиц[ао]?|мероприяти[ейя]|и"
    r"|наименовани[ея]|название|этап\w*|содержание|деятельности|план|примерный|вид|форма|проведения"
    r"|(?:предполага|ожида|планиру)\w+|результат\w*|документ\w*|реализации|исполнения|выполнения",
    re.IGNORECASE,
)


def is_scrap_of_titles(texts: Iterable[str]) -> bool:
    """Whether texts are made of nothing but words of which titles of columns are made."""
    words = [word for text in texts for word in re.findall(r"[^\W_]+|№", text)]
    return bool(words) and all(map(_WORDS_OF_TITLES.fullmatch, words))


def columns_by_titles(titles: Sequence[str]) -> ColumnRoles | None:
    """The columns a row of titles declares; None where the row is no heading of a roadmap."""
    titles = _months_named(titles)
    if any(_NUMERAL.fullmatch(title.strip()) for title in titles):
        return None
    kinds = [kind_of_title(title) for title in titles]
    named = [title for title in titles if title.strip()]
    known = [kind for kind in kinds if kind]
    if len(named) < 2 or len(known) < 0.6 * len(named) or not _SUBJECT & set(known):
        return None
    if not _CERTAIN & set(known) and not _are_bare(named, known):
        return None
    settled = _settled([kind or ColumnKind.OTHER for kind in kinds], titles)
    return ColumnRoles(tuple(settled), tuple(map(collapse, titles)))


def _months_named(titles: Sequence[str]) -> Sequence[str]:
    """Titles with the months written out where they are numbers: «09», «10», «11»."""
    places = [place for place, title in enumerate(titles) if _MONTH_NUMBER.fullmatch(title.strip())]
    numbers = [int(titles[place]) for place in places]
    follow = all(after == before % 12 + 1 for before, after in pairwise(numbers))
    counts = places == list(range(len(titles))) or numbers[:1] == [places[0] + 1 if places else 0]
    if len(places) < _FEWEST_MONTHS or not follow or counts:
        return titles
    named = dict(zip(places, (MONTHS[number - 1] for number in numbers), strict=True))
    return [named.get(place, title) for place, title in enumerate(titles)]


def _are_bare(titles: Sequence[str], known: Sequence[ColumnKind]) -> bool:
    """Whether titles without a certain one among them are still titles, not a row of a plan."""
    if ColumnKind.PERIOD in known:
        return known.count(ColumnKind.PERIOD) >= 2
    short = all(len(title) <= 60 and not re.search(r"\d", title) for title in titles)
    return short and len(known) == len(titles) and len(set(known)) >= 2


def _settled(kinds: list[ColumnKind], titles: Sequence[str]) -> list[ColumnKind]:
    """The kinds with one column of activities and at most one of stages."""
    if ColumnKind.ACTIVITY not in kinds:
        kinds = [ColumnKind.ACTIVITY if kind is ColumnKind.STAGE else kind for kind in kinds]
    places = [place for place, kind in enumerate(kinds) if kind is ColumnKind.ACTIVITY]
    naming = [place for place in places if _NAMES_DEED.fullmatch(collapse(titles[place]))]
    chosen = (naming or places)[-1]
    for place in places:
        if place < chosen and ColumnKind.STAGE not in kinds:
            kinds[place] = ColumnKind.STAGE
        elif place != chosen:
            kinds[place] = ColumnKind.OTHER
    if ColumnKind.DEADLINE in kinds or ColumnKind.STARTS in kinds:
        kinds = [ColumnKind.OTHER if kind is ColumnKind.PERIOD else kind for kind in kinds]
    return kinds


_TICK = re.compile(r"[+✓✔xх*vV•●■█]+|да", re.IGNORECASE)


def is_tick(text: str) -> bool:
    """Whether a cell is but a mark in a column of time: «+», «х»."""
    return _TICK.fullmatch(text.strip()) is not None


_SHARE = 0.6
"""What part of a column's cells must look alike for the column to be told by them."""


def columns_by_content(rows: Sequence[Sequence[str]]) -> ColumnRoles | None:
    """The columns of a table without titles; None where they do not look like a roadmap's."""
    width = max((len(row) for row in rows), default=0)
    if len(rows) < 2 or width < 3:
        return None
    columns = [[row[place] for row in rows if place < len(row)] for place in range(width)]
    kinds = [_kind_by_content([cell for cell in cells if cell.strip()]) for cells in columns]
    if ColumnKind.DEADLINE not in kinds or ColumnKind.RESPONSIBLE not in kinds:
        return None
    wordy = [place for place, kind in enumerate(kinds) if kind is ColumnKind.ACTIVITY]
    for place in wordy[1:]:
        kinds[place] = ColumnKind.DOCUMENTS
    if not wordy:
        return None
    return ColumnRoles(tuple(kinds), ("",) * width, by_content=True)


def _kind_by_content(cells: Sequence[str]) -> ColumnKind:
    """What a column holds by its filled cells."""
    tests = (
        (ColumnKind.NUMBER, lambda cell: _COUNTING.fullmatch(cell.strip()) is not None),
        (ColumnKind.DEADLINE, lambda cell: not read_deadline(cell).trouble),
        (ColumnKind.RESPONSIBLE, lambda cell: is_post(cell) or bool(names_in(cell))),
    )
    for kind, fits in tests:
        if cells and sum(map(fits, cells)) >= _SHARE * len(cells):
            return kind
    return ColumnKind.ACTIVITY if cells else ColumnKind.OTHER
