"""How fast many documents become PDF, beside one process of LibreOffice for all of them.

Seconds of the clock: two processes side by side take no less of the processors. The documents are
memos of the product; ours is what `--pdf` does with them. A single document is nearly the start of
LibreOffice alone, which both sides pay: two can gain no more than the documents take beyond it.
"""

from __future__ import annotations

import tempfile
import time
from functools import partial
from pathlib import Path

from _turns import Figures, compared, report
from nastavnik.readers import libreoffice
from nastavnik.workbooks.shipped import templates

RUNS, SECONDS = 3, 600


def documents(folder: Path, number: int) -> list[Path]:
    """So many files of Word."""
    content = templates()["Памятка наставника.docx"]
    files = [folder / f"{n}.docx" for n in range(number)]
    for file in files:
        file.write_bytes(content)
    return files


def clock(program: str, number: int, sides: int) -> float:
    """Seconds until so many documents are there, on one process or two."""
    libreoffice.WORTH_TWO = 1 if sides > 1 else number + 1
    with tempfile.TemporaryDirectory() as folder:
        files = documents(Path(folder), number)
        began = time.monotonic()
        libreoffice.convert(program, files, "pdf", Path(folder), SECONDS)
        taken = time.monotonic() - began
        assert all(file.with_suffix(".pdf").is_file() for file in files)
        return taken


def two_beside_one(number: int) -> Figures:
    """The figures of so many documents, in turns; none without LibreOffice."""
    program = libreoffice.libreoffice()
    if program is None:
        return {}
    pairs = [(clock(program, number, 2), clock(program, number, 1)) for _ in range(RUNS)]
    return compared(*map(list, zip(*pairs, strict=True)))


CASES = {
    "one document": partial(two_beside_one, 1),
    "sixty documents": partial(two_beside_one, 60),
    "documents of a school": partial(two_beside_one, libreoffice.MOST_NAMES),
}

if __name__ == "__main__":
    report(CASES, __doc__, "one process")
