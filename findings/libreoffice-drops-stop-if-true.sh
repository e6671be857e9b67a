#!/usr/bin/env bash
# LibreOffice's save takes «stop if true» away from every conditional format.
#
# Versions: LibreOffice 7.4.7.2 (Debian 12), xlsxwriter 3.3.1, openpyxl 3.1.5
# Expected: a rule that stops the later ones still stops them after load and save.
# Really:   LibreOffice needs no such mark, as of its rules for one range the first that fits wins, and it
#           writes none: for a program that has the mark the second rule of the saved file adds its format to
#           the first.
# Seen:     30.11.2026
#   before [True, False]
#   after  [False, False]

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
command -v soffice > /dev/null || { echo "LibreOffice is not installed" >&2; exit 2; }
export LC_ALL=C.UTF-8
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  xlsxwriter==3.3.1 openpyxl==3.1.5
cd "$work"

venv/bin/python - << 'PY'
import subprocess
from pathlib import Path

import openpyxl
import xlsxwriter

with xlsxwriter.Workbook("book.xlsx") as book:
    sheet = book.add_worksheet()
    sheet.write("A1", 5)
    red, bold = book.add_format({"font_color": "#C00000"}), book.add_format({"bold": True})
    greater = {"type": "cell", "criteria": ">", "value": 1}
    sheet.conditional_format("A1:A9", {**greater, "format": red, "stop_if_true": True})
    sheet.conditional_format("A1:A9", {**greater, "format": bold})

profile = f"-env:UserInstallation={Path('profile').resolve().as_uri()}"
command = [
    "soffice",
    "--headless",
    profile,
    "--convert-to",
    "xlsx",
    "--outdir",
    "saved",
    "book.xlsx",
]
subprocess.run(command, check=True, capture_output=True)


def stops(path: str) -> list[bool]:
    formats = openpyxl.load_workbook(path).active.conditional_formatting
    return [bool(rule.stopIfTrue) for area in formats for rule in area.rules]


before, after = stops("book.xlsx"), stops("saved/book.xlsx")
print("before", before)
print("after ", after)
if (before, after) != ([True, False], [False, False]):
    raise SystemExit("no longer as stated")
PY
