"""Documents as PDF through LibreOffice: one process for a whole batch."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from nastavnik.documents.files import FOLDER
from nastavnik.model.changes import NewFile
from nastavnik.model.errors import JobError
from nastavnik.readers.libreoffice import OfficeError, convert, libreoffice
from nastavnik.workbooks.storage import put_beside

SECONDS = 60
SECONDS_EACH = 5


def to_pdf(documents: Sequence[Path], folder: Path) -> list[Path]:
    """Print DOCX files into the folder, each under its own name; the paths of the PDF files.

    A file that has the name already stays beside, marked as the former one: it may be a scan.

    Raises:
        JobError: there is no LibreOffice, it printed less than it was given, or the folder cannot
            be written.
    """
    office = libreoffice()
    if office is None:
        raise JobError("Для PDF нужен LibreOffice: установите его или печатайте файлы Word")
    made = dict(zip(_targets(documents, folder), documents, strict=True))
    if made:
        put_beside(_printed(office, made))
    return list(made)


def _targets(documents: Iterable[Path], folder: Path) -> Iterator[Path]:
    """A name for the PDF of each document; documents of one name lie in folders of their own."""
    taken = Counter[str]()
    for document in documents:
        taken[document.stem] += 1
        mark = f" ({taken[document.stem]})" if taken[document.stem] > 1 else ""
        yield folder / f"{document.stem}{mark}.pdf"


def _printed(office: str, wanted: Mapping[Path, Path]) -> dict[Path, bytes]:
    """The PDF that belongs under each wanted name, printed from a copy of its document."""
    with TemporaryDirectory() as place:
        sources = {target: Path(place) / f"{n}.docx" for n, target in enumerate(wanted)}
        for target, source in sources.items():
            shutil.copyfile(wanted[target], source)
        try:
            limit = SECONDS + SECONDS_EACH * len(sources)
            convert(office, list(sources.values()), "pdf", Path(place), limit)
        except OfficeError as fault:
            raise JobError("LibreOffice не ответил: закройте его окна и повторите") from fault
        printed = {target: source.with_suffix(".pdf") for target, source in sources.items()}
        missing = [target.name for target, path in printed.items() if not path.is_file()]
        if missing:
            raise JobError(f"LibreOffice не сделал PDF: {', '.join(missing[:3])}. Повторите позже")
        return {target: path.read_bytes() for target, path in printed.items()}


def print_made(files: Sequence[NewFile], folder: Path) -> list[Path]:
    """The documents of one click, just written below `folder`, as PDF files in «Документы/PDF».

    A PDF that is not older than its document is left as it is.

    Raises:
        JobError: as `to_pdf`.
    """
    target = folder / FOLDER / "PDF"
    made = [folder / file.path for file in files if file.path.endswith(".docx")]
    lacking = [path for path in made if not _is_printed(path, target / f"{path.stem}.pdf")]
    return to_pdf(lacking, target) if lacking else []


def _is_printed(document: Path, printed: Path) -> bool:
    return printed.exists() and printed.stat().st_mtime >= document.stat().st_mtime
