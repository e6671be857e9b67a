#!/usr/bin/env bash
# A time of day in a cell is the last day of 1899 for polars.read_excel.
#
# Versions: polars 2.1.0, fastexcel 0.21.0, pandas 3.1.1, python-calamine 0.9.1, xlsxwriter 3.3.1
# Expected: 14:30 in the format h:mm is a time, as polars has a Time type and reads [h]:mm as a Duration.
# Really:   the column is Datetime, 1899-12-31 14:30; pandas, over the same calamine, gives datetime.time(14,
#           30).
# Seen:     30.11.2026
#   polars: 1899-12-31 14:30:00 1:30:00 pandas: 14:30:00

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  polars==2.1.0 fastexcel==0.21.0 pandas==3.1.1 python-calamine==0.9.1 xlsxwriter==3.3.1
cd "$work"

venv/bin/python - << 'PY'
import pandas
import polars
import xlsxwriter

with xlsxwriter.Workbook("meetings.xlsx") as book:
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Начало", "Длительность"])
    sheet.write_number(1, 0, 14.5 / 24, book.add_format({"num_format": "h:mm"}))
    sheet.write_number(1, 1, 1.5 / 24, book.add_format({"num_format": "[h]:mm"}))

frame = polars.read_excel("meetings.xlsx")
other = pandas.read_excel("meetings.xlsx", engine="calamine")
seen = [str(frame["Начало"][0]), str(frame["Длительность"][0]), str(other["Начало"][0])]
print("polars:", *seen[:2], "pandas:", seen[2])
if seen != ["1899-12-31 14:30:00", "1:30:00", "14:30:00"]:
    raise SystemExit("no longer as stated")
PY
