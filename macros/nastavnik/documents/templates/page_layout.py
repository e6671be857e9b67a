"""How a school wants its pages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageLayout:
    """The page of a school: the left margin in millimetres, the text's size in points, its font.

    None or "" leaves what the template has.
    """

    left_margin: int | None = None
    font_size: int | None = None
    font: str = ""
