"""The structures that Windows is handed have the sizes it knows them by."""

from __future__ import annotations

import ctypes

import pytest

from nastavnik.readers.windows_job import BasicLimits, ExtendedLimits

SIZES = {8: (64, 144), 4: (48, 112)}
"""Bytes of a pointer → bytes of the two structures in `winnt.h`."""


@pytest.mark.parametrize(("structure", "place"), [(BasicLimits, 0), (ExtendedLimits, 1)])
def test_a_structure_is_as_long_as_in_the_headers_of_windows(
    structure: type[ctypes.Structure], place: int
) -> None:
    assert ctypes.sizeof(structure) == SIZES[ctypes.sizeof(ctypes.c_void_p)][place]
