"""The sheets of a workbook by their titles: which is meant, which is doubled, which is like it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nastavnik.model.findings import Finding, Level
from nastavnik.model.sheets import GUIDE, LISTS, PANEL, PICTURES, RECORDS
from nastavnik.model.text import fold, tidy

DECLARED = frozenset(map(fold, (*(r.sheet for r in RECORDS), *PICTURES, PANEL, GUIDE, LISTS)))


class Titles:
    """The titles of a workbook's sheets."""

    def __init__(self, titles: Iterable[str]) -> None:
        self._by_key: dict[str, list[str]] = {}
        for title in titles:
            self._by_key.setdefault(fold(title), []).append(title)

    def of(self, wanted: str) -> list[str]:
        """The titles that mean a sheet, whatever case, blanks and ё; the exact one first."""
        return sorted(self._by_key.get(fold(wanted), ()), key=lambda title: title != wanted)

    def doubled(self, wanted: str) -> Iterator[Finding]:
        """That more sheets than one bear a title."""
        for other in self.of(wanted)[1:]:
            yield Finding(
                "ЛС05",
                Level.ERROR,
                f"в книге есть ещё один такой лист: «{other}»",
                sheet=wanted,
                reason="Читается только первый из одинаковых листов",
                remedy="Перенесите строки на один лист, а другой удалите или назовите иначе",
            )

    def with_guess(self, finding: Finding) -> Finding:
        """A finding about a missing sheet with the sheet that may be meant; others as they are."""
        if finding.code != "ЛС01" or not finding.sheet:
            return finding
        alike = like(finding.sheet, [t[0] for k, t in self._by_key.items() if k not in DECLARED])
        if not alike:
            return finding
        remedy = f"Есть похожий лист «{alike}»: если это он, назовите его «{finding.sheet}»"
        return finding._replace(remedy=remedy)


def like(title: str, others: Iterable[str]) -> str:
    """The one of `others` that has all words of a title, else one spelt nearly so; "" if none."""
    others = [other for other in others if tidy(other)]
    words = _words(title)
    longer = [other for other in others if words and words <= _words(other)]
    if len(longer) == 1:
        return tidy(longer[0])
    from difflib import get_close_matches

    near = get_close_matches(title, others, n=1, cutoff=0.75)
    return tidy(near[0]) if near else ""


def _words(title: str) -> set[str]:
    """The words of a title without what people change in passing: case, ё, dots and dashes."""
    folded = ("".join(filter(str.isalnum, fold(word))) for word in title.split())
    return set(filter(None, folded))
