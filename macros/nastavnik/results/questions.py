"""What a person is asked about the numbers: old sizes, typed values, conclusions that are stale."""

from __future__ import annotations

from collections.abc import Iterator

from nastavnik.model.choices import ConclusionKind, MenteeRole
from nastavnik.model.codes import FindingCode
from nastavnik.model.findings import Finding
from nastavnik.model.schema import Cell
from nastavnik.model.school import School
from nastavnik.model.sheets import SIZES, Card, Conclusion, Indicator
from nastavnik.results import codes
from nastavnik.results.season import Season
from nastavnik.results.summary import YearResults, fraction, is_typed


def questions(results: YearResults) -> Iterator[Finding]:
    """Everything that is to be asked about the results of a year."""
    school = results.season.school
    for row in results.rows:
        yield from _about_row(school, row)
    yield from _about_targets(results)
    yield from _about_sizes(results)
    yield from _about_novices(results.season)
    for said, text in results.conclusions.stale:
        yield _at(codes.STALE, school, said.at(Conclusion.text), text=text)
    proposals = [row for row in results.conclusions.rows if row.kind == ConclusionKind.PROPOSAL]
    if not proposals:
        yield _at(codes.NO_PROPOSALS, school, _below(school))


def _below(school: School) -> Cell:
    """Where the next conclusion would be written."""
    return Conclusion.text.cell(max(school.table(Conclusion).last_row, 1) + 1)


def _about_row(school: School, row: Indicator) -> Iterator[Finding]:
    cell = row.at(Indicator.part)
    if row.part is not None and row.whole is not None and row.part > row.whole:
        part, whole = f"{row.part:g}", f"{row.whole:g}"
        yield _at(codes.TOO_MANY, school, cell, title=row.title, part=part, whole=whole)
    if is_typed(row) and row.row:
        typed = fraction(row.part, row.whole)
        counted = fraction(row.counted_part, row.counted_whole)
        yield _at(codes.TYPED, school, cell, title=row.title, typed=typed, counted=counted)


def _about_targets(results: YearResults) -> Iterator[Finding]:
    """The indicators that reports compare with a target, where the school has set none."""
    each = zip(results.counts, results.rows, strict=True)
    wanting = [(c.definition.code, row) for c, row in each if c.definition.short and not row.target]
    for _, row in wanting[:1]:
        named = ", ".join(code for code, _ in wanting)
        yield _at(codes.NO_TARGET, results.season.school, row.at(Indicator.target), codes=named)


def _about_sizes(results: YearResults) -> Iterator[Finding]:
    season, card = results.season, results.season.school.card
    for column in SIZES:
        wanting = [c.definition.code for c in results.counts if column in c.definition.whole]
        if wanting and column.of(card) is None:
            cell = card.at(column)
            yield _at(codes.NO_WHOLE, season.school, cell, codes=", ".join(wanting))
    if card.sized_on and card.sized_on not in season.year:
        yield _at(codes.OLD_SIZES, season.school, card.at(Card.sized_on))


def _about_novices(season: Season) -> Iterator[Finding]:
    """Three of three pass where seven are young: the registry and the dates of hire know more."""
    card = season.school.card
    known = sum(
        mentee.role == MenteeRole.NOVICE and not mentee.part_timer and not mentee.left_on
        for mentee in season.school.mentees
    )
    if card.novices is not None and known > card.novices:
        cell = card.at(Card.novices)
        yield _at(
            codes.MORE_NOVICES, season.school, cell, typed=str(card.novices), known=str(known)
        )


def _at(code: FindingCode, school: School, cell: Cell, **particulars: str) -> Finding:
    """The question about a cell of the workbook."""
    is_there = cell.row > 0 or cell.sheet == Card.sheet
    return code.at("", **particulars)._replace(
        sheet=cell.sheet,
        cell=school.address(cell) if is_there else None,
        header=cell.header,
        value=school.value(cell) if is_there else None,
    )
