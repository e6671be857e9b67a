"""Forms of mentoring as rows: the district's, and the schools' as far as they may be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from nastavnik.region.explaining import conclusion_of_form
from nastavnik.region.plan import DistrictPlan
from nastavnik.region.rows import FormRowOfSchool, IndicatorRow
from nastavnik.region.sums import BY_FORM, FormTotal, IndicatorTotal, hidden_in, words_of_share
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
    mine: dict[Place, FormRowOfSchool] = {
        (each.form, line.key): each for line, row in plan.counted for each in row.forms
    }
    shares = {(each.form, each.total.number): each.words for each in form_indicators(plan)}
    columns: list[Mapping[Place, str | int]] = [_sizes(mine, size) for size in SIZES]
    columns += [_shares(mine, number) for number in BY_FORM]
    for form, total in sorted(plan.totals.forms.items()):
        words = (shares.get((form, number), NOTHING) for number in BY_FORM)
        yield form, f"все школы ({total.schools})", *_whole(total), *words
        for line, _ in plan.counted:
            if (form, line.key) in mine:
                yield form, line.name, *(column[form, line.key] for column in columns)


def _whole(total: FormTotal) -> Iterator[int]:
    return (getattr(total, size) for size in SIZES)


def _sizes(rows: Mapping[Place, FormRowOfSchool], size: str) -> dict[Place, str | int]:
    numbers: dict[Place, int | None] = {place: getattr(row, size) for place, row in rows.items()}
    return {place: number or 0 for place, number in numbers.items()} | hidden_in(numbers)


def _shares(rows: Mapping[Place, FormRowOfSchool], number: int) -> dict[Place, str | int]:
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
