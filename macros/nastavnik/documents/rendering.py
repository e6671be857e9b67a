"""Templates in, documents out: the only module that knows Word.

A template is read and compiled once (the cache is keyed by its bytes). For each document only the
parts with tags are filled; all others are copied as they were packed. What an edited template may
do is a list of what is allowed: names, conditions, loops, our filters. Everything else is refused.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from io import BytesIO
from types import UnionType
from typing import Any

from docx import Document
from docxtpl import DocxTemplate
from jinja2 import (
    StrictUndefined,
    Template,
    TemplateError,
    TemplateSyntaxError,
    nodes,
    pass_context,
)
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from nastavnik.documents.safety import check_package
from nastavnik.documents.values import (
    CASES,
    PLACEHOLDER,
    Code,
    Declinable,
    Empty,
    Problem,
    Text,
    UnfitError,
)
from nastavnik.text import printable

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

_TAG = re.compile(r"\{[{%#]")
_NEEDS_DOCXTPL = re.compile(r"\{%\s*(?:colspan|cellbg|vm|hm|tc)\b|\{[{%]tc\b|<wp:docPr\b|\{_[{%]")
_SUSPECT = re.compile("[_(Х\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LISTING = "\n\t"
"""Characters of a value that become elements of their own."""

_WITH_TAGS = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes)\.xml")

Filter = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Layout:
    """The page of a school: the left margin in millimetres, the size of the text in points.

    None leaves what the template has.
    """

    left_margin: int | None = None
    font_size: int | None = None


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A template ready to be filled: parts with tags, and the packed rest of the file."""

    parts: Mapping[str, Template]
    packed: bytes
    plain: bool


def render(template: bytes, context: Mapping[str, object], layout: Layout | None = None) -> bytes:
    """The document that the template makes of the context; equal input gives equal bytes.

    Raises:
        UnfitError: a value is empty, a placeholder is left, the template is broken or unsafe.
    """
    compiled = _compile(template, layout or Layout())
    problems: list[Problem] = []
    values = {**context, _PROBLEMS: problems}
    parts = {name: _fill(part, values, compiled.plain) for name, part in compiled.parts.items()}
    if problems:
        raise UnfitError(problems)
    return _pack_onto(compiled.packed, parts)


def _fill(part: Template, values: Mapping[str, object], plain: bool) -> bytes:
    try:
        text = part.render(values)
    except UnfitError:
        raise
    except (TemplateError, TypeError, ValueError, ArithmeticError, RecursionError) as fault:
        raise UnfitError([template_problem(_in_russian(fault))]) from fault
    if any(mark in text for mark in _LISTING):
        text = DocxTemplate(BytesIO()).resolve_listing(text)
    if not plain:
        text = _as_docxtpl_mends(text)
    return f"{_XML_HEAD}{text}".encode()


_XML_HEAD = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_PROBLEMS = "_problems"


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
def _compile(template: bytes, layout: Layout) -> _Compiled:
    check_package(template)
    parts = {}
    rest = BytesIO()
    plain = True
    with zipfile.ZipFile(BytesIO(template)) as source, zipfile.ZipFile(rest, "w") as packed:
        sources = tagged_parts(template, source)
        for name in source.namelist():
            if name in sources:
                text = _with_margin(sources[name], layout)
                plain = plain and not _NEEDS_DOCXTPL.search(text)
                parts[name] = compile_part(text)
            elif not name.endswith("/"):
                content = _with_font(name, NEUTRAL.get(name, source.read(name)), layout)
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
    check_package(template)
    found: dict[tuple[tuple[str, ...], bool], Use] = {}
    for text in tagged_parts(template, zipfile.ZipFile(BytesIO(template))).values():
        compile_part(text)
        paragraphs = _paragraphs(text)
        for words, shown, guarded in _paths(environment().parse(text), {}, frozenset()):
            place = next((one for one in paragraphs if shown in one), "")
            found.setdefault((words, guarded), Use(words, shown, place, guarded))
    return list(found.values())


def broken_paragraphs(template: bytes) -> list[str]:
    """Paragraphs whose braces do not pair: a tag was cut, or typed with blanks in the braces."""
    check_package(template)
    texts = tagged_parts(template, zipfile.ZipFile(BytesIO(template))).values()
    return [one for text in texts for one in _paragraphs(text) if _is_broken(one)]


def _paragraphs(text: str) -> list[str]:
    return [plain for piece in re.split(r"<w:p[ >]", text) if (plain := plain_text("<" + piece))]


def _is_broken(paragraph: str) -> bool:
    pairs = (("{{", "}}"), ("{%", "%}"))
    uneven = any(paragraph.count(begin) != paragraph.count(end) for begin, end in pairs)
    return uneven or re.search(r"\{ [{%]|[}%] \}", paragraph) is not None


Path = tuple[tuple[str, ...], str, bool]


