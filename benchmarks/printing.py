"""How fast many documents become PDF, beside one process of LibreOffice for all of them.

Seconds of the clock: two processes side by side take no less of the processors. The documents are
memos of the product; ours is what `--pdf` does with them.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from _turns import Figures, compared, report
from nastavnik.readers import libreoffice
from nastavnik.workbooks.shipped import templates

DOCUMENTS, RUNS, SECONDS = 60, 1, 600


def documents(folder: Path) -> list[Path]:
    """So many files of Word."""
    content = templates()["Памятка наставника.docx"]
    files = [folder / f"{number}.docx" for number in range(DOCUMENTS)]
    for file in files:
        file.write_bytes(content)
    return files


def clock(program: str, sides: int) -> float:
    """Seconds until all documents are there, on one process or two."""
    libreoffice.WORTH_TWO = 1 if sides > 1 else DOCUMENTS + 1
    with tempfile.TemporaryDirectory() as folder:
        files = documents(Path(folder))
        began = time.monotonic()
        libreoffice.convert(program, files, "pdf", Path(folder), SECONDS)
        taken = time.monotonic() - began
        assert all(file.with_suffix(".pdf").is_file() for file in files)
        return taken


def measured() -> Figures:
    """The figures, in turns; none without LibreOffice."""
    program = libreoffice.libreoffice()
    if program is None:
        return {}
    pairs = [(clock(program, 2), clock(program, 1)) for _ in range(RUNS)]
    return compared(*map(list, zip(*pairs, strict=True)))


if __name__ == "__main__":
    report({"sixty documents": measured}, __doc__, "one process")
