"""The first page of every kind of document as a small picture, for the page of documents.

Needs soffice, pdftoppm and ImageMagick; after a template has changed `python3 run.py generate
first-pages`, or for some kinds PYTHONPATH=macros:tests python -m documents.document_pictures КЛЮЧ…
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from documents.schools import sample, shipped, without_orders
from nastavnik.actions.new_book import SAMPLE_DAY, SAMPLE_END
from nastavnik.documents.batch import make_documents
from nastavnik.documents.catalogue.kinds import DocumentKind
from nastavnik.documents.catalogue.table import CHECK_ACT, TEMPLATED
from nastavnik.model.school import School

PICTURES = Path(__file__).parents[2] / "docs" / "pictures" / "documents"
DOTS, SHADES = "60", "4"
"""Dots an inch and shades of grey: the text can be read, and the file stays small."""


def pictured() -> tuple[DocumentKind, ...]:
    """The kinds that have a picture; the act of a check is made by the check."""
    return tuple(kind for kind in TEMPLATED if kind is not CHECK_ACT)


def schools() -> Iterator[tuple[School, date]]:
    """Schools with the days on which documents are made of them; the first that has one is used."""
    yield sample(at_end=True), SAMPLE_END
    yield sample(), SAMPLE_DAY
    yield without_orders(at_end=True), SAMPLE_END
    yield without_orders(), SAMPLE_DAY


def first_files(keys: Iterable[str]) -> Mapping[str, bytes]:
    """Key → a document of this kind."""
    wanted, templates = list(keys), shipped()
    found: dict[str, bytes] = {}
    for school, day in schools():
        for key in wanted:
            if key not in found:
                made = make_documents(school, templates, day, kinds=[key]).changes.files
                if made:
                    found[key] = made[0].content
    return found


def main(keys: Iterable[str]) -> None:
    """Picture these kinds, or all."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    files = first_files(list(keys) or [kind.key for kind in pictured()])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for key, content in files.items():
            (folder / f"{key}.docx").write_bytes(content)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", name]
        documents = sorted(map(str, folder.glob("*.docx")))
        subprocess.run([*command, *documents], check=True, capture_output=True, timeout=600)
        for key in files:
            picture(folder / f"{key}.pdf", PICTURES / f"{key}.png")


def picture(pdf: Path, target: Path) -> None:
    """The first page of a document in few shades."""
    stem = str(pdf.with_suffix(""))
    command = ["pdftoppm", "-r", DOTS, "-gray", "-png", "-singlefile", str(pdf), stem]
    subprocess.run(command, check=True)
    looks = ["-strip", "+dither", "-posterize", SHADES, "-define", "png:bit-depth=2"]
    subprocess.run(["convert", f"{stem}.png", *looks, str(target)], check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
