#!/usr/bin/env bash
# num2words agrees «целая» with 1.5, but says «минус одна целых пять десятых» for -1.5.
#
# Versions: num2words 0.5.14
# Expected: the sign adds «минус», the rest reads as for the number above zero: «одна целая», «двадцать одна
#           целая».
# Really:   below zero every number takes «целых». A case, which a whole number obeys, changes nothing in a
#           fraction, nor is it refused: «около (чего?) одна целая пять десятых».
# Seen:     01.12.2026
#     1.5  одна целая пять десятых
#    -1.5  минус одна целых пять десятых
#   -21.5  минус двадцать одна целых пять десятых
#   genitive of 1 and 1.5: одного, одна целая пять десятых

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  num2words==0.5.14
cd "$work"

venv/bin/python - << 'PY'
from num2words import num2words

STATED = {
    1.5: "одна целая пять десятых",
    -1.5: "минус одна целых пять десятых",
    -21.5: "минус двадцать одна целых пять десятых",
}
seen = {number: num2words(number, lang="ru") for number in STATED}
for number, words in seen.items():
    print(f"{number:>6}  {words}")
genitives = [num2words(number, lang="ru", case="g") for number in (1, 1.5)]
print("genitive of 1 and 1.5:", ", ".join(genitives))
if seen != STATED or genitives != ["одного", STATED[1.5]]:
    raise SystemExit("no longer as stated")
PY
