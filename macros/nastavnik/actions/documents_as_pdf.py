"""The PDF files that the documents of a book lack, added to what one click writes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from nastavnik.actions.pdf_folder import PdfFolder, marked
from nastavnik.actions.print_pdf import printed
from nastavnik.documents.batch import DocumentsMade, chosen
from nastavnik.documents.files import FOLDER
from nastavnik.model.changes import NewFile
from nastavnik.model.choices import PaperState
from nastavnik.model.errors import JobError
from nastavnik.model.school import School
from nastavnik.model.text import fold

_OVER = {PaperState.EXPIRED, PaperState.WITHDRAWN}


def with_pdf(
    made: DocumentsMade,
    school: School,
    kinds: Sequence[str],
    folder: Path,
    read: Callable[[str], bytes | None],
) -> DocumentsMade:
    """What was made, and with it the PDF files that the documents of these kinds lack.

    They are written in the same step as the documents, and those that stand as they are get theirs
    too. What LibreOffice could not print is said: the documents do not wait for it.
    """
    new = {file.path: file.content for file in made.changes.files if file.path.endswith(".docx")}
    standing = {path: read(path) for path in _standing(school, kinds) if path not in new}
    documents = new | {path: content for path, content in standing.items() if content is not None}
    files = PdfFolder(folder)
    lacking = {path: files.place_for(path, content) for path, content in documents.items()}
    places = {path: place for path, place in lacking.items() if place is not None}
    try:
        pdf = _printed_as(places, documents)
    except JobError as error:
        return replace(made, message=f"{made.message}; PDF не сделаны. {error}", unprinted=True)
    if not pdf:
        return made
    changes = made.changes._replace(files=(*made.changes.files, *pdf))
    return replace(made, message=f"{made.message}; в PDF: {len(pdf)}", changes=changes)


def _standing(school: School, kinds: Sequence[str]) -> Iterator[str]:
    """The files of this year that the book names of documents of these kinds; all where none is."""
    titles = {fold(kind.title) for kind in chosen(kinds)}
    papers = (paper for paper in school.papers if paper.state not in _OVER)
    named = [paper.file for paper in papers if not kinds or fold(paper.kind) in titles]
    named += [] if kinds else [order.file for order in school.orders]
    own = (path for path in dict.fromkeys(named) if path.startswith(f"{FOLDER}/"))
    yield from (path for path in own if path.endswith(".docx"))


def _printed_as(places: Mapping[str, str], documents: Mapping[str, bytes]) -> list[NewFile]:
    if not places:
        return []
    contents = printed([documents[path] for path in places], list(places))
    return [
        NewFile(place, marked(content, path, documents[path]))
        for (path, place), content in zip(places.items(), contents, strict=True)
    ]
