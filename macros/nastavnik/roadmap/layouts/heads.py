"""The head of a roadmap: organisation, title, period, approvals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from nastavnik.roadmap.deadlines.grammar import Moment, read_deadline
from nastavnik.roadmap.layouts.headings import TITLE
from nastavnik.roadmap.model import Approval, Period
from nastavnik.roadmap.people import NAME
from nastavnik.roadmap.text import collapse, is_rule, without_stop
from nastavnik.russian.dates import month_number, two_digit_year


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the table; `paragraphs` are its texts as read."""

    organisation: str | None
    title: str | None
    period: Period
    approvals: tuple[Approval, ...]
    paragraphs: tuple[str, ...]


_ORGANISATION = re.compile(
    r"(?i:\b(?:учреждени[ея]|школа|гимназия|лицей|детский\s+сад|техникум|колледж|интернат)\b"
    r"|^(?:управление|отдел|комитет|департамент|министерство)\b.*\bобразовани)"
    r"|\b[А-ЯЁ]*(?:ОУ|ОШ|ОО|УДО)\b"
)
_SHORT_ORGANISATION = re.compile(
    r"\b(?:[А-ЯЁ]{0,4}(?:ОУ|УДО)(?:\s+[А-ЯЁ]{2,4}(?=\s))?|[А-ЯЁ]ОШ|Гимнази[яи]|Лице[йя])\s*"
    r"(?:«[^«»]*(?:«[^«»]*»)?[^«»]*»|\"[^\"]*\"|(?:[А-ЯЁ]ОШ\s*)?№\s*\d+)"
)
_PROSE = re.compile(r"\d+\.|приказ|об?\s|в\s+(?:целях|соответствии|связи)", re.IGNORECASE)
_GOES_ON = re.compile(r"\(?(?:[а-яё]|20\d\d)")
_STAMP = re.compile(
    r"(?=(?<![\w«\"])[«\"]?(?:рассмотрен[оаы]?|принят[оаы]?|согласован[оаы]?|утвержд[её]н[оаы]?"
    r"|утверждаю|одобрен[оаы]?|введен[оаы]?\s+в\s+действие|с\s+уч[её]том\s+мнени"
    r"|приложени[ея]\s+(?:№\s*)?\d*\s*к\s+приказ\w*)\b)|;",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"(?i:муниципальн|государственн|федеральн|областн|краев|частн)(?i:ое|ая)\b(?!.*\bприказ)"
    r"|(?i:приказ\s*$|об?\s+(?:внедрени|организаци|утвержден|назначен|реализаци))|ПРИКАЗ"
    r"|(?:В\s+(?:целях|соответствии|связи)|На\s+основании|Во\s+исполнение)\b"
    r"|\d{1,2}(?:\.\d{1,2})*[.)]\s+[А-ЯЁ]"
)
"""What begins a paragraph of its own even where no empty line parts it from the one before."""
_KIND_ALONE = re.compile(r"(?i:муниципальн|государственн|частн)\w+\s.*(?i:учреждение|организация)")
_APPENDIX = re.compile(r"^приложение\s*(?:№\s*)?\d*$", re.IGNORECASE)
_OF_ORDER = re.compile(r"к\s+(?:приказ|распоряжени|положени|программ)", re.IGNORECASE)
_FILLED_BLANK = re.compile(r"(?<=[\d»\"])[\s_]+(?=[«\"]?(?:\d|[а-я]))")
_LONGEST_STAMP = 200
_BODIES = (
    ("педагогического совета", r"педагогическ\w+\s+совет|педсовет"),
    ("методического совета", r"методическ\w+\s+совет"),
    ("методического объединения", r"методическ\w+\s+объединени"),
    ("управляющего совета", r"управляющ\w+\s+совет"),
    ("совета родителей", r"совет\w*\s+родител|родительск\w+\s+(?:комитет|общественност)"),
    ("совета обучающихся", r"совет\w*\s+(?:обучающ|учащ|ученик)"),
    ("общего собрания", r"общ\w+\s+собрани"),
    ("профсоюзного комитета", r"профсоюз|профком|\bПК\b"),
    (
        "совета учреждения",
        r"совет\w*\s+(?:учреждени|школ|организаци|лице|гимнази)|школьн\w+\s+совет",
    ),
)
_DATE = re.compile(
    r"[«\"]?\s?(\d{1,2})\s?[»\"]?[.\s]\s?(\d{1,2}|[а-я]{3,8})[.\s]\s?(\d{4}|\d{2})(?!\d)"
)
_NUMBER = re.compile(
    r"(?:№|(?<!\w)N[oо]?\.?)\s*"
    r"((?:\d|[А-ЯЁ]{1,3}-\d)[\d.]*(?:(?!от)[а-яёА-ЯЁ]{1,3}(?![а-яёА-ЯЁ]))?(?:\s?[-–/]\s?[\wА-Яа-я]+)*(?:\s+о/д)?(?:(?<=осн)\.)?)"
)
_ORDER = re.compile(r"приказ(?:\s+(?:№|от)\b.*)?|.*\bПРИКАЗЫВАЮ\b.*|ПРИКАЗ\b.*", re.DOTALL)
_SIGNATORY = re.compile(
    rf"(?i:\b(?:и\.\s?о\.\s+)?(?:директора?|заведующ\w+))\b(?:[^№.;]|\b\w{{1,3}}\.){{0,60}}?(?:{NAME.pattern})"
)
_DAY = r"«?\d{1,2}»?[.\s]\s?(?:\d{1,2}|[а-я]+)[.\s]\s?\d{4}(?:\s*г(?:ода)?\b\.?)?"
_YEARS = r"(?:19|20)\d\d(?:\s*[-–—/]\s*(?:20)?\d\d)?"
_YEAR_WORD = r"(?:уч\w*\.?\s*год\w*|уч\.\s?г\.?|г\.?\s?г\.?|год\w*|г\b\.?)"
_MONTH_YEAR = r"[а-я]{3,8}\s+20\d\d(?:\s*г(?:ода)?\b\.?)?"
_PERIOD_ATOM = (
    rf"(?:(?:на|за|в)\s+)?(?:период\s+)?с\s+(?:{_DAY}|{_MONTH_YEAR})\s+(?:по|до)\s+(?:{_DAY}|{_MONTH_YEAR})"
    rf"|{_MONTH_YEAR}\s*[-–—]\s*{_MONTH_YEAR}"
    rf"|(?:на|за|в)\s+(?:период\s+)?{_YEARS}\s*{_YEAR_WORD}?"
    rf"|{_YEARS}\s*{_YEAR_WORD}|20\d\d\s*[-–—/]\s*20\d\d(?!\d)"
    rf"|(?:на|в)\s+(?:20)?_+\s*(?:[-–—/]\s*(?:20)?_+\s*)?{_YEAR_WORD}"
)
_PERIOD = re.compile(rf"(?:{_PERIOD_ATOM})(?:,\s*(?:{_PERIOD_ATOM}))*", re.IGNORECASE)
_ATOM = re.compile(_PERIOD_ATOM, re.IGNORECASE)
_PREPOSED = re.compile(r"(?:на|за|в|с)\s", re.IGNORECASE)


