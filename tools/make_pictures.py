"""Make the pictures of the manual, docs/pictures, from the demo.

Needs soffice, pdftoppm, Xvfb and the command `import` of ImageMagick.

python3 tools/make_pictures.py
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from nastavnik.books.builder import BOOK_NAME
from nastavnik.demo import run_demo
from nastavnik.sheets import Mentee

TARGET = Path(__file__).resolve().parents[1] / "docs" / "pictures"
PANEL_PAGE = 1
REGISTRY_BOX = ("-r", "130", "-x", "60", "-y", "60", "-W", "1010", "-H", "520")
SCREEN, SECONDS_TO_SHOW = ":97", 4


def main() -> None:
    """Run the demo and picture its panel, a registry with findings, and an order."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "demo"
        run_demo(folder)
        book = as_pdf(folder / BOOK_NAME)
        picture(book, PANEL_PAGE, "panel")
        picture(book, page_of(book, Mentee.sheet), "mentees", REGISTRY_BOX)
        orders = sorted((folder / "Документы").rglob("Приказ*.docx"))
        picture(as_pdf(orders[0]), 1, "order")
        window(folder / BOOK_NAME, "window")


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


def picture(pdf: Path, page: int, name: str, box: Sequence[str] = ("-r", "80")) -> None:
    """One page, or the part of it in a box, as docs/pictures/NAME.png."""
    TARGET.mkdir(parents=True, exist_ok=True)
    pages = ["-f", str(page), "-l", str(page), "-singlefile"]
    subprocess.run(["pdftoppm", *box, "-png", *pages, str(pdf), str(TARGET / name)], check=True)


def window(book: Path, name: str) -> None:
    """The window over a book, on a screen of its own."""
    with subprocess.Popen(["Xvfb", SCREEN, "-screen", "0", "900x640x24"]) as screen:
        environment = {**os.environ, "DISPLAY": SCREEN}
        command = [sys.executable, "-m", "nastavnik", "panel", str(book)]
        with subprocess.Popen(command, env=environment) as shown:
            time.sleep(SECONDS_TO_SHOW)
            shot = ["import", "-display", SCREEN, "-window", "root", str(TARGET / f"{name}.png")]
            subprocess.run(shot, check=True)
            shown.terminate()
        screen.terminate()


if __name__ == "__main__":
    main()
