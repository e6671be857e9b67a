"""Forms of mentoring as rows: the district's, and the schools' as far as they may be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from nastavnik.region.explaining import conclusion_of_form
from nastavnik.region.plan import DistrictPlan
from nastavnik.region.rows import FormRowOfSchool, IndicatorRow
from nastavnik.region.sums import (
    BY_FORM,
    FormTotal,
    IndicatorTotal,
    hidden_in,
    shown_shares,
    words_of_share,
)
from nastavnik.results.catalogue import DEFINITIONS
from nastavnik.results.verdicts import NOTHING, percent_words

SIZES = ("mentors", "mentees", "pairs", "active")
SIZE_TITLES = ("Наставников", "Наставляемых", "Пар за год", "Действуют")

Place = tuple[str, str]
"""A form, and the key of a school."""


class FormIndicator(NamedTuple):
    """An indicator of a form in the district, beside its target."""

    form: str
    total: IndicatorTotal
    target: float | None

    @property
    def title(self) -> str:
        """The number and the title of the indicator."""
        return f"{self.total.number}. {self.total.title}"

    @property
    def words(self) -> str:
        """The share."""
        return percent_words(self.total.known_part, self.total.known_whole)

    @property
    def conclusion(self) -> str:
        """What it says."""
        return conclusion_of_form(self.total, self.target)


def form_indicators(plan: DistrictPlan) -> list[FormIndicator]:
    """The indicators of all forms, the forms of one indicator together."""
    return [
        FormIndicator(form, total, plan.targets.get(total.number))
        for form, total in plan.totals.by_form()
    ]


def form_rows(plan: DistrictPlan) -> Iterator[Sequence[str | int]]:
    """Each form: the district first, then its schools; people, pairs, then the shares."""
    mine = _of_schools(plan)
    shares = {(each.form, each.total.number): each.words for each in form_indicators(plan)}
    columns: list[Mapping[Place, str | int]] = [_sizes(mine, size) for size in SIZES]
    columns += [_shares(mine, number) for number in BY_FORM]
    for form, total in sorted(plan.totals.forms.items()):
        words = (shares.get((form, number), NOTHING) for number in BY_FORM)
        yield form, f"все школы ({total.schools})", *_whole(total), *words
        for line, _ in plan.counted:
            if (form, line.key) in mine:
                yield form, line.name, *(column[form, line.key] for column in columns)


def comparison(plan: DistrictPlan) -> dict[tuple[int, str], list[str]]:
    """Indicator and form → its words for each school that counts, in their order.

    The form "" is all of them; schools without a form have "" there.
    """
    rows = [row for _, row in plan.counted]
    found = {
        (d.number, ""): shown_shares([row.indicator(d.number) for row in rows]) for d in DEFINITIONS
    }
    mine = _of_schools(plan)
    for number in BY_FORM:
        words = _shares(mine, number)
        for form in sorted({form for form, _ in mine}):
            cells = [str(words.get((form, line.key), "")) for line, _ in plan.counted]
            if set(cells) - {"", NOTHING}:
                found[number, form] = cells
    return found


def _of_schools(plan: DistrictPlan) -> dict[Place, FormRowOfSchool]:
    return {(each.form, line.key): each for line, row in plan.counted for each in row.forms}


def _whole(total: FormTotal) -> Iterator[int]:
    return (getattr(total, size) for size in SIZES)


def _sizes(rows: Mapping[Place, FormRowOfSchool], size: str) -> Mapping[Place, str | int]:
    numbers: dict[Place, int | None] = {place: getattr(row, size) for place, row in rows.items()}
    return {place: number or 0 for place, number in numbers.items()} | dict(hidden_in(numbers))


def _shares(rows: Mapping[Place, FormRowOfSchool], number: int) -> Mapping[Place, str]:
    definition = BY_FORM[number]
    cells = {
        place: IndicatorRow(number, definition.title, share.part, share.whole, is_share=True)
        for place, row in rows.items()
        for share in row.shares
        if share.number == number
    }
    hidden = hidden_in({place: cell.size for place, cell in cells.items()})
    return dict.fromkeys(rows, NOTHING) | {
        place: hidden.get(place) or words_of_share(cell) for place, cell in cells.items()
    }
