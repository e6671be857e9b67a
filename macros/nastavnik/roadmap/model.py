"""What is read out of a roadmap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from nastavnik.model.findings import Finding
from nastavnik.roadmap.deadlines.grammar import Deadline, Moment


def _iso(moment: Moment | None) -> str | None:
    return moment.isoformat() if moment else None


@dataclass(frozen=True, slots=True)
class Approval:
    """One stamp of approval: «протокол педагогического совета» № 1, «приказ» № 26."""

    kind: str
    number: str | None = None
    date: Moment | None = None
    signatory: str | None = None

    def as_json(self) -> dict[str, str | None]:
        """The approval in the shape other programs read."""
        shape = {"kind": self.kind, "number": self.number, "date": _iso(self.date)}
        return {**shape, "signatory": self.signatory} if self.signatory else shape


@dataclass(frozen=True, slots=True)
class Period:
    """The time a roadmap covers; without days where the head names several different ones."""

    start: Moment | None = None
    end: Moment | None = None
    as_written: str | None = None
    candidates: tuple[tuple[Moment | None, Moment | None], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The period in the shape other programs read."""
        shape: dict[str, Any] = {
            "start": _iso(self.start),
            "end": _iso(self.end),
            "as_written": self.as_written,
        }
        if self.candidates:
            pairs = [{"start": _iso(start), "end": _iso(end)} for start, end in self.candidates]
            shape["candidates"] = pairs
        return shape


@dataclass(frozen=True, slots=True)
class RoadmapStage:
    """A stage or a section; `documents` and `deadlines` are those given for it as a whole."""

    number: str | None
    title: str
    canonical: str | None
    documents: tuple[str, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    place: str = ""

    def as_json(self) -> dict[str, Any]:
        """The stage in the shape other programs read."""
        return {
            "number": self.number,
            "title": self.title,
            "canonical": self.canonical,
            "documents": list(self.documents),
            "deadlines": [deadline.as_written for deadline in self.deadlines],
        }


@dataclass(frozen=True, slots=True)
class RoadmapActivity:
    """One activity: `stage` is its place among the stages, from 0.

    `lead` are words that introduce the list it comes from; `arguable` marks a division another
    reader might make differently; `canonical` is its stage among the eight; `notes` are the texts
    of further columns with the titles of these.
    """

    activity: str
    stage: int | None = None
    number: str | None = None
    lead: str | None = None
    lead_number: str | None = None
    documents: tuple[str, ...] = ()
    deadline: Deadline | None = None
    responsible: tuple[str, ...] = ()
    arguable: bool = False
    documents_from_stage: bool = False
    deadline_from_stage: bool = False
    canonical: str | None = None
    notes: tuple[tuple[str, str], ...] = ()
    place: str = ""

    @property
    def note(self) -> str:
        """What further columns say of it, each with the column's title."""
        return "\n".join(f"{title}: {text}" if title else text for title, text in self.notes)

    def as_json(self) -> dict[str, Any]:
        """The activity in the shape other programs read."""
        deadline = self.deadline
        return {
            "stage": self.stage,
            "number": self.number,
            "lead": self.lead,
            "lead_number": self.lead_number,
            "activity": self.activity,
            "documents": list(self.documents),
            "documents_from_stage": self.documents_from_stage,
            "deadline": deadline.as_written if deadline else None,
            "deadline_from_stage": self.deadline_from_stage,
            "start": _iso(deadline.start) if deadline else None,
            "end": _iso(deadline.end) if deadline else None,
            "recurrence": deadline.recurrence if deadline else None,
            "responsible": list(self.responsible),
            "canonical": self.canonical,
            "note": self.note or None,
            "arguable": self.arguable,
        }


class TextLeftOut(NamedTuple):
    """A cell or a line that is not in the roadmap: where it stands, never what it says."""

    place: str
    why: str


@dataclass(frozen=True, slots=True)
class RoadmapAccount:
    """How many cells and lines a file has, and what became of them."""

    taken: int = 0
    asked: int = 0
    left_out: tuple[TextLeftOut, ...] = ()

    @property
    def cells(self) -> int:
        """All that has a text."""
        return self.taken + self.asked + len(self.left_out)

    def as_json(self) -> dict[str, Any]:
        """The account in the shape other programs read."""
        return {
            "cells": self.cells,
            "taken": self.taken,
            "asked": self.asked,
            "left_out": [left._asdict() for left in self.left_out],
        }


@dataclass(frozen=True, slots=True)
class Roadmap:
    """A roadmap as it was read, with everything a careful reader would ask about it.

    `first_year` is the year in which its school year starts, where that is known.
    """

    organisation: str | None = None
    title: str | None = None
    period: Period = Period()
    approvals: tuple[Approval, ...] = ()
    stages: tuple[RoadmapStage, ...] = ()
    rows: tuple[RoadmapActivity, ...] = ()
    first_year: int | None = None
    findings: tuple[Finding, ...] = ()
    account: RoadmapAccount = RoadmapAccount()

    def as_json(self) -> dict[str, Any]:
        """The roadmap in the shape other programs read."""
        return {
            "organisation": self.organisation,
            "title": self.title,
            "period": self.period.as_json(),
            "approvals": [approval.as_json() for approval in self.approvals],
            "stages": [stage.as_json() for stage in self.stages],
            "rows": [row.as_json() for row in self.rows],
            "findings": [finding.as_json() for finding in self.findings],
            "account": self.account.as_json(),
        }
