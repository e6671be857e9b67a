"""A part of a template as a program: steps one after another, and the Python that takes them.

Templates may hold so little (`language` says what) that what the engine would do for each value,
look for attributes, defend a sandbox, keep track of undefined names, need not be done at all. The
program only reads columns, calls our filters, and puts out bytes; `filling` gives it all it names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum, auto
from itertools import count
from types import CodeType
from typing import NamedTuple

from jinja2 import nodes

from nastavnik.documents.values import UnfitError, template_problem


class Kind(Enum):
    """What a step does; the words of a text come between its begin and its end."""

    DATA = auto()
    VALUE = auto()
    BEGIN = auto()
    ELSE = auto()
    END = auto()
    TEXT = auto()
    WORDS = auto()
    TEXT_END = auto()


class TemplateStep(NamedTuple):
    """One step: `source` is the XML of data, the words of a text, the Python of anything else."""

    kind: Kind
    source: str = ""


Scope = Mapping[str, str]
"""Names bound by loops → Python variables."""


def steps_of(tree: nodes.Template) -> list[TemplateStep]:
    """The steps of a part that `language` allows."""
    return [*_Writer().body(tree.body, {})]


class _Writer:
    """Writes the Python of nodes; every loop has a number of its own."""

    def __init__(self) -> None:
        self._loops = count()

    def body(self, body: list[nodes.Node], scope: Scope) -> Iterator[TemplateStep]:
        for node in body:
            if isinstance(node, nodes.Output):
                yield from self._output(node, scope)
            elif isinstance(node, nodes.If):
                yield from self._if(node, scope)
            elif isinstance(node, nodes.For):
                yield from self._for(node, scope)

    def _output(self, node: nodes.Output, scope: Scope) -> Iterator[TemplateStep]:
        for each in node.nodes:
            if isinstance(each, nodes.TemplateData):
                yield TemplateStep(Kind.DATA, each.data)
            else:
                yield TemplateStep(Kind.VALUE, f"show({_expression(each, scope)})")

    def _if(self, node: nodes.If, scope: Scope) -> Iterator[TemplateStep]:
        yield TemplateStep(Kind.BEGIN, f"if {_expression(node.test, scope)}:")
        yield from self.body(node.body, scope)
        for each in node.elif_:
            yield TemplateStep(Kind.ELSE, f"elif {_expression(each.test, scope)}:")
            yield from self.body(each.body, scope)
        if node.else_:
            yield TemplateStep(Kind.ELSE, "else:")
            yield from self.body(node.else_, scope)
        yield TemplateStep(Kind.END)

    def _for(self, node: nodes.For, scope: Scope) -> Iterator[TemplateStep]:
        number = next(self._loops)
        row, rows, place = f"row{number}", f"rows{number}", f"place{number}"
        assert isinstance(node.target, nodes.Name)
        named = {**scope, node.target.name: row}
        inner = {**named, "loop.index": place, "loop.length": f"len({rows})"}
        inner |= {"loop.first": f"({place} == 1)", "loop.last": f"({place} == len({rows}))"}
        found = f"list({_expression(node.iter, scope)})"
        if node.test:
            without = {name: each for name, each in named.items() if not name.startswith("loop.")}
            found = f"[{row} for {row} in {found} if {_expression(node.test, without)}]"
        yield TemplateStep(Kind.BEGIN, f"for {place}, {row} in enumerate({rows} := {found}, 1):")
        yield from self.body(node.body, inner)
        yield TemplateStep(Kind.END)
        if node.else_:
            yield TemplateStep(Kind.BEGIN, f"if not {rows}:")
            yield from self.body(node.else_, scope)
            yield TemplateStep(Kind.END)


_COMPARISONS = {
    **{"eq": "==", "ne": "!=", "gt": ">", "gteq": ">=", "lt": "<", "lteq": "<="},
    **{"in": "in", "notin": "not in"},
}


def _expression(node: nodes.Node, scope: Scope) -> str:  # noqa: PLR0911 - one for each kind of node
    """The Python of an expression, in brackets where it needs them."""
    match node:
        case nodes.Const():
            shown = repr(node.value)
            return shown.replace("inf", "1e999") if isinstance(node.value, float) else shown
        case nodes.Name():
            return scope.get(node.name) or f"values[{node.name!r}]"
        case nodes.Getattr():
            if _is_loop(node.node):
                return scope.get(f"loop.{node.attr}", "values['loop']")
            return f"column({_expression(node.node, scope)}, {node.attr!r})"
        case nodes.Filter():
            assert node.node is not None
            return f"filters[{node.name!r}]({_expression(node.node, scope)})"
        case nodes.Not():
            return f"(not {_expression(node.node, scope)})"
        case nodes.And() | nodes.Or():
            word = "and" if isinstance(node, nodes.And) else "or"
            return f"({_expression(node.left, scope)} {word} {_expression(node.right, scope)})"
        case nodes.CondExpr():
            other = _expression(node.expr2, scope) if node.expr2 else "''"
            test, one = _expression(node.test, scope), _expression(node.expr1, scope)
            return f"({one} if {test} else {other})"
        case nodes.Compare():
            others = (f"{_COMPARISONS[o.op]} {_expression(o.expr, scope)}" for o in node.ops)
            return f"({_expression(node.expr, scope)} {' '.join(others)})"
    raise AssertionError(node)  # `language` allows no other


def _is_loop(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name) and node.name == "loop"


class Program(NamedTuple):
    """The code of a part, and the XML that it puts out as it stands."""

    code: CodeType
    data: tuple[bytes, ...]


def program_of(steps: Iterable[TemplateStep]) -> Program:
    """The steps as a function `fill`; see `filling`.

    Raises:
        UnfitError: they are nested deeper than Python allows.
    """
    source = _Source()
    for step in steps:
        source.take(step)
    source.flush()
    try:
        code = compile("\n".join(source.lines), "<template>", "exec")
    except (SyntaxError, RecursionError, MemoryError) as fault:
        raise UnfitError([template_problem("тег слишком сложен")]) from fault
    return Program(code, tuple(source.data))


class _Source:
    """Lines of Python; what is put out without a condition in between is put out at once."""

    def __init__(self) -> None:
        self.lines = ["def fill(data, values, filters, column, show, escaped, text, put):"]
        self.data: dict[bytes, int] = {}
        self._depth = 1
        self._pieces: list[str] = []
        self._words: list[str] = []
        self._is_text = self._is_gathering = False

    def take(self, step: TemplateStep) -> None:
        """Add a step."""
        match step.kind:
            case Kind.DATA:
                number = self.data.setdefault(step.source.encode(), len(self.data))
                self._pieces.append(f"data[{number}]")
            case Kind.WORDS:
                self._words += [repr(step.source)] if step.source else []
            case Kind.VALUE if self._is_text:
                self._words.append(step.source)
            case Kind.VALUE:
                self._pieces.append(f"escaped({step.source})")
            case Kind.TEXT:
                self._is_text = True
            case Kind.TEXT_END:
                self._end_text()
            case Kind.BEGIN | Kind.ELSE | Kind.END:
                self.flush()
                self._turn(step)

    def flush(self) -> None:
        """Put out what has been gathered; within a text, gather it as words."""
        if self._pieces:
            self._line(f"put(({', '.join(self._pieces)},))")
        if self._is_text and (self._words or not self._is_gathering):
            self._line(f"words {'+=' if self._is_gathering else '='} [{', '.join(self._words)}]")
            self._is_gathering = True
        self._pieces, self._words = [], []

    def _end_text(self) -> None:
        if self._is_gathering:
            self.flush()
            self._line("put((text[''.join(words)],))")
        else:
            self._pieces.append(f"text[{' + '.join(self._words)}]")
            self._words = []
        self._is_text = self._is_gathering = False

    def _turn(self, step: TemplateStep) -> None:
        self._depth -= step.kind is not Kind.BEGIN
        if step.kind is not Kind.END:
            self._line(step.source)
            self._depth += 1
            self._line("pass")

    def _line(self, line: str) -> None:
        self.lines.append(f"{' ' * self._depth}{line}")
