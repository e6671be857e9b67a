#!/usr/bin/env bash
# DATE(26,9,1) is a day of 2026 in LibreOffice and of 1926 in OnlyOffice.
#
# Versions: LibreOffice 7.4.7.2 (Debian 12), xlsxwriter 3.3.1, openpyxl 3.1.5, document-builder 10.0.0.170
# Expected: a year of two digits means the same in both; Excel documents that it adds 1900 to years below
#           1900.
# Really:   LibreOffice reads it as a typed date, by its window of two-digit years. A year cut from «26/27»
#           with LEFT makes another century in the other office, without an error.
# Seen:     30.11.2026
#   =YEAR(DATE(26,9,1))                  LibreOffice 2026           OnlyOffice 1926
#   =YEAR(DATE(99,9,1))                  LibreOffice 1999           OnlyOffice 1999
#   =YEAR(DATE(LEFT("26/27",2),9,1))     LibreOffice 2026           OnlyOffice 1926

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
    "=YEAR(DATE(26,9,1))": (2026, 1926),
    "=YEAR(DATE(99,9,1))": (1999, 1999),
    '=YEAR(DATE(LEFT("26/27",2),9,1))': (2026, 1926),
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
