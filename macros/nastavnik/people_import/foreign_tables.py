"""Tables that are no registry: a sheet without people, marks of pupils, another list."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from nastavnik.model.errors import JobError
from nastavnik.model.findings import Finding, Value
from nastavnik.model.parsing import is_filled
from nastavnik.model.text import listed, tidy
from nastavnik.people_import import remarks
from nastavnik.people_import.cells.cleaning import shown
from nastavnik.people_import.columns.titles import is_letter, is_of_others
from nastavnik.people_import.model import NAME, PARTS, SKIPPED, ColumnMap, ListTable, Source

_FEWEST_UNKNOWN = 3
_WORDS_OF_QUESTION = 6
_MOST_SEEN = 6
"""So many cells of a row are quoted."""
_MARK = re.compile(r"[1-5]|[нНбБуУ]|н/?б|зач\w*")


def why_strange(table: ListTable, mappings: Collection[ColumnMap]) -> str:
    """What a table of other things looks like, and what to do; "" for a registry.

    A column is strange if no registry knows it.
    """
    rows = list(zip(*(mapping.columns for mapping in mappings), strict=True))
    held = [found for found in rows if table.values(found[0].column)]
    strange = [f[0] for f in held if not any(each.field or each.guess for each in f)]
    known = [f for f in held if any(e.field not in ("", SKIPPED, NAME, *PARTS) for e in f)]
    titled = [
        f.title
        for f in strange
        if not (table.header and is_letter(f.title)) and not _is_question(f.title)
    ]
    marks = [found for found in strange if _are_marks(table.values(found.column))]
    if len(marks) >= _FEWEST_UNKNOWN and len(marks) > len(known):
        return (
            "похоже на журнал оценок или посещений, а не на реестр — "
            "выберите файл со сведениями о людях"
        )
    if len(titled) > max(_FEWEST_UNKNOWN, 2 * len(known)):
        titles = ", ".join(f"«{title}»" for title in titled[:4])
        return (
            f"незнакомы почти все столбцы ({titles}…) — это другой список; если нет, скажите, "
            'что значат столбцы: добавьте к команде --map "Заголовок=Столбец"'
        )
    return ""


def _is_question(title: str) -> bool:
    """A form asks its people many things that no registry has: it is about people all the same."""
    return title.rstrip(" *").endswith("?") or len(title.split()) >= _WORDS_OF_QUESTION


def _are_marks(values: Sequence[Value]) -> bool:
    marks = [value for value in values if _MARK.fullmatch(shown(value).strip())]
    return len(marks) >= 0.7 * len(values)


def refuse_files_without_people(sources: Sequence[Source], tables: Sequence[ListTable]) -> None:
    """Nothing, if every file has a table of people.

    Raises:
        JobError: one has none; the sentence says what its first row is.
    """
    there = {table.source.file for table in tables}
    for source in sources:
        if source.file not in there:
            cells = next((row for row in source.grid.rows if any(map(is_filled, row))), ())
            filled = [tidy(str(cell))[:30] for cell in cells if is_filled(cell)]
            seen = listed(filled[:_MOST_SEEN]) + ("…" if len(filled) > _MOST_SEEN else "")
            others = [tidy(str(cell)) for cell in cells if is_filled(cell)]
            others = [title for title in others if is_of_others(title)]
            if others and len(filled) > 1:
                raise JobError(
                    f"В файле «{source.file}» имена стоят только под заголовком {listed(others)}, "
                    "а это не сами участники: нужен столбец с их ФИО"
                )
            raise JobError(
                f"В файле «{source.file}» не найден список людей (первая строка: "
                f"{seen or 'пусто'}): нужна таблица, в которой есть столбец с ФИО"
            )


def seen(tables: Sequence[ListTable]) -> list[ListTable]:
    """The tables less those of hidden sheets, where a file has others."""
    shown = {table.source.file for table in tables if not table.source.hidden}
    return [t for t in tables if not t.source.hidden or t.source.file not in shown]


def left_out(sources: Sequence[Source], tables: Sequence[ListTable]) -> Iterator[Finding]:
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
