#!/usr/bin/env bash
# BeautifulSoup with html.parser reads a valid table without </td> and </tr> as cells inside cells.
#
# Versions: beautifulsoup4 4.15.0, lxml 6.1.3, html5lib 1.1
# Expected: the end tags of td and tr are optional in HTML; a table of two rows of two cells has two rows of
#           two cells.
# Really:   with html.parser the first row has four cells and its first cell holds the text of the whole
#           table; with lxml and html5lib it is right.
# Seen:     30.11.2026
#   html.parser  [['ВстречасентябрьИтогимай', 'сентябрьИтогимай', 'Итогимай', 'май'], ['Итогимай', 'май']]
#   lxml         [['Встреча', 'сентябрь'], ['Итоги', 'май']]
#   html5lib     [['Встреча', 'сентябрь'], ['Итоги', 'май']]

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  beautifulsoup4==4.15.0 lxml==6.1.3 html5lib==1.1
cd "$work"

venv/bin/python - << 'PY'
from bs4 import BeautifulSoup

TABLE = "<table><tr><td>Встреча<td>сентябрь<tr><td>Итоги<td>май</table>"
seen = {}
for parser in ("html.parser", "lxml", "html5lib"):
    rows = BeautifulSoup(TABLE, parser).find_all("tr")
    seen[parser] = [[cell.get_text() for cell in row.find_all("td")] for row in rows]
    print(f"{parser:<12} {seen[parser]}")
right = [["Встреча", "сентябрь"], ["Итоги", "май"]]
if (len(seen["html.parser"][0]), seen["lxml"], seen["html5lib"]) != (4, right, right):
    raise SystemExit("no longer as stated")
PY
