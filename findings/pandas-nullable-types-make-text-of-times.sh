#!/usr/bin/env bash
# With dtype_backend="numpy_nullable" read_excel makes text of times, durations and of days beside a word.
#
# Versions: pandas 3.1.1, python-calamine 0.9.1, xlsxwriter 3.3.1
# Expected: the nullable types only change how a missing value is marked; what has none of them (a time, a
#           duration) keeps its type, as it does without the option.
# Really:   such columns become «string»: 10:30 is "10:30:00", 36 hours are "1 day, 12:00:00", and a day in
#           a column with one word is "2026-09-01 00:00:00". Nothing is said, and the columns can no longer
#           be added or compared.
# Seen:     30.11.2026
#   usual          [datetime.time(10, 30), Timedelta('1 days 12:00:00'), datetime.datetime(2026, 9, 1, 0, 0)]
#   numpy_nullable ['10:30:00', '1 day, 12:00:00', '2026-09-01 00:00:00']

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  pandas==3.1.1 python-calamine==0.9.1 xlsxwriter==3.3.1
cd "$work"

venv/bin/python - << 'PY'
from datetime import date, datetime, time

import pandas
import xlsxwriter

with xlsxwriter.Workbook("journal.xlsx") as book:
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Начало", "Часы", "День"])
    sheet.write_datetime(1, 0, time(10, 30), book.add_format({"num_format": "hh:mm"}))
    sheet.write_number(1, 1, 1.5, book.add_format({"num_format": "[h]:mm"}))
    sheet.write_datetime(1, 2, date(2026, 9, 1), book.add_format({"num_format": "dd.mm.yyyy"}))
    sheet.write(2, 2, "вчера")

usual = pandas.read_excel("journal.xlsx", engine="calamine")
nullable = pandas.read_excel("journal.xlsx", engine="calamine", dtype_backend="numpy_nullable")
seen = [list(frame.iloc[0]) for frame in (usual, nullable)]
print(f"usual          {seen[0]}\nnumpy_nullable {seen[1]}")
if seen[0] != [time(10, 30), pandas.Timedelta(hours=36), datetime(2026, 9, 1)]:
    raise SystemExit("no longer as stated")
if seen[1] != ["10:30:00", "1 day, 12:00:00", "2026-09-01 00:00:00"]:
    raise SystemExit("no longer as stated")
PY
