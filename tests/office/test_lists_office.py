"""Own values of «Справочники» as LibreOffice saves them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from support.own_values import assert_own_values_count, book_with_own_values, school_in

pytestmark = pytest.mark.office


def test_own_values_of_every_list_count_after_a_save(
    tmp_path: Path, convert: Callable[[Path, str], Path]
) -> None:
    assert_own_values_count(school_in(convert(book_with_own_values(tmp_path), "xlsx")))
