"""`roadmap`: roadmaps in files, shown or taken into a book."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from nastavnik.actions.session import Done, Session
from nastavnik.actions.take_roadmap import TakingOver, take_roadmap
from nastavnik.model.outcome import Block, Outcome
from nastavnik.model.school import School
from nastavnik.readers.files import load
from nastavnik.roadmap.model import Roadmap
from nastavnik.roadmap.reading import read_roadmap
from nastavnik.roadmap.results import RoadmapRead, RoadmapTaken
from nastavnik.russian.dates import SchoolYear


@dataclass(frozen=True)
class RoadmapsRead(Outcome):
    """What became of each file."""

    each: tuple[RoadmapRead | Done[RoadmapTaken], ...] = ()

    @property
    def question(self) -> str:
        """What is asked of the roadmaps before they are written, a line each; "" for nothing."""
        taken = (read.outcome for read in self.each if isinstance(read, Done))
        return "\n".join(filter(None, (outcome.question for outcome in taken)))

    def as_json(self) -> dict[str, Any]:
        """The roadmaps in the shape other programs read: one alone, several as «files»."""
        shapes = [read.as_json() for read in self.each]
        return shapes[0] if len(shapes) == 1 else {"files": shapes}

    def as_blocks(self) -> Iterator[Block]:
        """The roadmaps as a person reads them, one after another."""
        for read in self.each:
            yield from read.as_blocks()


def run(
    session: Session,
    *,
    files: Sequence[Path],
    into: Path | None = None,
    year: int | None = None,
    over: bool = False,
    append: bool = False,
    dry_run: bool = False,
) -> RoadmapsRead:
    """Show the roadmaps in the files, or take them into «Дорожная карта» of a book.

    `year` is the one in which the school year «Х» starts. Another roadmap that the book has is
    replaced by the first one with `over`, and goes on with `append`.

    Raises:
        JobError: a file or the book cannot be read, or the book cannot be written.
    """
    each: list[RoadmapRead | Done[RoadmapTaken]] = []
    for path in files:
        if into is None:
            each.append(shown(path.name, read_file(path, year)))
        else:
            agreed = TakingOver(over=over and not each, append=append or bool(each))
            each.append(_taken(session, path, into, year, agreed, dry_run=dry_run))
    findings = tuple(finding for read in each for finding in read.findings)
    return RoadmapsRead("", findings=findings, each=tuple(each))


def read_file(path: Path, year: int | None) -> Roadmap:
    """The roadmap in a file.

    Raises:
        JobError: there is no such file, or nothing in it can be read.
    """
    return read_roadmap(load(path), path.name, year)


def shown(name: str, roadmap: Roadmap) -> RoadmapRead:
    """A roadmap that is only looked at, with all there is to ask about it."""
    return RoadmapRead("", findings=roadmap.findings, name=name, roadmap=roadmap)


def _taken(
    session: Session,
    path: Path,
    into: Path,
    year: int | None,
    agreed: TakingOver,
    *,
    dry_run: bool,
) -> Done[RoadmapTaken]:
    def verb(school: School) -> RoadmapTaken:
        own = SchoolYear.parse(school.card.year)
        roadmap = read_file(path, year or (own.start_year if own else None))
        taken = agreed.said(take_roadmap(school, roadmap, over=agreed.over))
        return replace(taken, message=f"{path.name}: {taken.message}")

    return session.work(into, verb, "", dry_run=dry_run)
