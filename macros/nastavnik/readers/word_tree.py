"""What a reader of a Word document does not see, or sees elsewhere than it stands in the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_UNSEEN = tuple(f"{_W}{name}" for name in ("vanish", "strike", "dstrike"))
_DELETED, _ROW, _ROW_PROPERTIES = f"{_W}del", f"{_W}tr", f"{_W}trPr"
_RUN, _BOX, _PARAGRAPH = f"{_W}r", f"{_W}txbxContent", f"{_W}p"
_CONTROL, _CONTROL_PROPERTIES, _CONTROL_CONTENT, _SHOWS_PLACEHOLDER = (
    f"{_W}{name}" for name in ("sdt", "sdtPr", "sdtContent", "showingPlcHdr")
)
_FIELD, _FIELD_KIND, _TEXT = f"{_W}fldChar", f"{_W}fldCharType", f"{_W}t"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_VALUE, _OFF = f"{_W}val", ("0", "false", "off")


def _nothing(_words: str) -> bool:
    return False


def settle(body: Any) -> None:
    """Takes out what nobody reads; puts text boxes before their paragraphs.

    Nobody reads deleted rows, hidden and struck text, the placeholders of content controls, and
    what a field asks for: the value of «Пол» in { IF { MERGEFIELD Пол } = "жен" … }.
    """
    for mark in list(body.iter(*_UNSEEN)):
        run = mark.getparent().getparent()
        if run is not None and run.tag == _RUN and mark.get(_VALUE) not in _OFF:
            run.getparent().remove(run)
    for mark in list(body.iter(_DELETED)):
        row = mark.getparent().getparent()
        if mark.getparent().tag == _ROW_PROPERTIES and row.tag == _ROW:
            row.getparent().remove(row)
    empty_placeholders(body)
    for question in list(_asked(body)):
        question.getparent().remove(question)
    for fallback in list(body.iter(_FALLBACK)):
        fallback.getparent().remove(fallback)
    for box in list(body.iter(_BOX)):
        _bring_out(box)


def _asked(body: Any) -> Iterator[Any]:
    """Texts in the instructions of fields: the values of the fields that stand there."""
    asking: list[list[Any] | None] = []
    for node in body.iter(_FIELD, _TEXT):
        kind = node.get(_FIELD_KIND)
        if kind == "begin":
            asking.append([])
        elif asking and kind == "separate":
            yield from asking[-1] or ()
            asking[-1] = None
        elif asking and kind == "end":
            yield from asking.pop() or ()
        elif node.tag == _TEXT:
            for texts in asking:
                if texts is not None:
                    texts.append(node)
                    break


def empty_placeholders(tree: Any, keep: Callable[[str], bool] = _nothing) -> None:
    """Takes out the words that a content control shows while nobody has filled it in.

    Words that `keep` are somebody's own.
    """
    for control in list(tree.iter(_CONTROL)):
        shows = control.find(f"{_CONTROL_PROPERTIES}/{_SHOWS_PLACEHOLDER}")
        content = control.find(_CONTROL_CONTENT)
        if shows is None or shows.get(_VALUE) in _OFF or content is None:
            continue
        if not keep("".join(content.itertext())):
            for run in list(content.iter(_RUN)):
                run.getparent().remove(run)


def _bring_out(box: Any) -> None:
    """Puts what stands in a text box, and an empty line, before the paragraph that holds it."""
    holder = next(box.iterancestors(_PARAGRAPH), None)
    if holder is None:
        return
    for child in [*box, holder.makeelement(_PARAGRAPH)]:
        holder.addprevious(child)
