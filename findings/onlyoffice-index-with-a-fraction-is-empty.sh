#!/usr/bin/env bash
# INDEX(A1:A5,2.9) is the second cell in LibreOffice, and an empty one from «row 2.9» in OnlyOffice.
#
# Versions: LibreOffice 7.4.7.2 (Debian 12), xlsxwriter 3.3.1, openpyxl 3.1.5, document-builder 10.0.0.170
# Expected: a fraction is cut off, as Excel documents it for positions; CHOOSE(2.9,…) takes the second.
# Really:   OnlyOffice looks into a cell that cannot be: ROW says 2.9, the text is empty, the number 0, with no
#           error. The middle of a list by INDEX(…,COUNT(…)/2) or a random draw by INDEX(…,RAND()*5+1) is
#           nothing; OFFSET does the same. A column with a fraction is right.
# Seen:     30.11.2026
#   =INDEX(A1:A5,2.9)&"!"        LibreOffice 'б!' OnlyOffice '!'
#   =ROW(INDEX(A1:A5,2.9))       LibreOffice 2    OnlyOffice 2.9
#   =INDEX(B1:B5,COUNT(B1:B5)/2) LibreOffice 2    OnlyOffice 0
#   =OFFSET(B1,1.9,0)            LibreOffice 2    OnlyOffice 0
#   =INDEX(A1:B5,2,1.9)          LibreOffice 'б'  OnlyOffice 'б'
#   =CHOOSE(2.9,"а","б","в")     LibreOffice 'б'  OnlyOffice 'б'

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

CELLS = [["а", "б", "в", "г", "д"], [1, 2, 3, 4, 5]]
FORMULAS = {
    '=INDEX(A1:A5,2.9)&"!"': ("б!", "!"),
    "=ROW(INDEX(A1:A5,2.9))": (2, 2.9),
    "=INDEX(B1:B5,COUNT(B1:B5)/2)": (2, 0),
    "=OFFSET(B1,1.9,0)": (2, 0),
    "=INDEX(A1:B5,2,1.9)": ("б", "б"),
    '=CHOOSE(2.9,"а","б","в")': ("б", "б"),
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
    print(f"{formula:<28} LibreOffice {seen[0]!r:<4} OnlyOffice {seen[1]!r}")
    changed |= seen != stated
if changed:
    raise SystemExit("no longer as stated")
PY
