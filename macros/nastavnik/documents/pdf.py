"""Documents as PDF through LibreOffice: one process for a whole batch."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from nastavnik.documents.files import FOLDER
from nastavnik.model.changes import NewFile
from nastavnik.model.errors import JobError
from nastavnik.storage import cannot_write
from nastavnik.workbooks.storage import publish

SECONDS = 60
SECONDS_EACH = 5


def to_pdf(documents: Sequence[Path], folder: Path) -> list[Path]:
    """Print DOCX files into the folder, each under its own name; the paths of the PDF files.

    A file that has the name already stays beside, marked as the former one: it may be a scan.

    Raises:
        JobError: there is no LibreOffice, it printed less than it was given, or the folder cannot
            be written.
    """
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise JobError("Для PDF нужен LibreOffice: установите его или печатайте файлы Word")
    made = list(_targets(documents, folder))
    try:
        with TemporaryDirectory(dir=folder, prefix=".") as place:
            publish(_printed(office, dict(zip(made, documents, strict=True)), Path(place)))
    except OSError as error:
        raise cannot_write(folder / "PDF") from error
    return made


def _printed(office: str, wanted: Mapping[Path, Path], place: Path) -> dict[Path, Path]:
    """The PDF of each wanted name, printed from its document under another name in `place`."""
    sources = {target: place / f"{number}.docx" for number, target in enumerate(wanted)}
    for target, source in sources.items():
        shutil.copyfile(wanted[target], source)
    if sources:
        _convert(office, list(sources.values()), place)
    printed = {target: source.with_suffix(".pdf") for target, source in sources.items()}
    missing = [target.name for target, path in printed.items() if not path.is_file()]
    if missing:
        raise JobError(f"LibreOffice не сделал PDF: {', '.join(missing[:3])}. Повторите позже")
    return printed


def _targets(documents: Iterable[Path], folder: Path) -> Iterator[Path]:
    """A name for the PDF of each document; documents of one name lie in folders of their own."""
    taken = Counter[str]()
    for document in documents:
        taken[document.stem] += 1
        mark = f" ({taken[document.stem]})" if taken[document.stem] > 1 else ""
        yield folder / f"{document.stem}{mark}.pdf"


def print_made(files: Sequence[NewFile], folder: Path) -> list[Path]:
    """The documents of one click, just written below `folder`, as PDF files in «Документы/PDF».

    A PDF that is not older than its document is left as it is.

    Raises:
        JobError: as `to_pdf`.
    """
    target = folder / FOLDER / "PDF"
    made = [folder / file.path for file in files if file.path.endswith(".docx")]
    lacking = [path for path in made if not _is_printed(path, target / f"{path.stem}.pdf")]
    if lacking:
        target.mkdir(parents=True, exist_ok=True)
    return to_pdf(lacking, target) if lacking else []


def _is_printed(document: Path, printed: Path) -> bool:
    return printed.exists() and printed.stat().st_mtime >= document.stat().st_mtime


def _convert(office: str, documents: Sequence[Path], folder: Path) -> None:
    limit = SECONDS + SECONDS_EACH * len(documents)
    with TemporaryDirectory() as profile:  # a running office does not answer for ours
        home = f"-env:UserInstallation={Path(profile).as_uri()}"
        command = [office, home, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
        try:
            subprocess.run(
                [*command, *map(str, documents)], capture_output=True, timeout=limit, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as fault:
            raise JobError("LibreOffice не ответил: закройте его окна и повторите") from fault