def read_head(lines: Sequence[str]) -> Head:
    """The head of a roadmap by the lines above its table."""
    paragraphs = tuple(_whole(_paragraphs(lines)))
    first, last = _place_of_title(paragraphs)
    title = without_stop(" ".join(paragraphs[first:last])) or None
    others = [*paragraphs[:first], *paragraphs[last:]]
    others = [text for text in others if without_stop(text) != title]
    return Head(
        _organisation(others, title),
        title,
        read_period([*([title] if title else []), *others]),
        tuple(_each_once(read_approvals(others))),
        paragraphs,
    )


def told_in(head: Head) -> Iterator[str]:
    """The paragraphs of which something was understood: school, title, period, stamps."""
    known = [text for text in (head.organisation, head.title, head.period.as_written) if text]
    for text in head.paragraphs:
        plain = without_stop(text)
        if any(part in text or plain in part for part in known) or any(read_approvals([text])):
            yield text


def _paragraphs(lines: Iterable[str]) -> Iterator[str]:
    """Paragraphs of the head: parted by empty lines, by the title and by stamps."""
    text = ""
    for line in lines:
        begins = not line.strip() or any(p.match(line) for p in (TITLE, _STAMP, _BEGINS))
        if text and begins:
            yield text
            text = ""
        if not is_rule(line):
            text = collapse(f"{text} {line}")
    if text:
        yield text


def _whole(paragraphs: Iterable[str]) -> Iterator[str]:
    """Paragraphs with stamps and names of schools made whole where empty lines part them."""
    text = ""
    for following in paragraphs:
        if text and not _goes_on(text, following):
            yield text
            text = ""
        text = f"{text} {following}".strip()
    if text:
        yield text


def _goes_on(text: str, following: str) -> bool:
    """Whether a paragraph belongs to the one before: a stamp to its date, a kind to its name."""
    if _APPENDIX.search(text):
        return _OF_ORDER.match(following) is not None
    if any(pattern.match(following) for pattern in (TITLE, _STAMP, _BEGINS)):
        return False
    if _STAMP.match(text):
        return not _DATE.search(text) and len(text) < _LONGEST_STAMP
    return _KIND_ALONE.fullmatch(text) is not None and following[:1] in '«"“№('


def _place_of_title(paragraphs: Sequence[str]) -> tuple[int, int]:
    """Paragraphs of the title: the last one that begins so, and those that go on with it."""
    places = [place for place, text in enumerate(paragraphs) if TITLE.match(text)]
    if not places:
        return 0, 0
    last = places[-1] + 1
    while last < len(paragraphs) and _is_of_title(paragraphs[last], paragraphs[last - 1]):
        last += 1
    return places[-1], last


