"""`templates check`: unknown and torn tags in the templates."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from nastavnik.actions.session import Session, templates_for
from nastavnik.documents.tags import TemplatesChecked, check_templates
from nastavnik.workbooks import shipped


def run(session: Session, *, book: Path | None = None) -> TemplatesChecked:
    """Check the templates of a book against what it holds, or the product's own.

    Raises:
        JobError: the book cannot be read.
    """
    if book is None:
        return check_templates(shipped.templates())
    return session.look(book, partial(check_templates, templates_for(book))).outcome
