#!/usr/bin/env bash
# tabulate prints the days «01.09» and «05.10» as 1.09 and 5.1.
#
# Versions: tabulate 0.10.0
# Expected: texts are printed as they are, or at least a column of them is only aligned like numbers; «0012»
#           is left alone indeed.
# Really:   a column in which every text looks like a decimal is turned into numbers and back: the zero goes,
#           and 5 October can no longer be told from 5 January. One longer date in the column saves all of
#           them; disable_numparse=True does too.
# Seen:     30.11.2026
#   ['1.09', '5.1']
#   ['01.09', '05.10.2026']
#   ['0012', '0013']

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  tabulate==0.10.0
cd "$work"

venv/bin/python - << 'PY'
from tabulate import tabulate


def column(*cells: str) -> list[str]:
    lines = tabulate([[cell] for cell in cells], tablefmt="plain").splitlines()
    return [line.strip() for line in lines]


seen = [column("01.09", "05.10"), column("01.09", "05.10.2026"), column("0012", "0013")]
print(*seen, sep="\n")
if seen != [["1.09", "5.1"], ["01.09", "05.10.2026"], ["0012", "0013"]]:
    raise SystemExit("no longer as stated")
PY
