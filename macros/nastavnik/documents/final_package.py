"""The papers of a year's end as one package: what a school hands in, and what it gives out."""

from __future__ import annotations

from datetime import date

from nastavnik.documents.batch import Batch, DocumentsMade, Watch
from nastavnik.documents.catalogue.table import KINDS
from nastavnik.documents.catalogue.words import CONSENTS
from nastavnik.documents.making import Templates
from nastavnik.documents.permission import Asked
from nastavnik.documents.wording import ReadFile
from nastavnik.model.choices import Stage
from nastavnik.model.school import School

PACKAGE = tuple(
    kind
    for kind in KINDS
    if kind.stage in {Stage.RESULTS, Stage.PUBLICITY} and kind.folder != CONSENTS
)
"""Reports, what pairs say of their work, orders on the results, thanks, practices."""


def make_final_package(
    school: School,
    templates: Templates,
    today: date,
    watch: Watch = iter,
    read: ReadFile | None = None,
) -> DocumentsMade:
    """What of the package is due on a day; the reports of the whole school on any day, and last.

    The other arguments are those of `make_documents`. Orders are drafts.
    """
    batch = Batch(school, templates, today, read)
    due = Asked(missing=True)
    named = Asked(by_name=True, missing=True)
    papers = [step for kind in PACKAGE if not kind.concludes for step in batch.steps(kind, due)]
    reports = [step for kind in PACKAGE if kind.concludes for step in batch.steps(kind, named)]
    for step in watch([*papers, batch.count_so_far, *reports]):
        step()
    return batch.outcome()
