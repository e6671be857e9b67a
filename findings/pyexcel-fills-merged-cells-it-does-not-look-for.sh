#!/usr/bin/env bash
# pyexcel repeats the value of merged cells when told not to look for them, and fails when told to look.
#
# Versions: pyexcel 0.7.6, pyexcel-xlsx 0.6.1, openpyxl 3.1.5, xlsxwriter 3.3.1
# Expected: detect_merged_cells, False by default, decides about merged cells, skip_hidden_row_and_column, True by
#           default, about hidden ones.
# Really:   with hidden rows skipped, merged cells are filled in either case; with hidden rows kept they are not
#           filled, and asking for it raises AttributeError. A heading over two columns is one or two headings
#           by an option that speaks of something else.
# Seen:     01.12.2026
#   skip hidden True   detect merged False  ['Класс', 'Класс']
#   skip hidden True   detect merged True   ['Класс', 'Класс']
#   skip hidden False  detect merged False  ['Класс', '']
#   skip hidden False  detect merged True   AttributeError

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  pyexcel==0.7.6 pyexcel-xlsx==0.6.1 openpyxl==3.1.5 xlsxwriter==3.3.1
cd "$work"

venv/bin/python - << 'PY'
import pyexcel
import xlsxwriter

STATED = {
    (True, False): ["Класс", "Класс"],
    (True, True): ["Класс", "Класс"],
    (False, False): ["Класс", ""],
    (False, True): "AttributeError",
}
with xlsxwriter.Workbook("book.xlsx") as book:
    sheet = book.add_worksheet()
    sheet.merge_range("A1:B1", "Класс")
    sheet.write_row(1, 0, [7, "Б"])


def first_row(skip: bool, detect: bool) -> list[str] | str:
    options = {"skip_hidden_row_and_column": skip, "detect_merged_cells": detect}
    try:
        return pyexcel.get_array(file_name="book.xlsx", **options)[0]
    except AttributeError as error:
        return type(error).__name__


seen = {options: first_row(*options) for options in STATED}
for (skip, detect), row in seen.items():
    print(f"skip hidden {skip!s:<5}  detect merged {detect!s:<5}  {row}")
if seen != STATED:
    raise SystemExit("no longer as stated")
PY
