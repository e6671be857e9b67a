"""Every check of a roadmap, in the order in which a person should read of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from nastavnik.model.findings import Finding
from nastavnik.readers.blocks import Block, Line
from nastavnik.roadmap.checks import content, head, order, persons, remarks, rows
from nastavnik.roadmap.checks.evidence import Evidence

Check = Callable[[Evidence], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    rows.deadlines,
    rows.weekdays,
    rows.missing_cells,
    rows.unknown_year,
    head.placeholders,
    head.period,
    head.approvals,
    head.other_order,
    head.late_approval,
    head.columns,
    head.kept_columns,
    head.headings,
    head.forms_of_year,
    head.further_maps,
    head.junk,
    order.order_of_stages,
    order.pairs_before_selection,
    order.pairs_in_preparation,
    order.missing_stages,
    order.outside_period,
    order.before_approval,
    rows.torn_rows,
    rows.cut_cells,
    rows.several_deadlines,
    rows.assumptions,
    rows.numbering,
    rows.titles,
    rows.brackets,
    rows.empty_items,
    rows.duplicates,
    rows.documents,
    rows.contradictions,
    content.other_programme,
    content.mixed,
    content.not_planned,
    content.other_title,
    persons.similar_names,
    persons.glued,
    persons.repeated,
    persons.names_and_posts,
    persons.posts,
)


def check_roadmap(seen: Evidence) -> Iterator[Finding]:
    """Everything to ask about a roadmap, errors and unread deadlines first."""
    for check in CHECKS:
        yield from check(seen)


def nothing_to_read(blocks: Sequence[Block]) -> Finding:
    """Why a file gives no roadmap: it has no text, or no table of activities."""
    texts = (b.text if isinstance(b, Line) else "".join(b.cells) for b in blocks)
    if any(text.strip() for text in texts):
        return remarks.NO_TABLE.at("весь файл")
    return remarks.NO_TEXT.at("весь файл")
