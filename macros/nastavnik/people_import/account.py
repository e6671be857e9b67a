"""Where every filled cell of the files went: taken, asked about, or left out and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from nastavnik.domain.accounts import CellLeftOut, ListAccount
from nastavnik.model.grid import letters
from nastavnik.model.parsing import is_filled
from nastavnik.people_import.ledger import NOBODYS, Fate, Ledger, Told
from nastavnik.people_import.model import Source


def account_of(sources: Iterable[Source], ledger: Ledger) -> ListAccount:
    """What became of every filled cell of the sources."""
    fates: Counter[Fate] = Counter()
    left_out: list[CellLeftOut] = []
    for source in sources:
        for place, column, told in _cells(source, ledger):
            fates[told.fate] += 1
            if told.fate is Fate.LEFT_OUT:
                title = f"«{told.title}»" if told.title else letters(column + 1)
                left_out.append(CellLeftOut(place, title, told.why))
    return ListAccount(fates.total(), fates[Fate.TAKEN], fates[Fate.ASKED], tuple(left_out))


def _cells(source: Source, ledger: Ledger) -> Iterator[tuple[str, int, Told]]:
    rest = ledger.others.get(source.at(), Told(Fate.LEFT_OUT, NOBODYS))
    empty: Mapping[int, Told] = {}
    for number, cells in enumerate(source.grid.rows, start=1):
        place = source.at(number)
        told = ledger.rows.get(place, empty)
        for column, cell in enumerate(cells):
            if is_filled(cell):
                yield place, column, told.get(column, rest)
