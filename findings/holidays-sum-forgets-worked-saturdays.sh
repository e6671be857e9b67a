#!/usr/bin/env bash
# Adding a school's own days off to holidays.RU makes the worked Saturdays of the decree days off again.
#
# Versions: holidays 0.109
# Expected: country + own days off answers is_working_day like the country does, except on the own days.
# Really:   the sum keeps the dates but not the country's weekend_workdays: 1 November 2025, a Saturday worked
#           by decree, is a working day of holidays.RU and a day off of the sum. update() on the country keeps
#           both.
# Seen:     30.11.2026
#   RU         01.11.2025 worked: True, knows 29.10.2025: False
#   RU + own   01.11.2025 worked: False, knows 29.10.2025: True
#   RU updated 01.11.2025 worked: True, knows 29.10.2025: True

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  holidays==0.109
cd "$work"

venv/bin/python - << 'PY'
from holidays import RU, HolidayBase

own = HolidayBase(years=2025)
own.append({"2025-10-29": "осенние каникулы"})
country = RU(years=2025)
total = country + own
updated = RU(years=2025)
updated.update({"2025-10-29": "осенние каникулы"})
seen = {
    name: (calendar.is_working_day("2025-11-01"), "2025-10-29" in calendar)
    for name, calendar in (("RU", country), ("RU + own", total), ("RU updated", updated))
}
for name, (saturday, holidays) in seen.items():
    print(f"{name:<10} 01.11.2025 worked: {saturday}, knows 29.10.2025: {holidays}")
if seen != {"RU": (True, False), "RU + own": (False, True), "RU updated": (True, True)}:
    raise SystemExit("no longer as stated")
PY
