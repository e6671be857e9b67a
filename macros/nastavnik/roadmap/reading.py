"""From the bytes of a file to a roadmap: the public entry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nastavnik.readers.blocks import Block
from nastavnik.roadmap.account import account_of
from nastavnik.roadmap.checks.every import check_roadmap, nothing_to_read
from nastavnik.roadmap.checks.evidence import Evidence
from nastavnik.roadmap.deadlines.grammar import Deadline
from nastavnik.roadmap.deadlines.years import Years
from nastavnik.roadmap.documents import split_documents
from nastavnik.roadmap.layouts.flat import read_flat
from nastavnik.roadmap.layouts.groups import StageGroup, grouped
from nastavnik.roadmap.layouts.heads import read_head
from nastavnik.roadmap.layouts.listed import read_listed
from nastavnik.roadmap.layouts.stacked import read_stacked
from nastavnik.roadmap.layouts.tables import TableLayout, TableRow, head_lines, read_tables
from nastavnik.roadmap.lists import ListedActivity, read_items
from nastavnik.roadmap.model import Roadmap, RoadmapActivity, RoadmapStage
from nastavnik.roadmap.people import split_people
from nastavnik.roadmap.sources import read_blocks
from nastavnik.roadmap.stages import canonical_of_activity
from nastavnik.roadmap.text import collapse, is_rule


def read_roadmap(source: bytes, name: str, year: int | None = None) -> Roadmap:
    """The roadmap in a file; `year` is what «Х» and a missing year stand for.

    Raises a `SourceError` where the file cannot be opened; a file that holds no roadmap gives one
    without rows and with a finding that says so.
    """
    blocks = read_blocks(source, name)
    readers = (read_tables, read_stacked, read_flat, read_listed)
    layout = next(filter(None, (read(blocks) for read in readers)), None)
    roadmap = roadmap_of(layout, year) if layout else Roadmap()
    if layout is None or not roadmap.rows:
        return _head_alone(blocks)
    return replace(roadmap, account=account_of(blocks, roadmap, read_head(layout.head), layout))


_LONGEST_HEAD = 60
"""So many lines from the top are looked at for the head of a roadmap whose table is not found."""


def _head_alone(blocks: Sequence[Block]) -> Roadmap:
    """What stands at the top of a file without activities: school, title, period, stamps."""
    head = read_head(head_lines(blocks[:_LONGEST_HEAD]))
    roadmap = Roadmap(head.organisation, head.title, head.period, head.approvals)
    account = account_of(blocks, roadmap, head, None)
    return replace(roadmap, findings=(nothing_to_read(blocks),), account=account)


def roadmap_of(layout: TableLayout, year: int | None = None) -> Roadmap:
    """The roadmap in a file that was taken apart."""
    head = read_head(layout.head)
    groups = grouped(layout)
    written = [entry.deadline for group in groups for entry in group.entries]
    years = Years.of(head.period, year, written, head.approvals)
    stages: list[RoadmapStage] = []
    rows: list[RoadmapActivity] = []
    for group in groups:
        place = len(stages) if group.heading else None
        drafts = [_draft(entry, years, group.canonical) for entry in group.entries]
        stages += _stage(group, drafts)
        rows += [replace(row, stage=place) for draft in drafts for row in _activities(draft, group)]
        years = years.after(draft.deadline for draft in drafts)
    roadmap = Roadmap(
        head.organisation,
        head.title,
        head.period,
        head.approvals,
        tuple(stages),
        tuple(rows),
        years.start_year,
    )
    return replace(roadmap, findings=tuple(check_roadmap(Evidence(roadmap, layout, head, years))))


@dataclass(frozen=True, slots=True)
class _Draft:
    """A row of the table with its cells read."""

    entry: TableRow
    items: tuple[ListedActivity, ...]
    documents: tuple[str, ...]
    deadline: Deadline | None
    responsible: tuple[str, ...]


def _draft(entry: TableRow, years: Years, canonical: str | None) -> _Draft:
    return _Draft(
        entry,
        read_items(entry.activity).items,
        tuple(split_documents(entry.documents)),
        None if is_rule(entry.deadline) else years.deadline(entry.deadline, canonical),
        tuple(dict.fromkeys(split_people(entry.responsible))),
    )


def _stage(group: StageGroup, drafts: Sequence[_Draft]) -> Iterator[RoadmapStage]:
    """The stage of a group, with what its single row gives for it as a whole."""
    if group.heading is None:
        return
    stage = RoadmapStage(
        group.heading.number, group.title, group.canonical, place=group.heading.place
    )
    if _is_whole(group) and len(drafts[0].items) > 1:
        deadline = drafts[0].deadline
        parts = deadline.parts if deadline else ()
        stage = replace(stage, documents=drafts[0].documents, deadlines=parts)
    yield stage


def _is_whole(group: StageGroup) -> bool:
    """Whether one row of the table is the whole stage."""
    return group.whole and len(group.entries) == 1


def _activities(draft: _Draft, group: StageGroup) -> Iterator[RoadmapActivity]:
    """The activities of one row."""
    of_stage = _is_whole(group) and len(draft.items) > 1
    for order, item in enumerate(draft.items):
        deadline, shared = _deadline_of_item(draft, order, of_stage)
        yield RoadmapActivity(
            item.text,
            number=_number_of_item(draft, order),
            lead=item.lead,
            lead_number=item.lead_number or (_number(draft.entry) if item.lead else None),
            documents=() if of_stage else draft.documents,
            deadline=deadline,
            responsible=draft.responsible,
            arguable=_is_arguable(draft, item),
            documents_from_stage=of_stage and bool(draft.documents),
            deadline_from_stage=shared,
            canonical=group.canonical or canonical_of_activity(item.lead or "", item.text),
            notes=_notes(draft.entry),
            place=draft.entry.place,
        )


_IS_NOTE = re.compile(r"примечани[ея]\W*", re.IGNORECASE)


def _notes(entry: TableRow) -> tuple[tuple[str, str], ...]:
    """The texts of further columns; those of «Примечание» need no title."""
    return tuple(
        ("" if _IS_NOTE.fullmatch(title) else title.strip(" :."), collapse(text))
        for title, text in entry.notes
    )


def _deadline_of_item(draft: _Draft, order: int, of_stage: bool) -> tuple[Deadline | None, bool]:
    """The deadline of one activity, and whether it is to be sought in its stage."""
    deadline = draft.deadline
    if deadline is None or not deadline.parts or len(draft.items) == 1:
        return deadline, False
    if len(deadline.parts) == len(draft.items):
        return deadline.parts[order], False
    return (None, True) if of_stage else (deadline, False)


def _number_of_item(draft: _Draft, order: int) -> str | None:
    """The item's own number, otherwise that of the row for its first activity."""
    item = draft.items[order]
    return item.number or (_number(draft.entry) if order == 0 and not item.lead else None)


def _number(entry: TableRow) -> str | None:
    return entry.number.rstrip(".)") or None


def _is_arguable(draft: _Draft, item: ListedActivity) -> bool:
    """Whether another reader might divide the row differently."""
    parts = draft.deadline.parts if draft.deadline else ()
    undivided_list = item.text.count(";") > 1 and ":" in item.text
    unequal = item.text.count("(") != item.text.count(")")
    return undivided_list or (len(parts) > 1 and len(draft.documents) == len(parts)) or unequal
