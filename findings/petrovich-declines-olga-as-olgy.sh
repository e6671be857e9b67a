#!/usr/bin/env bash
# With the gender given, the port petrovich declines «Ольга» as «Ольгы»; without it, as «Ольги».
#
# Versions: Petrovich 2.0.1, pytrovich 0.2.0
# Expected: a known gender can only help, and two Python ports of one set of rules agree.
# Really:   petrovich skips every rule that is for either gender as soon as a gender is given, among them the
#           one for names in «-га»: «Ольгы», «Саша» not declined. pytrovich, over the same rules, is right
#           with the gender.
# Seen:     30.11.2026
#           with gender  without   pytrovich
#   Ольга   Ольгы        Ольги     Ольги
#   Саша    Саша         Саши      Саши

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  Petrovich==2.0.1 pytrovich==0.2.0
cd "$work"

venv/bin/python - << 'PY'
from petrovich.enums import Case as PetrovichCase
from petrovich.enums import Gender as PetrovichGender
from petrovich.main import Petrovich
from pytrovich.enums import Case, Gender, NamePart
from pytrovich.maker import PetrovichDeclinationMaker

first, second = Petrovich(), PetrovichDeclinationMaker()
seen = [
    (
        name,
        first.firstname(name, PetrovichCase.GENITIVE, getattr(PetrovichGender, gender)),
        first.firstname(name, PetrovichCase.GENITIVE, None),
        second.make(NamePart.FIRSTNAME, getattr(Gender, gender), Case.GENITIVE, name),
    )
    for name, gender in (("Ольга", "FEMALE"), ("Саша", "MALE"))
]
print(f"{'':<8}{'with gender':<13}{'without':<10}pytrovich")
for name, given, none, other in seen:
    print(f"{name:<8}{given:<13}{none:<10}{other}")
if seen != [("Ольга", "Ольгы", "Ольги", "Ольги"), ("Саша", "Саша", "Саши", "Саши")]:
    raise SystemExit("no longer as stated")
PY
