"""What a formula refers to, at the granularity of sheets, and how it reads from another cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from nastavnik.model.grid import column_number, letters

VOLATILE = frozenset(
    ("CELL", "INDIRECT", "INFO", "NOW", "OFFSET", "RAND", "RANDARRAY", "RANDBETWEEN", "TODAY")
)

_CORNER = r"\$?[A-Za-z]{1,3}\$?[0-9]{1,7}(?![\w.(])"
_AREA = rf"(?:{_CORNER}(?::{_CORNER})?|\$?[A-Za-z]{{1,3}}:\$?[A-Za-z]{{1,3}}|\$?\d+:\$?\d+)"
_TOKEN = re.compile(
    rf"""
      (?P<text>"(?:[^"]|"")*")
    | (?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>(?:\[\d+\])?[\w.]+(?::[\w.]+)?))!{_AREA}?
    | (?P<call>[\w.]+)\(
    | (?P<brackets>\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\])
    | (?P<area>{_AREA})
    | (?P<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?)
    | (?P<name>[^\W\d][\w.\\?]*)(?P<inside>\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\])?
    """,
    re.VERBOSE,
)
_CELL_LIKE = re.compile(r"(?<![\w.])\$?[A-Z]{1,3}\$?\d+(?![\w.(])", re.IGNORECASE)
_MOVABLE = re.compile(
    rf"""
      (?P<fixed>"(?:[^"]|"")*"|'(?:[^']|'')+'!|(?:\[\d+\])?[\w.]+!|[\w.]+\(
        |\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\])
    | (?P<area>{_AREA})
    | (?P<word>[\w.\\]+)
    """,
    re.VERBOSE,
)
_CORNER_PARTS = re.compile(r"(\$?)([A-Za-z]{0,3})(\$?)(\d*)")


class References(NamedTuple):
    """Titles (folded) of sheets that a formula reads; `is_volatile` means it reads anything."""

    sheets: frozenset[str] = frozenset()
    is_volatile: bool = False


_NOTHING, _ANYTHING = References(), References(is_volatile=True)


class _WordKind(Enum):
    """What a word of a formula may refer to something by."""

    SHEET = auto()
    CALL = auto()
    OWN_CELLS = auto()
    NAME = auto()


class _Word(NamedTuple):
    """A word of a formula, folded."""

    kind: _WordKind
    text: str = ""


@lru_cache(maxsize=2048)
def _words(formula: str) -> frozenset[_Word]:
    """The different words of a formula; the same ones stand in every book of a folder."""
    return frozenset(filter(None, map(_word, _TOKEN.finditer(formula))))


def _word(token: re.Match[str]) -> _Word | None:
    if sheet := token["quoted"] or token["plain"]:
        return _Word(_WordKind.SHEET, sheet.replace("''", "'").casefold())
    if token["call"]:
        return _Word(_WordKind.CALL, token["call"].casefold())
    if token["area"] or token["brackets"]:
        return _Word(_WordKind.OWN_CELLS)
    return _Word(_WordKind.NAME, token["name"].casefold()) if token["name"] else None


@dataclass(slots=True)
class FormulaVocabulary:
    """What words in formulas of one workbook mean: its sheets, tables and defined names."""

    sheets: frozenset[str]
    tables: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    _known: dict[tuple[str, str], References] = field(default_factory=dict)
    _has_cell_like_words: bool = False

    def __post_init__(self) -> None:
        words = " ".join([*self.sheets, *self.tables, *self.names])
        self._has_cell_like_words = _CELL_LIKE.search(words) is not None

    def references(self, formula: str, own_sheet: str) -> References:
        """The sheets that a formula standing on `own_sheet` depends on."""
        key = (self._shape(formula), own_sheet)
        if key not in self._known:
            self._known[key] = References()  # a name that refers to itself ends here
            self._known[key] = self._joined(_words(key[0]), own_sheet)
        return self._known[key]

    def _shape(self, formula: str) -> str:
        """The same text for formulas copied down a column: they read the same sheets."""
        return formula if self._has_cell_like_words else _CELL_LIKE.sub("A1", formula)

    def _joined(self, words: Iterable[_Word], own_sheet: str) -> References:
        own = References(frozenset((own_sheet,)))
        found = [self._meaning(word, own) for word in words]
        sheets = frozenset().union(*(each.sheets for each in found))
        return References(sheets, any(each.is_volatile for each in found))

    def _meaning(self, word: _Word, own: References) -> References:
        match word.kind:
            case _WordKind.SHEET:
                return References(self._named_sheets(word.text))
            case _WordKind.CALL:
                return _ANYTHING if word.text.rpartition(".")[2].upper() in VOLATILE else _NOTHING
            case _WordKind.OWN_CELLS:
                return own
            case _WordKind.NAME:
                return self._of_name(word.text, own)

    def _named_sheets(self, sheet: str) -> frozenset[str]:
        if sheet in self.sheets:
            return frozenset((sheet,))
        is_span = ":" in sheet and "[" not in sheet
        return self.sheets if is_span else frozenset()

    def _of_name(self, name: str, own: References) -> References:
        if table_sheet := self.tables.get(name):
            return References(frozenset((table_sheet,)))
        meaning = self.names.get(name)
        (own_sheet,) = own.sheets
        return self.references(meaning, own_sheet) if meaning else _NOTHING


def moved(formula: str, rows: int, columns: int) -> str:
    """The formula as a cell `rows` below and `columns` to the right of its own would have it."""

    def shifted(token: re.Match[str]) -> str:
        if not token["area"]:
            return token[0]
        return ":".join(_moved_corner(corner, rows, columns) for corner in token[0].split(":"))

    return re.sub(r"#REF!(?::#REF!)?", "#REF!", _MOVABLE.sub(shifted, formula))


def _moved_corner(corner: str, rows: int, columns: int) -> str:
    found = _CORNER_PARTS.fullmatch(corner)
    if found is None:
        return corner
    column_mark, column, row_mark, row = found.groups()
    if column and not column_mark:
        number = column_number(column) + columns
        if not 1 <= number <= 16_384:
            return "#REF!"
        column = letters(number)
    if row and not (row_mark or (not column and column_mark)):
        if not 1 <= int(row) + rows <= 1_048_576:
            return "#REF!"
        row = str(int(row) + rows)
    return f"{column_mark}{column}{row_mark}{row}"
