"""What can be said of a part before anything is filled in, so that nobody need look afterwards.

A mark stands for every step in the XML of a part. Where each condition and each loop begins and
ends in one element, and values stand in texts only, whatever is filled in makes a whole document of
it: the text of the part may be put out as it is, and needs no tree. What does not depend on values
is settled here: lines are broken, tables without values are fitted, signatures kept company.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any, NamedTuple

from lxml import etree

from nastavnik.documents.templates.finishing import (
    company,
    fit,
    keep_together,
    keep_whole,
    signatures,
)
from nastavnik.documents.templates.line_breaks import break_lines
from nastavnik.documents.templates.program import Kind, TemplateStep
from nastavnik.documents.templates.word_fields import W, field_problems

_FIRST_MARK = 0xF0000
_MARK = re.compile("[\U000f0000-\U000fffff]")
"""Characters that no alphabet has: one of them stands for a step."""
_MOST_MARKS = 0xFFFE
_TEXT_BEGINS, _TEXT_ENDS = '<w:t xml:space="preserve">', "</w:t>"
_KEPT_BLANKS = {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}
_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
"""As lxml writes it in front of the trees of other parts."""
_FIELDS = frozenset({f"{W}fldChar", f"{W}fldSimple", f"{W}instrText"})


class Foreseen(NamedTuple):
    """The steps with their texts told apart from the rest.

    `is_complete` says that no value and no condition leaves a cell or a table incomplete; of what
    finishing does, `is_fitted` that no table, `is_kept` that no signature needs it once filled.
    """

    steps: list[TemplateStep]
    is_complete: bool
    is_fitted: bool
    is_kept: bool


def foresee(steps: list[TemplateStep], *, finishing: bool) -> Foreseen | None:
    """What can be said of a part with these steps; None where it has to be seen when filled."""
    marked = _marked(steps)
    try:
        root = etree.fromstring(marked) if marked else None
    except etree.XMLSyntaxError:
        return None
    if root is None:
        return None
    break_lines(root)
    view = _View(root, steps)
    if not (view.is_whole and _is_usual(root)):
        return None
    finished = _finish(root, view) if finishing else (True, True)
    return Foreseen(list(_told_apart(root, steps)), view.is_complete(), *finished)


def _marked(steps: list[TemplateStep]) -> str:
    """The XML with a mark for each step but data; "" where it has such characters of its own."""
    if len(steps) > _MOST_MARKS or any(_MARK.search(step.source) for step in steps):
        return ""
    return "".join(
        step.source if step.kind is Kind.DATA else chr(_FIRST_MARK + number)
        for number, step in enumerate(steps)
    )


def _has_mark(text: str | None) -> bool:
    return text is not None and _MARK.search(text) is not None


def _is_usual(root: Any) -> bool:
    """Whether a part is spelt as Word spells it, and its fields are such as it may hold."""
    ours = root.iter(f"{W}*")
    inner = (next(each.iterancestors(f"{W}p"), None) for each in root.iter(f"{W}p"))
    is_plain = all(each.prefix == "w" for each in ours) and all(outer is None for outer in inner)
    return is_plain and not any(field_problems(root))


class _View:
    """Where the marks of a part are, and how many conditions and loops its elements depend on."""

    def __init__(self, root: Any, steps: list[TemplateStep]) -> None:
        self._root, self._steps = root, steps
        self._open: list[Any] = []
        self._depth: dict[Any, int] = {}
        self._touched: set[Any] = set()
        self.is_whole = all(self._looked_at()) and not self._open

    def _looked_at(self) -> Iterator[bool]:
        """Of each place whether it is such that nothing filled in can break the part."""
        for event, each in etree.iterwalk(self._root, events=("start", "end", "comment", "pi")):
            if event == "end":
                if each is not self._root:
                    yield from self._marks(each.tail, each.getparent())
            elif event == "start":
                self._depth[each] = len(self._open)
                yield not any(map(_has_mark, each.attrib.values()))
                yield each.tag not in _FIELDS or not self._open
                yield from self._marks(each.text, each)
            else:
                yield not _has_mark(each.text)
                yield from self._marks(each.tail, each.getparent())
        yield all(map(self._stays_filled, self._touched))

    def _marks(self, text: str | None, parent: Any) -> Iterator[bool]:
        for mark in _MARK.findall(text or ""):
            kind = self._steps[ord(mark) - _FIRST_MARK].kind
            self._touched.update((parent, *parent.iterancestors()))
            if kind is Kind.BEGIN:
                self._open.append(parent)
            elif kind is not Kind.VALUE:
                yield self._open[-1:] == [parent]
                del self._open[len(self._open) - (kind is Kind.END) :]
            yield _is_text(parent) if parent.tag == f"{W}t" else kind is not Kind.VALUE

    def _stays_filled(self, element: Any) -> bool:
        """Whether there is something in an element whatever becomes of its conditions."""
        return element.tag == f"{W}t" or any(self.is_certain(child) for child in element)

    def is_certain(self, element: Any) -> bool:
        """Whether an element is there exactly when the one around it is."""
        return self._depth.get(element) == self._depth[element.getparent()]

    def depends_on_values(self, element: Any) -> bool:
        """Whether anything within an element is filled in."""
        return element in self._touched

    def is_complete(self) -> bool:
        """Whether every table has a row and every cell ends with a paragraph in any case."""
        tables = all(
            any(map(self.is_certain, table.iterchildren(f"{W}tr")))
            for table in self._root.iter(f"{W}tbl")
        )
        return tables and all(map(self._ends_well, self._root.iter(f"{W}tc")))

    def _ends_well(self, cell: Any) -> bool:
        for child in reversed(cell):
            if child.tag in {f"{W}tcPr", f"{W}tbl"}:
                return False
            if self.is_certain(child):
                return True
        return False

    def knows_company(self, paragraph: Any) -> bool:
        """Whether what stands before a signature is the same in any case."""
        blocks = list(company(paragraph))
        last = blocks[-1] if blocks else paragraph
        texts = list(last.iter(f"{W}t")) if blocks else []
        if last.tag == f"{W}tbl":
            row = last.findall(f"{W}tr")[-1:]
            is_known = all(self.is_certain(each) and not _has_mark(each.tail) for each in row)
        elif texts:
            is_known = any(self._depth[each] == self._depth[last] for each in texts)
        else:
            before = last.getprevious()
            gap = last.getparent().text if before is None else before.tail
            is_known = not _has_mark(gap)
        return is_known and not any(_has_mark(block.tail) for block in blocks)


def _is_text(element: Any) -> bool:
    """Whether a text is spelt as `filling` spells it."""
    return element.attrib == _KEPT_BLANKS and not len(element) and _is_run(element.getparent())


def _is_run(element: Any) -> bool:
    return bool(element.tag == f"{W}r")


def _finish(root: Any, view: _View) -> tuple[bool, bool]:
    """Do what finishing would do where that is the same in any case.

    Whether that is all for the tables, and for the signatures.
    """
    for text in root.iter(f"{W}t"):
        if not view.depends_on_values(text):
            keep_whole(text)
    tables = list(root.iter(f"{W}tbl"))
    for table in tables:
        if not view.depends_on_values(table):
            fit(table)
    signing = list(signatures(root))
    for paragraph in filter(view.knows_company, signing):
        keep_together(paragraph)
    are_fitted = not any(
        view.depends_on_values(table) and table.find(f"{W}tblGrid/{W}gridCol") is not None
        for table in tables
    )
    return are_fitted, all(map(view.knows_company, signing))


def _told_apart(root: Any, steps: list[TemplateStep]) -> Iterator[TemplateStep]:
    """The steps with the data as they are spelt in the end, the words of texts apart."""
    pieces = _MARKED.split(_DECLARATION + etree.tostring(root, encoding="unicode"))
    is_text = False
    for place, piece in enumerate(pieces):
        if _has_mark(piece):
            yield steps[ord(piece) - _FIRST_MARK]
            continue
        data = piece
        if is_text:
            words, ends, rest = piece.partition(_TEXT_ENDS)
            yield TemplateStep(Kind.WORDS, unescape(words))
            if not ends:
                continue
            yield TemplateStep(Kind.TEXT_END)
            data = rest
        head, begins, words = data.rpartition(_TEXT_BEGINS)
        is_text = bool(begins) and "<" not in words and place + 1 < len(pieces)
        yield TemplateStep(Kind.DATA, head if is_text else data)
        if is_text:
            yield from (TemplateStep(Kind.TEXT), TemplateStep(Kind.WORDS, unescape(words)))


_MARKED = re.compile(f"({_MARK.pattern})")
_SAID = re.compile(r"<w:t(?: [^>]*[^/>])?>([^<]*)|</?w:p(?=[ />])")


def said(data: str) -> str:
    """The words in a piece of XML, a line for each paragraph."""
    found = _SAID.finditer(data)
    return "".join("\n" if each[1] is None else unescape(each[1]) for each in found)
