"""Documents as PDF through LibreOffice: one process for a whole batch."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from nastavnik.documents.files import FOLDER
from nastavnik.model.changes import NewFile
from nastavnik.model.errors import JobError
from nastavnik.readers.libreoffice import OfficeError, convert, libreoffice

SECONDS = 60
SECONDS_EACH = 5


def to_pdf(documents: Sequence[Path], folder: Path) -> list[Path]:
    """Print DOCX files into the folder, each under its own name; the paths of the PDF files.

    Raises:
        JobError: there is no LibreOffice, or it printed less than it was given.
    """
    office = libreoffice()
    if office is None:
        raise JobError("Для PDF нужен LibreOffice: установите его или печатайте файлы Word")
    made = [folder / f"{document.stem}.pdf" for document in documents]
    if documents:
        limit = SECONDS + SECONDS_EACH * len(documents)
        try:
            convert(office, documents, "pdf", folder, limit)
        except OfficeError as fault:
            raise JobError("LibreOffice не ответил: закройте его окна и повторите") from fault
    missing = [path.name for path in made if not path.is_file()]
    if missing:
        raise JobError(f"LibreOffice не сделал PDF: {', '.join(missing[:3])}. Повторите позже")
    return made


def print_made(files: Sequence[NewFile], folder: Path) -> list[Path]:
    """The documents of one click, just written below `folder`, as PDF files in «Документы/PDF».

    Raises:
        JobError: as `to_pdf`.
    """
    made = [folder / file.path for file in files if file.path.endswith(".docx")]
    target = folder / FOLDER / "PDF"
    if made:
        target.mkdir(parents=True, exist_ok=True)
    return to_pdf(made, target)
