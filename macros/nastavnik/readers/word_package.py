"""The parts of a Word document that its text needs, found as Word finds them."""

from __future__ import annotations

from typing import Any, NamedTuple

from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml.etree import XMLSyntaxError

from nastavnik.readers.limits import MAX_MARKUP
from nastavnik.readers.package.archive import Archive, BrokenArchiveError
from nastavnik.readers.package.outline import main_part, relationships
from nastavnik.readers.package.strict import usual
from nastavnik.readers.refusals import Refusal, RefusedError


class WordPackage(NamedTuple):
    """The elements of a document: its body, and its styles and lists where it has them."""

    body: Any
    styles: Any = None
    numbering: Any = None


def opened(content: bytes, name: str) -> WordPackage:
    """The document in a file; what its relationships name and the file lacks is not needed.

    Raises:
        RefusedError: it is damaged, or too long.
    """
    try:
        archive = Archive(content)
        main = main_part(archive) or "word/document.xml"
        kinds = {kind: part for _, kind, part in relationships(archive, main) if part in archive}
        body = _element(archive, main, name).find(qn("w:body"))
        rest = (
            _element(archive, kinds[kind], name) if kind in kinds else None
            for kind in ("styles", "numbering")
        )
        document = WordPackage(body, *rest)
    except (BrokenArchiveError, XMLSyntaxError, KeyError, ValueError) as error:
        raise RefusedError(Refusal.DAMAGED_DOCUMENT, name) from error
    if body is None:
        raise RefusedError(Refusal.DAMAGED_DOCUMENT, name)
    return document


def _element(archive: Archive, part: str, name: str) -> Any:
    """The root of a part.

    Raises:
        RefusedError: the part is too long to be held as a tree.
    """
    if archive.entries[part].size > MAX_MARKUP:
        raise RefusedError(Refusal.TOO_BIG, name)
    return parse_xml(usual(archive.read(part, MAX_MARKUP)))


def has_text(content: bytes, name: str) -> bool:
    """Whether a document holds any words."""
    return any((text.text or "").strip() for text in opened(content, name).body.iter(qn("w:t")))
