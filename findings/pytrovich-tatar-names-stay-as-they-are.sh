#!/usr/bin/env bash
# pytrovich declines «Нинель» and «Любовь» but leaves «Айгуль», «Гюзель» and «Адель» in every case as they
# are.
#
# Versions: pytrovich 0.2.0
# Expected: female first names in a soft consonant are of one declension: «Айгули», «Гюзели», as «Нинели».
# Really:   a few names that are listed one by one are declined, the rest are not, in no case, and nothing
#           tells one from the other. Capitals are given small endings: «ОЛЬГи».
# Seen:     30.11.2026
#   Нинель  Нинели
#   Любовь  Любови
#   Айгуль  Айгуль
#   Гюзель  Гюзель
#   Адель   Адель
#   ОЛЬГА   ОЛЬГи

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  pytrovich==0.2.0
cd "$work"

venv/bin/python - << 'PY'
from pytrovich.enums import Case, Gender, NamePart
from pytrovich.maker import PetrovichDeclinationMaker

maker = PetrovichDeclinationMaker()
seen = {
    name: maker.make(NamePart.FIRSTNAME, Gender.FEMALE, Case.GENITIVE, name)
    for name in ("Нинель", "Любовь", "Айгуль", "Гюзель", "Адель", "ОЛЬГА")
}
for name, genitive in seen.items():
    print(f"{name:<7} {genitive}")
if list(seen.values()) != ["Нинели", "Любови", "Айгуль", "Гюзель", "Адель", "ОЛЬГи"]:
    raise SystemExit("no longer as stated")
PY
