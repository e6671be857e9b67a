"""Templates compiled: each is read, checked and written as a program, with what is packed beside.

What a template may say is told in `language`.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import nodes
from lxml import etree

from nastavnik.documents.templates.charts import CHARTS_ROOT, CONTENT_TYPES
from nastavnik.documents.templates.compiled import Compiled
from nastavnik.documents.templates.language import (
    as_typed,
    checked_part,
    compiled_part,
    environment,
    paths,
    plain_text,
)
from nastavnik.documents.templates.packing import EMPTY, SMALL
from nastavnik.documents.templates.page_layout import PageLayout
from nastavnik.documents.templates.safety import broken_file, checked
from nastavnik.documents.templates.tag_places import refuse_words_beside_tags
from nastavnik.documents.values import UnfitError, template_problem
from nastavnik.readers.package.loadable import loadable_package
from nastavnik.readers.package.outline import rels_part
from nastavnik.readers.word_tree import empty_placeholders

if TYPE_CHECKING:
    from docxtpl import DocxTemplate

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

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
_NEEDS_DOCXTPL = re.compile(r"\{%\s*(?:colspan|cellbg|vm|hm)\b|\{[{%#]tc\b")
"""What the library mends after filling, looked for before its own preparation hides it."""

WITH_TAGS = re.compile(r"word/(?:document\d*|header\d*|footer\d*|footnotes|endnotes)\.xml")
"""The parts of a document that tags are filled in."""
_NEVER_FILLED = re.compile(r"word/(?!glossary/|theme/|_rels/).+\.xml")


def compile_anew(template: bytes, layout: PageLayout | None) -> Compiled:
    """The template read, checked, and set as the school wants; finished where there is a layout.

    Raises:
        UnfitError: the template is broken, unsafe, or does what is not allowed.
    """
    template = checked(template)
    wanted = layout or PageLayout()
    loose: dict[str, bytes] = {}
    rest: dict[str, bytes] = {}
    with zipfile.ZipFile(BytesIO(template)) as source:
        sources = tagged_parts(template, source)
        wider = _wider_by((each.text for each in sources.values()), wanted)
        has_charts = any(CHARTS_ROOT in each.text for each in sources.values())
        declaring = {CONTENT_TYPES, *map(rels_part, sources)} if has_charts else set()
        for name in source.namelist():
            if name in declaring and name not in sources:
                loose[name] = source.read(name)
            elif name not in sources and not name.endswith("/"):
                content = NEUTRAL.get(name) or source.read(name)
                if name == "word/styles.xml":
                    content = _with_font(_with_tabs(content.decode(), wider).encode(), wanted)
                rest[name] = content
    is_plain = all(each.is_plain for each in sources.values())
    compiling = partial(
        compiled_part, foreseeing=is_plain and not has_charts, finishing=layout is not None
    )
    trees = {
        name: checked_part(_with_margin(each.text, wanted, wider)) for name, each in sources.items()
    }
    names = {each.name for tree in trees.values() for each in tree.find_all(nodes.Name)}
    parts = {name: compiling(tree) for name, tree in trees.items()}
    return Compiled(parts, frozenset(names), EMPTY.with_parts(rest, SMALL), loose, is_plain)


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
    for text, _ in tagged_parts(template, zipfile.ZipFile(BytesIO(template))).values():
        checked_part(text)
        paragraphs = _paragraphs(text)
        for words, shown, guarded in paths(environment().parse(text), {}, frozenset()):
            place = next((one for one in paragraphs if shown in one), "")
            found.setdefault((words, guarded), Use(words, shown, place, guarded))
    return list(found.values())


def broken_paragraphs(template: bytes) -> list[str]:
    """Paragraphs whose braces do not pair: a tag was cut, or typed with blanks in the braces."""
    template = checked(template)
    found = tagged_parts(template, zipfile.ZipFile(BytesIO(template))).values()
    return [one for part in found for one in _paragraphs(part.text) if _is_broken(one)]


def _paragraphs(text: str) -> list[str]:
    return [plain for piece in re.split(r"<w:p[ >]", text) if (plain := plain_text("<" + piece))]


def _is_broken(paragraph: str) -> bool:
    pairs = (("{{", "}}"), ("{%", "%}"))
    uneven = any(paragraph.count(begin) != paragraph.count(end) for begin, end in pairs)
    return uneven or re.search(r"\{ [{%]|[}%] \}", paragraph) is not None


class TaggedPart(NamedTuple):
    """A part that holds tags, as the library prepares it, and whether it need not mend it later."""

    text: str
    is_plain: bool


def tagged_parts(template: bytes, source: zipfile.ZipFile) -> dict[str, TaggedPart]:
    """The parts that hold tags, by name.

    Raises:
        UnfitError: Word could not open the file either, or words beside a tag would be lost.
    """
    from docxtpl import DocxTemplate

    try:
        loadable = BytesIO(loadable_package(template))
        library = DocxTemplate(loadable)
        main = str(library.get_docx().part.partname)
        return dict(_tagged(source, library, main))
    except (etree.XMLSyntaxError, KeyError, ValueError, AttributeError, TypeError) as fault:
        raise UnfitError([broken_file()]) from fault


def _tagged(
    source: zipfile.ZipFile, library: DocxTemplate, main: str
) -> Iterator[tuple[str, TaggedPart]]:
    for name in source.namelist():
        if WITH_TAGS.fullmatch(name):
            tree = etree.fromstring(source.read(name))
            empty_placeholders(tree, keep=_has_tag)
            raw = etree.tostring(tree, encoding="unicode")
            plain = plain_text(raw)
            if f"/{name}" == main or _TAG.search(plain):
                refuse_words_beside_tags(tree)
                is_plain = _NEEDS_DOCXTPL.search(plain) is None and "<wp:docPr" not in raw
                yield name, TaggedPart(as_typed(library.patch_xml(raw)), is_plain)
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
