"""Cases in documents: a form in the registry wins, what is unsure becomes a question."""

from __future__ import annotations

from dataclasses import dataclass, field

from nastavnik.documents.values import Code, Declinable
from nastavnik.model.findings import Finding, Level
from nastavnik.model.schema import Cell
from nastavnik.model.school import School
from nastavnik.model.sheets import Card
from nastavnik.russian.cases import Case, Declined, Gender


@dataclass
class SchoolDeclension:
    """Declines the names and posts of one school and gathers what it is not sure of."""

    school: School
    _doubts: dict[tuple[str, str], Finding] = field(default_factory=dict)

    def decline(self, word: Declinable, case: str) -> str:
        """The full form in the case."""
        overruled, _ = word.forms.by_case.get(case, ("", None))
        if overruled:
            return overruled
        return self._form(word, case, _decline(word, Case(case)))

    def shorten(self, word: Declinable, case: str, initials_first: bool) -> str:
        """Surname and initials in the case."""
        from nastavnik.russian.names import NBSP, parse_name, short_name

        shown = short_name(word.base, Case(case), _gender(word), initials_first=initials_first)
        overruled, _ = word.forms.by_case.get(case, ("", None))
        if overruled:
            words = len(parse_name(word.base).surname)
            parts = [" ".join(overruled.split()[:words]), _initials_of(shown.text, initials_first)]
            return NBSP.join(reversed(parts) if initials_first else parts)
        return self._form(word, case, shown)

    def taken_doubts(self) -> list[Finding]:
        """The questions gathered since the last call."""
        taken = list(self._doubts.values())
        self._doubts.clear()
        return taken

    def _form(self, word: Declinable, case: str, form: Declined) -> str:
        if not form.sure:
            _, cell = word.forms.by_case.get(case, ("", word.cell))
            self._doubts.setdefault((word.base, case), self._question(word, case, form, cell))
        return form.text

    def _question(self, word: Declinable, case: str, form: Declined, cell: Cell | None) -> Finding:
        other = f" (или «{form.alternative}»)" if form.alternative else ""
        place = cell or word.cell
        return Finding(
            Code.DOUBT,
            Level.QUESTION,
            f"проверьте падеж: «{word.base}» → «{form.text}»{other}",
            sheet=place.sheet if place else None,
            cell=self.school.address(place) if place else None,
            header=place.header if place else None,
            reason=form.reason,
            remedy=_where_to_overrule(word, case),
            value=word.base,
            who=word.base,
        )


def _decline(word: Declinable, case: Case) -> Declined:
    if word.is_post:
        from nastavnik.russian.posts import decline_post

        return decline_post(word.base, case)
    from nastavnik.russian.names import decline_name

    return decline_name(word.base, case, _gender(word))


def _gender(word: Declinable) -> Gender | None:
    return Gender.from_text(word.forms.gender)


def _initials_of(short: str, initials_first: bool) -> str:
    from nastavnik.russian.names import NBSP

    parts = short.split(NBSP)
    return parts[0] if initials_first else parts[-1]


def _where_to_overrule(word: Declinable, case: str) -> str:
    if case in word.forms.by_case:
        return "Если форма неверна, впишите нужную в этот столбец"
    if word.is_post and word.cell and word.cell.sheet != Card.sheet:
        return "Если форма неверна, исправьте её в готовом документе"
    if word.cell and word.cell.sheet != Card.sheet:
        return "Впишите фамилию, имя и отчество полностью, русскими буквами"
    return "Если форма неверна, впишите человека на лист «Сотрудники» и там же нужную форму"
