"""A compiled part filled in: pieces of XML, and the words that they say.

Texts are set once and remembered: what a document says a hundred times costs a look into a table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from nastavnik.documents.templates.compiled import Part
from nastavnik.documents.templates.filters import FILTERS, printed
from nastavnik.documents.templates.finishing import kept_whole
from nastavnik.documents.templates.inspection import may_be_left
from nastavnik.documents.values import (
    Declinable,
    DocumentProblem,
    UnfitError,
    template_problem,
)
from nastavnik.model.memory import remembered
from nastavnik.results.charts import Chart

_MOST_REMEMBERED = 2**14
_EMPTY = '<w:t xml:space="preserve"/>'
_LINE_BREAK = "<w:br/>"


class Texts(dict[str, bytes]):
    """Texts as they are set in a run: words → XML; `words` leads back from there."""

    def __init__(self, *, finishing: bool) -> None:
        super().__init__()
        self.words: dict[bytes, str] = {}
        self._set = kept_whole if finishing else str

    def __missing__(self, words: str) -> bytes:
        lines = (
            "\t".join(map(self._set, line.split("\t"))) if "\t" in line else self._set(line)
            for line in words.split("\n")
        )
        xml = _LINE_BREAK.join(map(_text, lines)).encode()
        self.words[xml] = words.replace("\n", "")
        self[words] = xml
        return xml


@remembered(2)
def texts(finishing: bool) -> Texts:
    """The texts that have been set."""
    return Texts(finishing=finishing)


@remembered(1)
def shown_texts() -> dict[str, str]:
    """Texts of the workbook as they are printed, where nothing is wrong with them."""
    return {}


def _text(words: str) -> str:
    if not words:
        return _EMPTY
    inner = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<w:t xml:space="preserve">{inner}</w:t>'.replace("\r", "&#13;")


def escaped(text: str) -> bytes:
    """A text as it may stand anywhere in XML, within quotation marks too."""
    inner = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return inner.replace("'", "&#39;").replace('"', "&#34;").encode()


class Values(dict[str, object]):
    """What a document may print, by the first words of tags."""

    def __missing__(self, name: str) -> object:
        raise _unknown(name)


def _unknown(name: str) -> UnfitError:
    return UnfitError([template_problem(f"неизвестный тег «{name}»")])


def column(row: Any, name: str) -> object:
    """What a tag names after a dot.

    Raises:
        UnfitError: there is no such column, or what stands before the dot has none.
    """
    try:
        if type(row) is not dict and isinstance(row, Declinable):
            return row.fields[name]
        found: object = row[name]
    except (KeyError, TypeError, IndexError):
        raise _unknown(name) from None
    return found


Fill = Callable[..., None]


def ready(part: Part) -> Fill:
    """The code of a part as a function."""
    made: dict[str, Fill] = {}
    exec(part.code, made)
    return made["fill"]


@dataclass(frozen=True, slots=True)
class Filled:
    """The pieces of a filled part."""

    part: Part
    pieces: list[bytes]
    texts: Texts

    def xml(self) -> bytes:
        """The part."""
        return b"".join(self.pieces)

    def may_be_left_over(self) -> bool:
        """Whether something may be left that should have been filled in."""
        words = self.texts.words
        words.update(self.part.said)
        return may_be_left("".join(map(words.__getitem__, self.pieces)))


@dataclass(frozen=True, slots=True)
class Filling:
    """The values of one document, what was wrong with them, and the charts it printed."""

    values: Mapping[str, object]
    texts: Texts
    problems: list[DocumentProblem]
    drawn: list[Chart]

    @classmethod
    def of(cls, values: Mapping[str, object], *, finishing: bool) -> Filling:
        """What is to be filled in; texts are set as they are finished, or as they are."""
        known = texts(finishing)
        if len(known) > _MOST_REMEMBERED:
            known.clear()
            known.words.clear()
        return cls(Values(values), known, [], [])

    def fill(self, part: Part, fill: Fill) -> Filled:
        """The part filled in; `problems` and `drawn` grow."""
        pieces: list[bytes] = []
        show = self._shower()
        fill(part.data, self.values, FILTERS, column, show, escaped, self.texts, pieces.extend)
        return Filled(part, pieces, self.texts)

    def _shower(self) -> Callable[[object], str]:
        known, problems, drawn = shown_texts(), self.problems, self.drawn
        if len(known) > _MOST_REMEMBERED:
            known.clear()

        def show(value: object) -> str:
            if not isinstance(value, str):
                return str(value) if type(value) is int else printed(value, problems, drawn)
            shown = known.get(value)
            if shown is None:
                so_far = len(problems)
                shown = printed(value, problems, drawn)
                if len(problems) == so_far:
                    known[str(value)] = shown
            return shown

        return show
