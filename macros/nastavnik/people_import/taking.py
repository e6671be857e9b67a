"""The verb: what a school has already, taken into its book; nothing typed is overwritten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from nastavnik.domain.explanations import put_to, where_put
from nastavnik.model.changes import Changes
from nastavnik.model.school import School
from nastavnik.model.text import counted
from nastavnik.people_import.choosing import Wishes
from nastavnik.people_import.comparing import (
    Comparison,
    State,
    changes_of,
    compare,
    questions_about_many,
)
from nastavnik.people_import.ledger import Ledger
from nastavnik.people_import.model import Source
from nastavnik.people_import.reading import read_registries
from nastavnik.people_import.results import PeopleTaken
from nastavnik.people_import.rows import Watch


def take_registries(
    school: School, sources: Sequence[Source], wishes: Wishes | None = None, watch: Watch = iter
) -> PeopleTaken:
    """Everyone in the sources compared with the book, and what was read on the way.

    Raises:
        JobError: there is no list of people in a file, or it cannot be understood at all.
    """
    wishes = (wishes or Wishes()).with_words_of(school.lists)
    reading = read_registries(sources, school.lists, wishes, watch)
    verdicts = compare(reading.people, school)
    _tell_doubts(reading.ledger, verdicts)
    new = [v.person for v in verdicts if v.state is State.NEW or v.person.record is None]
    findings = (
        *reading.findings,
        *questions_about_many(new),
        *(finding for verdict in verdicts for finding in verdict.findings),
    )
    files = tuple(dict.fromkeys(source.file for source in sources))
    counts = Counter(verdict.state for verdict in verdicts)
    changes = (*changes_of(verdicts), *put_to(school, findings))
    message = _message(counts) + where_put(school, findings)
    return PeopleTaken(message, Changes(changes), findings, files, reading, tuple(verdicts))


def _tell_doubts(ledger: Ledger, verdicts: Sequence[Comparison]) -> None:
    """The cells of those who are asked about wait: of a difference one, of a person the row."""
    for verdict in verdicts:
        if verdict.state is State.DOUBTFUL:
            for finding in verdict.findings:
                ledger.ask(finding.place, finding.header or "")


def _message(counts: Mapping[State, int]) -> str:
    total = counted(sum(counts.values()), "человек", "человека", "человек")
    return (
        f"Прочитано: {total}; новых — {counts.get(State.NEW, 0)}, "
        f"дополнено — {counts.get(State.CHANGED, 0)}, без изменений — {counts.get(State.SAME, 0)}, "
        f"под вопросом — {counts.get(State.DOUBTFUL, 0)}"
    )
