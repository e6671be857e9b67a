#!/usr/bin/env bash
# SUM("7",1) is an error in LibreOffice, while "7"+1 is 8; OnlyOffice answers 8 to both.
#
# Versions: LibreOffice 7.4.7.2 (Debian 12), xlsxwriter 3.3.1, openpyxl 3.1.5, document-builder 10.0.0.170
# Expected: a text that is a number is taken for one when it is an argument of its own, as Excel documents
#           for SUM and MAX, and as both offices do for «+».
# Really:   LibreOffice answers #VALUE! to SUM and MAX of a text in quotes or joined by «&», and takes it in
#           a sum with «+».
# Seen:     30.11.2026
#   =SUM("7",1)                          LibreOffice '#VALUE!'      OnlyOffice 8
#   =MAX("7",1)                          LibreOffice '#VALUE!'      OnlyOffice 7
#   ="7"+1                               LibreOffice 8              OnlyOffice 8

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
    '=SUM("7",1)': ("#VALUE!", 8),
    '=MAX("7",1)': ("#VALUE!", 7),
    '="7"+1': (8, 8),
}
with xlsxwriter.Workbook("book.xlsx") as book:
    sheet = book.add_worksheet()
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
    print(f"{formula:<36} LibreOffice {seen[0]!r:<14} OnlyOffice {seen[1]!r}")
    changed |= seen != stated
if changed:
    raise SystemExit("no longer as stated")
PY
