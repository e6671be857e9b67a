"""Everything that is made of a run, each part in a process of its own where memory counts."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from enum import Enum
from functools import partial
from typing import NamedTuple

from nastavnik.model.findings import Value
from nastavnik.region.district import District
from nastavnik.region.places import Places
from nastavnik.region.plan import DistrictPlan
from nastavnik.region.sheets import SubmissionRow
from nastavnik.region.standings import DistrictRegister
from nastavnik.region.store import Store
from nastavnik.region.task import ReceiverSettings
from nastavnik.workbooks.disk import write_all

_DECISION = tuple(
    c.title for c in (SubmissionRow.decision, SubmissionRow.decided_by, SubmissionRow.decided_on)
)
"""The cells that are free again when a decision is entered."""


class RunTerms(NamedTuple):
    """A run: where it keeps what it knows, by what it judged books, its day and its school year."""

    places: Places
    settings: ReceiverSettings
    today: date
    year: str


class MadePart(Enum):
    """What is made at once; those of one district may be made side by side."""

    BOOK = "the consolidated workbook"
    TEXTS = "the note and the page"


def maker(run: RunTerms) -> Callable[[MadePart], None]:
    """Makes one part after another."""
    return partial(make, run)


def make(run: RunTerms, part: MadePart) -> None:
    """Make the drafts of a part.

    Raises:
        BookError: the disk has no room for them.
    """
    places = run.places
    with opened_plan(run) as plan:
        if part is MadePart.BOOK:
            from nastavnik.region.summary_book import summary_book

            write_all({places.draft(places.book): summary_book(plan)})
            return
        from nastavnik.region.note import note_of
        from nastavnik.region.page import page_of

        texts = {places.note: note_of(plan), places.page: page_of(plan)}
        write_all({places.draft(target): content for target, content in texts.items()})


@contextmanager
def opened_plan(run: RunTerms) -> Iterator[DistrictPlan]:
    """The district as the run leaves it, every school with a line."""
    with run.places.district.open("rb") as file:
        district: District = pickle.load(file)
    with Store(run.places.store) as store:
        register = DistrictRegister(store, run.places, district.conditions, run.settings, run.today)
        added = tuple(register.unlisted())
        district = replace(
            district,
            schools=district.schools if district.own else (*district.schools, *added),
            added=(*district.added, *added),
            extras={**district.extras, **_freed(district, register)},
        )
        yield DistrictPlan(
            district,
            tuple(li._replace(extras=district.extras.get(li.key, {})) for li in register.lines()),
            tuple(register.journal),
            run.today,
            run.year,
            register.done,
            tuple(store.shelf("unread").by_place()),
        )


def _freed(district: District, register: DistrictRegister) -> Mapping[str, Mapping[str, Value]]:
    """What stays typed beside schools whose decision is entered."""
    return {
        key: {t: v for t, v in district.extras[key].items() if t not in _DECISION}
        for key in register.freed
    }
