"""A rule that fails: what is nonsense, and the line at which it happened."""

from __future__ import annotations

from pathlib import Path
from types import GeneratorType

MOST_REMARKS = 100_000
"""A rule with more remarks would never end."""


class NonsenseError(Exception):
    """A rule yielded what is no remark about a cell; the text says in Russian what it was."""


def insist(holds: bool, otherwise: str) -> None:
    """Nothing, if it holds.

    Raises:
        NonsenseError: it does not; `otherwise` is the text.
    """
    if not holds:
        raise NonsenseError(otherwise)


def place_of(check: object, failure: BaseException, remarks: object) -> str:
    """The file and the line of a rule's function where it failed, or yielded nonsense."""
    code = getattr(check, "__code__", None)
    if code is None:
        return "не функция"
    import traceback  # rules hardly ever fail

    frames = traceback.extract_tb(failure.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == code.co_filename]
    if not lines and isinstance(remarks, GeneratorType) and remarks.gi_frame:
        lines = [remarks.gi_frame.f_lineno]
    line = lines[-1] if lines else code.co_firstlineno
    return f"{Path(code.co_filename).name}, строка {line}"
