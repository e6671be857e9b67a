#!/usr/bin/env bash
# recurring_ical_events leaves the last day of a span out, unless it is also the first.
#
# Versions: recurring-ical-events 3.8.2, icalendar 7.3.2
# Expected: given as days, between(first, last) holds the events of both or never those of the second, so
#           between(day, day) is empty or one day in the same sense.
# Really:   an all-day event of 15 September is not between the 1st and the 15th, but is between the 15th
#           and the 15th. A list of a month asked for by its last day has no meeting on the 30th.
# Seen:     30.11.2026
#   01.09–15.09 0
#   15.09–15.09 1
#   01.09–16.09 1

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  recurring-ical-events==3.8.2 icalendar==7.3.2
cd "$work"

venv/bin/python - << 'PY'
import icalendar
import recurring_ical_events

LINES = (
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//example//RU",
    "BEGIN:VEVENT",
    "UID:1@example.org",
    "DTSTAMP:20260901T000000Z",
    "DTSTART;VALUE=DATE:20260915",
    "SUMMARY:Встреча",
    "END:VEVENT",
    "END:VCALENDAR",
    "",
)
calendar = icalendar.Calendar.from_ical("\r\n".join(LINES))
seen = []
for first, last in ((1, 15), (15, 15), (1, 16)):
    found = recurring_ical_events.of(calendar).between((2026, 9, first), (2026, 9, last))
    seen.append(len(found))
    print(f"{first:02}.09–{last:02}.09 {len(found)}")
if seen != [0, 1, 1]:
    raise SystemExit("no longer as stated")
PY
