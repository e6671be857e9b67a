#!/usr/bin/env bash
# scipy's maximum_flow answers 0 for one edge whose capacity is 2**33.
#
# Versions: scipy 1.17.1, numpy 2.4.6
# Expected: capacities must be integers; an int64 that is too large for the algorithm is refused as 1.5 is, or
#           carried.
# Really:   capacities are cut to 32 bits without a word: 2**33 is no capacity at all, 2**32 + 5 is 5. A scale
#           of weights chosen «large enough» silently closes edges.
# Seen:     30.11.2026
#   2**31-1: 2147483647 2**33: 0 2**32+5: 5

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  scipy==1.17.1 numpy==2.4.6
cd "$work"

venv/bin/python - << 'PY'
import numpy
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

seen = [
    int(maximum_flow(csr_array(numpy.array([[0, capacity], [0, 0]])), 0, 1).flow_value)
    for capacity in (2**31 - 1, 2**33, 2**32 + 5)
]
print("2**31-1:", seen[0], "2**33:", seen[1], "2**32+5:", seen[2])
if seen != [2**31 - 1, 0, 5]:
    raise SystemExit("no longer as stated")
PY
