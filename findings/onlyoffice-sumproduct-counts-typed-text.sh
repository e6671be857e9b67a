#!/usr/bin/env bash
# SUMPRODUCT of a column counts a number typed as text in OnlyOffice, SUM of the same column does not.
#
# Versions: LibreOffice 7.4.7.2 (Debian 12), xlsxwriter 3.3.1, openpyxl 3.1.5, document-builder 10.0.0.170
# Expected: entries that are no numbers are zeros for SUMPRODUCT, as Excel documents and LibreOffice does; a
#           text "7" is one, as it is for SUM.
# Really:   OnlyOffice turns texts into numbers first, a text "5-9" into a day of the running year: hours
#           times rate differ from the sum below them.
# Seen:     30.11.2026
#   =SUMPRODUCT(A1:A3)       LibreOffice 7     OnlyOffice 14
#   =SUM(A1:A3)              LibreOffice 7     OnlyOffice 7
#   =SUMPRODUCT(A1:A3,B1:B3) LibreOffice 14    OnlyOffice 28
#   =SUMPRODUCT(C1:C1)>40000 LibreOffice False OnlyOffice True

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

CELLS = [["7", 7, "нет"], [2, 2, 5], ["5-9"]]
FORMULAS = {
    "=SUMPRODUCT(A1:A3)": (7, 14),
    "=SUM(A1:A3)": (7, 7),
    "=SUMPRODUCT(A1:A3,B1:B3)": (14, 28),
    "=SUMPRODUCT(C1:C1)>40000": (False, True),
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
    print(f"{formula:<24} LibreOffice {seen[0]!r:<5} OnlyOffice {seen[1]!r}")
    changed |= seen != stated
if changed:
    raise SystemExit("no longer as stated")
PY
