"""What a page may say: texts of the workbook pass here, and what is kept back is asked about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from nastavnik.documents.site.discretion import Discretion
from nastavnik.documents.site.remarks import TEXT_KEPT_BACK
from nastavnik.domain.situation import Situation
from nastavnik.model.codes import FindingCode
from nastavnik.model.findings import Finding
from nastavnik.model.schema import Cell, Column, Record
from nastavnik.model.school import School
from nastavnik.model.text import items, tidy
from nastavnik.roadmap.booked import remark_at


@dataclass(frozen=True, eq=False)
class SiteDraft:
    """A school on the day of publication; `findings` grow while the pages are written."""

    situation: Situation
    discretion: Discretion
    findings: list[Finding] = field(default_factory=list)

    @classmethod
    def of(cls, school: School, today: date) -> SiteDraft:
        """The draft of a school on a day."""
        return cls(Situation.of(school, today), Discretion(school, today))

    @property
    def school(self) -> School:
        """The school."""
        return self.situation.school

    @property
    def today(self) -> date:
        """The day of publication."""
        return self.situation.today

    def text(self, row: Record, column: Column) -> str:
        """The text of a cell in one line; "" where it may not be said, which is asked about."""
        return tidy(self._passed(row, column))

    def lines(self, row: Record, column: Column) -> tuple[str, ...]:
        """The lines of a cell; none where one may not be said."""
        return items(self._passed(row, column))

    def name(self, text: str) -> str:
        """A name, if that person may be named."""
        return tidy(text) if self.discretion.may_name(text) else ""

    def _passed(self, row: Record, column: Column) -> str:
        text = str(column.of(row) or "")
        what = self.discretion.betrays(text)
        if what:
            self.lacks(TEXT_KEPT_BACK, row.at(column), what=what)
        return "" if what else text

    def lacks(self, code: FindingCode, where: Cell | str, **particulars: str) -> None:
        """Remember what is missing: at a cell of the workbook, or at a sheet."""
        found = (
            code.at("", **particulars)._replace(sheet=where)
            if isinstance(where, str)
            else remark_at(code, self.school, where, **particulars)
        )
        if found not in self.findings:
            self.findings.append(found)


def joined(parts: Iterable[str], separator: str = ", ") -> str:
    """Those of the parts that say something."""
    return separator.join(filter(None, parts))
