#!/usr/bin/env bash
# TEXT(5,"0 чел.") is «5 чел» in LibreOffice: the dot after the first word is gone.
#
# Versions: LibreOffice 7.4.7.2 (Debian 12), xlsxwriter 3.3.1, openpyxl 3.1.5, document-builder 10.0.0.170
# Expected: letters stand for themselves in a number format, and so does a dot after them; OnlyOffice and, for
#           «"0 ""чел."""», LibreOffice say «5 чел.».
# Really:   the first dot of a number is its decimal point wherever it stands, and without a digit behind it
#           it is not shown: «0 ч. чел.» loses the first dot, «0%.» its only one, «0.0 руб.», which has
#           another before it, and the date «dd.mm.» none.
# Seen:     01.12.2026
#   =TEXT(5,"0 чел.")                  LibreOffice '5 чел'        OnlyOffice '5 чел.'
#   =TEXT(5,"0 ""чел.""")              LibreOffice '5 чел.'       OnlyOffice '5 чел.'
#   =TEXT(5,"0 ч. чел.")               LibreOffice '5 ч чел.'     OnlyOffice '5 ч. чел.'
#   =TEXT(0.5,"0%.")                   LibreOffice '50%'          OnlyOffice '50%.'
#   =TEXT(5,"0.0 руб.")                LibreOffice '5.0 руб.'     OnlyOffice '5.0 руб.'
#   =TEXT(46266,"dd.mm.")              LibreOffice '01.09.'       OnlyOffice '01.09.'

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
    '=TEXT(5,"0 чел.")': ('5 чел', '5 чел.'),
    '=TEXT(5,"0 ""чел.""")': ('5 чел.', '5 чел.'),
    '=TEXT(5,"0 ч. чел.")': ('5 ч чел.', '5 ч. чел.'),
    '=TEXT(0.5,"0%.")': ('50%', '50%.'),
    '=TEXT(5,"0.0 руб.")': ('5.0 руб.', '5.0 руб.'),
    '=TEXT(46266,"dd.mm.")': ('01.09.', '01.09.'),
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
    print(f"{formula:<34} LibreOffice {seen[0]!r:<14} OnlyOffice {seen[1]!r}")
    changed |= seen != stated
if changed:
    raise SystemExit("no longer as stated")
PY
