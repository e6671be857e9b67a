"""Responsible persons: names, posts, and where one ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nastavnik.domain import posts
from nastavnik.domain.posts import is_post
from nastavnik.readers.markup import plain
from nastavnik.roadmap.text import (
    DASHES,
    collapse,
    is_rule,
    outside_brackets,
    starts_low,
)

POST_HEADS = posts.POST_HEADS.replace(r"и\.\s?о\.", r"и\.\s?о\.(?=\s*(?-i:[а-яё]))")
"""Words of posts; «И.О.» is one only before the post it is short for, else a pair of initials."""
POST = re.compile(rf"(?:{POST_HEADS})(?!\w)", re.IGNORECASE)
_SURNAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_INITIALS = r"[А-ЯЁ]\.\s*(?:[А-ЯЁ]\.?(?![а-яёА-ЯЁ]))?"
_PATRONYMIC = r"[А-ЯЁ][а-яё]+(?:вич|вна|ична|инична|оглы|кызы)"
NAME = re.compile(
    rf"{_SURNAME}\s+{_INITIALS}"
    rf"|[А-ЯЁ]\.\s*[А-ЯЁ]\.\s*{_SURNAME}"
    rf"|{_SURNAME}\s+[А-ЯЁ][а-яё]+\s+{_PATRONYMIC}"
)

_CAPITAL_POST = re.compile(rf"(?<=[\s)])(?=[А-ЯЁ])(?i:{POST_HEADS})(?!\w)")
_PERSON_STARTS = re.compile(rf"(?<![\w-])(?:(?=[А-ЯЁ])(?i:{POST_HEADS})(?!\w)|{NAME.pattern})")
_PERSON = re.compile(
    rf"(?:(?i:{POST_HEADS})|{NAME.pattern})(?:[\s,–-]+(?:[а-яё-]+|[А-ЯЁ]{{2,5}}|№\s*\d+|{NAME.pattern}))*"
    r"[\s,.;]*"
)
_COMMA = re.compile(rf"\s*[;,]\s*|\s+/\s*|\s*/\s+|/(?=(?i:{POST_HEADS})(?!\w))")
_AND = re.compile(rf"\s+и\s+(?=(?i:{POST_HEADS})(?!\w))")
_AFTER_NAME = re.compile(rf"\s*(?:,\s*(?=[а-яё])|[{DASHES}]\s*|\(|(?=[а-яё]))")
_COMPLEMENT = re.compile(r"[А-ЯЁ/]{1,5}|[А-ЯЁ]{2,5}(?:\s*(?:и|,)\s*[А-ЯЁ]{2,5})*")
_PLURAL_POST = re.compile(
    r"(?:наставники|наставляемые|педагоги|учителя|родители|кураторы|классные руководители)\b.*"
)
_ADJECTIVE = re.compile(
    r"(?:социальн|старш|младш|главн|музыкальн|классн|ответственн|назначенн)\w+|зам\.?|соц\.?",
    re.IGNORECASE,
)


def split_people(cell: str) -> list[str]:
    """The responsible of a cell, each as written, repeats included."""
    people: list[str] = []
    for segment in _segments(plain(cell)):
        people += _split_at_posts(segment)
    return [person for person in map(_tidy, people) if not is_rule(person)]


def names_in(text: str) -> list[str]:
    """Names of persons in a text: «Орлова А.П.», «Орлова Анна Петровна»."""
    return [collapse(match[0]) for match in NAME.finditer(text)]


def _tidy(person: str) -> str:
    text = collapse(person).strip(f" ,;{DASHES}")
    return text if re.search(r"[А-ЯЁ](?:-[а-яё])?\.$", text) else text.rstrip(".")


def _segments(text: str) -> Iterator[str]:
    """Stretches that hold a person or more: cut by empty lines, «;», and lines with a new post."""
    segment = ""
    for line in re.split(r"\n|(?<=\s)\xa0(?=\s)", text):
        if segment and (not line.strip() or _begins_person(line, segment)):
            yield segment
            segment = ""
        segment = f"{segment} {line.strip()}".strip()
    if segment:
        yield segment


def _begins_person(line: str, segment: str) -> bool:
    """Whether a new line names another person rather than goes on with the last one."""
    line = line.strip()
    if segment.endswith((",", ";")) or NAME.search(segment):
        return not _AFTER_NAME.match(line) or segment.endswith(",")
    if NAME.match(line):
        return False
    if starts_low(line):
        return _PLURAL_POST.fullmatch(line) is not None
    return not segment.endswith(tuple(DASHES)) and POST.match(line) is not None


def _split_at_posts(segment: str) -> Iterator[str]:
    """Persons of one stretch."""
    for piece in _pieces_by_comma(segment):
        for part in _AND.split(piece) if _both_posts(piece) else [piece]:
            yield from _split_by_names(part)


def _both_posts(piece: str) -> bool:
    return is_post(piece) and not NAME.search(piece)


def _pieces_by_comma(segment: str) -> list[str]:
    """Pieces between commas; a comma inside a post or before the post of a named person stays."""
    pieces: list[str] = []
    for part in _COMMA.split(segment):
        previous = pieces[-1] if pieces else ""
        if previous and _goes_on(previous, part):
            pieces[-1] = f"{previous}, {part}"
        elif part:
            pieces.append(part)
    return pieces


def _goes_on(previous: str, part: str) -> bool:
    """Whether what follows a comma belongs to the person before it."""
    if _COMPLEMENT.fullmatch(part.strip()):
        return is_post(previous) and not is_post(part)
    named = NAME.fullmatch(previous.strip())
    if named:
        return is_post(part) and starts_low(part) and _singular(part) and not NAME.search(part)
    return previous.count("(") > previous.count(")") or bool(
        NAME.fullmatch(part.strip()) and is_post(previous) and not NAME.search(previous)
    )


def _singular(post: str) -> bool:
    """Whether the first word of a post is in the singular."""
    return re.match(r"\w+[иы]е?(?!\w)", post) is None


def _split_by_names(piece: str) -> Iterator[str]:
    """Cuts after each name when posts stand before names, before each one otherwise."""
    names = list(NAME.finditer(piece))
    if not names:
        yield from _split_at_capitals(piece)
        return
    name_first = not piece[: names[0].start()].strip(" ,")
    start = 0
    for match, following in zip(names, [*names[1:], None], strict=True):
        end = following.start() if following and name_first else match.end()
        if following is None:
            end = _end_of_last(piece, match.end(), name_first)
        yield from _split_at_capitals(piece[start:end])
        start = end
    if piece[start:].strip(" ,."):
        yield from _split_at_capitals(piece[start:])


def _end_of_last(piece: str, end: int, name_first: bool) -> int:
    """Where the last named person ends: a post after the name belongs to it."""
    rest = piece[end:]
    belongs = name_first and _AFTER_NAME.match(rest)
    return len(piece) if belongs or not rest.strip(" ,.") else end


def _split_at_capitals(text: str) -> Iterator[str]:
    """«Директор ОО Куратор Орлова А. П.» → the director, and the curator with her name."""
    start = 0
    for match in _CAPITAL_POST.finditer(text):
        if not _belongs_to_word_before(text, match.start()):
            yield text[start : match.start()]
            start = match.start()
    yield text[start:]


def _belongs_to_word_before(text: str, place: int) -> bool:
    """Whether what begins at a place goes with the word before it: «Социальный …», «… – ЗДУВР»."""
    before = text[:place].split()
    if not before:
        return False
    abbreviation = re.match(r"[А-ЯЁ]{2,}(?!\w)", text[place:])
    return bool(abbreviation or _ADJECTIVE.fullmatch(before[-1])) or before[-1] in DASHES


def responsible_from(text: str) -> int:
    """Where the responsible at the end of a row begin; the length of the text if there are none."""
    outside = outside_brackets(text)
    starts = [match.start() for match in _PERSON_STARTS.finditer(text) if outside[match.start()]]
    found = len(text)
    for start in reversed(starts):
        if not _PERSON.fullmatch(text[start:found].strip()):
            break
        if not _belongs_to_word_before(text, start):
            found = start
    return found
