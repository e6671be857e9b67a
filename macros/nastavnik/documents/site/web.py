"""The pages as HTML that needs nothing else: no scripts, no cookies, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from nastavnik.documents.site.blocks import SiteBlock, SitePage
from nastavnik.results.charts import Chart, ChartKind

if TYPE_CHECKING:
    from jinja2 import Template

HERE = Path(__file__).parent
ADDRESSES = ("https://", "http://", "mailto:")


class SiteVersion(NamedTuple):
    """A version of the section: the folder it is in, what leads to it, its own style sheet."""

    folder: str
    title: str
    style: str

    @property
    def root(self) -> str:
        """The way from its pages to the folder of the section."""
        return "../" if self.folder else ""


PLAIN = SiteVersion("", "Обычная версия", "")
VERSIONS = (
    PLAIN,
    SiteVersion("krupno", "Версия для слабовидящих", "krupno.css"),
)
STYLES = ("stil.css", "krupno.css")


class SiteFrame(NamedTuple):
    """What surrounds every page: the school, its own site, and when this was made."""

    school: str
    address: str
    day: str


def web_files(pages: Sequence[SitePage], frame: SiteFrame) -> Iterator[tuple[str, bytes]]:
    """The pages in all versions and their style sheets, by their places in the section."""
    for style in STYLES:
        yield style, (HERE / style).read_bytes()
    for version in VERSIONS:
        for page in pages:
            name = f"{page.slug}.html"
            yield f"{version.folder}/{name}".lstrip("/"), _page(page, pages, version, frame)


def _page(
    page: SitePage, pages: Sequence[SitePage], version: SiteVersion, frame: SiteFrame
) -> bytes:
    text = _template().render(
        page=page,
        pages=pages,
        version=version,
        versions=[(other, _way(version, other, page)) for other in VERSIONS],
        frame=frame,
        kind=_kind,
        href=lambda target: _href(target, pages, version),
        bars=_bars,
    )
    return f"{text.strip()}\n".encode()


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string((HERE / "page.html").read_text(encoding="utf-8"))


def _kind(block: SiteBlock) -> str:
    return type(block).__name__


def _way(version: SiteVersion, other: SiteVersion, page: SitePage) -> str:
    """From a page of one version to the same page of another."""
    folder = f"{other.folder}/" if other.folder else ""
    return f"{version.root}{folder}{page.slug}.html"


def _href(target: str, pages: Sequence[SitePage], version: SiteVersion) -> str:
    """What a link holds: pages lead within their version, files are shared by all."""
    if target.startswith(ADDRESSES):
        return target
    is_page = target in {f"{page.slug}.html" for page in pages}
    return ("" if is_page else version.root) + quote(target)


class Bar(NamedTuple):
    """A bar in percent of the room: where it begins, how long it is, in which line."""

    start: float
    length: float
    line: int
    series: int


def _bars(chart: Chart, row: int) -> list[Bar]:
    """The bars of one category."""
    values = [series.values[row] or 0 for series in chart.series]
    highest = chart.highest or _highest(chart) or 1
    lengths = [round(100 * min(value, highest) / highest, 2) for value in values]
    if chart.kind is ChartKind.STACKED:
        starts = [round(sum(lengths[:place]), 2) for place in range(len(lengths))]
        return [Bar(starts[n], length, 0, n + 1) for n, length in enumerate(lengths) if length]
    return [Bar(0, length, n, n + 1) for n, length in enumerate(lengths)]


def _highest(chart: Chart) -> float:
    columns = list(zip(*(series.values for series in chart.series), strict=True))
    sums = [[value or 0 for value in column] for column in columns]
    fold_up = sum if chart.kind is ChartKind.STACKED else max
    return max((float(fold_up(column)) for column in sums), default=0)
