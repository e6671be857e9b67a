"""Where each action has its place in the window: by the parts of the year, as the table says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from nastavnik.model.actions import ACTIONS, PANEL, Action, ActionGroup

HOME = "Каждый день"


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
