"""Tables that are no registry: a sheet without people, marks of pupils, another list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nastavnik.errors import JobError
from nastavnik.findings import Finding, Value
from nastavnik.parsing import is_filled
from nastavnik.registry import remarks
from nastavnik.registry.cleaning import shown
from nastavnik.registry.model import NAME, PARTS, SKIPPED, ColumnMap, Source, Table
from nastavnik.text import tidy

_FEWEST_UNKNOWN = 3
_MARK = re.compile(r"[1-5]|[нНбБуУ]|н/?б|зач\w*")


def why_strange(table: Table, mapping: ColumnMap) -> str:
    """What a table of other things looks like, and what to do; "" for a registry."""
    held = [found for found in mapping.columns if table.values(found.column)]
    strange = [found for found in held if not found.field and not found.guess]
    known = [found for found in held if found.field not in ("", SKIPPED, NAME, *PARTS)]
    marks = [found for found in strange if _are_marks(table.values(found.column))]
    if len(marks) >= _FEWEST_UNKNOWN and len(marks) > len(known):
        return (
            "похоже на журнал оценок или посещений, а не на реестр — "
            "выберите файл со сведениями о людях"
        )
    if len(strange) > max(_FEWEST_UNKNOWN, 2 * len(known)):
        titles = ", ".join(f"«{found.title}»" for found in strange[:4])
        return (
            f"незнакомы почти все столбцы ({titles}…) — это другой список; если нет, назовите "
            'столбцы: --map "Заголовок=Столбец"'
        )
    return ""


def _are_marks(values: Sequence[Value]) -> bool:
    marks = [value for value in values if _MARK.fullmatch(shown(value).strip())]
    return len(marks) >= 0.7 * len(values)


def refuse_files_without_people(sources: Sequence[Source], tables: Sequence[Table]) -> None:
    """Nothing, if every file has a table of people.

    Raises:
        JobError: one has none; the sentence says what its first row is.
    """
    there = {table.source.file for table in tables}
    for source in sources:
        if source.file not in there:
            cells = next((row for row in source.grid.rows if any(map(is_filled, row))), ())
            seen = ", ".join(f"«{tidy(str(cell))[:30]}»" for cell in cells if is_filled(cell))
            raise JobError(
                f"В файле «{source.file}» не найден список людей (первая строка: "
                f"{seen or 'пусто'}): нужна таблица, в которой есть столбец с ФИО"
            )


def seen(tables: Sequence[Table]) -> list[Table]:
    """The tables less those of hidden sheets, where a file has others."""
    shown = {table.source.file for table in tables if not table.source.hidden}
    return [t for t in tables if not t.source.hidden or t.source.file not in shown]


def left_out(sources: Sequence[Source], tables: Sequence[Table]) -> Iterator[Finding]:
    """A question about every sheet or table of a file that is not among those taken."""
    there = {(table.source.file, table.source.place) for table in tables}
    for source in sources:
        wide = any(sum(map(is_filled, cells)) > 1 for cells in source.grid.rows)
        if wide and (source.file, source.place) not in there:
            why = "лист скрыт" if source.hidden else "не найден столбец с ФИО"
            yield about_table(source, why)


def about_table(source: Source, why: str) -> Finding:
    """A question about a table that was not taken."""
    kind = remarks.HIDDEN if source.hidden else remarks.TABLE
    return remarks.ask(kind, f"таблица не взята: {why}", source.at())
