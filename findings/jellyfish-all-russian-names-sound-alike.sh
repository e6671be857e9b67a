#!/usr/bin/env bash
# For jellyfish all Russian names that begin with one letter sound alike, or simply all.
#
# Versions: jellyfish 1.3.0
# Expected: a phonetic code made for Latin letters raises an error for Cyrillic, or leaves it as it is.
# Really:   soundex keeps the first letter and no other («О000» for Орлова and Ожегов), metaphone is empty for
#           every name, and match_rating_comparison says that Орлова and Кимова match. A search for duplicates
#           finds everybody.
# Seen:     30.11.2026
#   soundex       ['О000', 'О000']
#   metaphone     ['', '']
#   match rating  True

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  jellyfish==1.3.0
cd "$work"

venv/bin/python - << 'PY'
import jellyfish

seen = {
    "soundex": [jellyfish.soundex(name) for name in ("Орлова", "Ожегов")],
    "metaphone": [jellyfish.metaphone(name) for name in ("Орлова", "Ким")],
    "match rating": jellyfish.match_rating_comparison("Орлова", "Кимова"),
}
for name, result in seen.items():
    print(f"{name:<13} {result}")
if seen != {"soundex": ["О000", "О000"], "metaphone": ["", ""], "match rating": True}:
    raise SystemExit("no longer as stated")
PY
