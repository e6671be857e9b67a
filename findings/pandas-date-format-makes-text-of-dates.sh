#!/usr/bin/env bash
# With date_format pandas.read_excel turns a column of real dates into text.
#
# Versions: pandas 3.1.1, python-calamine 0.9.1, openpyxl 3.1.5
# Expected: date_format="%d.%m.%Y" says how texts are to be read; cells that are dates already stay dates, as
#           to_datetime with the same format leaves them.
# Really:   every cell is made a text first, "2026-09-01 00:00:00", which does not fit the format; then the
#           whole column is given back as text, without an error or a warning. So the option that was added for
#           a few typed dates loses all the others; without it a column of dates alone is read as dates.
# Seen:     30.11.2026
#   without date_format     [Timestamp('2026-09-01 00:00:00'), Timestamp('2026-09-02 00:00:00')]
#   dates alone             ['2026-09-01 00:00:00', '2026-09-02 00:00:00']
#   a date and a text       ['2026-09-01 00:00:00', '02.09.2026']
#   to_datetime afterwards  [Timestamp('2026-09-01 00:00:00'), Timestamp('2026-09-02 00:00:00')]

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  pandas==3.1.1 python-calamine==0.9.1 openpyxl==3.1.5
cd "$work"

venv/bin/python - << 'PY'
from datetime import datetime

import openpyxl
import pandas

FIRST, SECOND = datetime(2026, 9, 1), datetime(2026, 9, 2)
FORMAT = "%d.%m.%Y"


def read(*days: object, **options: object) -> list[object]:
    book = openpyxl.Workbook()
    for day in ("Начало", *days):
        book.active.append([day])
    book.save("book.xlsx")
    return pandas.read_excel("book.xlsx", engine="calamine", parse_dates=["Начало"], **options)["Начало"].tolist()


plain = read(FIRST, SECOND)
alone = read(FIRST, SECOND, date_format=FORMAT)
mixed = read(FIRST, "02.09.2026", date_format=FORMAT)
after = pandas.to_datetime(pandas.Series([FIRST, "02.09.2026"]), format=FORMAT).tolist()
print("without date_format    ", plain)
print("dates alone            ", alone)
print("a date and a text      ", mixed)
print("to_datetime afterwards ", after)
texts = ["2026-09-01 00:00:00", "2026-09-02 00:00:00"]
if (plain, alone, mixed, after) != ([FIRST, SECOND], texts, [texts[0], "02.09.2026"], [FIRST, SECOND]):
    raise SystemExit("no longer as stated")
PY
