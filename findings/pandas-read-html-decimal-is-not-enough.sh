#!/usr/bin/env bash
# pandas.read_html(decimal=",") still reads «3,5» as 35.
#
# Versions: pandas 3.1.1, lxml 6.1.3
# Expected: decimal="," makes a comma the decimal sign, as in read_csv.
# Really:   thousands="," is the default of read_html, unlike read_csv, and is taken out first: 35 without and
#           with decimal. Only decimal and thousands together give 3.5.
# Seen:     30.11.2026
#   default: 35 decimal=",": 35 with thousands too: 3.5

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  pandas==3.1.1 lxml==6.1.3
cd "$work"

venv/bin/python - << 'PY'
import io

import pandas

TABLE = "<table><tr><th>Часы</th></tr><tr><td>3,5</td></tr></table>"
seen = [
    pandas.read_html(io.StringIO(TABLE), **options)[0]["Часы"][0]
    for options in ({}, {"decimal": ","}, {"decimal": ",", "thousands": " "})
]
print("default:", seen[0], 'decimal=",":', seen[1], "with thousands too:", seen[2])
if seen != [35, 35, 3.5]:
    raise SystemExit("no longer as stated")
PY
