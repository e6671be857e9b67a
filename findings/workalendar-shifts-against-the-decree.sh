#!/usr/bin/env bash
# workalendar moves Russian holidays by a rule of its own, against the yearly decree, and knows no decree
# days.
#
# Versions: workalendar 17.0.0
# Expected: Russia().is_working_day follows the transfers of 2025: 23 February and 8 March were moved to 8 May
#           and 13 June, 1 November was worked.
# Really:   24 February and 10 March 2025, ordinary working Mondays, are reported as days off («shift»); 8
#           May, 13 June and 31 December are reported as working, 1 November as a day off.
# Seen:     30.11.2026
#   24.02.2025 by decree works here off
#   10.03.2025 by decree works here off
#   08.05.2025 by decree off   here works
#   13.06.2025 by decree off   here works
#   01.11.2025 by decree works here off
#   31.12.2025 by decree off   here works

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  workalendar==17.0.0
cd "$work"

venv/bin/python - << 'PY'
from datetime import date

from workalendar.europe import Russia

calendar = Russia()
by_decree = {
    date(2025, 2, 24): True,
    date(2025, 3, 10): True,
    date(2025, 5, 8): False,
    date(2025, 6, 13): False,
    date(2025, 11, 1): True,
    date(2025, 12, 31): False,
}
seen = {day: calendar.is_working_day(day) for day in by_decree}
for day, works in seen.items():
    print(
        f"{day:%d.%m.%Y} by decree {'works' if by_decree[day] else 'off':<5} here {'works' if works else 'off'}"
    )
if any(seen[day] == by_decree[day] for day in by_decree):
    raise SystemExit("no longer as stated")
PY
