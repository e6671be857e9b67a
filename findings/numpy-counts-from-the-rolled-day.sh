#!/usr/bin/env bash
# One working day after a Saturday is Tuesday for numpy and Monday for pandas.
#
# Versions: numpy 2.4.6, pandas 3.1.1
# Expected: busday_offset(day, 1, roll="forward") is the next working day, as day + BDay(1) and
#           WORKDAY(day,1) of the spreadsheets are.
# Really:   numpy first moves a day off to Monday and then counts one day from there. With 0 it is Monday,
#           so a deadline «1 working day after» differs from the others on days off only. Besides,
#           busday_count of a weekend is 0 forwards and -1 backwards.
# Seen:     30.11.2026
#   Friday 27.11   numpy 30.11 pandas 30.11
#   Saturday 28.11 numpy 01.12 pandas 30.11
#   from 28.11 to 30.11: 0, from 30.11 to 28.11: -1

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  numpy==2.4.6 pandas==3.1.1
cd "$work"

venv/bin/python - << 'PY'
import numpy
import pandas

seen = {}
for name, day in (("Friday", "2026-11-27"), ("Saturday", "2026-11-28")):
    ahead = pandas.Timestamp(numpy.busday_offset(day, 1, roll="forward"))
    after = pandas.Timestamp(day) + pandas.offsets.BDay(1)
    seen[name] = (f"{ahead:%d.%m}", f"{after:%d.%m}")
    print(f"{name + ' ' + pandas.Timestamp(day).strftime('%d.%m'):<14} numpy {seen[name][0]} pandas {seen[name][1]}")
counts = (
    int(numpy.busday_count("2026-11-28", "2026-11-30")),
    int(numpy.busday_count("2026-11-30", "2026-11-28")),
)
print(f"from 28.11 to 30.11: {counts[0]}, from 30.11 to 28.11: {counts[1]}")
stated = {"Friday": ("30.11", "30.11"), "Saturday": ("01.12", "30.11")}
if seen != stated or counts != (0, -1):
    raise SystemExit("no longer as stated")
PY
