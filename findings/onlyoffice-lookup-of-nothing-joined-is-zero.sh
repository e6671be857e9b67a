#!/usr/bin/env bash
# VLOOKUP(…)&"" of an empty cell is «0» in OnlyOffice, where INDEX(…)&"" of the same cell is empty.
#
# Versions: LibreOffice 7.4.7.2 (Debian 12), xlsxwriter 3.3.1, openpyxl 3.1.5, document-builder 10.0.0.170
# Expected: the joined empty text is the usual way to show nothing instead of 0 for an empty cell; it works
#           alike for whatever function finds the cell, as in LibreOffice.
# Really:   VLOOKUP and HLOOKUP give a number 0, not an empty cell: the join makes «0» of it, and VLOOKUP(…)=""
#           is FALSE. A column of phones that nobody filled in is full of zeros that are text.
# Seen:     01.12.2026
#   =VLOOKUP("Ким",A1:B3,2,FALSE)&""       LibreOffice None           OnlyOffice '0'
#   =INDEX(B1:B3,MATCH("Ким",A1:A3,0))&""  LibreOffice None           OnlyOffice None
#   =LEN(VLOOKUP("Ким",A1:B3,2,FALSE))     LibreOffice 0              OnlyOffice 1
#   =VLOOKUP("Ким",A1:B3,2,FALSE)=""       LibreOffice True           OnlyOffice False
#   =HLOOKUP("Ким",A5:C6,2,FALSE)&""       LibreOffice None           OnlyOffice '0'
#   =LOOKUP("Ким",A1:A3,B1:B3)&""          LibreOffice None           OnlyOffice None
#   =B1&""                                 LibreOffice None           OnlyOffice None

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
    '=VLOOKUP("Ким",A1:B3,2,FALSE)&""': (None, '0'),
    '=INDEX(B1:B3,MATCH("Ким",A1:A3,0))&""': (None, None),
    '=LEN(VLOOKUP("Ким",A1:B3,2,FALSE))': (0, 1),
    '=VLOOKUP("Ким",A1:B3,2,FALSE)=""': (True, False),
    '=HLOOKUP("Ким",A5:C6,2,FALSE)&""': (None, '0'),
    '=LOOKUP("Ким",A1:A3,B1:B3)&""': (None, None),
    '=B1&""': (None, None),
}
with xlsxwriter.Workbook("book.xlsx") as book:
    sheet = book.add_worksheet()
    sheet.write_column(0, 0, ["Ким", "Орлова", "Юн"])
    sheet.write_string(1, 1, "x")
    sheet.write_row(4, 0, ["Ким", "Орлова", "Юн"])
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
    print(f"{formula:<38} LibreOffice {seen[0]!r:<14} OnlyOffice {seen[1]!r}")
    changed |= seen != stated
if changed:
    raise SystemExit("no longer as stated")
PY
