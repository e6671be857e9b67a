"""An action done for a face, with what the face itself makes of the result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from nastavnik.actions.session import Session
from nastavnik.actions.verbs import behind
from nastavnik.model.actions import Action
from nastavnik.model.outcome import Result


def do(action: Action, session: Session, values: Mapping[str, Any]) -> Result:
    """Do an action with `values` for what it asks, by the names of its options.

    Raises:
        JobError: it could not be done; the text says what to do.
    """
    of_face = {option.name for option in action.asks if option.of_face}
    page = values.get("html")
    if page:
        from nastavnik.workbooks.disk import refuse_foreign

        refuse_foreign(page)
    given = {name: value for name, value in values.items() if name not in of_face}
    result = behind(action)(replace(session, makes_page=bool(page)), **given)
    if page:
        from nastavnik.faces.html_report import write_page

        write_page(page, result, values["today"])
    return result
