#!/usr/bin/env bash
# In OnlyOffice MATCH(17,…) misses the number 17 if MATCH("17",…) was asked of the same cells before.
#
# Versions: xlsxwriter 3.3.1, openpyxl 3.1.5, document-builder 10.0.0.170
# Expected: what a formula finds does not depend on another formula: MATCH tells a number from a text, so of a
#           17, a text "18" and a 19 it finds each by its own type only.
# Really:   OnlyOffice remembers the answer of the first search under the characters alone: after the text
#           "17" the number 17 is #N/A as well, and after the number 19 the text "19" is found. VLOOKUP is not
#           touched. A register that mixes typed and imported numbers finds people or not by the order of its
#           formulas.
# Seen:     30.11.2026
#   =MATCH("17",A1:A3,0) '#N/A'
#   =MATCH(17,A1:A3,0)   '#N/A'
#   =MATCH(19,A1:A3,0)   3
#   =MATCH("19",A1:A3,0) 3
#   =MATCH(17,A1:A2,0)   1

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  xlsxwriter==3.3.1 openpyxl==3.1.5 document-builder==10.0.0.170
cd "$work"

venv/bin/python - << 'PY'
from pathlib import Path

import docbuilder
import openpyxl
import xlsxwriter

CELLS = [[17, "18", 19]]
FORMULAS = {
    '=MATCH("17",A1:A3,0)': "#N/A",
    "=MATCH(17,A1:A3,0)": "#N/A",
    "=MATCH(19,A1:A3,0)": 3,
    '=MATCH("19",A1:A3,0)': 3,
    "=MATCH(17,A1:A2,0)": 1,
}
with xlsxwriter.Workbook("book.xlsx") as book:
    sheet = book.add_worksheet()
    for column, values in enumerate(CELLS):
        for row, value in enumerate(values):
            sheet.write(row, column, value)
    for row, formula in enumerate(FORMULAS):
        sheet.write_formula(row, 5, formula, None, "")

builder = docbuilder.CDocBuilder()
builder.OpenFile(str(Path("book.xlsx").resolve()), "")
builder.SaveFile("xlsx", str(Path("oo.xlsx").resolve()))
builder.CloseFile()

sheet = openpyxl.load_workbook("oo.xlsx", data_only=True).active
changed = False
for row, (formula, stated) in enumerate(FORMULAS.items(), 1):
    seen = sheet.cell(row, 6).value
    print(f"{formula:<20} {seen!r}")
    changed |= seen != stated
if changed:
    raise SystemExit("no longer as stated")
PY
