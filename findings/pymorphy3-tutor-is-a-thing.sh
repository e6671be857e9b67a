#!/usr/bin/env bash
# For pymorphy3 a «тьютор», a «медиатор» and a «модератор» are things, so «назначить» takes the wrong case.
#
# Versions: pymorphy3 2.0.6, pymorphy3-dicts-ru 2.4.417150.4580142
# Expected: the accusative of a person's role is its genitive: «тьютора», «медиатора», as it is for «куратор»
#           and «ментор».
# Really:   «медиатор» and «модератор» stand in the dictionary as inanimate only, «тьютор» is guessed as
#           inanimate: the accusative equals the nominative. «коуч» is guessed as an adjective: «коучего».
# Seen:     30.11.2026
#   назначить куратора     (куратор, in the dictionary)
#   назначить ментора      (ментор, in the dictionary)
#   назначить тьютор       (тьютор, guessed)
#   назначить медиатор     (медиатор, in the dictionary)
#   назначить модератор    (модератор, in the dictionary)
#   назначить коучего      (коуч, guessed)

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  pymorphy3==2.0.6 pymorphy3-dicts-ru==2.4.417150.4580142
cd "$work"

venv/bin/python - << 'PY'
from pymorphy3 import MorphAnalyzer

morph = MorphAnalyzer()
seen = {
    word: morph.parse(word)[0].inflect({"accs"}).word
    for word in ("куратор", "ментор", "тьютор", "медиатор", "модератор", "коуч")
}
for word, accusative in seen.items():
    print(
        f"назначить {accusative:<12} ({word}, {'in the dictionary' if morph.word_is_known(word) else 'guessed'})"
    )
if list(seen.values()) != ["куратора", "ментора", "тьютор", "медиатор", "модератор", "коучего"]:
    raise SystemExit("no longer as stated")
PY
