#!/usr/bin/env bash
# The month of an empty cell is December in LibreOffice and January in OnlyOffice.
#
# Versions: LibreOffice 7.4.7.2 (Debian 12), xlsxwriter 3.3.1, openpyxl 3.1.5, document-builder 10.0.0.170
# Expected: an empty cell counts for one month in both, or for none; the well-known trap is January.
# Really:   day 0 is 30.12.1899 in LibreOffice and 00.01.1900 in OnlyOffice: birthdays of a month by
#           SUMPRODUCT(--(MONTH(…)=12)) have everyone without a date in December there, in January here, and
#           TEXT writes two days of which one does not exist.
# Seen:     30.11.2026
#   =SUMPRODUCT(--(MONTH(A1:A5)=12)) LibreOffice 4            OnlyOffice 1
#   =SUMPRODUCT(--(MONTH(A1:A5)=1))  LibreOffice 0            OnlyOffice 3
#   =YEAR(A5)                        LibreOffice 1899         OnlyOffice 1900
#   =TEXT(A5,"dd.mm.yyyy")           LibreOffice '30.12.1899' OnlyOffice '00.01.1900'

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

CELLS = [[date(2010, 9, 1), date(2011, 12, 5)]]
FORMULAS = {
    "=SUMPRODUCT(--(MONTH(A1:A5)=12))": (4, 1),
    "=SUMPRODUCT(--(MONTH(A1:A5)=1))": (0, 3),
    "=YEAR(A5)": (1899, 1900),
    '=TEXT(A5,"dd.mm.yyyy")': ("30.12.1899", "00.01.1900"),
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
    print(f"{formula:<32} LibreOffice {seen[0]!r:<12} OnlyOffice {seen[1]!r}")
    changed |= seen != stated
if changed:
    raise SystemExit("no longer as stated")
PY