def _paths(
    node: nodes.Node, loops: Mapping[str, tuple[str, ...]], asked: frozenset[tuple[str, ...]]
) -> Iterator[Path]:
    """Every path that a part names; `loops` are the variables bound around it."""
    if isinstance(node, nodes.Name | nodes.Getattr):
        written = _written(node)
        words = (*loops.get(written[0], written[:1]), *written[1:])
        if written[0] != "loop":
            yield words, ".".join(written), words in asked
        return
    inner, known = loops, asked
    if isinstance(node, nodes.For):
        yield from _paths(node.iter, loops, asked)
        inner = {**loops, _written(node.target)[0]: _loop_words(node.iter, loops)}
    if isinstance(node, nodes.If):
        tested = {words for words, _, _ in _paths(node.test, loops, asked)}
        known = asked | tested
    for child in node.iter_child_nodes(exclude=("target", "iter")):
        yield from _paths(child, inner, known)


def _loop_words(node: nodes.Node, loops: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    written = _written(node)
    return (*loops.get(written[0], written[:1]), *written[1:])


def _written(node: nodes.Node) -> tuple[str, ...]:
    """The words of a name as they are written: «пара.наставник» → ("пара", "наставник")."""
    if isinstance(node, nodes.Getattr):
        return (*_written(node.node), node.attr)
    return (node.name,) if isinstance(node, nodes.Name) else ("?",)


def tagged_parts(template: bytes, source: zipfile.ZipFile) -> dict[str, str]:
    """The parts that hold tags, as the library prepares them: part name → text of a template."""
    library = DocxTemplate(BytesIO(template))
    library.init_docx()
    main = Document(BytesIO(template)).part
    found = {}
    for name in source.namelist():
        if not _WITH_TAGS.fullmatch(name):
            continue
        raw = etree.tostring(etree.fromstring(source.read(name)), encoding="unicode")
        if _TAG.search(re.sub(r"<[^>]+>", "", raw)) or f"/{name}" == str(main.partname):
            found[name] = library.patch_xml(raw)
    return found


def _with_margin(text: str, layout: Layout) -> str:
    if layout.left_margin is None:
        return text
    twips = round(layout.left_margin * 1440 / 25.4)
    return re.sub(r'(<w:pgMar\b[^>]*\bw:left=")\d+', rf"\g<1>{twips}", text)


def _with_font(name: str, content: bytes, layout: Layout) -> bytes:
    """The styles with the size of «Normal» as the school wants it; other parts as they are."""
    if name != "word/styles.xml" or layout.font_size is None:
        return content
    tree = etree.fromstring(content)
    for size in tree.iterfind(f"{W}style[@{W}default='1'][@{W}type='paragraph']/{W}rPr/*"):
        if size.tag in (f"{W}sz", f"{W}szCs"):
            size.set(f"{W}val", str(layout.font_size * 2))
    return bytes(etree.tostring(tree, encoding="UTF-8", standalone=True))


def compile_part(text: str) -> Template:
    """A part of a template, checked against the list of what is allowed.

    Raises:
        UnfitError: broken tags, or something a template may not do.
    """
    try:
        tree = environment().parse(text)
    except TemplateSyntaxError as fault:
        raise UnfitError([template_problem(_in_russian(fault), _paragraph_of(text))]) from fault
    problems = [*_forbidden(tree), *_left_over(tree)]
    if problems:
        raise UnfitError(problems)
    return environment().from_string(tree)


def _paragraph_of(text: str) -> str:
    """The text of the paragraph where the reader of templates stops."""
    numbered = re.sub(r"<w:p([ >])", r"\n<w:p\1", text.replace("\n", " "))
    try:
        environment().parse(numbered)
    except TemplateSyntaxError as fault:
        return plain_text(numbered.splitlines()[fault.lineno - 1])
    return ""


def plain_text(xml: str) -> str:
    """What a piece of a document reads like."""
    return re.sub(r"<[^>]+>", "", xml).strip()


def template_problem(message: str, place: str = "") -> Problem:
    """A mistake in a template, for the person who edits it."""
    return Problem(
        Code.TEMPLATE,
        message,
        "Исправьте шаблон в Word или возьмите исходный: удалите свою копию",
        place=place,
    )


def _in_russian(fault: Exception) -> str:
    text = str(fault)
    unknown = re.search(r"'?([\w.]+)'? is undefined|has no attribute '(\w+)'", text)
    if unknown:
        return f"неизвестный тег «{unknown[1] or unknown[2]}»"
    name = re.search(r"No filter named '(\w+)'", text)
    if name:
        return f"нет такого фильтра: «{name[1]}»"
    if isinstance(fault, TemplateSyntaxError):
        return "тег записан с ошибкой или не закрыт"
    return "тег не удалось выполнить"


_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Filter,
    nodes.If,
    nodes.For,
    nodes.Compare,
    nodes.Operand,
    nodes.Const,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.CondExpr,
)
_LOOP = frozenset({"index", "first", "last", "length"})
_RUSSIAN = re.compile(r"[а-яё][а-яё0-9_]*")


