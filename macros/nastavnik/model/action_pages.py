"""Where each action has its place: by the parts of the year, as the table says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from nastavnik.model.actions import ACTIONS, PANEL, Action, ActionGroup
from nastavnik.model.errors import JobError
from nastavnik.model.text import fold, listed


class Page(NamedTuple):
    """A part of the year and what is done in it."""

    group: ActionGroup
    actions: tuple[Action, ...]

    @property
    def number(self) -> int:
        """Its place in the year, from 1, which is its key too."""
        return list(ActionGroup).index(self.group) + 1


def pages() -> Iterator[Page]:
    """The pages in the order of the year, those with nothing to do left out."""
    for group in ActionGroup:
        here = tuple(each for each in ACTIONS if each.group is group and each is not PANEL)
        if here:
            yield Page(group, here)


def page_line(name: str) -> str:
    """The line of the list of pages that a name means: a part of the year or an action.

    Raises:
        JobError: there is no such page.
    """
    lines = {fold(page.group.value): page.group.value for page in pages()}
    for action in (action for page in pages() for action in page.actions):
        lines |= {fold(action.key): action.key, fold(action.title): action.key}
    if fold(name) not in lines:
        parts = listed(page.group.value for page in pages())
        raise JobError(f"Страницы «{name}» в окне нет; есть {parts} и каждое действие по названию")
    return lines[fold(name)]
