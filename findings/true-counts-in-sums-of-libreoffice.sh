#!/usr/bin/env bash
# LibreOffice counts a TRUE in a column as 1 in SUM, AVERAGE and MAX and joins it to a text as «1»; OnlyOffice
# does neither.
#
# Versions: LibreOffice 7.4.7.2 (Debian 12), xlsxwriter 3.3.1, document-builder 10.0.0.170
# Expected: as Excel documents it, truth values in a range are left out by SUM, AVERAGE and MAX, and "x"&TRUE
#           is «xTRUE».
# Really:   OnlyOffice does so. LibreOffice has no truth values in cells, only numbers that look like them:
#           one mark TRUE among the hours changes the sum, and it is joined to a text as «1».
# Seen:     30.11.2026
#   =SUM(A1:A3)      LibreOffice 7                  OnlyOffice 6
#   =AVERAGE(A1:A3)  LibreOffice 2.33333333333333   OnlyOffice 3
#   =MAX(A3:A4)      LibreOffice TRUE               OnlyOffice 0
#   ="сдано: "&A3    LibreOffice сдано: 1           OnlyOffice сдано: TRUE

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
command -v soffice > /dev/null || { echo "LibreOffice is not installed" >&2; exit 2; }
export LC_ALL=C.UTF-8
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  xlsxwriter==3.3.1 document-builder==10.0.0.170
cd "$work"

venv/bin/python - << 'PY'
import csv
import subprocess
from pathlib import Path

import docbuilder
import xlsxwriter

FORMULAS = ["=SUM(A1:A3)", "=AVERAGE(A1:A3)", "=MAX(A3:A4)", '="сдано: "&A3']
with xlsxwriter.Workbook("book.xlsx") as book:
    sheet = book.add_worksheet()
    sheet.write_column(0, 0, [2, 4, True])
    for row, formula in enumerate(FORMULAS):
        sheet.write_formula(row, 2, formula, None, "")

profile = f"-env:UserInstallation={Path('profile').resolve().as_uri()}"
target = "csv:Text - txt - csv (StarCalc):44,34,76,1"
command = ["soffice", "--headless", profile, "--convert-to", target, "book.xlsx"]
subprocess.run(command, check=True, capture_output=True)
with open("book.csv", encoding="utf-8") as file:
    libreoffice = [row[2] for row in csv.reader(file)]

builder = docbuilder.CDocBuilder()
builder.OpenFile(str(Path("book.xlsx").resolve()), "")
scope = builder.GetContext().CreateScope()
cells = builder.GetContext().GetGlobal()["Api"].Call("GetActiveSheet")
onlyoffice = []
for row, formula in enumerate(FORMULAS, start=1):
    cell = cells.Call("GetRange", f"E{row}")
    cell.Call("SetValue", formula)
    onlyoffice.append(cell.Call("GetText").ToString())
builder.CloseFile()

for formula, one, two in zip(FORMULAS, libreoffice, onlyoffice, strict=True):
    print(f"{formula:<16} LibreOffice {one:<18} OnlyOffice {two}")
if libreoffice != ["7", "2.33333333333333", "TRUE", "сдано: 1"] or onlyoffice != [
    "6",
    "3",
    "0",
    "сдано: TRUE",
]:
    raise SystemExit("no longer as stated")
PY
