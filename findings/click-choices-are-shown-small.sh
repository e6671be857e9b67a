#!/usr/bin/env bash
# A click Choice that ignores case shows its choices in small letters only.
#
# Versions: click 8.5.1
# Expected: Choice(["МАОУ", "Гимназия"], case_sensitive=False) offers «МАОУ» in the help and in the error,
#           since that is what the command receives.
# Really:   the help says [маоу|гимназия] and the error «'маоу', 'гимназия'», while the value given to the
#           command is the original «МАОУ».
# Seen:     30.11.2026
#   --kind [маоу|гимназия]
#   'маоу', 'гимназия'.
#   МАОУ

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  click==8.5.1
cd "$work"

venv/bin/python - << 'PY'
import click
from click.testing import CliRunner


@click.command()
@click.option("--kind", type=click.Choice(["МАОУ", "Гимназия"], case_sensitive=False))
def make(kind: str | None) -> None:
    click.echo(kind)


run = CliRunner().invoke
seen = [
    next(line.strip() for line in run(make, ["--help"]).output.splitlines() if "kind" in line),
    run(make, ["--kind", "школа"]).output.splitlines()[-1].split(" of ")[-1],
    run(make, ["--kind", "маоу"]).output.strip(),
]
print(*seen, sep="\n")
if seen != ["--kind [маоу|гимназия]", "'маоу', 'гимназия'.", "МАОУ"]:
    raise SystemExit("no longer as stated")
PY
