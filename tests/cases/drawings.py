"""Cases kept as text: «== name», the input, «→» what should come out of it, «!» what is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent


class Drawing(NamedTuple):
    """An input, the rows that should come out of it, what else should be found."""

    name: str
    source: str
    rows: list[str]
    found: list[str]


def drawings(file: str) -> Iterator[Drawing]:
    """The cases of a file in this folder."""
    for block in re.split(r"^== ", (HERE / file).read_text(encoding="utf-8"), flags=re.MULTILINE):
        name, _, rest = block.partition("\n")
        if name:
            lines = rest.splitlines()
            source = [line for line in lines if not line.startswith(("→", "!"))]
            yield Drawing(
                name, "\n".join(source).strip(), _marked(lines, "→ "), _marked(lines, "! ")
            )


def _marked(lines: list[str], mark: str) -> list[str]:
    return [line.removeprefix(mark) for line in lines if line.startswith(mark)]
