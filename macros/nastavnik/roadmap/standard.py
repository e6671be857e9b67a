"""Standard roadmaps, for a school that has none: the two official schemes of seven stages.

What is done, when and by whom stands in `standard.tsv`; here is how a scheme counts its stages and
how relative deadlines and roles become those of a school.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from nastavnik.model.choices import Form, Stage
from nastavnik.model.errors import JobError
from nastavnik.model.school import School
from nastavnik.model.text import fold, items, listed
from nastavnik.roadmap.deadlines.grammar import read_deadline
from nastavnik.roadmap.model import Roadmap, RoadmapActivity, RoadmapStage
from nastavnik.roadmap.staffing import people_of
from nastavnik.roadmap.stages import STAGES
from nastavnik.russian.dates import SchoolYear


class Scheme(StrEnum):
    """The official schemes, by those whom mentoring is for."""

    PUPILS = "pupils"
    TEACHERS = "teachers"


@dataclass(frozen=True, slots=True)
class About:
    """What is particular to a scheme.

    `mark` stands for it in the data, `numbers` says under which of its stages a canonical one goes,
    `joined` is what a stage of several canonical ones is called.
    """

    mark: str
    title: str
    forms: tuple[Form, ...]
    numbers: Mapping[Stage, int]
    joined: Mapping[int, str]


_SEVEN = dict(zip(Stage, range(1, 8), strict=False))
SCHEMES: Mapping[Scheme, About] = {
    Scheme.PUPILS: About(
        "обучающиеся",
        "Дорожная карта наставничества обучающихся",
        (Form.PUPIL, Form.STUDENT, Form.EMPLOYER, Form.EMPLOYER_STUDENT),
        _SEVEN | {Stage.PUBLICITY: 7},
        {7: "Завершение, мониторинг и информационная поддержка"},
    ),
    Scheme.TEACHERS: About(
        "педагоги",
        "Дорожная карта наставничества педагогических работников",
        (Form.TEACHER, Form.LEADER),
        _SEVEN | {Stage.WORK: 5, Stage.RESULTS: 6, Stage.PUBLICITY: 7},
        {5: "Формирование пар и групп, их работа"},
    ),
}
BOTH = "обе"
POSTS = {"заместитель": "заместитель директора"}
"""What a role is called where it stands for a post."""
_X = re.compile(r"Х(?:\+(?P<later>\d))?")
_CODES = {title: code for code, title in STAGES.items()}


@dataclass(frozen=True, slots=True)
class StandardActivity:
    """A line of the data: an activity with a deadline relative to «Х» and with roles."""

    whom: str
    stage: Stage
    title: str
    documents: tuple[str, ...]
    deadline: str
    roles: tuple[str, ...]
    forms: frozenset[str]


def entries() -> Iterator[StandardActivity]:
    """All activities of both schemes, by stages."""
    text = Path(__file__).with_name("standard.tsv").read_text(encoding="utf-8")
    for line in csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        yield StandardActivity(
            line["Кому"],
            Stage(line["Этап"]),
            line["Мероприятие"],
            items(line["Документы"]),
            line["Срок"],
            items(line["Ответственные"]),
            frozenset(items(line["Формы"])),
        )


def standard_roadmap(
    scheme: Scheme, year: SchoolYear, school: School, forms: Iterable[str] = ()
) -> Roadmap:
    """The roadmap of a scheme for a school year; only of these forms of mentoring if any is named.

    Raises:
        JobError: the scheme has no such form.
    """
    about = SCHEMES[scheme]
    wanted = _known_forms(about, forms)
    chosen = [entry for entry in entries() if _belongs(entry, about, wanted)]
    return Roadmap(
        title=f"{about.title} на {year} учебный год",
        stages=tuple(_stages(about)),
        rows=tuple(_rows(chosen, about, year, roles_of(school))),
    )


def _known_forms(about: About, forms: Iterable[str]) -> frozenset[str]:
    known = {fold(form): form.value for form in about.forms}
    named = list(forms)
    if unknown := [form for form in named if fold(form) not in known]:
        raise JobError(f"В этой схеме нет формы {listed(unknown)}. Есть: {listed(known.values())}")
    return frozenset(known[fold(form)] for form in named) or frozenset(known.values())


def _belongs(entry: StandardActivity, about: About, forms: frozenset[str]) -> bool:
    return entry.whom in (BOTH, about.mark) and (not entry.forms or bool(entry.forms & forms))


def _stages(about: About) -> Iterator[RoadmapStage]:
    """One for each canonical stage, under the number and in the words of the scheme."""
    for stage in Stage:
        number = about.numbers[stage]
        title = about.joined.get(number, stage.value)
        yield RoadmapStage(str(number), f"{number}. {title}", _CODES[stage])


def _rows(
    chosen: Iterable[StandardActivity], about: About, year: SchoolYear, roles: Mapping[str, str]
) -> Iterator[RoadmapActivity]:
    order = list(Stage)
    counts: dict[int, int] = {}
    for entry in chosen:
        number = about.numbers[entry.stage]
        counts[number] = counts.get(number, 0) + 1
        yield RoadmapActivity(
            entry.title,
            stage=order.index(entry.stage),
            number=f"{number}.{counts[number]}",
            documents=entry.documents,
            deadline=read_deadline(in_year(entry.deadline, year), year.start_year),
            responsible=tuple(dict.fromkeys(_named(role, roles) for role in entry.roles)),
            canonical=_CODES[entry.stage],
        )


def _named(role: str, people: Mapping[str, str]) -> str:
    """Who has the role; its name as a post where nobody has it."""
    return people.get(role, POSTS.get(role, role))


def in_year(deadline: str, year: SchoolYear) -> str:
    """A deadline relative to «Х» in the words of a school year."""
    return _X.sub(lambda x: str(year.start_year + int(x["later"] or 0)), deadline)


def roles_of(school: School) -> Mapping[str, str]:
    """Who has which role: role → full name, the first on «Сотрудники», else of «Школа»."""
    return {p.role: p.full_name for p in reversed(people_of(school)) if p.role}
