"""How wide the letters of a font are, as far as a layout has to know it."""

from __future__ import annotations

from collections.abc import Iterable


class LetterWidths(dict[str, float]):
    """Letter → width as a part of the size of the font."""

    def __init__(self, hundredths: Iterable[tuple[int, str]], other: float) -> None:
        """Groups of letters with their width in hundredths; `other` is that of all the rest."""
        super().__init__(
            (letter, width / 100) for width, letters in hundredths for letter in letters
        )
        self._other = other

    def __missing__(self, letter: str) -> float:
        return self._other
