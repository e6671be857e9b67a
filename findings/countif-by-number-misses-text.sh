#!/usr/bin/env bash
# COUNTIF(range,7) does not count a 7 that was typed as text in LibreOffice; COUNTIF(range,"7") does, and
# OnlyOffice counts it both ways.
#
# Versions: LibreOffice 7.4.7.2 (Debian 12), xlsxwriter 3.3.1, document-builder 10.0.0.170
# Expected: a criterion is compared by what it looks like, as everywhere in COUNTIF: 7 and "7" count the same
#           cells.
# Really:   of a number 7 and a text 7 LibreOffice counts one with the number as criterion and two with the
#           text; a list of classes in which some are text adds up differently from office to office.
# Seen:     30.11.2026
#   =COUNTIF(A1:A2,7)    LibreOffice 1 OnlyOffice 2
#   =COUNTIF(A1:A2,"7")  LibreOffice 2 OnlyOffice 2

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

FORMULAS = ["=COUNTIF(A1:A2,7)", '=COUNTIF(A1:A2,"7")']
with xlsxwriter.Workbook("book.xlsx") as book:
    sheet = book.add_worksheet()
    sheet.write_number("A1", 7)
    sheet.write_string("A2", "7")
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
    print(f"{formula:<20} LibreOffice {one} OnlyOffice {two}")
if (libreoffice, onlyoffice) != (["1", "2"], ["2", "2"]):
    raise SystemExit("no longer as stated")
PY
