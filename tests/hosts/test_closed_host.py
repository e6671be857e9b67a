"""The closed file keeps the promises of every host."""

from __future__ import annotations

from pathlib import Path

import pytest

from hosts.contract import Contract, MergingContract, Open, Opened, flawed, now
from nastavnik.workbooks.closed import ClosedBook

__all__ = ["flawed"]


class TestClosedFile(Contract, MergingContract):
    @pytest.fixture
    def open_book(self) -> Open:
        def opened(path: Path) -> Opened:
            return Opened(ClosedBook(path, now), path, lambda: path)

        return opened
