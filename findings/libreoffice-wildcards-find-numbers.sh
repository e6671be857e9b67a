#!/usr/bin/env bash
# The criterion "7*" finds the number 7 in LibreOffice, and "*2026" every date that is shown so; OnlyOffice
# finds texts only.
#
# Versions: LibreOffice 7.4.7.2 (Debian 12), xlsxwriter 3.3.1, openpyxl 3.1.5, document-builder 10.0.0.170
# Expected: wildcards are for texts, as Excel documents it; COUNTIF(range,"*") counts the cells with text.
# Really:   LibreOffice compares with what the cell shows: "*" counts numbers and dates, "?" a number of one
#           digit, and a date is found by its written form. The same holds for MATCH, so "1*" can stop at the
#           number 17 before the text «17 А».
# Seen:     30.11.2026
#   =COUNTIF(A1:A4,"*")       LibreOffice 4 OnlyOffice 2
#   =COUNTIF(A1:A4,"7*")      LibreOffice 2 OnlyOffice 1
#   =COUNTIF(A1:A4,"?")       LibreOffice 1 OnlyOffice 0
#   =MATCH("1*",A1:A4,0)      LibreOffice 2 OnlyOffice 4
#   =COUNTIF(B1:B2,"*2026")   LibreOffice 2 OnlyOffice 0
#   =COUNTIF(B1:B2,"01.09.*") LibreOffice 1 OnlyOffice 0

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
from datetime import date
from pathlib import Path

import docbuilder
import openpyxl
import xlsxwriter

CELLS = [[7, 17, "7 Б", "17 А"], [date(2026, 9, 1), date(2026, 10, 11)]]
FORMULAS = {
    '=COUNTIF(A1:A4,"*")': (4, 2),
    '=COUNTIF(A1:A4,"7*")': (2, 1),
    '=COUNTIF(A1:A4,"?")': (1, 0),
    '=MATCH("1*",A1:A4,0)': (2, 4),
    '=COUNTIF(B1:B2,"*2026")': (2, 0),
    '=COUNTIF(B1:B2,"01.09.*")': (1, 0),
}
with xlsxwriter.Workbook("book.xlsx", {"default_date_format": "dd.mm.yyyy"}) as book:
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
    print(f"{formula:<25} LibreOffice {seen[0]!r:<1} OnlyOffice {seen[1]!r}")
    changed |= seen != stated
if changed:
    raise SystemExit("no longer as stated")
PY
