"""What a verb returns: plain data, nothing done yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nastavnik.model.changes import Changes
from nastavnik.model.findings import Finding


@dataclass(frozen=True)
class Outcome:
    """The result of one verb.

    `changes` are what is to be written, `message` one Russian sentence for the person, `findings`
    what needs her, `data` the object that `--json` prints.
    """

    message: str
    changes: Changes = field(default_factory=Changes)
    findings: tuple[Finding, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
