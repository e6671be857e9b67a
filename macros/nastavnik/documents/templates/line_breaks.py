"""Lines and tabs within a value become the elements that Word has for them, as docxtpl makes them.

Done to the tree of a part, it needs none of the library, whose import takes longer than a document.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RUN, _PROPERTIES, _TEXT, _BREAK, _TAB = (f"{_W}{name}" for name in ("r", "rPr", "t", "br", "tab"))
_KEPT_BLANKS = {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}
LINE, TAB = "\n", "\t"
_BROKEN = etree.XPath(
    "descendant::w:t[parent::w:r][contains(., $line) or contains(., $tab)]",
    namespaces={"w": _W.strip("{}")},
)


def break_lines(part: Any) -> None:
    """Break every text of a part at its line ends and tabs."""
    for text in _BROKEN(part, line=LINE, tab=TAB):
        _break(text, text.text)


def _break(text: Any, words: str) -> None:
    first, *others = words.split(TAB)
    text = _with_lines(text, first)
    for piece in others:
        run = text.getparent()
        properties, following = run.find(_PROPERTIES), list(text.itersiblings())
        tab, rest = (etree.Element(_RUN, nsmap=run.nsmap) for _ in range(2))
        for new in (tab, rest):
            new.extend([] if properties is None else [deepcopy(properties)])
        etree.SubElement(tab, _TAB)
        text = _with_lines(etree.SubElement(rest, _TEXT, _KEPT_BLANKS), piece)
        rest.extend(following)
        rest.tail, run.tail = run.tail, None
        run.addnext(tab)
        tab.addnext(rest)


def _with_lines(text: Any, words: str) -> Any:
    """Let the text hold the words, line by line; the text of the last line."""
    first, *others = words.split(LINE)
    text.text = first or None
    for line in others:
        new_line = etree.Element(_BREAK)
        more = etree.Element(_TEXT, _KEPT_BLANKS)
        more.text = line or None
        more.tail, text.tail = text.tail, None
        text.addnext(new_line)
        new_line.addnext(more)
        text = more
    return text
