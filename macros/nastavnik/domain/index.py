"""What is looked up in a school again and again: derived once, kept with the school."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from nastavnik.model.school import School

P = ParamSpec("P")
T = TypeVar("T")
OfSchool = Callable[Concatenate[School, P], T]


def indexed(derive: OfSchool[P, T]) -> OfSchool[P, T]:
    """The same function, which looks a school through only once for the same arguments.

    The result is kept in the index of that school, so it goes when the school goes. It must not
    refer to the school itself: the two would then wait for the collector of cycles.
    """

    @wraps(derive)
    def looked_up(school: School, /, *args: P.args, **kwargs: P.kwargs) -> T:
        key = (derive, *args, *kwargs.values()) if args or kwargs else derive
        try:
            found: T = school.index[key]
        except KeyError:
            found = school.index[key] = derive(school, *args, **kwargs)
        return found

    return looked_up
