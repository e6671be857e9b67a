"""What the window asks to be done: an action with what a person said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from nastavnik.model.actions import DRY_RUN, TODAY, Action, Button


@dataclass(frozen=True)
class ActionCall:
    """An action to be done with `values` for what it asks, by the names of its options.

    `book` is the book of the window; `step` is what the undo list calls the work, "" for the name
    that the verb has for it; `agreed` are the questions, a line each, that a preview put and a
    person answered.
    """

    action: Action
    values: Mapping[str, Any] = field(default_factory=dict)
    book: Path | None = None
    step: str = ""
    agreed: str = ""

    @classmethod
    def of_button(
        cls, button: Button, book: Path, day: date, files: tuple[Path, ...] = ()
    ) -> ActionCall:
        """What a daily button does to a book."""
        values: dict[str, Any] = {name: value for name, value in button.given.items() if value}
        if own := button.action.book:
            values[own.name] = (book,) if own.many else book
        if wanted := button.action.files:
            values[wanted.name] = files
        if any(option.name == TODAY.name for option in button.action.asks):
            values[TODAY.name] = day
        return cls(button.action, values, book, step=button.title)

    @property
    def is_preview(self) -> bool:
        """Whether nothing is to be written yet."""
        return bool(self.values.get(DRY_RUN.name))
