"""Several choices in one cell: parted by the options that are known, never by the comma."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from nastavnik.domain.answers import MEANS, options
from nastavnik.model.sheets import QuestionRow
from nastavnik.model.text import fold, tidy

_BETWEEN = re.compile(r"\s*[;,\n]\s*|\s+")
_SURE = re.compile(r"\s*[;,\n]\s*")
_ENDS = " \t\n;,"


def spellings_of(question: QuestionRow) -> dict[str, str]:
    """Folded spelling → option as it counts; «h1 = Уроки» says how a file writes an option."""
    found: dict[str, str] = {}
    for line in options(question):
        written, _, meant = line.rpartition(MEANS)
        option = meant.strip()
        found[fold(option)] = option
        if written.strip():
            found[fold(written)] = option
    return found


def split_choices(text: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """The options in a cell, the longest first, and what is left over as options of one's own.

    `known` maps folded spellings to options. What stands between two known options, or around
    them, is one option however many commas it has.
    """
    rest = tidy(text.replace("\n", " ; "))
    ordered = sorted(known, key=len, reverse=True)
    found: list[str] = []
    while rest := rest.strip(_ENDS):
        option = next((each for each in ordered if _starts(rest, each)), None)
        if option is None:
            taken, rest = _up_to_known(rest, ordered)
            found.append(taken)
            continue
        found.append(known[option])
        rest = rest[_length(rest, option) :]
    return tuple(dict.fromkeys(filter(None, found)))


def _starts(text: str, option: str) -> bool:
    length = _length(text, option)
    return length > 0 and (length == len(text) or bool(_BETWEEN.match(text[length:])))


def _length(text: str, option: str) -> int:
    """How much of the text the folded option takes; 0 where it does not start with it."""
    for length in range(max(1, len(option) - 3), min(len(text), len(option) + 6) + 1):
        if fold(text[:length]) == option and text[:length] == text[:length].rstrip():
            return length
    return 0


def _up_to_known(text: str, ordered: Sequence[str]) -> tuple[str, str]:
    """The text up to the next known option, and the rest."""
    for between in _SURE.finditer(text):
        after = text[between.end() :]
        if any(_starts(after, each) for each in ordered):
            return text[: between.start()].strip(_ENDS), after
    return text.strip(_ENDS), ""


def learned(texts: Iterable[str]) -> dict[str, str]:
    """The options of a question nobody knows, as far as its own answers tell them for certain.

    An answer that stands alone in one cell and among others in a second is an option; so is what
    is left of several cells without the options they share.
    """
    joined = (tidy(text.replace("\n", " ; ")).strip(_ENDS) for text in texts)
    distinct = sorted({text for text in joined if text}, key=len)
    known = _standing_alone(distinct)
    while known:
        left = Counter(piece for text in distinct for piece in _own_pieces(text, known))
        new = {fold(piece): piece for piece, times in left.items() if times > 1}
        if not new.keys() - known.keys():
            break
        known |= new
    return known


def _standing_alone(distinct: Sequence[str]) -> dict[str, str]:
    """Whole cells that are also a part of a longer one."""
    joined = [fold(text) for text in distinct]
    found: dict[str, str] = {}
    for number, text in enumerate(distinct):
        key = fold(text)
        longer = (other for other in joined[number + 1 :] if len(other) > len(key))
        is_joined = any(_is_part(shorter, key) for shorter in found)
        if not is_joined and any(_is_part(key, other) for other in longer):
            found[key] = text
    return found


def _is_part(option: str, text: str) -> bool:
    place = text.find(option)
    if place < 0:
        return False
    before, after = text[:place], text[place + len(option) :]
    return (not before or before.rstrip(" ")[-1:] in (";", ",")) and (
        not after or after.lstrip(" ")[:1] in (";", ",")
    )


def _own_pieces(text: str, known: Mapping[str, str]) -> list[str]:
    options_here = set(known.values())
    pieces = split_choices(text, known)
    return [piece for piece in pieces if piece not in options_here] if len(pieces) > 1 else []
