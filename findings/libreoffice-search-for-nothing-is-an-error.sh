#!/usr/bin/env bash
# SEARCH of an empty cell is #VALUE! in LibreOffice and 1 in OnlyOffice.
#
# Versions: LibreOffice 7.4.7.2 (Debian 12), xlsxwriter 3.3.1, openpyxl 3.1.5, document-builder 10.0.0.170
# Expected: an empty text stands at the beginning of every text, as Excel has it for SEARCH and FIND, so a
#           search box left empty shows every row.
# Really:   in LibreOffice the empty box finds nobody; COUNTIF(…,"*"&box&"*") finds everybody in both.
# Seen:     30.11.2026
#   =SUMPRODUCT(--ISNUMBER(SEARCH(C1,A1:A2)))     LibreOffice 0         OnlyOffice 2
#   =SUMPRODUCT(--ISNUMBER(FIND(C1,A1:A2)))       LibreOffice 0         OnlyOffice 2
#   =SEARCH("",A1)                                LibreOffice '#VALUE!' OnlyOffice 1
#   =SUMPRODUCT(--ISNUMBER(SEARCH(C1&"*",A1:A2))) LibreOffice 2         OnlyOffice 2
#   =COUNTIF(A1:A2,"*"&C1&"*")                    LibreOffice 2         OnlyOffice 2

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
command -v soffice > /dev/null || { echo "LibreOffice is not installed" >&2; exit 2; }
export LC_ALL=C.UTF-8
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  xlsxwriter==3.3.1 openpyxl==3.1.5 document-builder==10.0.0.170
cd "$work"

venv/bin/python - << 'PY'
import subprocess
from pathlib import Path

import docbuilder
import openpyxl
import xlsxwriter

CELLS = [["Орлова Ольга", "Ким Олег"]]
FORMULAS = {
    "=SUMPRODUCT(--ISNUMBER(SEARCH(C1,A1:A2)))": (0, 2),
    "=SUMPRODUCT(--ISNUMBER(FIND(C1,A1:A2)))": (0, 2),
    '=SEARCH("",A1)': ("#VALUE!", 1),
    '=SUMPRODUCT(--ISNUMBER(SEARCH(C1&"*",A1:A2)))': (2, 2),
    '=COUNTIF(A1:A2,"*"&C1&"*")': (2, 2),
}
with xlsxwriter.Workbook("book.xlsx") as book:
    sheet = book.add_worksheet()
    for column, values in enumerate(CELLS):
        for row, value in enumerate(values):
            sheet.write(row, column, value)
    for row, formula in enumerate(FORMULAS):
        sheet.write_formula(row, 5, formula, None, "")

profile = f"-env:UserInstallation={Path('profile').resolve().as_uri()}"
command = ["soffice", "--headless", profile, "--convert-to", "xlsx", "--outdir", "lo", "book.xlsx"]
subprocess.run(command, check=True, capture_output=True)
builder = docbuilder.CDocBuilder()
builder.OpenFile(str(Path("book.xlsx").resolve()), "")
builder.SaveFile("xlsx", str(Path("oo.xlsx").resolve()))
builder.CloseFile()

sheets = [openpyxl.load_workbook(name, data_only=True).active for name in ("lo/book.xlsx", "oo.xlsx")]
changed = False
for row, (formula, stated) in enumerate(FORMULAS.items(), 1):
    seen = tuple(sheet.cell(row, 6).value for sheet in sheets)
    print(f"{formula:<45} LibreOffice {seen[0]!r:<9} OnlyOffice {seen[1]!r}")
    changed |= seen != stated
if changed:
    raise SystemExit("no longer as stated")
PY
