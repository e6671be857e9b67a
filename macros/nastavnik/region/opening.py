"""The consolidated workbook taken apart: what grows with the schools goes to the disk.

To read a large one takes much memory, so that a process of its own may do it and end.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from nastavnik.readers.files import load
from nastavnik.readers.preflight.inspection import glance
from nastavnik.readers.workbook import Workbook
from nastavnik.region.district import District, district_in, with_schools
from nastavnik.region.done import places_in
from nastavnik.region.journal import SubmissionJournal
from nastavnik.region.places import Places
from nastavnik.region.roll import Roll
from nastavnik.region.school_list import schools_in
from nastavnik.region.store import Store
from nastavnik.workbooks.disk import write_all


class Opening(NamedTuple):
    """What is opened: the workbook, a list of schools to be added, the term that was asked for."""

    places: Places
    book: Path
    schools: Path | None = None
    due: date | None = None


class OpenedDistrict(NamedTuple):
    """What of a district does not grow with the schools, and what is to be said of it."""

    head: District
    notes: tuple[str, ...] = ()


def opener() -> Callable[[Opening], OpenedDistrict]:
    """Opens one workbook after another."""
    return opened


def opened(asked: Opening) -> OpenedDistrict:
    """Put the district of a workbook that is there, or of a new one, into the store of a run.

    Raises:
        JobError: the workbook or the list cannot be read, or the workbook is another one.
    """
    district = District()
    if asked.book.exists():
        content = load(asked.book)
        district = district_in(Workbook(glance(content, asked.book.name)), asked.book.name)
    if asked.due:
        district = replace(district, card=district.card.replace(due=asked.due))
    if asked.schools:
        more = schools_in(load(asked.schools), asked.schools.name)
        district = with_schools(district, more)
    with Store(asked.places.store) as store:
        _enter(store, district)
        store.shelf("done").update(places_in(asked.places.done))
    kept = pickle.dumps(replace(district, events=(), typed={}))
    write_all({asked.places.district: kept})
    return OpenedDistrict(district.head, tuple(_notes(asked, district)))


def _enter(store: Store, district: District) -> None:
    """Put into the store what a run asks for school by school."""
    Roll.kept_in(store).enter(district.schools)
    journal = SubmissionJournal(store)
    for event in district.events:
        journal.enter(event)
    store.shelf("typed").update({k: row for k, row in district.typed.items() if row.decision})


def _notes(asked: Opening, district: District) -> Iterator[str]:
    if asked.schools:
        yield f"Школ в списке: {len(district.schools)}, новых: {len(district.added)}"
    yield from (f"{finding}" for finding in district.findings)
