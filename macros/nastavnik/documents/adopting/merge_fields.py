"""The fields of a mail merge in a part of a document: found, and a tag put in the place of each."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from nastavnik.russian.rules import words

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_WORDS = re.compile(r'"([^"]*)"|(\S+)')
MERGEFIELD = "MERGEFIELD"
HARMLESS = frozenset(
    words(
        """PAGE NUMPAGES SECTION SECTIONPAGES TOC TC REF PAGEREF NOTEREF HYPERLINK SEQ STYLEREF
        SYMBOL NUMWORDS NUMCHARS XE INDEX BIDIOUTLINE QUOTE EQ FORMTEXT FORMCHECKBOX FORMDROPDOWN"""
    )
)
"""Fields that say the same in every document, or that its reader fills in."""


@dataclass(slots=True)
class MergeField:
    """A field: its instruction, and the elements it is written with.

    `inner` tells that other fields stand inside; `is_whole` that it stays in one paragraph.
    """

    words: tuple[str, ...]
    elements: list[Any]
    shown: list[Any] = field(default_factory=list)
    inner: bool = False
    is_whole: bool = True

    @property
    def kind(self) -> str:
        """The first word of the instruction."""
        return self.words[0].upper() if self.words else ""

    @property
    def name(self) -> str:
        """What a person calls it: the name of a merge field, of others the whole instruction."""
        if self.kind == MERGEFIELD and len(self.words) > 1:
            return self.words[1]
        return " ".join(self.words)

    def switch(self, letter: str) -> str:
        """What stands behind a switch such as «\\@», "" where there is none."""
        pairs = zip(self.words, self.words[1:], strict=False)
        return next((value for key, value in pairs if key == f"\\{letter}"), "")

    @property
    def text(self) -> str:
        """What it shows now."""
        return "".join(t.text or "" for each in self.shown for t in each.iter(f"{W}t"))

    def replace(self, text: str) -> None:
        """Put a text in its place, looking as its value does."""
        first = self.elements[0]
        model = next(iter(self.shown), first)
        run = first.makeelement(f"{W}r")
        look = model.find(f"{W}rPr") if model.tag == f"{W}r" else model.find(f".//{W}rPr")
        if look is not None:
            run.append(copy.deepcopy(look))
        written = run.makeelement(f"{W}t")
        written.text = text
        written.set(_XML_SPACE, "preserve")
        run.append(written)
        first.addprevious(run)
        for element in self.elements:
            element.getparent().remove(element)


def fields_of(tree: Any) -> list[MergeField]:
    """The outermost fields of a part, whichever way they are written."""
    return [*_simple(tree), *_complex(tree)]


def _simple(tree: Any) -> Iterator[MergeField]:
    for element in tree.iter(f"{W}fldSimple"):
        if not any(above.tag == f"{W}fldSimple" for above in element.iterancestors()):
            inner = any(True for _ in element.iter(f"{W}fldChar"))
            inner = inner or sum(1 for _ in element.iter(f"{W}fldSimple")) > 1
            words = _instruction(element.get(f"{W}instr", ""))
            yield MergeField(words, [element], list(element.iter(f"{W}r")), inner)


@dataclass(slots=True)
class _Open:
    """A field whose end has not come yet."""

    instruction: str = ""
    runs: list[Any] = field(default_factory=list)
    shown: list[Any] = field(default_factory=list)
    inner: bool = False
    has_value: bool = False


def _complex(tree: Any) -> Iterator[MergeField]:
    opened: list[_Open] = []
    for run in tree.iter(f"{W}r"):
        mark = run.find(f"{W}fldChar")
        kind = mark.get(f"{W}fldCharType") if mark is not None else ""
        if kind == "begin":
            for each in opened:
                each.inner = True
            opened.append(_Open())
        for each in opened:
            each.runs.append(run)
        if not opened:
            continue
        current = opened[-1]
        if kind == "separate":
            current.has_value = True
        elif kind == "end":
            done = opened.pop()
            if not opened:
                paragraphs = {_paragraph(each) for each in done.runs}
                words = _instruction(done.instruction)
                yield MergeField(words, done.runs, done.shown, done.inner, len(paragraphs) == 1)
        elif current.has_value:
            for each in opened:
                each.shown.append(run)
        else:
            current.instruction += "".join(t.text or "" for t in run.iter(f"{W}instrText"))


def _paragraph(element: Any) -> Any:
    return next(element.iterancestors(f"{W}p"), None)


def _instruction(text: str) -> tuple[str, ...]:
    return tuple(quoted or bare for quoted, bare in _WORDS.findall(text) if quoted or bare)


def paragraph_text(element: Any) -> str:
    """What the paragraph around an element reads like."""
    paragraph = _paragraph(element)
    return "".join(t.text or "" for t in paragraph.iter(f"{W}t")) if paragraph is not None else ""
