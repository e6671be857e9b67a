#!/usr/bin/env bash
# SUM(LEFT("5 чел.",1),2) is an error in LibreOffice, where LEFT("5 чел.",1)+2 is 7 and COUNT sees a number.
#
# Versions: LibreOffice 7.4.7.2 (Debian 12), xlsxwriter 3.3.1, openpyxl 3.1.5, document-builder 10.0.0.170
# Expected: a text of digits counts as its number when it is given as an argument, as Excel documents for SUM,
#           or is passed over like a text in a cell; what «+» takes, SUM takes.
# Really:   #VALUE! from SUM, MAX, AVERAGE and PRODUCT, while COUNT counts the same two and ROUND takes one.
#           Only +0 or VALUE() around each makes a sum that is right in both.
# Seen:     01.12.2026
#   =LEFT("5 чел.",1)+2                LibreOffice 7              OnlyOffice 7
#   =SUM(LEFT("5 чел.",1),2)           LibreOffice '#VALUE!'      OnlyOffice 7
#   =MAX(LEFT(A1,1),LEFT(A2,1))        LibreOffice '#VALUE!'      OnlyOffice 7
#   =AVERAGE(LEFT(A1,1),LEFT(A2,1))    LibreOffice '#VALUE!'      OnlyOffice 6
#   =PRODUCT(LEFT(A1,1),2)             LibreOffice '#VALUE!'      OnlyOffice 10
#   =COUNT(LEFT(A1,1),LEFT(A2,1))      LibreOffice 2              OnlyOffice 2
#   =ROUND(LEFT(A1,1),0)               LibreOffice 5              OnlyOffice 5
#   =SUM(LEFT(A1,1)+0,LEFT(A2,1)+0)    LibreOffice 12             OnlyOffice 12

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

FORMULAS = {
    '=LEFT("5 чел.",1)+2': (7, 7),
    '=SUM(LEFT("5 чел.",1),2)': ('#VALUE!', 7),
    '=MAX(LEFT(A1,1),LEFT(A2,1))': ('#VALUE!', 7),
    '=AVERAGE(LEFT(A1,1),LEFT(A2,1))': ('#VALUE!', 6),
    '=PRODUCT(LEFT(A1,1),2)': ('#VALUE!', 10),
    '=COUNT(LEFT(A1,1),LEFT(A2,1))': (2, 2),
    '=ROUND(LEFT(A1,1),0)': (5, 5),
    '=SUM(LEFT(A1,1)+0,LEFT(A2,1)+0)': (12, 12),
}
with xlsxwriter.Workbook("book.xlsx") as book:
    sheet = book.add_worksheet()
    sheet.write_column(0, 0, ["5 чел.", "7 чел."])
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
    print(f"{formula:<34} LibreOffice {seen[0]!r:<14} OnlyOffice {seen[1]!r}")
    changed |= seen != stated
if changed:
    raise SystemExit("no longer as stated")
PY
