"""One message, told in the words of whoever reads it.

A message asks for an option as «добавьте к команде --year 2026», and for another action as «нажмите
«Исправить»». Where there are fields the first becomes the field's label; on the command line the
second gets the command beside it. Both follow from the table of actions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from nastavnik.model.actions import ACTIONS, BUTTONS, Action, ActionOption, OptionKind
from nastavnik.model.errors import JobError
from nastavnik.model.findings import Finding
from nastavnik.model.outcome import Block, Listing

_ASKED = re.compile(
    r"(?P<ask>[Дд])обавьте к команде (?P<flag>--[a-z][\w-]*)"
    r"(?: (?P<value>\".*?\"(?=[\s,;.)]|$)|[^\s,;.)«]+(?=[\s,;.)]|$)))?"
)
_PRESSED = re.compile(r"[Нн]ажмите «([^»]+)»")
_HELP = "--help"
_STANDS_FOR_A_VALUE = re.compile(r"[А-ЯЁ…]+")


def in_fields(text: str, action: Action) -> str:
    """A message of an action for a person who has fields before her and types no commands."""
    return _ASKED.sub(lambda found: _of_field(found, action), text)


@contextmanager
def errors_in_fields(action: Action) -> Iterator[None]:
    """What stops an action is told likewise.

    Raises:
        JobError: in place of every other, with its text so told.
    """
    try:
        yield
    except JobError as error:
        said = in_fields(str(error), action)
        if said == str(error):
            raise
        raise JobError(said) from error


def blocks_in_fields(blocks: Sequence[Block], action: Action) -> tuple[Block, ...]:
    """What a person reads of a result, told likewise."""
    return tuple(
        block._replace(rows=[tuple(in_fields(cell, action) for cell in row) for row in block.rows])
        if isinstance(block, Listing)
        else in_fields(block, action)
        for block in blocks
    )


def finding_in_fields(finding: Finding, action: Action) -> Finding:
    """A finding told likewise."""
    remedy, message = (in_fields(text, action) for text in (finding.remedy, finding.message))
    return finding._replace(remedy=remedy, message=message)


def in_commands(text: str) -> str:
    """A message for a person at the command line: what is to be pressed is a command there."""
    return _PRESSED.sub(lambda found: f"{found[0]}{_command_of(found[1])}", text)


def _of_field(found: re.Match[str], action: Action) -> str:
    flag, value = found["flag"], found["value"] or ""
    option = next((option for option in action.asks if option.flag == flag), None)
    is_flag = option is not None and option.kind is OptionKind.FLAG
    after = f" {value}" if is_flag and value else ""
    said = "выберите из списка в окне" if flag == _HELP else _said(option, value)
    if not said:
        return found[0]
    return (said[0].upper() if found["ask"].isupper() else said[0]) + said[1:] + after


def _said(option: ActionOption | None, value: str) -> str:
    if option is None:
        return ""
    if option.kind is OptionKind.FLAG:
        return f"отметьте в окне «{option.label}»"
    typed = value.strip('"')
    if not typed or _STANDS_FOR_A_VALUE.fullmatch(typed):
        return f"заполните в окне поле «{option.label}»"
    return f"впишите в окне в поле «{option.label}»: {typed}"


def _command_of(title: str) -> str:
    words: Mapping[str, Sequence[str]] = {action.title: action.command for action in ACTIONS} | {
        button.title: button.words for button in BUTTONS
    }
    return f" (nastavnik {' '.join(words[title])})" if title in words else ""
