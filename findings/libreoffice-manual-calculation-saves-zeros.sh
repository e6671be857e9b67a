#!/usr/bin/env bash
# In a workbook set to manual calculation LibreOffice's save writes 0 for every TRUE, and for every formula
# whose stored result is TRUE or an error.
#
# Versions: LibreOffice 7.4.7.2 (Debian 12), xlsxwriter 3.3.1, openpyxl 3.1.5
# Expected: manual calculation means that the values in the file stay as they are until someone asks, so load
#           and save keeps them; the setting stays too.
# Really:   TRUE is loaded as an uncalculated formula and saved as the number 0; a formula whose stored value
#           was TRUE or #N/A is saved as 0 too, while texts and numbers survive; and the file no longer says
#           «manual».
# Seen:     30.11.2026
#   before True True #N/A 6 да manual
#   after  0 0 0 6 да automatic

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
    book.set_calc_mode("manual")
    sheet = book.add_worksheet()
    sheet.write_boolean("A1", True)
    sheet.write_formula("A2", "=A1", None, True)
    sheet.write_formula("A3", "=NA()", None, "#N/A")
    sheet.write_formula("A4", "=2*3", None, 6)
    sheet.write_formula("A5", '=IF(A1,"да","нет")', None, "да")

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


def stored(path: str) -> tuple[list[object], bool]:
    book = openpyxl.load_workbook(path, data_only=True)
    return [cell.value for cell in book.active["A"]], book.calculation.calcMode == "manual"


before, after = stored("book.xlsx"), stored("saved/book.xlsx")
print("before", *before[0], "manual" if before[1] else "automatic")
print("after ", *after[0], "manual" if after[1] else "automatic")
if after != ([0, 0, 0, 6, "да"], False):
    raise SystemExit("no longer as stated")
PY
