#!/usr/bin/env bash
# In openpyxl, reading an empty cell moves the row that append() writes.
#
# Versions: openpyxl 3.1.5
# Expected: looking at sheet["A40"].value, None, changes nothing; append() goes on below the last row that has
#           something in it.
# Really:   the look makes the cell, append() counts made cells, and the next row lands in row 41. A `for row
#           in sheet["A2:A40"]` that searches for a free row does the same.
# Seen:     30.11.2026
#   A40 holds None
#   the second row was written to row 41

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  openpyxl==3.1.5
cd "$work"

venv/bin/python - << 'PY'
from openpyxl import Workbook

sheet = Workbook().active
sheet.append(["ФИО"])
print("A40 holds", sheet["A40"].value)
sheet.append(["Орлова"])
row = next(cell.row for cell in sheet["A"] if cell.value == "Орлова")
print("the second row was written to row", row)
if row != 41:
    raise SystemExit("no longer as stated")
PY
