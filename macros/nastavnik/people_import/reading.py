"""Files as people: their tables found, those about other things left out, the others read."""

from __future__ import annotations

from collections.abc import Sequence

from nastavnik.model.cell_reader import Lists
from nastavnik.model.errors import JobError
from nastavnik.model.findings import Finding
from nastavnik.people_import.choosing import Wishes
from nastavnik.people_import.columns.headers import tables_of
from nastavnik.people_import.foreign_tables import (
    about_table,
    left_out,
    refuse_files_without_people,
    seen,
    why_strange,
)
from nastavnik.people_import.ledger import NO_PEOPLE, NOBODYS, Fate, Ledger, Told
from nastavnik.people_import.model import (
    ColumnMap,
    ListedPerson,
    ListTable,
    Mended,
    Reading,
    Source,
)
from nastavnik.people_import.naming_pairs import named_pairs
from nastavnik.people_import.pairs import sides
from nastavnik.people_import.people.rows import TableReader, Watch


def read_registries(
    sources: Sequence[Source], lists: Lists, wishes: Wishes, watch: Watch = iter
) -> Reading:
    """Everyone in the tables, with the mapping of each table and what has to be asked.

    Raises:
        JobError: there are no people in any of them, or a cell that is needed holds an error.
    """
    found = seen([table for source in sources for table in tables_of(source, wishes.know)])
    tables = [side for table in found for side in sides(table)]
    refuse_files_without_people(sources, tables)
    people: list[ListedPerson] = []
    mappings: list[tuple[ListTable, ColumnMap]] = []
    mended: list[Mended] = []
    findings = list(left_out(sources, tables))
    ledger = Ledger()
    for source in sources:
        ledger.others[source.at()] = Told(Fate.LEFT_OUT, NO_PEOPLE)
    for place in {f.place for f in findings}:
        ledger.others[place] = Told(Fate.ASKED)
    readers = _readers(tables, lists, wishes, findings, ledger)
    for reader in readers:
        people += reader.people(watch)
        mappings.append((reader.table, reader.shown))
        mended += reader.mended
        findings += [*reader.column_questions(), *reader.findings]
    if not people and not findings:
        where = tables[0].source.at()
        raise JobError(
            f"{where}: заголовки есть, а людей под ними нет — проверьте, тот ли это файл"
        )
    return Reading(
        tuple(people),
        tuple(mappings),
        tuple(mended),
        tuple(named_pairs(readers, lists)),
        tuple(dict.fromkeys(findings)),
        tuple(sources),
        ledger,
    )


def _readers(
    tables: Sequence[ListTable],
    lists: Lists,
    wishes: Wishes,
    findings: list[Finding],
    ledger: Ledger,
) -> list[TableReader]:
    """The readers of the tables about people; one about other things becomes a finding.

    Raises:
        JobError: no table is about people.
    """
    readers = [TableReader(table, lists, wishes, ledger) for table in tables]
    strange = {
        id(r): why
        for r in readers
        if not any(wishes.of(r.table)) and (why := why_strange(r.table, r.mappings.values()))
    }
    if len(strange) == len(readers):
        raise JobError(f"{tables[0].source.at()}: {strange[id(readers[0])]}")
    findings += [about_table(r.table.source, strange[id(r)]) for r in readers if id(r) in strange]
    for reader in readers:
        is_strange = id(reader) in strange
        others = Told(Fate.ASKED) if is_strange else Told(Fate.LEFT_OUT, NOBODYS)
        ledger.others[reader.table.source.at()] = others
    return [reader for reader in readers if id(reader) not in strange]
