"""Rows of a table under the stages they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from nastavnik.roadmap.layouts.headings import Heading, read_heading
from nastavnik.roadmap.layouts.tables import TableLayout, TableRow
from nastavnik.roadmap.stages import canonical_by_number, canonical_of_title, forms_pairs


@dataclass(slots=True)
class StageGroup:
    """A stage with its rows; `whole` if one row of the table is the whole stage."""

    heading: Heading | None
    entries: list[TableRow] = field(default_factory=list)
    whole: bool = False
    canonical: str | None = None

    @property
    def title(self) -> str:
        """The title of the stage; empty for rows above the first one."""
        return self.heading.title if self.heading else ""


def grouped(layout: TableLayout) -> list[StageGroup]:
    """The rows of a table under their stages."""
    groups: list[StageGroup] = []
    for part in layout.parts:
        if isinstance(part, Heading):
            groups.append(StageGroup(part))
        elif part.stage and not (groups and _same_stage(groups[-1], part)):
            groups.append(StageGroup(read_heading(part.stage, part.place), [part], layout.staged))
        elif groups:
            groups[-1].entries.append(part)
        else:
            groups.append(StageGroup(None, [part]))
    _number_stages(groups)
    _name_stages([group for group in groups if group.heading])
    return groups


def _name_stages(groups: Sequence[StageGroup]) -> None:
    """Finds the canonical stage of each group by its title, otherwise by number and neighbours."""
    for group in groups:
        group.canonical = canonical_of_title(group.title)
    if not any(group.canonical == "E5" for group in groups):
        for group in groups:
            if group.canonical == "E6" and any(forms_pairs(e.activity) for e in group.entries):
                group.canonical = "E5"
    for before, group, after in zip([None, *groups], groups, [*groups[1:], None], strict=False):
        if not group.canonical and group.heading:
            group.canonical = canonical_by_number(
                group.heading.number,
                before.canonical if before else None,
                after.canonical if after else None,
            )


def _same_stage(group: StageGroup, entry: TableRow) -> bool:
    return bool(group.entries) and group.entries[0].stage == entry.stage


def _number_stages(groups: Sequence[StageGroup]) -> None:
    """Gives numbers of rows to stages where a row's number counts stages, not activities."""
    staged = [group for group in groups if group.entries and group.entries[0].stage]
    if any(len({e.number for e in group.entries if e.number}) > 1 for group in staged):
        return
    for group in staged:
        number = group.entries[0].number
        if number and group.heading:
            group.heading = replace(group.heading, number=number.rstrip(".)"))
            group.entries = [replace(entry, number="") for entry in group.entries]
