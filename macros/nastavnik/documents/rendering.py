"""Templates in, documents out: the only module that knows Word.

A template is read and compiled once (the cache is keyed by its bytes). For each document only the
parts with tags are filled; all others are copied as they were packed. What a template may say is
told in `language`.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from docx import Document
from docxtpl import DocxTemplate
from jinja2 import Template, TemplateError
from lxml import etree

from nastavnik.documents.filters import PROBLEMS
from nastavnik.documents.finishing import completed, finish
from nastavnik.documents.language import (
    as_typed,
    compile_part,
    environment,
    in_russian,
    paths,
    plain_text,
)
from nastavnik.documents.safety import broken_file, checked
from nastavnik.documents.values import DocumentProblem, UnfitError, template_problem
from nastavnik.readers.package.loadable import loadable_package
from nastavnik.readers.word_tree import empty_placeholders

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PACKED_AT = (1980, 1, 1, 0, 0, 0)
"""The time of every part of a produced file, so that equal documents are equal bytes."""

CORE_PROPERTIES = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    b'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:language>ru-RU'
    b"</dc:language></cp:coreProperties>"
)
APP_PROPERTIES = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'extended-properties"/>'
)
NEUTRAL = {"docProps/core.xml": CORE_PROPERTIES, "docProps/app.xml": APP_PROPERTIES}

LARGEST_TEXT = 28
"""Half-points; a certificate is set larger and stays so, whatever the size of documents is."""

_TAG = re.compile(r"\{[{%#].*")
_NEEDS_DOCXTPL = re.compile(r"\{%\s*(?:colspan|cellbg|vm|hm|tc)\b|\{[{%]tc\b|<wp:docPr\b|\{_[{%]")
_LISTING = "\n\t"
"""Characters of a value that become elements of their own."""

WITH_TAGS = re.compile(r"word/(?:document\d*|header\d*|footer\d*|footnotes|endnotes)\.xml")
"""The parts of a document that tags are filled in."""
_NEVER_FILLED = re.compile(r"word/(?!glossary/|theme/|_rels/).+\.xml")


@dataclass(frozen=True, slots=True)
class PageLayout:
    """The page of a school: the left margin in millimetres, the text's size in points, its font.

    None or "" leaves what the template has.
    """

    left_margin: int | None = None
    font_size: int | None = None
    font: str = ""


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A template ready to be filled: parts with tags, and the packed rest of the file."""

    parts: Mapping[str, Template]
    packed: bytes
    plain: bool


def render(
    template: bytes, context: Mapping[str, object], layout: PageLayout | None = None
) -> bytes:
    """The document that the template makes of the context; equal input gives equal bytes.

    With a layout it is set as the school wants, and finished as `finishing` says.

    Raises:
        UnfitError: a value is empty, a placeholder is left, the template is broken or unsafe.
    """
    compiled = _compile(template, layout or PageLayout())
    problems: list[DocumentProblem] = []
    values = {**context, PROBLEMS: problems}
    texts = {name: _fill(part, values, compiled.plain) for name, part in compiled.parts.items()}
    if problems:
        raise UnfitError(problems)
    texts = {name: completed(text) for name, text in texts.items()}
    if layout:
        texts = {name: finish(text) for name, text in texts.items()}
    parts = {name: f"{_XML_HEAD}{text}".encode() for name, text in texts.items()}
    return _pack_onto(compiled.packed, parts)


def _fill(part: Template, values: Mapping[str, object], plain: bool) -> str:
    try:
        text = part.render(values)
    except UnfitError:
        raise
    except (TemplateError, TypeError, ValueError, ArithmeticError, RecursionError) as fault:
        raise UnfitError([template_problem(in_russian(fault))]) from fault
    if any(mark in text for mark in _LISTING):
        text = DocxTemplate(BytesIO()).resolve_listing(text)
    if not plain:
        text = _as_docxtpl_mends(text)
    return text


_XML_HEAD = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"


def _as_docxtpl_mends(text: str) -> str:
    """The whole path of the library, for templates with merged cells or pictures."""
    mender = DocxTemplate(BytesIO())
    mender.docx_ids_index = 1000
    tree = mender.fix_tables(text)
    mender.fix_docpr_ids(tree)
    return str(etree.tostring(tree, encoding="unicode"))


def _pack_onto(packed: bytes, parts: Mapping[str, bytes]) -> bytes:
    file = BytesIO(packed)
    file.seek(0, 2)
    with zipfile.ZipFile(file, "a") as archive:
        for name, content in parts.items():
            archive.writestr(_entry(name), content, zipfile.ZIP_DEFLATED, 3)
    return file.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, PACKED_AT)
    entry.create_system = 0
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


@lru_cache(maxsize=128)
def _compile(template: bytes, layout: PageLayout) -> _Compiled:
    template = checked(template)
    parts = {}
    rest = BytesIO()
    plain = True
    with zipfile.ZipFile(BytesIO(template)) as source, zipfile.ZipFile(rest, "w") as packed:
        sources = tagged_parts(template, source)
        wider = _wider_by(sources.values(), layout)
        for name in source.namelist():
            if name in sources:
                text = _with_margin(sources[name], layout, wider)
                plain = plain and not _NEEDS_DOCXTPL.search(text)
                parts[name] = compile_part(text)
            elif not name.endswith("/"):
                content = NEUTRAL.get(name) or source.read(name)
                if name == "word/styles.xml":
                    content = _with_font(_with_tabs(content.decode(), wider).encode(), layout)
                packed.writestr(_entry(name), content, zipfile.ZIP_DEFLATED, 9)
    return _Compiled(parts, rest.getvalue(), plain)


