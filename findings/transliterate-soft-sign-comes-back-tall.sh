#!/usr/bin/env bash
# «Ильич» written in Latin letters by transliterate comes back as «ИлЬич».
#
# Versions: transliterate 1.10.2
# Expected: what is lost on the way there and back are letters that share a Latin spelling, not the case of a
#           letter.
# Really:   the apostrophe of the soft sign is taken for the capital sign first, and so is that of the hard
#           one: «Съезд» comes back as «СЬезд».
# Seen:     30.11.2026
#   Ильич Il'ich ИлЬич
#   Съезд S'ezd СЬезд
#   Юрьева Jur'eva ЮрЬева

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  transliterate==1.10.2
cd "$work"

venv/bin/python - << 'PY'
from transliterate import translit

seen = []
for word in ("Ильич", "Съезд", "Юрьева"):
    latin = translit(word, "ru", reversed=True)
    seen.append(translit(latin, "ru"))
    print(word, latin, seen[-1])
if seen != ["ИлЬич", "СЬезд", "ЮрЬева"]:
    raise SystemExit("no longer as stated")
PY
