"""Every indicator, in the order of their numbers."""

from __future__ import annotations

from collections.abc import Iterator

from nastavnik.model.errors import JobError
from nastavnik.model.text import fold
from nastavnik.results import answers, pairs, people
from nastavnik.results.definitions import count
from nastavnik.results.season import Season
from nastavnik.results.verdicts import CountedShare, Definition

DEFINITIONS: tuple[Definition, ...] = tuple(
    sorted(
        (
            value
            for module in (people, pairs, answers)
            for value in vars(module).values()
            if isinstance(value, Definition)
        ),
        key=lambda definition: definition.number,
    )
)
VERSION = "1"
"""How indicators are counted; another one breaks the line of the years."""


def counted(season: Season) -> tuple[CountedShare, ...]:
    """All indicators of a year."""
    return tuple(count(definition, season) for definition in DEFINITIONS)


def is_share(title: str) -> bool:
    """Whether the indicator of this title says nothing without a whole; a school's own may."""
    wanted = fold(title)
    return any(d.is_share for d in DEFINITIONS if fold(d.title) == wanted)


def definition_named(words: str) -> Definition:
    """The indicator that a person means: by code, number, title or a part of its title.

    Raises:
        JobError: none is meant, or several are.
    """
    wanted = fold(words).lstrip("№ ")
    exact = [d for d in DEFINITIONS if wanted in {fold(d.code), str(d.number), fold(d.title)}]
    found = exact or [d for d in DEFINITIONS if wanted and wanted in fold(d.title)]
    if len(found) != 1:
        raise JobError("".join(_no_such(words, found)))
    return found[0]


def _no_such(words: str, found: list[Definition]) -> Iterator[str]:
    yield f"Показатель «{words}» " + ("непонятен, подходят: " if found else "не найден. Есть: ")
    yield "; ".join(f"{d.code} {d.title}" for d in found or DEFINITIONS)