@dataclass(frozen=True, slots=True)
class Use:
    """One tag of a template: the words of its path with loops followed back to their lists.

    `shown` is how it is written, `guarded` whether a condition asks for it first.
    """

    words: tuple[str, ...]
    shown: str
    paragraph: str
    guarded: bool


def tags_used(template: bytes) -> list[Use]:
    """Every tag that the template names, once each.

    Raises:
        UnfitError: the template is broken, unsafe, or does what is not allowed.
    """
    template = checked(template)
    found: dict[tuple[tuple[str, ...], bool], Use] = {}
    for text in tagged_parts(template, zipfile.ZipFile(BytesIO(template))).values():
        compile_part(text)
        paragraphs = _paragraphs(text)
        for words, shown, guarded in paths(environment().parse(text), {}, frozenset()):
            place = next((one for one in paragraphs if shown in one), "")
            found.setdefault((words, guarded), Use(words, shown, place, guarded))
    return list(found.values())


def broken_paragraphs(template: bytes) -> list[str]:
    """Paragraphs whose braces do not pair: a tag was cut, or typed with blanks in the braces."""
    template = checked(template)
    texts = tagged_parts(template, zipfile.ZipFile(BytesIO(template))).values()
    return [one for text in texts for one in _paragraphs(text) if _is_broken(one)]


def _paragraphs(text: str) -> list[str]:
    return [plain for piece in re.split(r"<w:p[ >]", text) if (plain := plain_text("<" + piece))]


def _is_broken(paragraph: str) -> bool:
    pairs = (("{{", "}}"), ("{%", "%}"))
    uneven = any(paragraph.count(begin) != paragraph.count(end) for begin, end in pairs)
    return uneven or re.search(r"\{ [{%]|[}%] \}", paragraph) is not None


def tagged_parts(template: bytes, source: zipfile.ZipFile) -> dict[str, str]:
    """The parts that hold tags, as the library prepares them: part name → text of a template.

    Raises:
        UnfitError: Word could not open the file either.
    """
    try:
        loadable = BytesIO(loadable_package(template))
        library = DocxTemplate(loadable)
        library.init_docx()
        main = str(Document(loadable).part.partname)
        return dict(_tagged(source, library, main))
    except (etree.XMLSyntaxError, KeyError, ValueError, AttributeError, TypeError) as fault:
        raise UnfitError([broken_file()]) from fault


def _tagged(source: zipfile.ZipFile, library: DocxTemplate, main: str) -> Iterator[tuple[str, str]]:
    for name in source.namelist():
        if WITH_TAGS.fullmatch(name):
            tree = etree.fromstring(source.read(name))
            empty_placeholders(tree, keep=_has_tag)
            raw = etree.tostring(tree, encoding="unicode")
            if f"/{name}" == main or _TAG.search(plain_text(raw)):
                yield name, as_typed(library.patch_xml(raw))
        elif _NEVER_FILLED.fullmatch(name):
            _refuse_tags(source.read(name).decode("utf-8", "replace"))


def _has_tag(words: str) -> bool:
    return _TAG.search(words) is not None


def _refuse_tags(text: str) -> None:
    tag = _TAG.search(plain_text(text))
    if tag:
        message = "тег стоит там, где он не заполняется: в примечании, диаграмме или рисунке"
        raise UnfitError([template_problem(message, tag[0])])


_LEFT_MARGIN = re.compile(r'(<w:pgMar\b[^>]*\bw:left=")(\d+)')
_RIGHT_TAB = re.compile(r'<w:tab\b(?=[^>]*\bw:val="right")[^>]*?\bw:pos="(?P<at>\d+)"[^>]*>')


def _twips(millimetres: int) -> int:
    return round(millimetres * 1440 / 25.4)


def _wider_by(texts: Iterable[str], layout: PageLayout) -> int:
    """How many twips the school's margin leaves more for the text than the template's does."""
    found = next(filter(None, map(_LEFT_MARGIN.search, texts)), None)
    if found is None or layout.left_margin is None:
        return 0
    return int(found[2]) - _twips(layout.left_margin)


def _with_margin(text: str, layout: PageLayout, wider: int) -> str:
    if layout.left_margin is None:
        return text
    return _with_tabs(_LEFT_MARGIN.sub(rf"\g<1>{_twips(layout.left_margin)}", text), wider)


def _with_tabs(text: str, wider: int) -> str:
    """The text with its tabs at the right edge moved as far as the edge has moved."""
    if not wider:
        return text

    def moved(tab: re.Match[str]) -> str:
        begin, end = (place - tab.start() for place in tab.span("at"))
        return f"{tab[0][:begin]}{max(0, int(tab['at']) + wider)}{tab[0][end:]}"

    return _RIGHT_TAB.sub(moved, text)


def _with_font(content: bytes, layout: PageLayout) -> bytes:
    """The styles with font and size of «Normal» as the school wants."""
    if not (layout.font_size or layout.font):
        return content
    tree = etree.fromstring(content)
    for size in tree.iterfind(f"{W}style[@{W}default='1'][@{W}type='paragraph']/{W}rPr/*"):
        is_text = size.tag in (f"{W}sz", f"{W}szCs") and int(size.get(f"{W}val", 0)) <= LARGEST_TEXT
        if layout.font_size and is_text:
            size.set(f"{W}val", str(layout.font_size * 2))
    for fonts in tree.iter(f"{W}rFonts") if layout.font else ():
        fonts.attrib.clear()  # a font of the theme would win over the one named here
        for use in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(f"{W}{use}", layout.font)
    return bytes(etree.tostring(tree, encoding="UTF-8", standalone=True))
