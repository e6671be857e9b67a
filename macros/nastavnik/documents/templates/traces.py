"""What the work of a template's editor leaves in its parts, and how it is taken out."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from nastavnik.documents.templates.word_fields import TURNED_INTO_TEXT, W, turn_into_text

_ELEMENTS = tuple(
    f"{W}{name}"
    for name in (
        *(
            "rPrChange",
            "pPrChange",
            "sectPrChange",
            "tblPrChange",
            "tblPrExChange",
            "tblGridChange",
        ),
        *("trPrChange", "tcPrChange", "numberingChange", "commentRangeStart", "commentRangeEnd"),
        *("commentReference", "annotationRef"),
        *("dataBinding", "permStart", "permEnd", "docVars", "attachedTemplate", "attachedSchema"),
        *("mailMerge", "saveThroughXslt"),
    )
)
_WORD_2012 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_SUSPECT = re.compile(
    rb"Change\b|commentR|dataBinding|perm(?:Start|End)|docVars|attached|mailMerge|saveThroughXslt"
    rb"|<w:vanish\b|" + b"|".join(name.encode() for name in sorted(TURNED_INTO_TEXT))
)
_TAG = re.compile(r"\{[{%#]|[}%#]\}")
_OFF = ("0", "false", "off")


def without_traces(part: bytes) -> bytes:
    """A part less notes, recorded changes of looks, hidden text and ties to outside sources."""
    if not _SUSPECT.search(part):
        return part
    tree = etree.fromstring(part)
    turn_into_text(tree)
    for element in list(tree.iter(*_ELEMENTS, f"{_WORD_2012}dataBinding")):
        element.getparent().remove(element)
    for run in list(tree.iter(f"{W}r")):
        if _is_hidden(run) and not _TAG.search("".join(run.itertext())):
            run.getparent().remove(run)
    return bytes(etree.tostring(tree, encoding="UTF-8", standalone=True))


def _is_hidden(run: Any) -> bool:
    mark = run.find(f"{W}rPr/{W}vanish")
    return mark is not None and mark.get(f"{W}val") not in _OFF
