"""What only a filled document can tell: how wide its words are, and what its signatures follow.

No word is broken inside because its column is narrow, no number at its hyphen, and no signature
stands alone on a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree

from nastavnik.documents.wording import KEPT_HYPHEN
from nastavnik.model.letter_widths import LetterWidths
from nastavnik.model.memory import remembered

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SIGNING = frozenset({"Подпись", "Согласующаяподпись", "Датаиподпись", "Сторона"})
"""Styles of the paragraphs in which somebody signs."""

CELL_SIZE, CELL_MARGINS = 12.0, 113
"""Points of the text of a cell; twentieths of a point on each side of it, its line included."""
NARROWEST = 500
"""Twentieths of a point that a column keeps whatever the others want."""
BOLD = frozenset({"Шапкатаблицы", "Этапвтаблице"})
"""Styles of the cells that are set bold, and so wider."""
_BOLDER = 1.1


_WIDTHS = LetterWidths(
    (
        (18, "'"),
        (22, "|"),
        (26, "., \u00a0"),
        (28, ";:/ijlt"),
        (34, "!()[]-frI\u2011"),
        (40, "зsJ"),
        (42, 'г"'),
        (44, "тэ"),
        (46, "аесьяёacez"),
        (48, "в"),
        (50, "клорух0123456789«»–bdghknopquvxy"),
        (52, "бдчъЗ"),
        (54, "ийнпц"),
        (56, "РFPS"),
        (58, "БГЬ+"),
        (62, "ЕТЁELTZ"),
        (64, "м"),
        (66, "фЧЭ"),
        (68, "ыВКЛСЯBCR"),
        (70, "жД"),
        (72, "УЪ"),
        (74, "АИЙНОПХЦwADGHKNOQUVXY"),
        (76, "ю"),
        (78, "шщm"),
        (80, "Ф"),
        (84, "%"),
        (88, "Ы"),
        (90, "ЖМM"),
        (94, "@"),
        (96, "№W"),
        (100, "—"),
        (102, "ШЩ"),
        (104, "Ю"),
    ),
    other=0.75,
)
"""Letters of Times New Roman: parts of the size, rounded up to the next fiftieth."""
_BREAKS = re.compile(r"[ \t\n\-–/]")
_NUMBER_HYPHEN = re.compile(
    r"(?<![\w./@-])(?:\d+-(?=[А-Яа-яЁё]{1,3}\b)|[А-ЯЁ]{1,4}-(?=\d))(?![\w./-]*@)"
)
"""The hyphen of «104-ОД», «273-ФЗ», «ТМ-31», «3-й», at which no line may end."""
_KEPT_BLANK = re.compile(r"(?<=[—–]) (?=\d)|(?<=\d) (?=%)")
"""The blank of «наставляемых — 31» and of «40 %», at which no line may end."""
_MAY_BREAK = re.compile("[-—–%]")


def complete(root: Any) -> None:
    """Give every cell of a filled part a paragraph at its end, take tables without rows away.

    A condition or a loop of the template may have left neither; Word takes such a file for damaged.
    """
    for table in [each for each in root.iter(f"{W}tbl") if each.find(f"{W}tr") is None]:
        table.getparent().remove(table)
    for cell in root.iter(f"{W}tc"):
        last = cell[-1] if len(cell) else None
        if last is None or last.tag in {f"{W}tcPr", f"{W}tbl"}:
            etree.SubElement(cell, f"{W}p")


def finish(root: Any) -> None:
    """Keep the numbers of a filled part whole, then fit it."""
    for text in root.iter(f"{W}t"):
        keep_whole(text)
    settle(root)


def settle(root: Any, *, fitting: bool = True, keeping: bool = True) -> None:
    """Fit the columns of a filled part, keep its signatures company."""
    for table in root.iter(f"{W}tbl") if fitting else ():
        fit(table)
    for paragraph in list(signatures(root)) if keeping else ():
        keep_together(paragraph)


def keep_whole(text: Any) -> None:
    """Keep the numbers of a text whole."""
    if text.text:
        text.text = kept_whole(text.text)


def kept_whole(words: str) -> str:
    """The words with hyphens and blanks at which no line ends where one must not."""
    if not _MAY_BREAK.search(words):
        return words
    return _KEPT_BLANK.sub("\u00a0", _NUMBER_HYPHEN.sub(_kept_hyphen, words))


def _kept_hyphen(number: re.Match[str]) -> str:
    return number[0].replace("-", KEPT_HYPHEN)


def word_width(word: str, size: float = CELL_SIZE) -> int:
    """About how wide a word is set in a serif font, in twentieths of a point."""
    return round(sum(map(_WIDTHS.__getitem__, word)) * size * 20)


@remembered(2**14)
def _widest_word(line: str) -> int:
    """How wide the longest word of a line is."""
    return max(map(word_width, _BREAKS.split(line)))


def fit(table: Any) -> None:
    """Give a column as much as its longest word wants, from those that can spare it."""
    grid = table.findall(f"{W}tblGrid/{W}gridCol")
    widths = [int(column.get(f"{W}w", 0)) for column in grid]
    if not all(widths):
        return
    wanted = _wanted(table, len(widths))
    fitted = fitted_widths(widths, wanted)
    if fitted == widths:
        return
    for column, width in zip(grid, fitted, strict=True):
        column.set(f"{W}w", str(width))
    for row in table.iterchildren(f"{W}tr"):
        for place, span, cell in _cells(row):
            width = cell.find(f"{W}tcPr/{W}tcW")
            if width is not None:
                width.set(f"{W}w", str(sum(fitted[place : place + span])))


def fitted_widths(widths: Sequence[int], wanted: Sequence[int]) -> list[int]:
    """Widths of the same sum in which every column has what it wants, as far as there is room."""
    lacking = [max(0, want - have) for have, want in zip(widths, wanted, strict=True)]
    spare = [max(0, have - max(want, NARROWEST)) for have, want in zip(widths, wanted, strict=True)]
    moved = min(sum(lacking), sum(spare))
    if not moved:
        return list(widths)
    given = _shared(moved, lacking)
    taken = _shared(moved, spare)
    return [have + more - less for have, more, less in zip(widths, given, taken, strict=True)]


def _shared(amount: int, parts: Sequence[int]) -> list[int]:
    """The amount divided in proportion to the parts, to the last unit."""
    total, done, seen, shares = sum(parts), 0, 0, []
    for part in parts:
        seen += part
        share = amount * seen // total - done
        done += share
        shares.append(share)
    return shares


def _wanted(table: Any, columns: int) -> list[int]:
    wanted = [0] * columns
    for row in table.iterchildren(f"{W}tr"):
        for place, span, cell in _cells(row):
            if span == 1 and place < columns:
                wanted[place] = max(wanted[place], _longest_word(cell) + 2 * CELL_MARGINS)
    return wanted


def _longest_word(cell: Any) -> int:
    """How wide the longest word of a cell is, less those of tables within it."""
    paragraphs = list(cell.iterchildren(f"{W}p"))
    longest = max(map(_widest_word, map(_line, paragraphs)), default=0)
    return round(longest * (_BOLDER if any(map(_is_bold, paragraphs)) else 1))


def _cells(row: Any) -> Iterator[tuple[int, int, Any]]:
    """The cells of a row: column, number of columns, the cell."""
    place = 0
    for cell in row.iterchildren(f"{W}tc"):
        span = 1
        for properties in cell.iterchildren(f"{W}tcPr"):
            for spans in properties.iterchildren(f"{W}gridSpan"):
                span = int(spans.get(f"{W}val", 1))
        yield place, span, cell
        place += span


def _line(paragraph: Any) -> str:
    return "".join(
        [
            " " if part.tag != f"{W}t" else part.text or ""
            for part in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab")
        ]
    )


def _is_bold(paragraph: Any) -> bool:
    for properties in paragraph.iterchildren(f"{W}pPr"):
        for style in properties.iterchildren(f"{W}pStyle"):
            return style.get(f"{W}val") in BOLD
    return False


def signatures(root: Any) -> Iterator[Any]:
    """The paragraphs of a part in which somebody signs."""
    for style in root.iter(f"{W}pStyle"):
        paragraph = style.getparent().getparent()
        if style.get(f"{W}val") in SIGNING and paragraph.tag == f"{W}p":
            yield paragraph


def company(paragraph: Any) -> Iterator[Any]:
    """What stands before a paragraph and is kept on its page, across empty lines."""
    block = paragraph.getprevious()
    while block is not None:
        if block.tag == f"{W}tbl":
            yield block
            return
        if block.tag != f"{W}p" or block.find(f".//{W}sectPr") is not None:
            return
        yield block
        if next(block.iter(f"{W}t"), None) is not None:
            return
        block = block.getprevious()


def keep_together(paragraph: Any) -> None:
    """Keep a signature on the page of what stands before it; of a table, of its last row."""
    for block in company(paragraph):
        for row in block.findall(f"{W}tr")[-1:]:
            for inner in row.iter(f"{W}p"):
                _keep_with_next(inner)
        if block.tag == f"{W}p":
            _keep_with_next(block)


def _keep_with_next(paragraph: Any) -> None:
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = etree.SubElement(paragraph, f"{W}pPr")
        paragraph.insert(0, properties)
    if properties.find(f"{W}keepNext") is None:
        keep = etree.Element(f"{W}keepNext")
        style = properties.find(f"{W}pStyle")
        properties.insert(0 if style is None else 1, keep)
