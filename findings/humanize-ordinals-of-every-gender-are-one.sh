#!/usr/bin/env bash
# In Russian humanize writes «3ий» for every gender, and joins a list with «and».
#
# Versions: humanize 4.17.0
# Expected: with the Russian locale active ordinal(3, gender="female") differs from the masculine as the
#           parameter promises, and natural_list and naturaldate speak Russian.
# Really:   the parameter changes nothing in Russian («3ий», without the hyphen), natural_list and
#           naturaldate stay English while naturalday is translated, and 21 days are «месяц» in
#           naturaldelta.
# Seen:     30.11.2026
#   3ий 3ий | а, б and в | месяц | May 01 2020

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  humanize==4.17.0
cd "$work"

venv/bin/python - << 'PY'
from datetime import date, timedelta

import humanize

humanize.i18n.activate("ru_RU")
seen = (
    humanize.ordinal(3),
    humanize.ordinal(3, gender="female"),
    humanize.natural_list(["а", "б", "в"]),
    humanize.naturaldelta(timedelta(days=21)),
    humanize.naturaldate(date(2020, 5, 1)),
)
print(f"{seen[0]} {seen[1]} | {seen[2]} | {seen[3]} | {seen[4]}")
if seen != ("3ий", "3ий", "а, б and в", "месяц", "May 01 2020"):
    raise SystemExit("no longer as stated")
PY
