"""One document to make: its kind, whom it is about, its number and day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from nastavnik.documents.catalogue.kinds import DocumentKind, Subject
from nastavnik.documents.context.views import Views

Make = Callable[["DocumentRequest"], object]


@dataclass(frozen=True, slots=True)
class Registration:
    """The requisites of one document: a draft has neither number nor date."""

    number: str = ""
    dated: date | None = None


@dataclass(frozen=True, slots=True)
class DocumentRequest:
    """One document to make; `checked` is what the roots of an act of the check print."""

    kind: DocumentKind
    subject: Subject
    mark: Registration
    views: Views
    checked: Mapping[str, object] = field(default_factory=dict)
