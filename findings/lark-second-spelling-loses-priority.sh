#!/usr/bin/env bash
# In lark, a keyword that gets a second spelling loses to the general word terminal.
#
# Versions: lark 1.3.1
# Expected: MONTH: "мая" beats WORD: /[а-яё]+/ since a string is preferred to a regular expression; MONTH:
#           "мая" | "май" should do the same for both words.
# Really:   an alternative of two strings is compiled into a regular expression; the rule about strings is
#           gone and the longer-ranged WORD takes every month, without a conflict or a warning. A terminal
#           priority (MONTH.2) brings it back, but then «маяк» becomes the month «мая» and a word «к».
# Seen:     30.11.2026
#   one spelling:  MONTH=мая
#   two spellings: WORD=мая WORD=май
#   with priority: MONTH=мая WORD=к

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  lark==1.3.1
cd "$work"

venv/bin/python - << 'PY'
from lark import Lark

GRAMMAR = """
start: (MONTH | WORD)+
MONTH{priority}: {spellings}
WORD: /[а-яё]+/
%ignore " "
"""


def names(spellings: str, text: str, priority: str = "") -> str:
    parser = Lark(GRAMMAR.format(spellings=spellings, priority=priority), parser="lalr")
    return " ".join(f"{token.type}={token}" for token in parser.parse(text).children)


one = names('"мая"', "мая")
two = names('"мая" | "май"', "мая май")
raised = names('"мая" | "май"', "маяк", ".2")
print("one spelling: ", one)
print("two spellings:", two)
print("with priority:", raised)
if (one, two, raised) != ("MONTH=мая", "WORD=мая WORD=май", "MONTH=мая WORD=к"):
    raise SystemExit("no longer as stated")
PY
