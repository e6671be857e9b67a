#!/usr/bin/env bash
# python-stdnum refuses about a quarter of correct numbers of sole proprietors (ОГРНИП).
#
# Versions: python-stdnum 2.2
# Expected: the check digit of a 15-digit number is the last digit of the remainder of the first 14 by 13, so
#           every remainder from 0 to 12 has a number that passes (numbers of the year 2099 here, which nobody
#           has).
# Really:   stdnum.ru.ogrn compares the digit with the whole remainder. Remainders 10, 11 and 12 are two
#           characters long and never equal one digit: 3 of 13 correct numbers raise InvalidChecksum.
# Seen:     30.11.2026
#   3 of 13 refused; number and remainder by 13:
#   399000000000000 10
#   399000000000011 11
#   399000000000022 12

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  python-stdnum==2.2
cd "$work"

venv/bin/python - << 'PY'
from stdnum.ru import ogrn

numbers = ["39900000000" + f"{n:03}" for n in range(13)]
full = [body + str(int(body) % 13 % 10) for body in numbers]
refused = [(number, int(number[:-1]) % 13) for number in full if not ogrn.is_valid(number)]
print(f"{len(refused)} of {len(full)} refused; number and remainder by 13:")
print(*(f"{number} {remainder}" for number, remainder in refused), sep="\n")
if [remainder for _, remainder in refused] != [10, 11, 12]:
    raise SystemExit("no longer as stated")
PY
