"""The language of templates: Jinja with all but names, conditions, loops and filters taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from jinja2 import Environment, TemplateSyntaxError, nodes

from nastavnik.documents.templates.compiled import Part
from nastavnik.documents.templates.filters import FILTERS
from nastavnik.documents.templates.foresight import foresee, said
from nastavnik.documents.templates.program import program_of, steps_of
from nastavnik.documents.values import (
    PLACEHOLDER,
    Code,
    DocumentProblem,
    UnfitError,
    template_problem,
)
from nastavnik.model.text import cleaned

DEEPEST_LOOP = 2


def compiled_part(tree: nodes.Template, *, foreseeing: bool, finishing: bool) -> Part:
    """A checked part of a template as code.

    With `foreseeing` what can be said of it before it is filled in is, with `finishing` what can
    be finished of it is.

    Raises:
        UnfitError: it is nested too deep.
    """
    for each in tree.find_all(nodes.TemplateData):
        each.data = _with_braces(each.data)
    steps = steps_of(tree)
    foreseen = foresee(steps, finishing=finishing) if foreseeing else None
    code, data = program_of(foreseen.steps if foreseen else steps)
    if foreseen is None:
        return Part(code, data)
    words = {xml: said(xml.decode()) for xml in data}
    _, is_complete, is_fitted, is_kept = foreseen
    return Part(code, data, True, is_complete, is_fitted, is_kept, words)


def checked_part(text: str) -> nodes.Template:
    """The tree of a part that does only what is allowed.

    Raises:
        UnfitError: broken tags, or something a template may not do.
    """
    try:
        tree = environment().parse(text)
    except TemplateSyntaxError as fault:
        message = "тег записан с ошибкой или не закрыт"
        raise UnfitError([template_problem(message, _paragraph_of(text))]) from fault
    except RecursionError as fault:
        raise UnfitError([template_problem("тег слишком сложен")]) from fault
    problems = [*_forbidden(tree), *_too_deep(tree), *_left_over(tree)]
    if problems:
        raise UnfitError(problems)
    return tree


def _with_braces(text: str) -> str:
    """Braces that are meant to be printed: «{_{» → «{{»."""
    for written, meant in _BRACES.items():
        text = text.replace(written, meant)
    return text


def _paragraph_of(text: str) -> str:
    """The text of the paragraph where the reader of templates stops."""
    numbered = re.sub(r"<w:p([ >])", r"\n<w:p\1", text.replace("\n", " "))
    try:
        environment().parse(numbered)
    except TemplateSyntaxError as fault:
        return plain_text(numbered.splitlines()[fault.lineno - 1])
    return ""


_BRACES = {"{_{": "{{", "}_}": "}}", "{_%": "{%", "%_}": "%}"}
_IN_TAGS = str.maketrans(dict.fromkeys("«»„“”", '"'))
_TAG = re.compile(r"\{[{%].*?[}%]\}", re.DOTALL)


def as_typed(text: str) -> str:
    """A part of a template whose tags have the plain quotation marks that Word made «ёлочки» of.

    Marks that cannot be seen are dropped from the tags too.
    """
    return _TAG.sub(lambda tag: cleaned(tag[0].translate(_IN_TAGS)), text)


def plain_text(xml: str) -> str:
    """What a piece of a document reads like."""
    return re.sub(r"<[^>]+>", "", xml).strip()


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


def _forbidden(tree: nodes.Template) -> Iterator[DocumentProblem]:
    for node in _walk(tree):
        word = _word(node)
        if not isinstance(node, _ALLOWED) or (word and not _may_be_named(node, word)):
            yield _misspelt(node, word) or DocumentProblem(
                Code.UNSAFE,
                f"в шаблоне есть то, что шаблону не разрешено («{word or type(node).__name__}»)",
                "Оставьте в тегах только названия, условия «if», повторения «for» и фильтры",
            )


def _misspelt(node: nodes.Node, word: str) -> DocumentProblem | None:
    """What a person who meant no harm wrote wrong: a filter's name, or capitals in a tag."""
    if not _RUSSIAN.fullmatch(word.lower()):
        return None
    if isinstance(node, nodes.Filter):
        remedy = f"Есть такие фильтры: {', '.join(FILTERS)}"
        return None if word in FILTERS else DocumentProblem(Code.TEMPLATE, _no_filter(word), remedy)
    remedy = f"Теги пишут строчными буквами: «{word.lower()}»"
    return DocumentProblem(Code.TEMPLATE, f"неизвестный тег «{word}»", remedy)


def _no_filter(name: str) -> str:
    return f"нет такого фильтра: «{name}»"


def _too_deep(node: nodes.Node, depth: int = 0) -> Iterator[DocumentProblem]:
    """Loops inside loops inside loops: a few tags that would print for hours."""
    if depth > DEEPEST_LOOP:
        yield DocumentProblem(
            Code.UNSAFE,
            "в шаблоне слишком много повторений внутри повторений",
            f"Оставьте не больше {DEEPEST_LOOP} вложенных «for»",
        )
        return
    for child in node.iter_child_nodes():
        yield from _too_deep(child, depth + isinstance(child, nodes.For))


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


_TORN = re.compile(r".{0,40}[}%]\}(?!\})")
_LONE_BRACES = re.compile(r"(?<!_)\{\s*[а-яё][а-яё0-9_.| ]*\}(?!_)", re.IGNORECASE)


def _left_over(tree: nodes.Template) -> Iterator[DocumentProblem]:
    for data in tree.find_all(nodes.TemplateData):
        text = re.sub(r"<[^>]+>", "", data.data)
        if torn := _TORN.search(text):
            yield template_problem(f"от тега осталась часть: «{torn[0].strip()}»")
        lone = _LONE_BRACES.search(text)
        if lone:
            yield template_problem(f"тег в одинарных скобках: «{lone[0]}», а нужны двойные")
        left = PLACEHOLDER.search(text)
        if left:
            yield DocumentProblem(
                Code.PLACEHOLDER,
                f"в шаблоне осталась заглушка «{left[0]}»",
                "Замените её тегом, а место для подписи — табуляцией с заполнителем",
            )


Path = tuple[tuple[str, ...], str, bool]


def paths(
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
        yield from paths(node.iter, loops, asked)
        inner = {**loops, _written(node.target)[0]: _loop_words(node.iter, loops)}
    if isinstance(node, nodes.If):
        tested = {words for words, _, _ in paths(node.test, loops, asked)}
        known = asked | tested
    for child in node.iter_child_nodes(exclude=("target", "iter")):
        yield from paths(child, inner, known)


def _loop_words(node: nodes.Node, loops: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    written = _written(node)
    return (*loops.get(written[0], written[:1]), *written[1:])


def _written(node: nodes.Node) -> tuple[str, ...]:
    """The words of a name as they are written: «пара.наставник» → ("пара", "наставник")."""
    if isinstance(node, nodes.Getattr):
        return (*_written(node.node), node.attr)
    return (node.name,) if isinstance(node, nodes.Name) else ("?",)


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The reader of templates: it is only used to read, what is read becomes a `program`."""
    return Environment(cache_size=0)
