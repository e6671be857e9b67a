"""A book that an earlier version of the program made: what it lacks is told as one question."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from nastavnik.model import codes
from nastavnik.model.findings import Finding
from nastavnik.model.school import School
from nastavnik.model.sheets import Card
from nastavnik.model.text import counted, listed

SIGNS_OF_AGE = 3
"""So many sheets and columns missing say that an earlier version made the book."""
_NAMED = 3


def told_once(school: School, findings: Iterable[Finding]) -> list[Finding]:
    """The findings with one question in place of those about what an earlier version lacks."""
    lacks = [finding for table in school.tables.values() for finding in table.lacks]
    if len(lacks) < SIGNS_OF_AGE:
        return list(findings)
    among = frozenset(lacks)
    others = [finding for finding in findings if finding not in among]
    return [*others, codes.OLDER_BOOK.at("", lacks=_named(lacks))._replace(sheet=Card.sheet)]


def _named(lacks: Sequence[Finding]) -> str:
    """«2 листа и 15 столбцов («Ответы», «Кто вошёл», «Отметка» и ещё 14)»."""
    sheets = sum(finding.header is None for finding in lacks)
    parts = [
        counted(sheets, "лист", "листа", "листов") if sheets else "",
        counted(columns, "столбец", "столбца", "столбцов")
        if (columns := len(lacks) - sheets)
        else "",
    ]
    names = list(dict.fromkeys(finding.header or finding.sheet or "" for finding in lacks))
    more = f" и ещё {len(names) - _NAMED}" if len(names) > _NAMED else ""
    return f"{' и '.join(filter(None, parts))} ({listed(names[:_NAMED])}{more})"
