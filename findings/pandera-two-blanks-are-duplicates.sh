#!/usr/bin/env bash
# In pandera a column that may be empty and must be unique may be empty only once.
#
# Versions: pandera 0.35.0, pandas 3.1.1
# Expected: unique=True with nullable=True lets any number of cells be empty, as UNIQUE does in SQL databases.
# Really:   missing values are compared with each other: two people without a SNILS «contain duplicate
#           values».
# Seen:     30.11.2026
#   series 'СНИЛС' contains duplicate values:

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  pandera==0.35.0 pandas==3.1.1
cd "$work"

venv/bin/python - << 'PY'
import pandas
import pandera.pandas as pa

schema = pa.DataFrameSchema({"СНИЛС": pa.Column(str, nullable=True, unique=True)})
schema.validate(pandas.DataFrame({"СНИЛС": ["000-000-001 00", None]}))
try:
    schema.validate(pandas.DataFrame({"СНИЛС": ["000-000-001 00", None, None]}))
except pa.errors.SchemaError as error:
    print(str(error).splitlines()[0])
else:
    raise SystemExit("no longer as stated")
PY
