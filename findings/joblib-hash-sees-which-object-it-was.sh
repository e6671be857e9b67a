#!/usr/bin/env bash
# joblib.hash gives two equal lists of dates two hashes, so joblib.Memory computes the same thing again.
#
# Versions: joblib 1.6.0
# Expected: equal arguments have one hash, as [1, 1] and equal strings have, and dicts in another order.
# Really:   the hash is one of a pickle, which writes the second mention of the same object as a reference:
#           [day, day] and [day, equal_day] differ. A result loaded from the cache or from a file breaks the
#           identity, and the cache is missed.
# Seen:     30.11.2026
#   same hash for equal lists of {'dates': False, 'tuples': False, 'texts': True}

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  joblib==1.6.0
cd "$work"

venv/bin/python - << 'PY'
from datetime import date

import joblib

first, second = date(2026, 9, 1), date(2026, 9, 1)
seen = {
    "dates": joblib.hash([first, first]) == joblib.hash([first, second]),
    "tuples": joblib.hash([(1, 2)] * 2) == joblib.hash([(1, 2), tuple(range(1, 3))]),
    "texts": joblib.hash(["7 Б"] * 2) == joblib.hash(["7 Б", " ".join("7Б")]),
}
print("same hash for equal lists of", seen)
if seen != {"dates": False, "tuples": False, "texts": True}:
    raise SystemExit("no longer as stated")
PY
