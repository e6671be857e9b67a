#!/usr/bin/env bash
# pandas.to_excel shows a duration of two hours as 0 and writes a time of day as text.
#
# Versions: pandas 3.1.1, python-calamine 0.9.1, openpyxl 3.1.5, xlsxwriter 3.3.1
# Expected: durations and times that read_excel has made of cells become such cells again: [h]:mm:ss, h:mm:ss.
# Really:   a duration becomes a part of a day in the number format «0»: two hours show as 0, 36 hours as 2,
#           and are read back as 0.0833 and 1.5. A time is the text "09:30:00", over which SUM and MIN pass.
#           Days keep their format; both writers do the same, and nothing is said.
# Seen:     30.11.2026
#   before   [datetime.timedelta(seconds=7200), datetime.time(9, 30)] [h]:mm:ss h:mm:ss
#   after    [0.0833, '09:30:00'] 0 General

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  pandas==3.1.1 python-calamine==0.9.1 openpyxl==3.1.5 xlsxwriter==3.3.1
cd "$work"

venv/bin/python - << 'PY'
import warnings
from datetime import time, timedelta

import openpyxl
import pandas

warnings.simplefilter("error")


def row(name: str) -> tuple[list[object], list[str]]:
    cells = openpyxl.load_workbook(name).active[2]
    values = [round(cell.value, 4) if isinstance(cell.value, float) else cell.value for cell in cells]
    return values, [cell.number_format for cell in cells]


book = openpyxl.Workbook()
book.active.append(["Длится", "Начало"])
book.active.append([timedelta(hours=2), time(9, 30)])
book.save("before.xlsx")
table = pandas.read_excel("before.xlsx", engine="calamine")
for engine in ("openpyxl", "xlsxwriter"):
    table.to_excel(f"{engine}.xlsx", index=False, engine=engine)

before, after, other = row("before.xlsx"), row("openpyxl.xlsx"), row("xlsxwriter.xlsx")
print("before  ", before[0], *before[1])
print("after   ", after[0], *after[1])
read = [timedelta(hours=2), time(9, 30)] == [table.iat[0, 0].to_pytimedelta(), table.iat[0, 1]]
if not read or other != after or after != ([0.0833, "09:30:00"], ["0", "General"]):
    raise SystemExit("no longer as stated")
PY
