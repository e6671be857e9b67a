"""Documents as PDF through LibreOffice: one process for a whole batch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
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
        JobError: as `printed`, or the folder cannot be written.
    """
    targets = list(_targets(documents, folder))
    contents = [document.read_bytes() for document in documents]
    made = printed(contents, [target.name for target in targets])
    if made:
        put_beside(dict(zip(targets, made, strict=True)))
    return targets


def _targets(documents: Iterable[Path], folder: Path) -> Iterator[Path]:
    """A name for the PDF of each document; documents of one name lie in folders of their own."""
    taken = Counter[str]()
    for document in documents:
        taken[document.stem] += 1
        mark = f" ({taken[document.stem]})" if taken[document.stem] > 1 else ""
        yield folder / f"{document.stem}{mark}.pdf"


def printed(documents: Sequence[bytes], names: Sequence[str]) -> list[bytes]:
    """The PDF of each document, all of one run of LibreOffice; `names` are for what it says.

    Raises:
        JobError: there is no LibreOffice, or it printed less than it was given.
    """
    office = libreoffice()
    if office is None:
        raise JobError("Для PDF нужен LibreOffice: установите его или печатайте файлы Word")
    with TemporaryDirectory() as place:
        sources = [Path(place) / f"{n}.docx" for n in range(len(documents))]
        for source, content in zip(sources, documents, strict=True):
            source.write_bytes(content)
        try:
            limit = SECONDS + SECONDS_EACH * len(sources)
            convert(office, sources, "pdf", Path(place), limit)
        except OfficeError as fault:
            raise JobError("LibreOffice не ответил: закройте его окна и повторите") from fault
        made = [source.with_suffix(".pdf") for source in sources]
        missing = [name for name, path in zip(names, made, strict=True) if not path.is_file()]
        if missing:
            raise JobError(f"LibreOffice не сделал PDF: {', '.join(missing[:3])}. Повторите позже")
        return [path.read_bytes() for path in made]


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
