#!/usr/bin/env bash
# icalendar writes a time with a fixed offset under a TZID that no calendar defines.
#
# Versions: icalendar 7.3.2
# Expected: 09:00+05:00 (timezone(timedelta(hours=5))) becomes 04:00 UTC, the one form that RFC 5545 has for
#           it, or add_missing_timezones() defines the zone.
# Really:   DTSTART;TZID="UTC+05:00" is written, which RFC 5545 forbids without a VTIMEZONE of that name;
#           add_missing_timezones() adds none, and the file read again has a time without a zone.
# Seen:     30.11.2026
#   DTSTART;TZID="UTC+05:00":20260901T090000 | VTIMEZONE: False | read again: None

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  icalendar==7.3.2
cd "$work"

venv/bin/python - << 'PY'
from datetime import datetime, timedelta, timezone

from icalendar import Calendar, Event

event = Event()
event.add("dtstart", datetime(2026, 9, 1, 9, tzinfo=timezone(timedelta(hours=5))))
calendar = Calendar()
calendar.add_component(event)
calendar.add_missing_timezones()
written = calendar.to_ical().decode()
again = Calendar.from_ical(written).walk("VEVENT")[0]["dtstart"].dt
line = next(line for line in written.splitlines() if line.startswith("DTSTART"))
print(line, "| VTIMEZONE:", "BEGIN:VTIMEZONE" in written, "| read again:", repr(again.tzinfo))
if (line, "BEGIN:VTIMEZONE" in written) != (
    'DTSTART;TZID="UTC+05:00":20260901T090000',
    False,
) or again.tzinfo:
    raise SystemExit("no longer as stated")
PY
