"""A school with its roadmap as its papers prove it; what that takes is loaded only when asked."""

from __future__ import annotations

from datetime import date

from nastavnik.model.school import School, after


def as_proved(school: School, today: date) -> School:
    """The school with «Состояние» of the roadmap as it stands on a day."""
    from nastavnik.documents.proofs import roadmap_states

    return after(school, roadmap_states(school, today))
