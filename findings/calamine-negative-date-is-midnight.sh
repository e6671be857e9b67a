#!/usr/bin/env bash
# A negative number in a date format is a time of day for python-calamine.
#
# Versions: python-calamine 0.9.1, openpyxl 3.1.5, xlsxwriter 3.3.1
# Expected: a number below zero in a date cell (a difference of days, a date before 1900) comes back as a
#           number, an error, or at least as something that is not a valid value.
# Really:   calamine returns what is left after the decimal point: -1 is time(0, 0), exactly what an honest
#           00:00 gives, and -400.5 is time(12, 0). openpyxl counts back from 1900 (datetime(1898, 11, 24, 12,
#           0)).
# Seen:     30.11.2026
#   python-calamine 00:00:00 12:00:00 00:00:00
#   openpyxl        1899-12-29T00:00:00 1898-11-24T12:00:00 00:00:00

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  python-calamine==0.9.1 openpyxl==3.1.5 xlsxwriter==3.3.1
cd "$work"

venv/bin/python - << 'PY'
import openpyxl
import python_calamine
import xlsxwriter

with xlsxwriter.Workbook("dates.xlsx") as book:
    date = book.add_format({"num_format": "dd.mm.yyyy"})
    sheet = book.add_worksheet()
    for row, value in enumerate((-1, -400.5, 0)):
        sheet.write_number(row, 0, value, date)

calamine = python_calamine.CalamineWorkbook.from_path("dates.xlsx").get_sheet_by_index(0)
seen = [row[0].isoformat() for row in calamine.to_python()]
other = [cell.value.isoformat() for cell in openpyxl.load_workbook("dates.xlsx").active["A"]]
print("python-calamine", *seen)
print("openpyxl       ", *other)
if seen != ["00:00:00", "12:00:00", "00:00:00"] or other[1] != "1898-11-24T12:00:00":
    raise SystemExit("no longer as stated")
PY