def _forbidden(tree: nodes.Template) -> Iterator[Problem]:
    for node in _walk(tree):
        word = _word(node)
        if not isinstance(node, _ALLOWED) or (word and not _may_be_named(node, word)):
            shown = word or type(node).__name__
            yield Problem(
                Code.UNSAFE,
                f"в шаблоне есть то, что шаблону не разрешено («{shown}»)",
                "Оставьте в тегах только названия, условия «if», повторения «for» и фильтры",
            )


def _word(node: nodes.Node) -> str:
    """The name that the node uses, empty where it uses none."""
    if isinstance(node, nodes.Name | nodes.Filter):
        return node.name
    return node.attr if isinstance(node, nodes.Getattr) else ""


def _may_be_named(node: nodes.Node, word: str) -> bool:
    if isinstance(node, nodes.Filter):
        return word in FILTERS and not (node.args or node.kwargs or node.dyn_args)
    if isinstance(node, nodes.Getattr) and getattr(node.node, "name", "") == "loop":
        return word in _LOOP
    return word == "loop" or _RUSSIAN.fullmatch(word) is not None


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _walk(child)


def _left_over(tree: nodes.Template) -> Iterator[Problem]:
    for data in tree.find_all(nodes.TemplateData):
        left = PLACEHOLDER.search(re.sub(r"<[^>]+>", "", data.data))
        if left:
            yield Problem(
                Code.PLACEHOLDER,
                f"в шаблоне осталась заглушка «{left[0]}»",
                "Замените её тегом, а место для подписи — табуляцией с заполнителем",
            )


@pass_context
def print_value(context: Context, value: object) -> object:
    """A value as it is printed; what must not be printed is noted in the document's problems."""
    if isinstance(value, str):
        if _SUSPECT.search(value) or "00.0" in value:
            return _inspected(value, context[_PROBLEMS])
        return value
    if isinstance(value, Empty):
        context[_PROBLEMS].append(value.problem())
        return ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, date):
        return _day_in_digits(value)
    if isinstance(value, Mapping | list | tuple):
        raise UnfitError(
            [template_problem("тег называет не одно значение, а целый список или лист")]
        )
    return value


def _inspected(value: str, problems: list[Problem]) -> str:
    """A text that may hold a placeholder or characters that no XML can hold."""
    left = PLACEHOLDER.search(value)
    if left:
        problems.append(_left_in_cell(left[0], value))
    return printable(value)


def _left_in_cell(left: str, value: str) -> Problem:
    return Problem(
        Code.PLACEHOLDER,
        f"вместо сведений стоит заглушка «{left}»",
        "Впишите настоящее значение и сделайте документ снова",
        value.cell if isinstance(value, Text) else None,
        "" if isinstance(value, Text) else value[:80],
    )


def _only(kind: type | UnionType, what: str, make: Callable[[Any], object]) -> Filter:
    """A filter for one kind of values; empty values pass through to be reported when printed."""

    def apply(value: object) -> object:
        if isinstance(value, kind):
            return make(value)
        if isinstance(value, Empty | StrictUndefined):
            return value
        raise UnfitError([template_problem(f"фильтр применён не к тому: ему {what}")])

    return apply


def _in_case(case: str) -> Filter:
    return _only(Declinable, "нужны ФИО или должность", lambda name: name.inflected(case))


def _first_letter(change: Callable[[str], str]) -> Filter:
    return _only(str, "нужен текст", lambda text: change(text[:1]) + text[1:])


def _day_in_digits(day: date) -> str:
    return f"{day.day:02}.{day.month:02}.{day.year}"


def _day_in_words(day: date) -> str:
    from nastavnik.russian.typography import date_in_words

    return date_in_words(day)


FILTERS: dict[str, Filter] = {
    **{case: _in_case(case) for case in CASES},
    "кратко": _only(Declinable, "нужны ФИО", lambda name: name.short(initials_first=False)),
    "подпись": _only(Declinable, "нужны ФИО", lambda name: name.short(initials_first=True)),
    "номер": _only(str, "нужен номер", lambda text: re.sub(r"^№\s*", "", text)),
    "число": _only(int | float, "нужно число", lambda value: f"{value:g}".replace(".", ",")),
    "дата": _only(date, "нужна дата", _day_in_digits),
    "словами": _only(date, "нужна дата", _day_in_words),
    "прописная": _first_letter(str.upper),
    "строчная": _first_letter(str.lower),
}
"""Every filter of templates by name."""


class _Environment(ImmutableSandboxedEnvironment):
    """The sandbox; columns of a row are found at once, whatever names dictionaries have."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A column of a row; anything else as the sandbox allows it."""
        row = obj.fields if isinstance(obj, Declinable) else obj
        if isinstance(row, dict) and attribute in row:
            return row[attribute]
        return super().getattr(obj, attribute)


@lru_cache(maxsize=1)
def environment() -> ImmutableSandboxedEnvironment:
    """The engine of templates: sandboxed, escaping, with our filters only."""
    made = _Environment(
        autoescape=True, undefined=StrictUndefined, finalize=print_value, cache_size=0
    )
    made.filters = dict(FILTERS)
    made.tests = {}
    made.globals = {}
    return made
