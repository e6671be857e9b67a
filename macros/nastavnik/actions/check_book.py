"""What `check` does to one book in a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from nastavnik.actions.session import Done, Verb, closed_book, templates_for, work
from nastavnik.model.outcome import Outcome
from nastavnik.model.school import School
from nastavnik.rules.engine import Rule


class Task(NamedTuple):
    """A check on a day: after safe repairs (`fix`), with an act (`act`), by further rules (`own`).

    Nothing is written in a `dry_run`.
    """

    day: date
    fix: bool = False
    act: bool = False
    own: tuple[Rule, ...] = ()
    dry_run: bool = False

    def done_to(self, path: Path) -> Done:
        """The book at `path` checked, and mended where that is asked for.

        Raises:
            JobError: the book cannot be read or written.
        """
        if not self.fix:
            return work(closed_book(path, "Проверка"), self._verb(path), dry_run=self.dry_run)
        restored, before = self._restored(path)
        book = closed_book(path, "Проверка с исправлениями", before)
        done = work(book, self._verb(path), dry_run=self.dry_run)
        said = ". ".join(filter(None, (done.outcome.message, restored)))
        return replace(done, outcome=replace(done.outcome, message=said))

    def _restored(self, path: Path) -> tuple[str, str]:
        """What came back of lists and hints, and the file's digest before if it has changed."""
        from nastavnik.actions.restoring import restore_looks
        from nastavnik.workbooks.history import History

        before = History(path).digest_of_book()
        message = restore_looks(path, dry_run=self.dry_run)
        return message, before if History(path).digest_of_book() != before else ""

    def _verb(self, path: Path) -> Verb:
        checked, as_written = self._checked()
        if not self.act:
            return checked
        from nastavnik.documents.act import with_act

        templates, name, own = templates_for(path), path.stem, self.own
        return lambda school: with_act(
            checked(school), as_written(school), templates, self.day, name, own
        )

    def _checked(self) -> tuple[Verb, Callable[[School], School]]:
        """The check, and the school as it is after its outcome is written."""
        if self.fix:
            from nastavnik.rules.autofix import check_repaired, repaired, repairs

            return (
                lambda school: check_repaired(school, self.day, self.own),
                lambda school: repaired(school, repairs(school)),
            )
        from nastavnik.rules.checking import check

        verb: Callable[[School], Outcome] = lambda school: check(school, self.day, self.own)  # noqa: E731
        return verb, lambda school: school
