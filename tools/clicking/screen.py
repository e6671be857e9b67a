"""A screen that is read and used as a person does: words are found on it, clicked, typed."""

from __future__ import annotations

import csv
import difflib
import io
import os
import re
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ENLARGED = 3
"""Letters of a screen are too small to be read well as they are."""
ALIKE = 0.75
"""A word counts as read when so much of it was."""
NEAR = 12
"""Two places nearer to each other than so many pixels are one."""
MANY = 99
PATIENCE = 60
"""Seconds to wait for a text."""
SETTLED = 0.7
"""Seconds after which a click has been drawn."""
LOOKS = (
    (),
    ("-threshold", "80%", "-negate"),
    ("-threshold", "85%", "-negate"),
    ("-lat", "61x61+10%", "-negate"),
)
"""Changes of the picture before it is read: none, and what brings out light letters."""
READING = ("tesseract", "-", "-", "-l", "rus+eng", "--psm", "12", "tsv")


class NotSeenError(Exception):
    """A text is not on the screen."""


class Word(NamedTuple):
    """A word on the screen and the box that it fills, in pixels."""

    text: str
    line: tuple[str, ...]
    left: int
    top: int
    right: int
    bottom: int


class Screen:
    """The screen `display`; each step of the story is kept as a picture in `pictures`."""

    def __init__(self, display: str, pictures: Path) -> None:
        self.display, self.pictures = display, pictures
        self._steps = 0
        pictures.mkdir(parents=True, exist_ok=True)

    def keep(self, name: str) -> None:
        """Keep what the screen shows as the next picture of the story."""
        self._steps += 1
        (self.pictures / f"{self._steps:02} {name}.png").write_bytes(self._shot())

    def wait(self, text: str, patience: float = PATIENCE, enough: int = 1) -> list[tuple[int, int]]:
        """The places of a text, once it can be read; more than one where more are `enough`.

        Raises:
            NotSeenError: it never was; the picture «не видно» shows what was instead.
        """
        end = time.monotonic() + patience
        while True:
            found = self.places(text, enough)
            if found:
                return found
            if time.monotonic() > end:
                self.keep(f"не видно {safe(text)}")
                raise NotSeenError(f"«{text}» is not on the screen")

    def places(self, text: str, enough: int) -> list[tuple[int, int]]:
        """The middles of the places where a text stands, from the top down; looks till `enough`."""
        shot, found = self._shot(), dict[tuple[int, int], tuple[int, int]]()
        for changes in LOOKS:
            for x, y in _places(text, _lines(shot, *changes)):
                found.setdefault((x // NEAR, y // NEAR), (x, y))
            if len(found) >= enough:
                break
        return sorted(found.values(), key=lambda each: (each[1] // NEAR, each[0]))

    def click(
        self, text: str, *, times: int = 1, button: int = 1, place: int = 0, aside: int = 0
    ) -> None:
        """Click on a text, or so many pixels `aside` of it.

        `place` counts where it stands more than once, from the top.
        """
        x, y = self.wait(text, enough=1 if place == 0 else MANY)[place]
        self.click_at(x + aside, y, times=times, button=button)

    def click_at(self, x: int, y: int, *, times: int = 1, button: int = 1) -> None:
        """Move the mouse to a point and click."""
        self._do("mousemove", str(x), str(y))
        time.sleep(0.2)
        self._do("click", "--repeat", str(times), "--delay", "90", str(button))
        self._do("mousemove_relative", "--", "0", "60")  # no hint over the words
        time.sleep(SETTLED)

    def type(self, text: str) -> None:
        """Type a text where the cursor is."""
        self._do("type", "--delay", "60", text)
        time.sleep(SETTLED)

    def press(self, *keys: str) -> None:
        """Press keys one after another, such as `ctrl+s`."""
        for key in keys:
            self._do("key", key)
            time.sleep(SETTLED)

    def _do(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], check=True, env=self._environment())

    def _shot(self) -> bytes:
        command = ["import", "-display", self.display, "-window", "root", "png:-"]
        return subprocess.run(command, check=True, capture_output=True).stdout

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "DISPLAY": self.display}


def _lines(shot: bytes, *changes: str) -> list[list[Word]]:
    """The words that can be read, line by line."""
    enlarge = ["-colorspace", "Gray", "-resize", f"{ENLARGED}00%", *changes]
    picture = subprocess.run(
        ["convert", "png:-", *enlarge, "png:-"], check=True, capture_output=True, input=shot
    )
    read = subprocess.run(READING, check=True, capture_output=True, input=picture.stdout)
    lines: dict[tuple[str, ...], list[Word]] = {}
    for word in _words(read.stdout.decode()):
        lines.setdefault(word.line, []).append(word)
    return list(lines.values())


def _places(text: str, lines: Sequence[Sequence[Word]]) -> Iterator[tuple[int, int]]:
    """Where a text stands in the lines, as the middle of its box."""
    wanted = words_of(text)
    for line in lines:
        for start in range(len(line) - len(wanted) + 1):
            run = line[start : start + len(wanted)]
            if all(alike(a, b.text) >= ALIKE for a, b in zip(wanted, run, strict=True)):
                yield (run[0].left + run[-1].right) // 2, (run[0].top + run[0].bottom) // 2


def _words(table: str) -> Iterator[Word]:
    """The words of a table that tesseract makes."""
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        left, top, width, height = (
            int(row[name]) // ENLARGED for name in ("left", "top", "width", "height")
        )
        line = (row["block_num"], row["par_num"], row["line_num"])
        for text in words_of(row["text"] or ""):
            yield Word(text, line, left, top, left + width, top + height)


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared."""
    return re.findall(r"\w+", text.casefold().replace("ё", "е"))


def alike(one: str, other: str) -> float:
    """How much of a word was read, from 0 to 1; short ones are read whole or not at all."""
    if len(one) < 4:
        return float(one == other)
    return difflib.SequenceMatcher(None, one, other).ratio()


def safe(text: str) -> str:
    """A text as part of a file's name."""
    return " ".join(re.findall(r"\w+", text))


__all__: Sequence[str] = ("NotSeenError", "Screen")
