"""Answers about texts: remembered while a school is looked at, forgotten when it goes."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")

_forget_one: list[Callable[[], None]] = []


def remembered(most: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """The function, which answers only once for each text, as long as a school is at hand.

    `most` answers are kept. What people typed is not to stay in memory when their book is closed,
    so a cache of texts is one of these; an ordinary one holds what the product itself declares.
    """

    def remember(function: Callable[P, T]) -> Callable[P, T]:
        cached = lru_cache(maxsize=most)(function)
        _forget_one.append(cached.cache_clear)
        return cast(Callable[P, T], cached)

    return remember


def forget() -> None:
    """Empty every memory of texts."""
    for forget_one in _forget_one:
        forget_one()
