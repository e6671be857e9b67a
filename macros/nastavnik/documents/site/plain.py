"""The pages as plain texts, to paste into a site that takes no pages of ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nastavnik.documents.files import safe_name
from nastavnik.documents.site.blocks import (
    SiteBlock,
    SiteChart,
    SiteFacts,
    SiteHeading,
    SiteItems,
    SiteLinks,
    SitePage,
    SiteTable,
    SiteText,
)
from nastavnik.model.findings import Finding

TEXTS = "Тексты"
MISSING = f"{TEXTS}/00 Чего нет на сайте.txt"


def text_files(
    pages: Sequence[SitePage], findings: Sequence[Finding]
) -> Iterator[tuple[str, bytes]]:
    """A text for each page, and the list of what is missing, by their places."""
    yield MISSING, encoded(missing_text(findings))
    for number, page in enumerate(pages, start=1):
        title = "Главная" if page.slug == "index" else page.title
        yield f"{TEXTS}/{number:02} {safe_name(title)}.txt", encoded(page_text(page))


def encoded(text: str) -> bytes:
    """The text as every editor of Windows opens it."""
    return text.replace("\n", "\r\n").encode("utf-8-sig")


def page_text(page: SitePage) -> str:
    """A page in words; its files are named at the end."""
    parts = [page.title.upper(), page.lead, *(block_text(block) for block in page.blocks)]
    if page.files:
        parts.append("\n".join(("Файлы к странице:", *(f"– {file}" for file in page.files))))
    return "\n\n".join(filter(None, parts)) + "\n"


def missing_text(findings: Sequence[Finding]) -> str:
    """What the section lacks and what to do about it."""
    lines = [
        f"{number}. {finding.where}: {finding.message}.\n   {finding.remedy}."
        for number, finding in enumerate(findings, start=1)
    ]
    return "\n".join(("ЧЕГО НЕТ НА САЙТЕ", "", *(lines or ("Есть всё.",)), ""))


def block_text(block: SiteBlock) -> str:
    """A block in words."""
    match block:
        case SiteHeading(text=text, level=level):
            return text.upper() if level == 2 else text
        case SiteText(text=text):
            return text
        case SiteChart(chart=chart):
            return chart.alternative
        case _:
            return "\n".join(_lines(block))


def _lines(
    block: SiteItems | SiteFacts | SiteTable | SiteLinks,
) -> Iterator[str]:
    match block:
        case SiteItems(items=lines, ordered=ordered):
            yield from (
                f"{n}. {line}" if ordered else f"– {line}" for n, line in enumerate(lines, 1)
            )
        case SiteFacts(facts=facts):
            yield from (f"{name}: {value}" for name, value in facts)
        case SiteTable():
            yield block.caption
            yield from (_row(block, row) for row in block.rows)
        case SiteLinks(links=links):
            yield from (_link(link.text, link.target, link.note) for link in links)


def _row(table: SiteTable, row: tuple[str, ...]) -> str:
    rest = zip(table.titles[1:], row[1:], strict=True)
    told = "; ".join(f"{title.lower()}: {cell or '—'}" for title, cell in rest)
    return f"– {row[0]} ({told})"


def _link(text: str, target: str, note: str) -> str:
    address = "" if target.endswith(".html") and "/" not in target else f": {target}"
    return f"– {text}{address}" + (f" ({note})" if note else "")
