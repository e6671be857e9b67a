#!/usr/bin/env bash
# For phonenumbers a Russian mobile number that lacks a digit is a possible number, if it was written with the
# 8.
#
# Versions: phonenumbers 9.0.43
# Expected: is_possible_number, the check of the length, says no to «8 912 345 67 8», as it does to «912 345
#           67 8».
# Really:   with nine digits left the 8 is not taken as the prefix but as a digit of the number, which then
#           has its ten; +7 8912345678 is «possible», and only is_valid_number says no.
# Seen:     30.11.2026
#   8 912 345 67 8   +7 8912345678  possible True, valid False
#   912 345 67 8     +7 912345678   possible False, valid False
#   +7 912 345 67 8  +7 912345678   possible False, valid False

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  phonenumbers==9.0.43
cd "$work"

venv/bin/python - << 'PY'
import phonenumbers

seen = {}
for text in ("8 912 345 67 8", "912 345 67 8", "+7 912 345 67 8"):
    number = phonenumbers.parse(text, "RU")
    seen[text] = phonenumbers.is_possible_number(number), phonenumbers.is_valid_number(number)
    print(
        f"{text:<16} +7 {number.national_number:<11} possible {seen[text][0]}, valid {seen[text][1]}"
    )
if list(seen.values()) != [(True, False), (False, False), (False, False)]:
    raise SystemExit("no longer as stated")
PY
