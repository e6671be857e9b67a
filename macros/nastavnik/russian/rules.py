"""Tables of rules: what ending a word has, and how it is declined."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from nastavnik.russian.cases import Gender
from nastavnik.russian.verdicts import STAYS, Endings, FormsVerdict, disputed, settled
from nastavnik.russian.voices import NamePart, by_rules

Decide = Callable[[str], FormsVerdict]

AS_PYTROVICH = None
"""Instead of endings: pytrovich is known to be right here, so nobody else is asked."""


class WordRule(NamedTuple):
    """What is done with words in small letters in which `pattern` is found.

    It is compiled when first tried, to keep imports cheap.
    `how` is endings, a function, or `AS_PYTROVICH`; `instead` are endings that are possible too,
    `reason` says why a person should look.
    """

    pattern: str
    how: Endings | Decide | None
    instead: Endings | None = None
    reason: str = ""


def words(text: str) -> frozenset[str]:
    """The words of a list written with blanks between them."""
    return frozenset(text.split())


def one_of(text: str) -> str:
    """A pattern for exactly these words, written with blanks between them."""
    return f"^({'|'.join(text.split())})$"


def judge(word: str, rules: Sequence[WordRule], part: NamePart, gender: Gender) -> FormsVerdict:
    """The verdict of the first rule that matches `word`."""
    lower = word.lower()
    found = next((one for one in rules if re.search(one.pattern, lower)), None)
    if found is None:
        return settled(word, STAYS).doubted("непонятное слово")
    if found.how is AS_PYTROVICH:
        return FormsVerdict(by_rules(word, part, gender))
    if not isinstance(found.how, Endings):
        return found.how(word)
    if found.instead:
        return disputed(word, found.how, found.instead, found.reason)
    verdict = settled(word, found.how)
    return verdict.doubted(found.reason) if found.reason else verdict
