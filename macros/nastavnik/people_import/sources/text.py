"""Tables as text: the encoding told by its letters, the delimiter by how evenly it parts the lines.

Both are told here and not by a library: four Russian code pages and four delimiters are all that
occurs, and guessers made for a hundred languages err on lists of names.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from nastavnik.model.errors import JobError
from nastavnik.model.grid import Grid
from nastavnik.people_import.model import Source
from nastavnik.people_import.sources import refusals
from nastavnik.people_import.sources.sheet import MOST_CELLS

_CODE_PAGES = ("cp1251", "cp866", "koi8-r", "mac-cyrillic")
_DELIMITERS = (";", ",", "\t", "|")
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_SAMPLE_BYTES, _SAMPLE_LINES = 100_000, 40
_COMMON = frozenset("оеаинтсрвлкмдпуя")
_GUARDED = re.compile(r"^'(?=[=+\-@\t\r])")
_LONGEST_CELL = 1_000_000


def text_table(content: bytes, path: Path) -> list[Source]:
    """The one table of a text file.

    Raises:
        JobError: a cell is endless, or there are too many.
    """
    text = decode(content)
    separator = _SEPARATOR_LINE.match(text)
    body = text[separator.end() :] if separator else text
    delimiter = separator[1] if separator else delimiter_of(body)
    csv.field_size_limit(_LONGEST_CELL)
    try:
        rows = _rows(body, delimiter)
    except csv.Error as error:
        raise JobError(
            f"Файл «{path.name}» не читается как таблица: откройте его в Excel и сохраните "
            "как .xlsx"
        ) from error
    if sum(map(len, rows)) > MOST_CELLS:
        raise JobError(refusals.TOO_BIG.format(name=path.name))
    cells = [[_GUARDED.sub("", cell) or None for cell in row] for row in rows]
    return [Source(path.name, "", Grid(cells), (path.name,))]


def _rows(text: str, delimiter: str) -> list[list[str]]:
    """The cells of each row; where a quote is never closed, none of them is a quote.

    Raises:
        csv.Error: a cell is endless.
    """
    try:
        list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        if "unexpected end" in str(error):
            plain = csv.reader(text.splitlines(), delimiter=delimiter, quoting=csv.QUOTE_NONE)
            return [[cell.strip('"') for cell in row] for row in plain]
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def decode(content: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 or a Russian code page."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    head = content[:_SAMPLE_BYTES]
    if head.count(b"\0") > len(head) // 8:
        is_little = head[1::2].count(0) > head[::2].count(0)
        return content.decode("utf-16-le" if is_little else "utf-16-be", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        page = max(_CODE_PAGES, key=lambda page: _russian(head.decode(page, errors="replace")))
        return content.decode(page, errors="replace")


def _russian(text: str) -> float:
    """How much the letters that are not Latin look like Russian words."""
    counts = Counter(text)
    good = sum(counts[letter] + counts[letter.upper()] / 4 for letter in _COMMON)
    odd = sum(n for letter, n in counts.items() if ord(letter) > 126 and not _is_usual(letter))
    upside_down = len(re.findall("[а-яё][А-ЯЁ]", text))
    return good - 3 * odd - 2 * upside_down


def _is_usual(letter: str) -> bool:
    return bool(re.match("[А-Яа-яЁё«»№–—…\u00a0’“”]", letter))


def delimiter_of(text: str) -> str:
    """The mark that parts most lines into equally many cells."""
    lines = [line for line in text.splitlines() if line.strip()][:_SAMPLE_LINES]
    return max(_DELIMITERS, key=lambda mark: _evenness(csv.reader(lines, delimiter=mark)))


def _evenness(rows: Iterable[Sequence[str]]) -> float:
    widths = Counter(len(row) for row in rows)
    width, times = max(
        widths.items(), key=lambda item: (item[1] * (item[0] > 1), item[0]), default=(1, 0)
    )
    return times * (width - 1) ** 0.5 if width > 1 else 0
