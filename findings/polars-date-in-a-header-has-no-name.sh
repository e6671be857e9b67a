#!/usr/bin/env bash
# polars.read_excel throws away a header cell that holds a date or a truth value, while it keeps a number.
#
# Versions: polars 2.1.0, fastexcel 0.21.0, xlsxwriter 3.3.1
# Expected: a journal whose columns are headed by the days of the meetings keeps those days as names, as
#           pandas does.
# Really:   the columns are called __UNNAMED__1 and __UNNAMED__2; a number in the header becomes its text.
# Seen:     30.11.2026
#   ['ФИО', '__UNNAMED__1', '__UNNAMED__2', '2026']

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  polars==2.1.0 fastexcel==0.21.0 xlsxwriter==3.3.1
cd "$work"

venv/bin/python - << 'PY'
from datetime import date

import polars
import xlsxwriter

with xlsxwriter.Workbook("journal.xlsx") as book:
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    sheet = book.add_worksheet()
    sheet.write(0, 0, "ФИО")
    sheet.write_datetime(0, 1, date(2026, 9, 7), day)
    sheet.write_boolean(0, 2, True)
    sheet.write_number(0, 3, 2026)
    sheet.write_row(1, 0, ["Орлова", 1, 2, 3])

columns = polars.read_excel("journal.xlsx").columns
print(columns)
if columns != ["ФИО", "__UNNAMED__1", "__UNNAMED__2", "2026"]:
    raise SystemExit("no longer as stated")
PY
