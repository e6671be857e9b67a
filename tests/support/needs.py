"""Programs that a test cannot do without."""

from __future__ import annotations

import os

import pytest


def needed(program: str | None, what: str) -> str:
    """The program's path; without it the test is skipped, or fails where it is required."""
    if program:
        return program
    if os.environ.get("NASTAVNIK_OFFICE") == "required":
        pytest.fail(f"{what} is required here and was not found")
    pytest.skip(f"{what} is not installed")
