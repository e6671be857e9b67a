"""What `check` does to one book."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from nastavnik.actions.session import Done, Session, templates_for
from nastavnik.model.changes import Changes
from nastavnik.model.school import School
from nastavnik.readers.preflight.inspection import Facts
from nastavnik.rules.catalogue import Norms
from nastavnik.rules.checking import Checked, PrintedAct, check
from nastavnik.rules.engine import Rule
from nastavnik.rules.returns import ReturnedFindings

Checking = Callable[[School], Checked]


class Task(NamedTuple):
    """A check on a day: after safe repairs (`fix`), with an act (`act`), by further rules (`own`).

    `returned` is what a receiver has found. Nothing is written in a `dry_run`.
    """

    day: date
    fix: bool = False
    act: bool = False
    own: tuple[Rule, ...] = ()
    dry_run: bool = False
    returned: ReturnedFindings | None = None

    def done_to(self, path: Path, session: Session | None = None) -> Done[Checked]:
        """The book at `path` checked, and mended where that is asked for.

        Raises:
            JobError: the book cannot be read or written.
        """
        session, verb = session or Session(), self._verb(path)
        if not self.fix:
            return session.work(path, verb, "Проверка", dry_run=self.dry_run)
        restored = before = ""
        if session.is_closed:
            restored, before, seen = self._restored(path)
            session = session.knowing(seen)
        step = "Проверка с исправлениями"
        done = session.work(path, verb, step, dry_run=self.dry_run, before=before)
        said = ". ".join(filter(None, (done.message, restored)))
        return replace(done, outcome=replace(done.outcome, message=said))

    def _restored(self, path: Path) -> tuple[str, str, Facts]:
        """What came back of lists and hints, the digest before if it has changed, the book seen."""
        from nastavnik.actions.heal_book import restore_looks
        from nastavnik.workbooks.history import History

        before = History(path).digest_of_book()
        message, seen = restore_looks(path, dry_run=self.dry_run)
        return message, before if History(path).digest_of_book() != before else "", seen

    def _verb(self, path: Path) -> Checking:
        checked, as_written = self._checked()
        if not self.act:
            return checked
        from nastavnik.rules.catalogue import norms

        templates, name, asked = templates_for(path), path.stem, norms(self.own)
        return lambda school: with_act(
            checked(school), as_written(school), templates, self.day, asked, name
        )

    def _checked(self) -> tuple[Checking, Callable[[School], School]]:
        """The check, and the school as it is after its outcome is written."""
        if self.fix:
            from nastavnik.rules.autofix import check_repaired, repaired, repairs

            return (
                lambda school: check_repaired(school, self.day, self.own, self.returned),
                lambda school: repaired(school, repairs(school)),
            )
        return (
            lambda school: check(school, self.day, self.own, self.returned),
            lambda school: school,
        )


def with_act(  # noqa: PLR0917 - what the act names, each by its name
    outcome: Checked,
    school: School,
    templates: Mapping[str, bytes],
    today: date,
    norms: Norms,
    book: str = "",
) -> Checked:
    """The outcome of a check with its act as one more file; see `documents.act.act_of`."""
    from nastavnik.documents.act import act_of

    made = act_of(school, outcome.findings, templates, today, norms, book)
    files = (*outcome.changes.files, made.file) if made.file else outcome.changes.files
    said = f"{outcome.message}. Акт проверки: {made.file.path}" if made.file else outcome.message
    return replace(
        outcome,
        message=said,
        changes=Changes(outcome.changes.cells, files),
        findings=(*outcome.findings, *made.findings),
        act=PrintedAct(made.file.path if made.file else None),
    )
