#!/usr/bin/env bash
# COUNTIF(range,"=") counts empty cells in LibreOffice, and in OnlyOffice also those whose formula shows
# nothing.
#
# Versions: LibreOffice 7.4.7.2 (Debian 12), xlsxwriter 3.3.1, openpyxl 3.1.5, document-builder 10.0.0.170
# Expected: the criterion "=" alone is true for cells that hold nothing; a cell with the formula ="" holds
#           something, which "" as criterion counts too.
# Really:   in OnlyOffice both criteria count both kinds of cells, so «not done yet» by "=" differs as soon
#           as one cell is filled by a formula.
# Seen:     30.11.2026
#   =COUNTIF(A1:A3,"=")                  LibreOffice 1              OnlyOffice 2
#   =COUNTIF(A1:A3,"")                   LibreOffice 2              OnlyOffice 2
#   =COUNTBLANK(A1:A3)                   LibreOffice 2              OnlyOffice 2

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
    '=COUNTIF(A1:A3,"=")': (1, 2),
    '=COUNTIF(A1:A3,"")': (2, 2),
    "=COUNTBLANK(A1:A3)": (2, 2),
}
with xlsxwriter.Workbook("book.xlsx") as book:
    sheet = book.add_worksheet()
    sheet.write_string(0, 0, "01.09.2026")
    sheet.write_formula(1, 0, '=""', None, "")
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
