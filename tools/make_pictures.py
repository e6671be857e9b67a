"""Make the pictures of the manual, docs/pictures, from the demo: needs soffice and pdftoppm.

python3 tools/make_pictures.py
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from nastavnik.books.builder import BOOK_NAME
from nastavnik.demo import run_demo
from nastavnik.sheets import Mentee

TARGET = Path(__file__).resolve().parents[1] / "docs" / "pictures"
PANEL_PAGE = 1
DOTS = 80


def main() -> None:
    """Run the demo and picture its panel, a registry with findings, and an order."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "demo"
        run_demo(folder)
        book = as_pdf(folder / BOOK_NAME)
        picture(book, PANEL_PAGE, "panel")
        picture(book, page_of(book, Mentee.sheet), "mentees")
        orders = sorted((folder / "Документы").rglob("Приказ*.docx"))
        picture(as_pdf(orders[0]), 1, "order")


def as_pdf(source: Path) -> Path:
    """The document as LibreOffice prints it."""
    profile = source.parent / "профиль"
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(source.parent), str(source)]
    subprocess.run(command, check=True, capture_output=True)
    return source.with_suffix(".pdf")


def page_of(pdf: Path, title: str) -> int:
    """The first page whose text begins with the title."""
    text = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True
    ).stdout
    pages = text.split("\f")
    return next(n for n, page in enumerate(pages, start=1) if page.lstrip().startswith(title))


def picture(pdf: Path, page: int, name: str) -> None:
    """One page as docs/pictures/NAME.png."""
    TARGET.mkdir(parents=True, exist_ok=True)
    pages = ["-f", str(page), "-l", str(page), "-singlefile"]
    command = ["pdftoppm", "-r", str(DOTS), "-png", *pages, str(pdf), str(TARGET / name)]
    subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
