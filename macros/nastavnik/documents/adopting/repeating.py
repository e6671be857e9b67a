"""What an old order says of one pair, said of each pair of the new one."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from nastavnik.documents.adopting.merge_fields import W

_OF_ONE = ("наставник", "наставляемый", "пара")
_PAIR = "пара"
FOR_EACH, END = "for пара in пары", "endfor"


def is_about_several(roots: Collection[str]) -> bool:
    """Whether a kind of document, by the first words of its tags, is about a list of pairs."""
    return "пары" in roots and not set(_OF_ONE) & set(roots)


def of_each_pair(tag: str) -> str:
    """A tag about one pair and its people as it stands inside a loop over pairs."""
    root, dot, rest = tag.partition(".")
    if root not in _OF_ONE or not dot:
        return tag
    if root == _PAIR:
        return tag
    field, blank, filters = rest.partition(" ")
    return f"{_PAIR}.{root}" + ("" if field == "фио" else f".{field}") + blank + filters


def repeat(tree: Any) -> None:
    """Put loops around the paragraphs and rows that speak of a pair, neighbours into one loop."""
    speaking = [p for p in tree.iter(f"{W}p") if f"{{{{ {_PAIR}." in _text(p)]
    rows = [row for p in speaking if (row := next(p.iterancestors(f"{W}tr"), None)) is not None]
    lines = [p for p in speaking if next(p.iterancestors(f"{W}tr"), None) is None]
    for first, last in _neighbours(lines):
        first.addprevious(_paragraph(tree, f"{{%p {FOR_EACH} %}}"))
        last.addnext(_paragraph(tree, f"{{%p {END} %}}"))
    for first, last in _neighbours(list(dict.fromkeys(rows))):
        first.addprevious(_row(tree, f"{{%tr {FOR_EACH} %}}"))
        last.addnext(_row(tree, f"{{%tr {END} %}}"))


def _neighbours(elements: list[Any]) -> Iterator[tuple[Any, Any]]:
    """The first and the last of each group that stands together."""
    group: list[Any] = []
    for element in elements:
        if group and group[-1].getnext() is not element:
            yield group[0], group[-1]
            group = []
        group.append(element)
    if group:
        yield group[0], group[-1]


def _text(element: Any) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def _paragraph(tree: Any, text: str) -> Any:
    paragraph = tree.makeelement(f"{W}p")
    run = paragraph.makeelement(f"{W}r")
    written = run.makeelement(f"{W}t")
    written.text = text
    run.append(written)
    paragraph.append(run)
    return paragraph


def _row(tree: Any, text: str) -> Any:
    row = tree.makeelement(f"{W}tr")
    cell = row.makeelement(f"{W}tc")
    cell.append(_paragraph(tree, text))
    row.append(cell)
    return row
