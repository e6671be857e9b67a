#!/usr/bin/env bash
# rich.markup.escape does not protect a backslash that stands before a Cyrillic bracket.
#
# Versions: rich 15.0.0
# Expected: what went through escape() is printed as it is, a Windows folder «C:\[Архив]» too.
# Really:   escape() looks for brackets that begin with a Latin letter, the printer drops the backslash before
#           any bracket: «C:\[Архив]» is printed as «C:[Архив]», escaped or not, while «C:\[archive]» is
#           right.
# Seen:     30.11.2026
#   C:\[archive]
#   C:[Архив]

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  rich==15.0.0
cd "$work"

venv/bin/python - << 'PY'
import io

from rich.console import Console
from rich.markup import escape


def printed(text: str) -> str:
    console = Console(file=io.StringIO(), width=60)
    console.print(text)
    return console.file.getvalue().rstrip("\n")


seen = [printed(escape(path)) for path in (r"C:\[archive]", r"C:\[Архив]")]
print(*seen, sep="\n")
if seen != [r"C:\[archive]", "C:[Архив]"]:
    raise SystemExit("no longer as stated")
PY
