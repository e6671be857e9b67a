#!/usr/bin/env bash
# num2words says a whole number in another way when it comes as a float, as every number of a spreadsheet
# does.
#
# Versions: num2words 0.5.14
# Expected: 2 and 2.0 are the same words; 102 and 102.0 roubles are the same sum.
# Really:   2.0 is «две целых ноль десятых», and an int of currency is a number of kopecks: 102 is «один
#           рубль, две копейки», 102.0 «сто два рубля».
# Seen:     30.11.2026
#   2         два
#   2.0       две целых ноль десятых
#   102 RUB   один рубль, две копейки
#   102.0 RUB сто два рубля, ноль копеек

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  num2words==0.5.14
cd "$work"

venv/bin/python - << 'PY'
from num2words import num2words


def roubles(value: float) -> str:
    return num2words(value, lang="ru", to="currency", currency="RUB")


seen = [
    num2words(2, lang="ru"),
    num2words(2.0, lang="ru"),
    roubles(102),
    roubles(102.0),
]
for value, words in zip(("2", "2.0", "102 RUB", "102.0 RUB"), seen, strict=True):
    print(f"{value:<9} {words}")
if seen != [
    "два",
    "две целых ноль десятых",
    "один рубль, две копейки",
    "сто два рубля, ноль копеек",
]:
    raise SystemExit("no longer as stated")
PY
