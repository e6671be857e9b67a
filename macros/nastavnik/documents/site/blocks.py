"""What a page is made of: the same blocks become HTML for a browser and plain text to paste."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from nastavnik.results.charts import Chart


class SiteHeading(NamedTuple):
    """The heading of a part; `level` is 2 or 3, the page's own title is 1."""

    text: str
    level: int = 2


class SiteText(NamedTuple):
    """A paragraph; `quiet` is for what matters less."""

    text: str
    quiet: bool = False


class SiteItems(NamedTuple):
    """A list, numbered where the order matters."""

    items: Sequence[str]
    ordered: bool = False


class SiteFacts(NamedTuple):
    """Names of things with what they are."""

    facts: Sequence[tuple[str, str]]


class SiteTable(NamedTuple):
    """Rows under titles; the first cell of a row is its heading."""

    caption: str
    titles: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]


class SiteChart(NamedTuple):
    """A picture of numbers, shown as a table with a bar in every row."""

    chart: Chart


class SiteLink(NamedTuple):
    """A way to a page, a file of the section or an address; `note` says what is there."""

    text: str
    target: str
    note: str = ""


class SiteLinks(NamedTuple):
    """Links one under another."""

    links: Sequence[SiteLink]


SiteBlock = SiteHeading | SiteText | SiteItems | SiteFacts | SiteTable | SiteChart | SiteLinks


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page: `slug` is the name of its file without an ending, `lead` the words under its title.

    `files` are the files of the section that belong to it.
    """

    slug: str
    title: str
    lead: str
    blocks: tuple[SiteBlock, ...]
    files: tuple[str, ...] = ()
