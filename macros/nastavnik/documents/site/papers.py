"""The school's own documents for the section: which are signed, and whose file may be copied."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import PurePosixPath
from typing import NamedTuple

from nastavnik.documents.catalogue.kinds import DocumentKind
from nastavnik.documents.catalogue.table import KINDS
from nastavnik.documents.files import FOLDER, safe_name
from nastavnik.documents.site.draft import SiteDraft
from nastavnik.documents.site.remarks import NAMES_PEOPLE, NO_FILE, NOT_SIGNED, UNREADABLE_FILE
from nastavnik.documents.standing import Standings
from nastavnik.model.choices import PaperState
from nastavnik.model.errors import JobError
from nastavnik.model.schema import Cell
from nastavnik.model.sheets import Order, Paper
from nastavnik.model.text import fold, tidy
from nastavnik.readers.blocks import Block, Line
from nastavnik.readers.limits import MAX_MARKUP
from nastavnik.readers.sniff import FileKind, kind_of
from nastavnik.russian.typography import date_in_digits, quoted

ReadBeside = Callable[[str], bytes | None]
"""Reads a file by its path beside the book; None where there is none."""

BY_KEY = {kind.key: kind for kind in KINDS}
EXPECTED: tuple[tuple[str, ...], ...] = (
    ("regulation",),
    ("order-regulation", "order-organisation", "order-introduction"),
    ("roadmap",),
    ("programme",),
)
"""What a section must have: one of each line."""
WELCOME = ("order-curator", "order-programme", "rules-of-meetings", "memo-mentor", "memo-mentee")
"""What is published besides, where it is signed."""
TEXTUAL = {FileKind.DOCUMENT: ".docx", FileKind.OPEN_DOCUMENT: ".odt", FileKind.PDF: ".pdf"}
"""Kinds of files whose text can be looked through, and how their names end."""


UNSEEN = "картинка или вложение, а что на них, программа не видит"


class PublicPaper(NamedTuple):
    """A signed document: `file` is its place in the section, `content` what is there."""

    title: str
    requisites: str
    file: str = ""
    content: bytes = b""


class _Signed(NamedTuple):
    """A signed document as the workbook knows it."""

    kind: DocumentKind
    title: str
    cell: Cell
    number: str
    dated: date | None
    file: str

    @property
    def requisites(self) -> str:
        number = f"№ {self.number}" if self.number else ""
        return " ".join(filter(None, (f"от {_day(self.dated)}" if self.dated else "", number)))


def public_papers(draft: SiteDraft, read: ReadBeside) -> tuple[PublicPaper, ...]:
    """The documents of the school; what is expected and missing is remembered."""
    found: list[_Signed] = []
    for keys in EXPECTED:
        signed = [each for key in keys if (each := _signed(draft, BY_KEY[key]))]
        if not signed:
            draft.lacks(NOT_SIGNED, Paper.sheet, title=BY_KEY[keys[0]].title)
        found += signed
    found += [each for key in WELCOME if (each := _signed(draft, BY_KEY[key]))]
    known = {(each.kind.key, each.number, each.dated): each for each in found}
    return tuple(_public(draft, each, read) for each in known.values())


def _signed(draft: SiteDraft, kind: DocumentKind) -> _Signed | None:
    """The latest signed document of a kind that is about nobody in particular."""
    papers = [
        paper
        for paper in draft.school.papers
        if fold(paper.kind) == fold(kind.title)
        and paper.state == PaperState.SIGNED
        and not (paper.valid_until and paper.valid_until < draft.today)
        and not (paper.dated and paper.dated > draft.today)
    ]
    if papers:
        last = max(papers, key=lambda paper: (paper.dated or date.min, paper.row))
        cell = last.at(Paper.file)
        return _Signed(kind, kind.title, cell, last.number, last.dated, last.file)
    return _registered(draft, kind) if kind.is_order else None


def _registered(draft: SiteDraft, kind: DocumentKind) -> _Signed | None:
    """An order that stands in the journal and people have put their names under."""
    standing = Standings(draft.school).another(kind)
    for order in draft.school.orders if standing else ():
        mine = standing and (order.number, order.dated) == (standing.number, standing.dated)
        if mine and order.acquainted_on and order.acquainted_on <= draft.today:
            heading = draft.text(order, Order.title)
            title = f"Приказ {quoted(heading)}" if heading else kind.title
            return _Signed(kind, title, order.at(Order.file), order.number, order.dated, order.file)
    return None


def _public(draft: SiteDraft, signed: _Signed, read: ReadBeside) -> PublicPaper:
    title = signed.title
    paper = PublicPaper(title, _requisites(draft, signed))
    content = read(signed.file) if signed.file else None
    if content is None:
        draft.lacks(NO_FILE, signed.cell, title=title)
        return paper
    kind = kind_of(content, PurePosixPath(signed.file).name)
    if not _may_be_copied(draft, signed, content, kind):
        return paper
    name = safe_name(" ".join(filter(None, (title, signed.requisites))))
    return paper._replace(file=f"{FOLDER}/{name}{TEXTUAL[kind]}", content=content)


def _requisites(draft: SiteDraft, signed: _Signed) -> str:
    card = draft.school.card
    if signed.kind.key == "regulation" and card.regulation and card.regulation_on:
        return f"утверждено приказом от {_day(card.regulation_on)} № {card.regulation}"
    return signed.requisites


def _day(day: date | None) -> str:
    return date_in_digits(day) if day else ""


def _may_be_copied(draft: SiteDraft, signed: _Signed, content: bytes, kind: FileKind) -> bool:
    """Whether the file has a text and names nobody; else that is remembered."""
    title, cell = signed.title, signed.cell
    try:
        said = said_in(content, kind, title) if kind in TEXTUAL else SaidInFile("")
    except JobError:
        said = SaidInFile("")
    if not said.text.strip():
        draft.lacks(UNREADABLE_FILE, cell, title=title)
        return False
    what = draft.discretion.betrays(said.text) or (UNSEEN if said.has_unseen else "")
    if what:
        draft.lacks(NAMES_PEOPLE, cell, title=title, what=what)
    return not what


class SaidInFile(NamedTuple):
    """The words of a file, and whether it holds pictures or other files as well."""

    text: str
    has_unseen: bool = False


def said_in(content: bytes, kind: FileKind, name: str) -> SaidInFile:
    """What a document says: headers, comments and properties as well.

    Raises:
        JobError: the file cannot be read.
    """
    from nastavnik.readers.reading import blocks_of

    lines = [" ".join(_words_of(block)) for block in blocks_of(content, kind, name)]
    if not any(line.strip() for line in lines):
        return SaidInFile("")
    hidden = _hidden_in_pdf if kind is FileKind.PDF else _hidden_in_package
    rest = hidden(content, name)
    return SaidInFile("\n".join((*lines, rest.text)), rest.has_unseen)


def _hidden_in_package(content: bytes, name: str) -> SaidInFile:
    """Every part of a document that has words, and whether others are pictures or files."""
    from nastavnik.readers.package.archive import Archive, BrokenArchiveError

    try:
        archive = Archive(content)
        parts = [
            _bare(archive.read(part, MAX_MARKUP).decode("utf-8", "replace"))
            for part in archive.entries
            if part.endswith(".xml")
        ]
    except (BrokenArchiveError, KeyError, ValueError) as error:
        raise JobError(f"Файл «{name}» не читается") from error
    return SaidInFile("\n".join(parts), any(map(_UNSEEN_PART.search, archive.entries)))


def _hidden_in_pdf(content: bytes, name: str) -> SaidInFile:
    """The properties of a PDF, and whether it has pictures or attachments."""
    from io import BytesIO

    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(BytesIO(content))
        properties = "\n".join(map(str, (reader.metadata or {}).values()))
        pictures = any(page.images.keys() for page in reader.pages)
        return SaidInFile(properties, pictures or bool(reader.attachments))
    except (PyPdfError, KeyError, ValueError, TypeError, AttributeError) as error:
        raise JobError(f"Файл «{name}» не читается") from error


def _words_of(block: Block) -> Iterator[str]:
    if isinstance(block, Line):
        yield block.text
    else:
        yield from block.cells


_UNSEEN_PART = re.compile(r"^(?:word/(?:media|embeddings)|Pictures|Object [^/]*)/.", re.IGNORECASE)
_AUTHOR = re.compile(r'(?:author|initials)="([^"]*)"')
_BETWEEN = re.compile(
    r"</(?:w:p|text:p|text:h|dc:[^>]*|cp:[^>]*|meta:[^>]*)>|<(?:w:tab|w:br)[^>]*>"
)
_TAG = re.compile(r"<[^>]*>")


def _bare(markup: str) -> str:
    """The words of a part of a package; runs within a paragraph belong together."""
    from html import unescape

    authors = "\n".join(_AUTHOR.findall(markup))
    return tidy_lines(unescape(_TAG.sub("", _BETWEEN.sub("\n", markup)))) + f"\n{authors}"


def tidy_lines(text: str) -> str:
    """The lines that say something."""
    return "\n".join(filter(None, map(tidy, text.splitlines())))
