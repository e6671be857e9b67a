#!/usr/bin/env bash
# babel writes «1,00 российский рубль»: the noun agrees with 1, though what is shown is «1,00».
#
# Versions: babel 2.19.0
# Expected: in CLDR the two decimals that are shown decide: «1,00», «5,00» are of the category other, «российского
#           рубля», as babel's own plural rule says for Decimal("1.00") and as it writes «1,50».
# Really:   the category is taken from the number before it gets its decimals: one, few and many, as if there
#           were none. Decimal("1.00") instead of 1 keeps them and is right.
# Seen:     01.12.2026
#   1                1,00 российский рубль
#   5                5,00 российских рублей
#   1.5              1,50 российского рубля
#   Decimal('1.00')  1,00 российского рубля

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  babel==2.19.0
cd "$work"

venv/bin/python - << 'PY'
from decimal import Decimal

from babel import Locale
from babel.numbers import format_currency

STATED = [
    (1, "1,00 российский рубль"),
    (5, "5,00 российских рублей"),
    (1.5, "1,50 российского рубля"),
    (Decimal("1.00"), "1,00 российского рубля"),
]
assert Locale("ru").plural_form(Decimal("1.00")) == "other"
seen = [
    (amount, format_currency(amount, "RUB", locale="ru", format_type="name").replace("\xa0", " "))
    for amount, _text in STATED
]
for amount, text in seen:
    print(f"{amount!r:<16} {text}")
if seen != STATED:
    raise SystemExit("no longer as stated")
PY
