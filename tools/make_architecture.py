"""Draw docs/pictures/architecture.svg: the rooms of the package and who imports whom.

    python3 run.py generate architecture

The floors are those of the import contract in pyproject.toml, the arrows the imports of the code.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "pictures" / "architecture.svg"
WIDTH, FLOOR, BOX, HIGH = 900, 92, 150, 46
Place = tuple[float, float]


def floors() -> list[list[str]]:
    """The rooms by floors, from the top down, as the contract has them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = settings["tool"]["importlinter"]["contracts"][0]
    return [[room.strip() for room in floor.split("|")] for floor in contract["layers"]]


def imports() -> Counter[tuple[str, str]]:
    """(room, room imported) → how many imports between their modules."""
    graph = grimp.build_graph("nastavnik", cache_dir=None)
    found: Counter[tuple[str, str]] = Counter()
    for importer in graph.modules:
        for imported in graph.find_modules_directly_imported_by(importer):
            rooms = tuple(name.split(".")[1] for name in (importer, imported) if "." in name)
            if len(rooms) == 2 and rooms[0] != rooms[1]:
                found[rooms[0], rooms[1]] += 1
    return found


def places(rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, Place]]:
    """Each room with the middle of its box."""
    for number, row in enumerate(rows):
        for column, room in enumerate(row):
            yield room, (WIDTH * (2 * column + 1) / (2 * len(row)), 40 + FLOOR * number)


def picture() -> str:
    """The drawing; the same text for the same code."""
    rows = floors()
    where = dict(places(rows))
    high = 40 + FLOOR * len(rows) - (FLOOR - HIGH)
    lines = [*_arrows(where, imports()), *_boxes(where)]
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {high}" '
        'font-family="sans-serif" font-size="14">',
        "<title>The rooms of the package: each imports only those below it</title>",
        f'<rect width="{WIDTH}" height="{high}" fill="#fff"/>',
        *lines,
        "</svg>",
        "",
    ])  # fmt: skip


def _boxes(where: Mapping[str, Place]) -> Iterator[str]:
    for room, (x, y) in where.items():
        yield (
            f'<rect x="{x - BOX / 2:.0f}" y="{y - HIGH / 2:.0f}" width="{BOX}" height="{HIGH}" '
            'rx="6" fill="#eef4f7" stroke="#1F6F8B"/>'
        )
        yield f'<text x="{x:.0f}" y="{y + 5:.0f}" text-anchor="middle">{room}</text>'


def _arrows(where: Mapping[str, Place], found: Counter[tuple[str, str]]) -> Iterator[str]:
    for (above, below), count in sorted(found.items()):
        (x1, y1), (x2, y2) = where[above], where[below]
        yield (
            f'<line x1="{x1:.0f}" y1="{y1 + HIGH / 2:.0f}" x2="{x2:.0f}" y2="{y2 - HIGH / 2:.0f}" '
            f'stroke="#7a8b95" stroke-width="{_thick(count)}" opacity="0.55"/>'
        )


def _thick(count: int) -> int:
    """The width of an arrow in three steps, so that not every import changes the picture."""
    return 1 if count < 20 else 2 if count < 60 else 4


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURE
    target.write_text(picture(), encoding="utf-8")
