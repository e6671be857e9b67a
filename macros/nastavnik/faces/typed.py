"""What a person types for an option of the table of actions, as what the action wants."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from nastavnik.model.actions import ActionOption, OptionKind
from nastavnik.model.parsing import parse_cell
from nastavnik.model.schema import CellKind, Column


class TypedError(ValueError):
    """What was typed is none of what the option takes; the text says what would be."""


def typed_value(option: ActionOption, text: str) -> Any:
    """The value of what was typed.

    Raises:
        TypedError: it is none.
    """
    match option.kind:
        case OptionKind.BOOK | OptionKind.FILE | OptionKind.FOLDER:
            return Path(text)
        case OptionKind.DATE:
            return _day(option, text)
        case OptionKind.NUMBER:
            return _number(option, text)
        case OptionKind.CHOICE if text not in option.choices:
            known = ", ".join(option.choices)
            raise TypedError(f"«{text}» не подходит, а можно: {known}")
    return text


def limits(option: ActionOption) -> str:
    """The numbers that an option takes, "" where it takes all."""
    return f"{option.least}–{option.most}" if option.least is not None else ""


def _day(option: ActionOption, text: str) -> date:
    day, _ = parse_cell(text, Column(option.label, kind=CellKind.DATE))
    if not isinstance(day, date):
        raise TypedError("впишите дату, например 01.09.2026")
    return day


def _number(option: ActionOption, text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        raise TypedError(f"«{text}» — не число") from None
    least, most = option.least, option.most
    if (least is not None and number < least) or (most is not None and number > most):
        raise TypedError(f"«{text}» не подходит, а можно: {limits(option)}")
    return number
