#!/usr/bin/env bash
# xlsx2csv writes 12 minutes 30 seconds, in the format mm:ss, as «00:12».
#
# Versions: xlsx2csv 0.8.6, xlsxwriter 3.3.1
# Expected: a known number format is written as Excel shows it, an unknown one as the bare number.
# Really:   every time of day is cut to hours and minutes, whatever its format says: mm:ss is hours and
#           minutes then, h:mm:ss has no seconds. The day of the week becomes the day of the month, the quotes
#           around «г.» come out as text, and a share of 0.125 is 13%, 12.50% or 0.125 in the formats 0%, 0.00%
#           and 0.0%.
# Seen:     01.12.2026
#   mm:ss             00:12
#   h:mm:ss           00:12
#   dddd              01
#   d mmmm yyyy "г."  01 September 2026 "г."
#   0%                13%
#   0.00%             12.50%
#   0.0%              0.125

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  xlsx2csv==0.8.6 xlsxwriter==3.3.1
cd "$work"

venv/bin/python - << 'PY'
import csv

import xlsxwriter
from xlsx2csv import Xlsx2csv

TIME, DAY, SHARE = 750 / 86400, 46266, 0.125
STATED = {
    ("mm:ss", TIME): "00:12",
    ("h:mm:ss", TIME): "00:12",
    ("dddd", DAY): "01",
    ('d mmmm yyyy "г."', DAY): '01 September 2026 "г."',
    ("0%", SHARE): "13%",
    ("0.00%", SHARE): "12.50%",
    ("0.0%", SHARE): "0.125",
}
with xlsxwriter.Workbook("book.xlsx") as book:
    sheet = book.add_worksheet()
    for row, (layout, number) in enumerate(STATED):
        sheet.write_number(row, 0, number, book.add_format({"num_format": layout}))

Xlsx2csv("book.xlsx", outputencoding="utf-8").convert("book.csv")
with open("book.csv", encoding="utf-8", newline="") as file:
    seen = dict(zip(STATED, (row[0] for row in csv.reader(file)), strict=True))
for (layout, _number), text in seen.items():
    print(f"{layout:<17} {text}")
if seen != STATED:
    raise SystemExit("no longer as stated")
PY