def _is_of_title(text: str, before: str) -> bool:
    """Whether a paragraph goes on with the title before it."""
    return _GOES_ON.match(text) is not None or (text.isupper() and before.isupper())


def _organisation(paragraphs: Iterable[str], title: str | None) -> str | None:
    """The paragraph that names the organisation, otherwise a short name in the title or a stamp."""
    paragraphs = list(paragraphs)
    for text in paragraphs:
        if _ORGANISATION.search(text) and len(text) < 400 and not _is_prose(text):
            return without_stop(text)
    found = map(_SHORT_ORGANISATION.search, [title or "", *paragraphs])
    return next((collapse(short[0]) for short in found if short), None)


def _is_prose(text: str) -> bool:
    """Whether a paragraph is a stamp or a point of an order rather than a name."""
    return bool(_STAMP.search(text) or _PROSE.match(text))


def read_period(texts: Sequence[str]) -> Period:
    """The period of a roadmap: that of the title, otherwise one named with a preposition."""
    for order, text in enumerate(texts):
        match = _PERIOD.search(text)
        if match and (order == 0 or _PREPOSED.match(match[0])):
            return _period(match[0])
    return Period()


def _period(text: str) -> Period:
    as_written = collapse(text).rstrip(",")
    read = [read_deadline(atom) for atom in _ATOM.findall(as_written)]
    pairs = list(dict.fromkeys((deadline.start, deadline.end) for deadline in read))
    if len(pairs) > 1:
        return Period(as_written=as_written, candidates=tuple(pairs))
    start, end = pairs[0]
    return Period(start, end, as_written)


def read_approvals(paragraphs: Iterable[str]) -> Iterator[Approval]:
    """Stamps above the table, and the order the roadmap is an appendix to."""
    paragraphs = list(paragraphs)
    orders = [text for text in paragraphs if _ORDER.fullmatch(text)]
    if orders:
        yield _approval("приказ", orders[0])
    for text in paragraphs:
        if text not in orders and _STAMP.match(text):
            yield from _stamps(text)


def _each_once(approvals: Iterable[Approval]) -> Iterator[Approval]:
    """Approvals without an order that an appendix names again."""
    seen: set[tuple[str, str, Moment]] = set()
    for approval in approvals:
        if approval.number and approval.date:
            key = (approval.kind, approval.number, approval.date)
            if key in seen:
                continue
            seen.add(key)
        yield approval


def _stamps(text: str) -> Iterator[Approval]:
    for segment in _STAMP.split(text):
        kind = _kind(segment)
        if kind:
            yield _approval(kind, segment)


def _kind(segment: str) -> str | None:
    """What a stamp is: an order, minutes of a body, or a person's approval."""
    low = segment.lower()
    body = next((name for name, words in _BODIES if re.search(words, segment, re.IGNORECASE)), "")
    if "приказ" in low:
        return "приказ"
    if "мнени" in low:
        return f"учёт мнения {body}".strip()
    if "протокол" in low or body:
        return f"протокол {body}".strip()
    if "утвержд" in low:
        return "утверждение"
    return "согласование" if "согласован" in low else None


def _approval(kind: str, text: str) -> Approval:
    text = filled(text)
    place = text.lower().find("приказ") if kind == "приказ" else 0
    stamp = _without_school_numbers(text[max(place, 0) :])
    day = _DATE.search(stamp) or _DATE.search(text)
    number = _number_beside(stamp)
    signatory = _SIGNATORY.search(_without_school_numbers(text))
    return Approval(
        kind,
        collapse(number[1]) if number else None,
        _date(day) if day else None,
        collapse(signatory[0].replace("_", "")) if signatory else None,
    )


def filled(text: str) -> str:
    """The text without the ruling of blanks that are filled in: «10»___01___2022."""
    return _FILLED_BLANK.sub(" ", text) if "_" in text else text


def _number_beside(stamp: str) -> re.Match[str] | None:
    """The number of a stamp: that after its date, otherwise the first one."""
    day = _DATE.search(stamp)
    return (_NUMBER.search(stamp, day.end()) if day else None) or _NUMBER.search(stamp)


def _without_school_numbers(text: str) -> str:
    """The text without numbers of schools: «Школа № 2» in a stamp is no number of an order."""
    return re.sub(r"«[^«»]*»|(?i:школ\w+|сош|оош|лице\w+|гимнази\w+|сад\w*)\s*№\s*\d+", "", text)


def _date(match: re.Match[str]) -> Moment | None:
    day, month, year = match.groups()
    number = int(month) if month.isdigit() else month_number(month)
    try:
        return date(two_digit_year(year), number or 0, int(day))
    except ValueError:
        return None
