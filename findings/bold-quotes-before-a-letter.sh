#!/usr/bin/env bash
# «**«Наставник»**ам» is bold for Markdown and shows its asterisks in CommonMark.
#
# Versions: Markdown 3.11.3, markdown-it-py 4.3.0
# Expected: two asterisks on each side of a word make it bold in every Markdown, inside a longer word too,
#           as **шко**ла is.
# Really:   CommonMark lets a run of asterisks close only if what stands before it is no punctuation, or
#           what follows is no letter. A Russian quotation mark is punctuation: an ending or a dash-less
#           word after it leaves four asterisks in the text.
# Seen:     30.11.2026
#   **«Наставник»**ам    Markdown bold  markdown-it plain
#   **шко**ла            Markdown bold  markdown-it bold
#   **«Наставник»** ам   Markdown bold  markdown-it bold

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  Markdown==3.11.3 markdown-it-py==4.3.0
cd "$work"

venv/bin/python - << 'PY'
import markdown
from markdown_it import MarkdownIt

CASES = {"**«Наставник»**ам": (True, False), "**шко**ла": (True, True), "**«Наставник»** ам": (True, True)}
changed = False
for text, stated in CASES.items():
    pages = (markdown.markdown(text), MarkdownIt().render(text))
    seen = tuple("<strong>" in page for page in pages)
    shown = ["bold" if bold else "plain" for bold in seen]
    print(f"{text:<20} Markdown {shown[0]:<5} markdown-it {shown[1]}")
    changed |= seen != stated
if changed:
    raise SystemExit("no longer as stated")
PY
