#!/usr/bin/env bash
# babel's parse_date cannot read a date that format_date has written, and the blank before «г.» is not a
# blank.
#
# Versions: babel 2.19.0
# Expected: parse_date(format_date(day, "long", "ru"), "ru", format="long") is the day.
# Really:   only digits are looked for: IndexError. And «1 сентября 2026 г.» of the locale data has U+202F, a
#           narrow no-break space, before «г.»: a comparison with a typed «г.» or a font without that sign
#           fails.
# Seen:     30.11.2026
#   '6\u202f\u0433.' False
#   IndexError: list index out of range

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  babel==2.19.0
cd "$work"

venv/bin/python - << 'PY'
from datetime import date

from babel.dates import format_date, parse_date

written = format_date(date(2026, 9, 1), "long", locale="ru")
print(ascii(written[-4:]), written == "1 сентября 2026 г.")
try:
    parse_date(written, locale="ru", format="long")
except IndexError as error:
    print("IndexError:", error)
else:
    raise SystemExit("no longer as stated")
if "\u202fг." not in written:
    raise SystemExit("no longer as stated")
PY
