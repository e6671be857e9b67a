#!/usr/bin/env bash
# LibreOffice's save turns the constant TRUE of a cell into the formula =TRUE().
#
# Versions: LibreOffice 7.4.7.2 (Debian 12), xlsxwriter 3.3.1, openpyxl 3.1.5
# Expected: a cell that holds the value TRUE holds the value TRUE after load and save.
# Really:   it holds a formula, so a reader that asks for formulas (openpyxl by default) gets the text
#           «=TRUE()», which is not a bool, and a count of formulas or of filled-in answers changes.
# Seen:     30.11.2026
#   before [True, False, 1, 'да']
#   after  ['=TRUE()', '=FALSE()', 1, 'да']

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
    book.add_worksheet().write_column(0, 0, [True, False, 1, "да"])

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

before, after = (
    [cell.value for cell in openpyxl.load_workbook(path).active["A"]]
    for path in ("book.xlsx", "saved/book.xlsx")
)
print("before", before)
print("after ", after)
if after != ["=TRUE()", "=FALSE()", 1, "да"]:
    raise SystemExit("no longer as stated")
PY
