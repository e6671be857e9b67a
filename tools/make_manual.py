"""Make the pages of the manual, docs/manual/*.html, from the Markdown beside them.

python3 run.py generate manual
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

from markdown_it import MarkdownIt

ROOT = Path(__file__).resolve().parents[1]
MANUAL = ROOT / "docs" / "manual"
PAGES = {
    "index": "Год школы",
    "municipality": "Координатору",
    "methodist": "Методисту",
    "installer": "Установка",
}
"""The pages in their order, and what the row of links calls them."""
STYLE = """
body{font:17px/1.55 system-ui,"Segoe UI",sans-serif;color:#1f2937;max-width:50rem;margin:0 auto;
padding:1rem 1.2rem 4rem}
nav{display:flex;flex-wrap:wrap;gap:.4rem 1.2rem;padding:.6rem 0;border-bottom:2px solid #1f4e79}
a{color:#1f4e79}a:focus{outline:3px solid #f59e0b}nav [aria-current]{font-weight:700;color:#1f2937}
h1{font-size:1.9rem}h2{margin-top:2.2rem;font-size:1.4rem}
img{max-width:100%;border:1px solid #d1d5db}
code{font:.93em Consolas,"Liberation Mono",monospace;background:#f3f4f6;padding:.1em .25em}
pre{background:#f3f4f6;padding:.8rem 1rem;overflow-x:auto;white-space:pre-wrap}pre code{padding:0}
kbd{font:inherit;font-weight:600;border:1px solid #1f4e79;border-radius:.3rem;padding:0 .35em}
table{border-collapse:collapse}td,th{border:1px solid #9ca3af;padding:.3rem .6rem;text-align:left}
@media print{nav{display:none}}
"""
PAGE = """<!DOCTYPE html>
<html lang="ru">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} — Наставник</title>
<style>{style}</style>
</head>
<body>
<nav aria-label="Страницы руководства">{links}</nav>
<main>
{body}</main>
</body>
</html>
"""
BUTTON = re.compile(r"<strong>\[([^\]]+)\]</strong>")
_HEADING = re.compile(r"<h2>(.*?)</h2>")
_OWN_LINK = re.compile(rf'href="({"|".join(PAGES)})\.md"')
_OTHER_LINK = re.compile(r'<a href="\.\./[^"]+\.md">(.*?)</a>')


def pages() -> Iterator[tuple[str, str]]:
    """Name of a file → the page."""
    for name in PAGES:
        yield f"{name}.html", _page(name)


def _page(name: str) -> str:
    source = (MANUAL / f"{name}.md").read_text(encoding="utf-8")
    body = MarkdownIt("commonmark").enable("table").render(source)
    body = BUTTON.sub(r"<kbd>\1</kbd>", body)
    body = _OWN_LINK.sub(r'href="\1.html"', body)
    body = _OTHER_LINK.sub(r"\1", body)  # what is not in the product is told and not linked
    body, contents = _with_contents(body)
    title = source.splitlines()[0].removeprefix("# ")
    end = body.index("</h1>") + len("</h1>")
    return PAGE.format(
        title=escape(title),
        style=STYLE.replace("\n", ""),
        links="".join(_links(name)),
        body=f"{body[:end]}\n{contents}{body[end:]}",
    )


def _links(current: str) -> Iterator[str]:
    for name, title in PAGES.items():
        mark = ' aria-current="page"' if name == current else ""
        yield f'<a href="{name}.html"{mark}>{title}</a>'


def _with_contents(body: str) -> tuple[str, str]:
    """The page with a place in each heading, and a list of links to them."""
    titles = _HEADING.findall(body)
    if len(titles) < 3:
        return body, ""
    for number, title in enumerate(titles, 1):
        body = body.replace(f"<h2>{title}</h2>", f'<h2 id="h{number}">{title}</h2>', 1)
    items = "".join(f'<li><a href="#h{n}">{title}</a></li>' for n, title in enumerate(titles, 1))
    return body, f"<ul>{items}</ul>\n"


def main() -> int:
    """Write the pages."""
    for name, text in pages():
        (MANUAL / name).write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
