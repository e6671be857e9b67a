#!/usr/bin/env bash
# dateparser reads «01.09.2026» day first, and the same date inside a Russian sentence month first.
#
# Versions: dateparser 1.5.0
# Expected: with languages=["ru"] parse and search_dates read one date in one order.
# Really:   parse("01.09.2026") is 1 September; search_dates finds «01.09.2026 г» in «… от 01.09.2026 г. …»
#           and makes it 9 January. No setting was given and none is warned about; DATE_ORDER="DMY" mends it.
# Seen:     30.11.2026
#   alone              01.09.2026
#   «01.09.2026 г»     09.01.2026
#   with DATE_ORDER    01.09.2026

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  dateparser==1.5.0
cd "$work"

venv/bin/python - << 'PY'
from dateparser import parse
from dateparser.search import search_dates

SENTENCE = "Приказ № 12 от 01.09.2026 г. «О наставничестве»"
alone = parse("01.09.2026", languages=["ru"])
((text, inside),) = search_dates(SENTENCE, languages=["ru"])
((_, ordered),) = search_dates(SENTENCE, languages=["ru"], settings={"DATE_ORDER": "DMY"})
print(f"alone              {alone:%d.%m.%Y}")
print(f"«{text}»     {inside:%d.%m.%Y}")
print(f"with DATE_ORDER    {ordered:%d.%m.%Y}")
if [f"{day:%d.%m}" for day in (alone, inside, ordered)] != ["01.09", "09.01", "01.09"]:
    raise SystemExit("no longer as stated")
PY
