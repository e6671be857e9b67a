#!/usr/bin/env bash
# recordlinkage's clean() makes an empty text of every Russian name.
#
# Versions: recordlinkage 0.16, pandas 2.3.3, setuptools 80.9.0
# Expected: cleaning before a comparison lowers letters, drops signs and keeps words; letters that it does
#           not know raise an error or stay.
# Really:   the default keeps A–Z, digits, blanks and hyphens only: «Орлова Ольга» and «Ким Олег» are both
#           "", and afterwards everybody equals everybody exactly, while jarowinkler finds nobody equal, not
#           even a name to itself. replace_by_none=None keeps the letters.
# Seen:     30.11.2026
#   clean()                      ['', '', 'ivanova anna']
#   exact, jarowinkler           1 0.0
#   clean(replace_by_none=None)  ['орлова ольга', 'ким олег', 'ivanova anna']

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  recordlinkage==0.16 pandas==2.3.3 setuptools==80.9.0
cd "$work"

venv/bin/python - << 'PY'
import warnings

import pandas

warnings.simplefilter("ignore")
import recordlinkage
from recordlinkage.preprocessing import clean

names = pandas.Series(["Орлова Ольга", "Ким Олег", "Ivanova Anna"])
bare, kept = clean(names), clean(names, replace_by_none=None)
compare = recordlinkage.Compare()
compare.exact("name", "name")
compare.string("name", "name", method="jarowinkler")
pair = pandas.MultiIndex.from_tuples([(0, 1)])
exact, alike = compare.compute(pair, pandas.DataFrame({"name": bare})).iloc[0]
print(f"{'clean()':<28} {list(bare)}")
print(f"{'exact, jarowinkler':<28} {exact:.0f} {alike}")
print(f"{'clean(replace_by_none=None)':<28} {list(kept)}")
if list(bare) != ["", "", "ivanova anna"] or list(kept)[:2] != ["орлова ольга", "ким олег"]:
    raise SystemExit("no longer as stated")
if (exact, alike) != (1, 0):
    raise SystemExit("no longer as stated")
PY
