#!/usr/bin/env bash
# Jinja's groupby, unique and sort take «7 Б» and «7 б» for one class, and groupby prints it as the first one
# met.
#
# Versions: jinja2 3.1.6
# Expected: filters of a template language compare strings as Python does, as «==» and «in» do in the same
#           template.
# Really:   case_sensitive is False for groupby, unique, sort, min and max: two classes become one group,
#           unique drops the second, while «7 Б» == «7 б» is false.
# Seen:     30.11.2026
#   7 Б: Ким, Лу.
#   ['7 Б']
#   False

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  jinja2==3.1.6
cd "$work"

venv/bin/python - << 'PY'
from jinja2 import Environment

render = Environment().from_string
pupils = [{"name": "Ким", "group": "7 Б"}, {"name": "Лу", "group": "7 б"}]
seen = [
    render(
        "{% for g, items in pupils|groupby('group') %}{{ g }}: {{ items|map(attribute='name')|join(', ') }}.{% endfor %}"
    ).render(pupils=pupils),
    render("{{ pupils|map(attribute='group')|unique|list }}").render(pupils=pupils),
    render("{{ pupils[0].group == pupils[1].group }}").render(pupils=pupils),
]
print(*seen, sep="\n")
if seen != ["7 Б: Ким, Лу.", "['7 Б']", "False"]:
    raise SystemExit("no longer as stated")
PY
