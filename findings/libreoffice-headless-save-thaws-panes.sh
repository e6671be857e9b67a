#!/usr/bin/env bash
# A workbook saved by LibreOffice without a window loses its frozen rows, zoom and hidden grid, but keeps its
# print titles.
#
# Versions: LibreOffice 7.4.7.2 (Debian 12), xlsxwriter 3.3.1, openpyxl 3.1.5
# Expected: --convert-to xlsx keeps what belongs to a sheet, frozen headers too.
# Really:   what the file format calls a sheet view belongs to the window in LibreOffice, and there is none:
#           pane, zoom and grid go back to the defaults, without a word.
# Seen:     30.11.2026
#   frozen at, zoom, grid, print titles
#   before A2 85 False $1:$1
#   after  None 100 True $1:$1

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
    sheet.write("A1", "ФИО")
    sheet.freeze_panes(1, 0)
    sheet.set_zoom(85)
    sheet.hide_gridlines(2)
    sheet.repeat_rows(0)

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


def looks(path: str) -> tuple[object, ...]:
    sheet = openpyxl.load_workbook(path).active
    view = sheet.sheet_view
    return sheet.freeze_panes, view.zoomScale, view.showGridLines, sheet.print_title_rows


before, after = looks("book.xlsx"), looks("saved/book.xlsx")
print("frozen at, zoom, grid, print titles")
print("before", *before)
print("after ", *after)
if (before, after) != (("A2", 85, False, "$1:$1"), (None, 100, True, "$1:$1")):
    raise SystemExit("no longer as stated")
PY
