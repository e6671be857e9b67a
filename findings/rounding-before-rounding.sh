#!/usr/bin/env bash
# INT(0.29*100) is 29 in LibreOffice and 28 in OnlyOffice, ROUNDUP(0.07*100,0) is 7 and 8.
#
# Versions: LibreOffice 7.4.7.2 (Debian 12), xlsxwriter 3.3.1, openpyxl 3.1.5, document-builder 10.0.0.170
# Expected: both take the product of binary numbers as it is, or both forgive its last bits.
# Really:   LibreOffice forgives them before INT, TRUNC and ROUNDUP, OnlyOffice does not. Shares that were
#           multiplied by 100 in the sheet give another whole number in each; 100*29/100, with the division
#           last, gives the same in both.
# Seen:     30.11.2026
#   =INT(0.29*100)                       LibreOffice 29             OnlyOffice 28
#   =TRUNC(4.35*100)                     LibreOffice 435            OnlyOffice 434
#   =ROUNDUP(0.07*100,0)                 LibreOffice 7              OnlyOffice 8
#   =INT(29*100/100)                     LibreOffice 29             OnlyOffice 29
#   =ROUNDUP(7*100/100,0)                LibreOffice 7              OnlyOffice 7

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
    "=INT(0.29*100)": (29, 28),
    "=TRUNC(4.35*100)": (435, 434),
    "=ROUNDUP(0.07*100,0)": (7, 8),
    "=INT(29*100/100)": (29, 29),
    "=ROUNDUP(7*100/100,0)": (7, 7),
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
