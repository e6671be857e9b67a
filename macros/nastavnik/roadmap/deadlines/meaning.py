"""From the parsed words of a deadline to spans of days; imported only when one has to be read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from lark import Transformer, v_args

from nastavnik.roadmap.deadlines.scanning import Terminal
from nastavnik.roadmap.deadlines.spans import (
    LAST_DAY,
    MeaninglessError,
    Placed,
    Point,
    Related,
    Repeated,
    Span,
    Year,
)
from nastavnik.russian.dates import FIRST_MONTH, TEACHING_ENDS, month_number, two_digit_year

Pair = tuple[int, int]
Bounds = tuple[Pair, Pair]
"""(month, day) of the first and of the last day."""

_ONE_YEAR = re.compile(r"г\.?|год[ауе]?")
LAST_PART = 0
LAST_WEEK_STARTS = 25
_ORDINALS = {"перв": 1, "втор": 2, "трет": 3, "четв": 4, "посл": LAST_PART}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "п": 2, "ш": 3, "iу": 4, "1у": 4}
"""Roman numerals, those typed with Russian letters included."""

_FEW = {"дв": 2, "тр": 3}
_WEEKDAYS = ("поне", "втор", "сред", "четв", "пятн", "субб")
_PARTS = {
    "декад": ((1, 10), (11, 20), (21, LAST_DAY)),
    "недел": ((1, 7), (8, 14), (15, 21), (22, 28), (29, LAST_DAY)),
    "полов": ((1, 15), (16, LAST_DAY)),
}
_EDGES = {"нач": 0, "сер": 1, "кон": 2, "око": 2, "зав": 2}
_QUARTERS = tuple(((3 * n + 1, 1), (3 * n + 3, LAST_DAY)) for n in range(4))
_TERMS = (((9, 1), (10, 25)), ((11, 5), (12, 30)), ((1, 9), (3, 23)), ((4, 1), TEACHING_ENDS))
_HALVES = (((9, 1), (12, LAST_DAY)), ((1, 1), TEACHING_ENDS))
_WHOLE_YEARS = {(1, 12), (FIRST_MONTH, TEACHING_ENDS[0])}
_THIRDS = (((9, 1), (11, LAST_DAY)), ((12, 1), (2, LAST_DAY)), ((3, 1), TEACHING_ENDS))
_UNITS = {
    "четв": _TERMS,
    "полу": _HALVES,
    "п/г": _HALVES,
    "семе": _HALVES,
    "трим": _THIRDS,
}
_VACATIONS = {
    "ос": ((10, 26), (11, 4)),
    "зи": ((12, 31), (1, 8)),
    "ве": ((3, 24), (3, 31)),
    "ле": ((6, 1), (8, LAST_DAY)),
}
_SEASONS = {
    "ос": ((9, 1), (11, LAST_DAY)),
    "зи": ((12, 1), (2, LAST_DAY)),
    "ве": ((3, 1), (5, LAST_DAY)),
    "ле": ((6, 1), (8, LAST_DAY)),
}

SCHOOL_YEAR_ASSUMED = "год понят как учебный: с 1 сентября по 31 мая"
WEEKS_ASSUMED = "недели считаются по семь дней от первого числа"
TERMS_ASSUMED = "границы четвертей и полугодий взяты обычные, у школы они могут отличаться"
MONTH_OF_YEAR_ASSUMED = "цифры поняты как месяц и год"
VACATIONS_ASSUMED = "дни каникул взяты обычные, у школы они могут отличаться"
EDGES_ASSUMED = "начало, середина и конец поняты как трети"
BEFORE_ASSUMED = "«до» понято как «раньше первого дня названного срока»"
SHORT_YEAR_ASSUMED = "год записан двумя цифрами"


def _number(token: Terminal | None) -> int:
    """The number of «3», «3-я», «III», «третья»; 0 for «последняя»."""
    text = str(token)
    if (digits := re.match(r"\d+", text)) and text not in _ROMAN:
        return int(digits[0])
    return _ROMAN.get(text.partition("-")[0].strip(), _ORDINALS.get(text[:4], -1))


def _chosen(options: Sequence[tuple[Any, Any]], number: int) -> tuple[Any, Any]:
    """The stretch by its number from 1; 0 is the last."""
    if not 0 <= number <= len(options):
        raise MeaninglessError(number)
    return options[number - 1]


def _span(bounds: Bounds, year: Year, *notes: str) -> Span:
    """A stretch of (month, day) pairs in a year; from the first to the last of several years."""
    first = last = year
    if isinstance(year, tuple) and year[1] - year[0] > 1:
        first, last = year
    return Span(
        Point(bounds[0][0], bounds[0][1], first), Point(bounds[1][0], bounds[1][1], last), notes
    )


def _one_day(day: int, month: int, year: Year, *notes: str) -> Span:
    return _span(((month, day), (month, day)), year, *notes)._replace(exact=True)


def _month(token: Terminal | None) -> int:
    number = month_number(str(token))
    if number is None:
        raise MeaninglessError(token)
    return number


def _part(number: int, part: Terminal, month: int) -> Bounds:
    first, last = _chosen(_PARTS[part[:5]], number)
    if part.startswith("недел") and number == LAST_PART:
        first = LAST_WEEK_STARTS
    return (month, first), (month, last)


def _joined(first: Span, last: Span) -> Span:
    """From the first day of one stretch to the last day of another."""
    return Span(first.start, last.end, first.notes + last.notes, exact=first.exact and last.exact)


def _placed(rule: Any, name: str, children: list[Any], _meta: None) -> Placed:
    """What a rule makes of its words, with the place of the first and of the last one."""
    first, last = children[0], children[-1]
    return Placed(
        rule(*[child.meaning if type(child) is Placed else child for child in children]),
        first.start if type(first) is Placed else first.start_pos,
        last.end if type(last) is Placed else last.end_pos,
    )


@v_args(wrapper=_placed)
class Meaning(Transformer[Terminal, tuple[Placed, ...]]):
    """Rule by rule: what the words of the grammar mean."""

    @v_args(inline=True)
    def start(self, *items: Placed) -> tuple[Placed, ...]:
        """All parts of the expression, in their order."""
        return items

    def recurrence(self, *words: Terminal) -> Repeated:
        """«ежемесячно», «1 раз в четверть», «в конце каждой четверти»."""
        return Repeated(" ".join(words))

    def relation(self, *words: Terminal) -> Related:
        """«5 рабочих дней», «по мере необходимости», «после утверждения»."""
        return Related(" ".join(words))

    def month(self, month: Terminal, year: Year = None) -> Span:
        """«май 2025», «май Х года», «сентябрь»."""
        number = _month(month)
        return _span(((number, 1), (number, LAST_DAY)), year)

    def day(self, day: Terminal, month: Terminal, year: Year = None) -> Span:
        """«15 сентября 2025»."""
        return _one_day(_number(day), _month(month), year)

    def full_date(self, text: Terminal, _: Terminal | None = None) -> Span:
        """«01.09.2025», «1.9.25», «01.09.Х», «2025-09-01»."""
        day, month, year = (part.strip() for part in re.split("[./-]", text))
        if len(day) == 4:
            day, year = year, day
        if year[0] in "xх":
            return _one_day(int(day), int(month), _years_after(year))
        notes = (SHORT_YEAR_ASSUMED,) if len(year) == 2 else ()
        return _one_day(int(day), int(month), two_digit_year(year), *notes)

    def short_date(self, text: Terminal, year: Year = None) -> Span:
        """«20.09»; «09.2025» and «09.25» are a month and its year."""
        first, second = map(int, text.split("."))
        if second <= 12:
            return _one_day(first, second, year)
        if not 1 <= first <= 12 or second < 20 or year is not None:
            return _one_day(first, second, year)
        bounds = ((first, 1), (first, LAST_DAY))
        return _span(bounds, two_digit_year(str(second)), MONTH_OF_YEAR_ASSUMED)

    def part(self, number: Terminal, part: Terminal, month: Terminal, year: Year = None) -> Span:
        """«первая декада сентября», «3-я неделя октября»."""
        return _span(_part(_number(number), part, _month(month)), year, *_weeks(part))

    def ints(self, *numbers: Terminal) -> Pair:
        """The first and the last number of «1-2», «15, 22, 29»."""
        return _number(numbers[0]), _number(numbers[-1])

    ordinals = ints

    def parts(self, numbers: Pair, part: Terminal, month: Terminal, year: Year = None) -> Span:
        """«1-2 неделя октября», «первая и вторая неделя октября»."""
        number = _month(month)
        start, end = (_part(n, part, number) for n in numbers)
        return _span((start[0], end[1]), year, *_weeks(part))

    def first_parts(
        self, few: Terminal, part: Terminal, month: Terminal, year: Year = None
    ) -> Span:
        """«первые две недели сентября»."""
        last = few.split()[-1]
        return self.parts((1, _FEW.get(last[:2]) or int(last)), part, month, year)

    def part_after(self, month: Terminal, *rest: Any) -> Span:
        """«октябрь, 2-я неделя»."""
        *year, words = rest
        first, _, part = words.rpartition(" ")
        numbers = [
            _number(Terminal(number)) for number in re.split(r"[-,](?=\s?\d)", first.strip())
        ]
        return self.parts((numbers[0], numbers[-1]), Terminal(part), month, *year)

    def weekday(
        self, number: Terminal, weekday: Terminal, month: Terminal, year: Year = None
    ) -> Span:
        """«первый понедельник октября», «последняя пятница мая»."""
        bounds = _part(_number(number), Terminal("недел"), _month(month))
        return _span(bounds, year)._replace(weekday=_WEEKDAYS.index(weekday[:4]))

    def each(self, word: Terminal, month: Terminal) -> Span:
        """«каждый сентябрь»."""
        return self.month(month)._replace(recurrence=f"{word} {month}")

    def by_number(self, month: Terminal, *rest: Any) -> Span:
        """«сентябрь, до 15 числа»."""
        *year, words = rest
        number = re.search(r"\d+", words)
        assert number
        day = _one_day(int(number[0]), _month(month), *year or (None,))
        return day if number.start() == 0 else day._replace(start=None)

    def edge_of_month(self, edge: Terminal, month: Terminal, year: Year = None) -> Span:
        """«начало сентября», «конец мая 2025»."""
        third = _EDGES[edge[:3]]
        first, last = _PARTS["декад"][third]
        number = _month(month)
        span = _span(((number, first), (number, last)), year, EDGES_ASSUMED)
        return span._replace(opening=third == 0, exact=third == 2)

    def edge_of_year(self, edge: Terminal, year: Span) -> Span:
        """«начало учебного года», «конец 2025 года»."""
        assert year.start
        assert year.end
        third = _EDGES[edge[:3]]
        if third == 1:
            return _middle(year)
        month, of_year = (year.end.month, year.end.year) if third else year.start[::2]
        span = _span(((month, 1), (month, LAST_DAY)), of_year, EDGES_ASSUMED)
        return span._replace(opening=third == 0, exact=third == 2)

    def edges_of_year(self, first: Terminal, last: Terminal, year: Span) -> Span:
        """«начало и конец учебного года»."""
        return _joined(self.edge_of_year(first, year), self.edge_of_year(last, year))

    def edge_of_calendar(self, edge: Terminal, _: Terminal) -> Span:
        """«конец календарного года»."""
        return self.edge_of_year(edge, _span(((1, 1), (12, LAST_DAY)), None))

    def edge_of_unit(
        self, edge: Terminal, number: Terminal, unit: Terminal, year: Year = None
    ) -> Span:
        """«конец I полугодия»."""
        whole, third = self.unit(number, unit, year), _EDGES[edge[:3]]
        assert whole.start
        assert whole.end
        if third == 1:
            raise MeaninglessError(edge)
        if third == 0:
            end = whole.start._replace(day=whole.start.day + 9)
            return whole._replace(end=end, opening=True)
        last = whole.end.day or 30
        return whole._replace(start=whole.end._replace(day=last - 9), exact=True)

    def unit(self, number: Terminal, unit: Terminal, year: Year = None) -> Span:
        """«II квартал 2024», «1 полугодие», «третья четверть»."""
        return self.units((_number(number), _number(number)), unit, year)

    def units(self, numbers: Pair, unit: Terminal, year: Year = None) -> Span:
        """«I-II квартал 2024»."""
        table = _UNITS.get(unit[:4], _QUARTERS)
        notes = () if table is _QUARTERS else (TERMS_ASSUMED,)
        start, end = (_chosen(table, number) for number in numbers)
        return _span((start[0], end[1]), year, *notes)

    def vacation(self, words: Terminal, year: Year = None) -> Span:
        """«осенние каникулы»."""
        return _span(_VACATIONS[words[:2]], year, VACATIONS_ASSUMED)

    def season(self, word: Terminal, year: Year = None) -> Span:
        """«весной 2025 года»."""
        return _span(_SEASONS[word[:2]], year)

    def year(self, token: Terminal, *_: Terminal) -> Year:
        """A year beside a month: «2025 г.», «Х года», «2024-2025 учебного года»."""
        kind = token.type
        if kind == "YEARS":
            return _pair(token)
        if kind == "SHORT_YEAR":
            return two_digit_year(token)
        if kind == "CURRENT":
            return None
        return 1 if kind == "NEXT" else _single(token)

    def calendar_year(self, token: Terminal, *_: Terminal) -> Span:
        """«2024 год», «Х год»."""
        return _span(((1, 1), (12, LAST_DAY)), _single(token))

    def calendar_years(self, token: Terminal, word: Terminal | None = None) -> Span:
        """«в 2023-2024 годах»; «2023-2024 год» in the singular is a school year."""
        first, last = _pair(token)
        if word and last - first == 1 and _ONE_YEAR.fullmatch(word):
            return self.years(token)
        return Span(Point(1, 1, first), Point(12, LAST_DAY, last))

    def school_years(self, token: Terminal, *_: Terminal) -> Span:
        """«2024/25 учебный год»."""
        first, last = _pair(token)
        return Span(Point(FIRST_MONTH, 1, first), Point(*TEACHING_ENDS, last))

    def years(self, token: Terminal) -> Span:
        """«2024-2025» without a word: a school year if the years are neighbours."""
        first, last = _pair(token)
        if last - first != 1:
            return self.calendar_years(token)
        return self.school_years(token)._replace(notes=(SCHOOL_YEAR_ASSUMED,))

    def some_year(self, word: Terminal) -> Span:
        """«учебный год», «год»."""
        span = _span(((FIRST_MONTH, 1), TEACHING_ENDS), None, SCHOOL_YEAR_ASSUMED)
        return span._replace(any_year=word.type == "G")

    def whole_period(self, *words: Terminal) -> Span:
        """«весь период», «в течение периода реализации»."""
        return Span(None, None, recurrence=" ".join(words), whole_period=True)

    def during(self, words: Terminal, span: Span) -> Span:
        """«в течение года», «в течение сентября»."""
        whole = span.start and span.end and (span.start.month, span.end.month) in _WHOLE_YEARS
        return span._replace(recurrence="в течение года") if whole else span

    def before(self, words: Terminal, span: Span) -> Span:
        """«до 15 сентября», «не позднее мая», «к началу учебного года»."""
        inclusive = span.exact or words.startswith("не ")
        if inclusive and not span.opening:
            return span._replace(start=None)
        notes = () if span.opening else (BEFORE_ASSUMED,)
        return span._replace(start=None, end=span.start, notes=span.notes + notes)

    def since(self, _: Terminal, span: Span) -> Span:
        """«с 1 сентября»."""
        return span._replace(end=None)

    def between(self, _from: Terminal, first: Span, _to: Terminal, last: Span) -> Span:
        """«с 01.09.2024 по 31.05.2025», «с сентября по май»."""
        return _joined(first, last)

    def up_to(self, first: Span, _to: Terminal, last: Span) -> Span:
        """«01.09.2025 по 15.09.2025»."""
        return _joined(first, last)

    def through(self, first: Span, last: Span) -> Span:
        """«сентябрь 2023 г. – март 2024 г.», «май-сентябрь Х года»."""
        return _joined(first, last)

    def days(self, numbers: Pair, month: Terminal, year: Year = None) -> Span:
        """«10-15 сентября», «15, 22 и 29 сентября»."""
        number = _month(month)
        return _span(((number, numbers[0]), (number, numbers[1])), year)

    def days_between(
        self, _from: Terminal, first: Terminal, _to: Terminal, last: Terminal, *month: Any
    ) -> Span:
        """«с 10 по 15 сентября»."""
        return self.days((int(first), int(last)), *month)

    def days_to_date(self, first: Terminal, last: Span) -> Span:
        """«01-15.10.2025»."""
        assert last.start
        return _joined(last._replace(start=last.start._replace(day=int(first))), last)

    def days_between_dates(
        self, _from: Terminal, first: Terminal, _to: Terminal, last: Span
    ) -> Span:
        """«с 1 по 15.10.2025»."""
        return self.days_to_date(first, last)


def _middle(year: Span) -> Span:
    """The middle of a school year or of a calendar one."""
    assert year.start
    assert year.end
    first, last = (6, 7) if year.start.month == 1 else (12, 1)
    start, end = year.start._replace(month=first), Point(last, LAST_DAY, year.end.year)
    return Span(start, end, (*year.notes, EDGES_ASSUMED))


def _weeks(part: Terminal) -> tuple[str, ...]:
    return (WEEKS_ASSUMED,) if part.startswith("недел") else ()


def _years_after(text: str) -> int:
    """How many years after «Х»: «х» → 0, «х+1» → 1."""
    return int(text.partition("+")[2] or 0)


def _single(token: Terminal) -> int:
    """The year of «2025» or of «х+1»."""
    return int(token) if token[0].isdigit() else _years_after(token)


def _pair(token: Terminal) -> tuple[int, int]:
    """The years of «2024-2025», «2024/25», «х-х+1»."""
    first, last = re.split(r"[-/]", token)
    if not first[0].isdigit():
        return _years_after(first), _years_after(last)
    return int(first), two_digit_year(last)
