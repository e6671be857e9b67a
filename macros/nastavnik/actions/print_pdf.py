"""Documents as PDF through LibreOffice: one process for a whole batch."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from nastavnik.model.errors import JobError
from nastavnik.readers.libreoffice import OfficeError, convert, libreoffice

SECONDS = 60
SECONDS_EACH = 5


def office() -> str:
    """The program that prints.

    Raises:
        JobError: it is not installed.
    """
    found = libreoffice()
    if found is None:
        raise JobError("Для PDF нужен LibreOffice: установите его или печатайте файлы Word")
    return found


def printed(documents: Sequence[bytes], names: Sequence[str]) -> list[bytes]:
    """The PDF of each document, all of one run of LibreOffice; `names` are for what it says.

    Raises:
        JobError: there is no LibreOffice, or it printed less than it was given.
    """
    program = office()
    with TemporaryDirectory() as place:
        sources = [Path(place) / f"{n}.docx" for n in range(len(documents))]
        for source, content in zip(sources, documents, strict=True):
            source.write_bytes(content)
        try:
            limit = SECONDS + SECONDS_EACH * len(sources)
            convert(program, sources, "pdf", Path(place), limit)
        except OfficeError as fault:
            raise JobError("LibreOffice не ответил: закройте его окна и повторите") from fault
        made = [source.with_suffix(".pdf") for source in sources]
        missing = [name for name, path in zip(names, made, strict=True) if not path.is_file()]
        if missing:
            raise JobError(f"LibreOffice не сделал PDF: {', '.join(missing[:3])}. Повторите позже")
        return [path.read_bytes() for path in made]
