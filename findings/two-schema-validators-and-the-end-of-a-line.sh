#!/usr/bin/env bash
# One JSON schema, two Python validators: a code with a line break at its end passes jsonschema and fails
# fastjsonschema.
#
# Versions: jsonschema 4.26.0, fastjsonschema 2.22.3
# Expected: patterns of JSON Schema are those of ECMA-262, where «$» is the end of the text: "7-ОД\n" does
#           not match ^[0-9]+-ОД$; and a date has ASCII digits.
# Really:   jsonschema hands the pattern to Python's re, whose «$» also stands before a last line break;
#           fastjsonschema rewrites it. In turn fastjsonschema takes a date in Arabic-Indic digits, which
#           jsonschema with a format checker refuses.
# Seen:     30.11.2026
#   '7-ОД\\n'     jsonschema True   fastjsonschema False
#   '٢٠٢٦-09-01' jsonschema False  fastjsonschema True

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  jsonschema==4.26.0 fastjsonschema==2.22.3
cd "$work"

venv/bin/python - << 'PY'
import fastjsonschema
import jsonschema


def accepts(check, value):
    try:
        check(value)
    except (jsonschema.ValidationError, fastjsonschema.JsonSchemaException):
        return False
    return True


CASES = (
    ("7-ОД\n", {"type": "string", "pattern": "^[0-9]+-ОД$"}),
    ("٢٠٢٦-09-01", {"type": "string", "format": "date"}),
)
seen = []
for value, schema in CASES:
    slow = jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())
    checks = (slow.validate, fastjsonschema.compile(schema))
    seen.append(tuple(accepts(check, value) for check in checks))
    print(f"{value!r:<12} jsonschema {seen[-1][0]!s:<6} fastjsonschema {seen[-1][1]}")
if seen != [(True, False), (False, True)]:
    raise SystemExit("no longer as stated")
PY
