#!/usr/bin/env bash
# polars.read_excel drops text that appears late in a column of numbers, with the whole row where nothing else
# is in it.
#
# Versions: polars 2.1.0, fastexcel 0.21.0, xlsxwriter 3.3.1
# Expected: a class «7 Б» below 1500 rows of plain 7 makes the column text, or raises an error.
# Really:   the type is guessed from the first rows, the text becomes null without a word, and since rows of
#           nulls are dropped by default the row is gone: 1500 rows of 1501.
# Seen:     30.11.2026
#   1500 of 1501 rows; with drop_empty_rows=False the last is None

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  polars==2.1.0 fastexcel==0.21.0 xlsxwriter==3.3.1
cd "$work"

venv/bin/python - << 'PY'
import polars
import xlsxwriter

with xlsxwriter.Workbook("classes.xlsx") as book:
    sheet = book.add_worksheet()
    sheet.write_column(0, 0, ["Класс", *[7] * 1500, "7 Б"])

frame = polars.read_excel("classes.xlsx")
kept = polars.read_excel("classes.xlsx", drop_empty_rows=False)
print(f"{frame.height} of 1501 rows; with drop_empty_rows=False the last is {kept['Класс'][-1]}")
if (frame.height, kept["Класс"][-1]) != (1500, None):
    raise SystemExit("no longer as stated")
PY
