"""Rules about sheets that are lists: keys and days do not repeat."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from nastavnik.domain.working_days import STATUTORY
from nastavnik.model.findings import Level
from nastavnik.model.sheets import RECORDS, Day, DayKind
from nastavnik.model.text import fold
from nastavnik.rules.engine import Remark, Situation, rule
from nastavnik.russian.dates import SchoolYear

SUBJECT = "Списки"

NOT_PEOPLE = tuple(r for r in RECORDS if (key := r.key()) is not None and not key.personal)
"""Sheets whose rows are told apart by a title or a code."""


@rule(
    "ПР70",
    level=Level.ERROR,
    ground="по названию строку находят другие листы",
    remedy="Удалите лишнюю строку или назовите её иначе",
)
def keys_are_unique(situation: Situation) -> Iterator[Remark]:
    """Показатели, критерии, формы и правила не повторяются."""
    for record in NOT_PEOPLE:
        key = record.key()
        assert key is not None
        seen: set[str] = set()
        for row in situation.school.table(record).rows:
            name = fold(getattr(row, key.name))
            if name and name in seen:
                yield Remark(row.at(key.name), "такая строка уже есть выше")
            seen.add(name)


@rule(
    "ПР71",
    level=Level.ERROR,
    ground="день не бывает сразу рабочим и выходным",
    remedy="Оставьте одну строку для этого дня",
)
def day_has_one_kind(situation: Situation) -> Iterator[Remark]:
    """Один день не записан и рабочим, и выходным."""
    seen: dict[date, str] = {}
    for row in situation.school.table(Day).rows:
        if row.day is None or not row.kind:
            continue
        kinds = {row.kind, seen.setdefault(row.day, row.kind)}
        if len(kinds) > 1 and DayKind.WORKDAY in kinds:
            yield Remark(row.at("kind"), f"выше этот день записан как «{seen[row.day]}»")


@rule(
    "ПР97",
    level=Level.QUESTION,
    ground="ст. 112 ТК РФ: выходные каждого года переносит Правительство",
    remedy="Впишите на лист «Праздники» выходные и рабочие дни из постановления Правительства",
    parameter=11,
)
def transfers_are_known(situation: Situation) -> Iterator[Remark]:
    """С ноября (параметр — номер месяца) внесены переносы выходных следующего года."""
    card, table = situation.school.card, situation.school.table(Day)
    year = SchoolYear.parse(card.year)
    month = min(max(int(situation.parameter or 0), 1), 12)
    if year is None or not table.headers or situation.today < date(year.start_year, month, 1):
        return
    coming = year.start_year + 1
    if not any(row.day and row.day.year == coming and _is_moved(row) for row in table.rows):
        yield Remark(
            card.at("year"), f"на листе «{Day.sheet}» нет переносов выходных {coming} года"
        )


def _is_moved(row: Day) -> bool:
    """Whether a row tells more than the law does for every year."""
    moved = row.day is not None and (row.day.month, row.day.day) not in STATUTORY
    return row.kind == DayKind.WORKDAY or (row.kind == DayKind.HOLIDAY and moved)
