#!/usr/bin/env bash
# XlsxWriter writes a print area of all rows as $A:$C, and openpyxl loses it in a load and a save.
#
# Versions: xlsxwriter 3.3.1, openpyxl 3.1.5
# Expected: a print area A1:C1048576, the usual way to print some columns down to the last filled row, is kept as any
#           other, or comes back as the same columns.
# Really:   XlsxWriter shortens it to $A:$C, which Excel writes too; openpyxl warns «Print area cannot be set to Defined
#           name» and drops it, so the saved file prints every column. Spelt $A$1:$C$1048576 it is kept.
# Seen:     30.11.2026
#   shortened  A!$A:$C              lost
#   spelt out  'A'!$A$1:$C$1048576  kept

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  openpyxl==3.1.5 xlsxwriter==3.3.1
cd "$work"

venv/bin/python - << 'PY'
import warnings

from openpyxl import load_workbook
from xlsxwriter import Workbook

warnings.simplefilter("ignore")
kept = {}
for name in ("shortened", "spelt out"):
    book = Workbook("a.xlsx")
    sheet = book.add_worksheet("A")
    sheet.write_row(0, 0, [1, 2, 3, 4])
    sheet.print_area("A1:C1048576")
    if name == "spelt out":
        sheet.print_area_range = "'A'!$A$1:$C$1048576"
    written = sheet.print_area_range
    book.close()
    load_workbook("a.xlsx").save("b.xlsx")
    kept[name] = bool(load_workbook("b.xlsx")["A"].print_area)
    print(f"{name:<10} {written:<20} {'kept' if kept[name] else 'lost'}")
if kept != {"shortened": False, "spelt out": True}:
    raise SystemExit("no longer as stated")
PY
