#!/usr/bin/env bash
# In LibreOffice the name of a table means the table with its header row, in Excel and OnlyOffice without.
#
# Versions: LibreOffice 7.4.7.2 (Debian 12), xlsxwriter 3.3.1, document-builder 10.0.0.170
# Expected: ROWS(Pairs) of a table of three people is 3, and INDEX(Pairs,1,1) the first person.
# Really:   4, and the header cell. Pairs[] and Pairs[column] are right in both, so the bare name must not be
#           written.
# Seen:     30.11.2026
#   =ROWS(Pairs)        LibreOffice 4     OnlyOffice 3
#   =INDEX(Pairs,1,1)   LibreOffice ФИО   OnlyOffice Орлова
#   =ROWS(Pairs[])      LibreOffice 3     OnlyOffice 3
#   =ROWS(Pairs[ФИО])   LibreOffice 3     OnlyOffice 3

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

FORMULAS = ["=ROWS(Pairs)", "=INDEX(Pairs,1,1)", "=ROWS(Pairs[])", "=ROWS(Pairs[ФИО])"]
with xlsxwriter.Workbook("book.xlsx") as book:
    sheet = book.add_worksheet()
    people = [["Орлова"], ["Ким"], ["Лу"]]
    sheet.add_table("A1:A4", {"name": "Pairs", "columns": [{"header": "ФИО"}], "data": people})
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
    print(f"{formula:<19} LibreOffice {one:<5} OnlyOffice {two}")
if (libreoffice, onlyoffice) != (["4", "ФИО", "3", "3"], ["3", "Орлова", "3", "3"]):
    raise SystemExit("no longer as stated")
PY
