#!/usr/bin/env bash
# In OR-Tools a cost of 0.7 is refused when it is added alone, and becomes 0 when it is added in an array.
#
# Versions: ortools 9.15.6755, numpy 2.4.6
# Expected: add_arcs_with_cost is add_arc_with_cost for many: both take whole numbers only and refuse others.
# Really:   for one arc a fraction is a TypeError; an array of fractions is cut to whole numbers without a
#           word, in the assignment and in the flow of minimal cost. Shares between 0 and 1 all become 0, and
#           «optimal» is then any pairing: here the one that costs 1.8 where 0.2 is possible.
# Seen:     30.11.2026
#   one arc       TypeError
#   assignment    OPTIMAL, cost 0, truly 1.8, possible 0.2
#   flow          cost of the arc 0

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  ortools==9.15.6755 numpy==2.4.6
cd "$work"

venv/bin/python - << 'PY'
import numpy as np
from ortools.graph.python.linear_sum_assignment import SimpleLinearSumAssignment
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

COSTS = np.array([[0.9, 0.1], [0.1, 0.9]])
try:
    SimpleLinearSumAssignment().add_arc_with_cost(0, 0, 0.9)
    one = "taken"
except TypeError:
    one = "TypeError"

many = SimpleLinearSumAssignment()
rows, columns = np.indices(COSTS.shape)
many.add_arcs_with_cost(rows.ravel(), columns.ravel(), COSTS.ravel())
status = many.solve().name
truly = sum(COSTS[row, many.right_mate(row)] for row in range(2))

flow = SimpleMinCostFlow()
ends = np.array([0]), np.array([1])
flow.add_arcs_with_capacity_and_unit_cost(*ends, np.array([1]), np.array([0.7]))

print("one arc      ", one)
print(f"assignment    {status}, cost {many.optimal_cost()}, truly {truly:.1f}, possible {COSTS[:, ::-1].trace():.1f}")
print("flow          cost of the arc", flow.unit_cost(0))
if (one, status, many.optimal_cost(), f"{truly:.1f}", flow.unit_cost(0)) != ("TypeError", "OPTIMAL", 0, "1.8", 0):
    raise SystemExit("no longer as stated")
PY
