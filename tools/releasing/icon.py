"""The icon of the product: a white «Н» on a blue field."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

SIDE = 256
BLUE, WHITE = (31, 78, 121), (255, 255, 255)
STROKES = ((64, 56, 100, 200), (156, 56, 192, 200), (100, 110, 156, 146))


def write_icon(folder: Path) -> None:
    """Write nastavnik.ico and nastavnik.png."""
    picture = Image.new("RGBA", (SIDE, SIDE))
    draw = ImageDraw.Draw(picture)
    draw.rounded_rectangle((0, 0, SIDE - 1, SIDE - 1), radius=40, fill=BLUE)
    for stroke in STROKES:
        draw.rectangle(stroke, fill=WHITE)
    picture.save(folder / "nastavnik.ico", sizes=[(side, side) for side in (16, 32, 48, 256)])
    picture.save(folder / "nastavnik.png")
