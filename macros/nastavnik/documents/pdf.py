"""Documents as PDF through LibreOffice: one process for a whole batch."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from nastavnik.documents.files import FOLDER
from nastavnik.model.changes import NewFile
from nastavnik.model.errors import JobError

SECONDS = 60
SECONDS_EACH = 5


def to_pdf(documents: Sequence[Path], folder: Path) -> list[Path]:
    """Print DOCX files into the folder, each under its own name; the paths of the PDF files.

    Raises:
        JobError: there is no LibreOffice, or it printed less than it was given.
    """
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise JobError("Для PDF нужен LibreOffice: установите его или печатайте файлы Word")
    made = [folder / f"{document.stem}.pdf" for document in documents]
    if documents:
        _convert(office, documents, folder)
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


def _convert(office: str, documents: Sequence[Path], folder: Path) -> None:
    limit = SECONDS + SECONDS_EACH * len(documents)
    with tempfile.TemporaryDirectory() as profile:  # a running office does not answer for ours
        home = f"-env:UserInstallation={Path(profile).as_uri()}"
        command = [office, home, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
        try:
            subprocess.run(
                [*command, *map(str, documents)], capture_output=True, timeout=limit, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as fault:
            raise JobError("LibreOffice не ответил: закройте его окна и повторите") from fault
