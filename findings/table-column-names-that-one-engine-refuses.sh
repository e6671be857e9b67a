#!/usr/bin/env bash
# A table column named with an apostrophe has no formulas in LibreOffice, one named with brackets none in
# OnlyOffice.
#
# Versions: LibreOffice 7.4.7.2 (Debian 12), xlsxwriter 3.3.1, document-builder 10.0.0.170
# Expected: a sign that is special inside the brackets of a structured reference, written after an apostrophe
#           as the format asks, is understood by both.
# Really:   LibreOffice answers Err:507 to «Часы ''план''», OnlyOffice gives no sum for «Часы '[нед']»; each
#           understands the other one, and both understand «№», commas and parentheses.
# Seen:     30.11.2026
#   =SUM(T[Часы ''план''])   LibreOffice Err:507  OnlyOffice 6
#   =SUM(T[Часы '[нед']])    LibreOffice 6        OnlyOffice nothing
#   =SUM(T[№, (п/п)])        LibreOffice 6        OnlyOffice 6

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

COLUMNS = {"Часы 'план'": "Часы ''план''", "Часы [нед]": "Часы '[нед']", "№, (п/п)": "№, (п/п)"}
FORMULAS = [f"=SUM(T[{written}])" for written in COLUMNS.values()]
with xlsxwriter.Workbook("book.xlsx") as book:
    sheet = book.add_worksheet()
    columns = [{"header": name} for name in COLUMNS]
    sheet.add_table(
        "A1:C4", {"name": "T", "columns": columns, "data": [[1, 1, 1], [2, 2, 2], [3, 3, 3]]}
    )
    for row, formula in enumerate(FORMULAS):
        sheet.write_formula(row, 4, formula, None, "")

profile = f"-env:UserInstallation={Path('profile').resolve().as_uri()}"
target = "csv:Text - txt - csv (StarCalc):44,34,76,1"
command = ["soffice", "--headless", profile, "--convert-to", target, "book.xlsx"]
subprocess.run(command, check=True, capture_output=True)
with open("book.csv", encoding="utf-8") as file:
    libreoffice = [row[4] for row in csv.reader(file)][: len(FORMULAS)]

builder = docbuilder.CDocBuilder()
builder.OpenFile(str(Path("book.xlsx").resolve()), "")
scope = builder.GetContext().CreateScope()
cells = builder.GetContext().GetGlobal()["Api"].Call("GetActiveSheet")
onlyoffice = []
for row, formula in enumerate(FORMULAS, start=1):
    cell = cells.Call("GetRange", f"F{row}")
    cell.Call("SetValue", formula)
    onlyoffice.append(cell.Call("GetText").ToString())
builder.CloseFile()

for formula, one, two in zip(FORMULAS, libreoffice, onlyoffice, strict=True):
    print(f"{formula:<24} LibreOffice {one:<8} OnlyOffice {two or 'nothing'}".rstrip())
if libreoffice != ["Err:507", "6", "6"] or [two == "6" for two in onlyoffice] != [
    True,
    False,
    True,
]:
    raise SystemExit("no longer as stated")
PY
