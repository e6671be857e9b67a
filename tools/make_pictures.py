"""Make the pictures of the manual, docs/pictures, and the page of all sheets, docs/sheets.md.

Needs soffice with Russian, pdftoppm, Xvfb, and the commands `import` and `convert` of ImageMagick.

python3 tools/make_pictures.py
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from nastavnik.actions.demo import run as run_demo
from nastavnik.actions.make_documents import run as make_documents
from nastavnik.actions.new_book import SAMPLE_DAY, SAMPLE_END, new_book
from nastavnik.actions.pack_documents import run as pack
from nastavnik.actions.session import Session, closed_book, work
from nastavnik.documents.batch import make_documents as documents_of
from nastavnik.documents.catalogue.table import KINDS
from nastavnik.matching.proposing import propose
from nastavnik.model.school import School, read_school
from nastavnik.model.sheets import (
    FIT,
    GANTT,
    GUIDE,
    LISTS,
    PANEL,
    PEOPLE_COUNTED,
    RECORDS,
    RESULTS,
    Mentee,
)
from nastavnik.model.text import fold
from nastavnik.rules.checking import check
from nastavnik.workbooks.libreoffice import office
from nastavnik.workbooks.shipped import BOOK_NAME, templates
from virtual_screen import virtual_screen

DOCS = Path(__file__).resolve().parents[1] / "docs"
TARGET = DOCS / "pictures"
SHEETS = TARGET / "sheets"
SECONDS_TO_SHOW, SECONDS_TO_DRAW = 5, 1.2
WINDOW = (940, 640)
"""Pixels of the window at a scale of 100 %."""
OFFICE = (1500, 860)
CONTACTS = "10x"
"""So many first pages stand side by side."""
COLOURS, SHEET_WIDTH = "48", "1000"
"""A picture keeps so many colours and is so wide: all of them stay small."""
PLAIN = ("-strip", "+dither", "-colors", COLOURS)
INTRODUCTION = """# Все листы книги

Вымышленная школа с посаженными ошибками после кнопок «Проверить» и «Подобрать пары»: красные
ячейки надо исправить, жёлтые — исправить или объяснить, серые столбцы заполняет программа.
Картинки сделаны в LibreOffice командой `python3 tools/make_pictures.py`.
"""


def main() -> None:
    """Picture the window, an order and a pack of the demo, the panel, every sheet with mistakes."""
    SHEETS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run_demo(Session(), folder=folder / "demo")
        book = folder / "demo" / BOOK_NAME
        orders = sorted((folder / "demo" / "Документы").rglob("Приказ*.docx"))
        first_page(as_pdf(orders[0]), TARGET / "order.png")
        for scale in (100, 150):
            picture_window(book, scale)
        picture_pack(folder / "pack")
        picture_documents(folder / "documents")
        sample = matched_book(new_book(folder / "sample", sample=True))
        picture_sheets(sample, {PANEL: TARGET / "panel.png"})
        flawed = matched_book(new_book(folder / "flawed", flawed=True))
        picture_sheets(flawed, {title: SHEETS / f"{n:02}.png" for n, title in listed()})
        picture_sheets(flawed, {Mentee.sheet: TARGET / "mentees.png"})
    (DOCS / "sheets.md").write_text(page(), encoding="utf-8")


def picture_pack(folder: Path) -> None:
    """The cover of a pack of what the sample school has to sign."""
    book = new_book(folder, sample=True)
    make_documents(Session(), book=book, today=SAMPLE_DAY, missing=True, register=True)
    first_page(pack(Session(), book=book, today=SAMPLE_DAY).path, TARGET / "pack.png")


def picture_documents(folder: Path) -> None:
    """The first pages of all kinds of documents, on the last day of the sample, on one sheet."""
    school = read_school(closed_book(new_book(folder, sample=True, end=True)).read())
    pages = folder / "pages"
    pages.mkdir()
    for number, kind in enumerate(kind for kind in KINDS if kind.template):
        made = documents_of(school, templates(), SAMPLE_END, kinds=[kind.key]).changes.files
        for file in made[:1]:
            (pages / f"{number:02}.docx").write_bytes(file.content)
    profile = (folder / "profile").as_uri()
    files = sorted(map(str, pages.glob("*.docx")))
    office_command = ["soffice", f"-env:UserInstallation={profile}", "--headless"]
    command = [*office_command, "--convert-to", "pdf", "--outdir", str(pages), *files]
    subprocess.run(command, check=True, capture_output=True)
    for pdf in pages.glob("*.pdf"):
        first = ["pdftoppm", "-r", "28", "-png", "-gray", "-singlefile", str(pdf)]
        subprocess.run([*first, str(pdf.with_suffix(""))], check=True)
    sheet = ["montage", *sorted(map(str, pages.glob("*.png"))), "-tile", CONTACTS]
    looks = ["-geometry", "198x280>+2+2", "-bordercolor", "#aaa", "-border", "1", "png:-"]
    picture = subprocess.run([*sheet, *looks], check=True, capture_output=True).stdout
    shades = ["-colorspace", "Gray", "-strip", "+dither", "-posterize", "4"]
    command = ["convert", "png:-", *shades, "-define", "png:bit-depth=2"]
    subprocess.run([*command, str(TARGET / "documents.png")], check=True, input=picture)


def listed() -> list[tuple[int, str]]:
    """The sheets in the order of the page, numbered from 1."""
    titles = [
        PANEL,
        *(record.sheet for record in RECORDS),
        RESULTS,
        PEOPLE_COUNTED,
        GANTT,
        FIT,
        LISTS,
        GUIDE,
    ]
    return list(enumerate(titles, start=1))


def page() -> str:
    """A heading and a picture for every sheet."""
    purposes = {r.sheet: (r.__doc__ or "").strip().splitlines()[0] for r in RECORDS}
    parts = [
        f"## {title}\n\n{purposes.get(title, '')}\n\n![{title}](pictures/sheets/{number:02}.png)\n"
        for number, title in listed()
    ]
    return "\n".join([INTRODUCTION, *(part.replace("\n\n\n\n", "\n\n") for part in parts)])


def matched_book(path: Path) -> Path:
    """The book with pairs proposed, and checked."""
    for verb in (proposed, checked):
        work(closed_book(path), verb)
    return path


def proposed(school: School) -> Any:
    """The pairs on the day of the sample."""
    return propose(school, SAMPLE_DAY)


def checked(school: School) -> Any:
    """The check on the day of the sample."""
    return check(school, SAMPLE_DAY)


def as_pdf(source: Path) -> Path:
    """The document as LibreOffice prints it."""
    profile = source.parent / "профиль"
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(source.parent), str(source)]
    subprocess.run(command, check=True, capture_output=True)
    return source.with_suffix(".pdf")


def first_page(pdf: Path, target: Path) -> None:
    """The first page of a document."""
    stem = str(target.with_suffix(""))
    subprocess.run(["pdftoppm", "-r", "80", "-png", "-singlefile", str(pdf), stem], check=True)
    subprocess.run(["convert", target, *PLAIN, target], check=True)


def shot(display: str, target: Path, *changes: str) -> None:
    """What the screen shows."""
    root = ["import", "-display", display, "-window", "root", "png:-"]
    picture = subprocess.run(root, check=True, capture_output=True).stdout
    command = ["convert", "png:-", *changes, *PLAIN, str(target)]
    subprocess.run(command, check=True, input=picture)


def picture_window(book: Path, scale: int) -> None:
    """The window over a book after a check, at a scale of the screen in per cent."""
    width, height = (side * scale // 100 for side in WINDOW)
    with virtual_screen(width, height, 96 * scale // 100) as display:
        environment = {**os.environ, "DISPLAY": display}
        code = (
            "import sys, tkinter; from pathlib import Path;"
            "from nastavnik.actions.new_book import SAMPLE_DAY;"
            "from nastavnik.model.actions import CHECK_BUTTON;"
            "from nastavnik.faces.window.window import Window;"
            "root = tkinter.Tk(); window = Window(root, Path(sys.argv[1]), lambda: SAMPLE_DAY);"
            "root.geometry('+0+0'); root.after(1500, lambda: window.act(CHECK_BUTTON));"
            "root.mainloop()"
        )
        with subprocess.Popen([sys.executable, "-c", code, book], env=environment) as shown:
            time.sleep(SECONDS_TO_SHOW)
            shot(display, TARGET / f"window{scale}.png")
            shown.terminate()


def picture_sheets(book: Path, wanted: dict[str, Path]) -> None:
    """The sheets of a book as LibreOffice shows them: title → picture."""
    with tempfile.TemporaryDirectory() as profile, virtual_screen(*OFFICE) as display:
        own = f"-env:UserInstallation={Path(profile).as_uri()}"
        pipe = f"pictures{time.time_ns()}"
        os.environ |= {"DISPLAY": display, "SAL_USE_VCLPLUGIN": "gen", "LC_ALL": "ru_RU.UTF-8"}
        for _ in range(2):  # the first start may only set the profile up
            process = office.start(pipe, own, "--nodefault", "--nologo")
            context = office.connect(pipe, 30)
            if context:
                break
        desktop = office.desktop_of(context)
        copy = Path(profile) / "book.xlsx"  # where no Russian locale is, no Russian name opens
        copy.write_bytes(book.read_bytes())
        document = desktop.loadComponentFromURL(copy.as_uri(), "_blank", 0, ())
        bare(context, document)
        for title, target in wanted.items():
            show(document, title)
            shot(display, target, "-crop", "x835+0+0", "+repage", "-resize", SHEET_WIDTH)
        document.close(True)
        desktop.terminate()
        process.wait(30)


def bare(context: Any, document: Any) -> None:
    """Take away what is not the book: the sidebar."""
    name = "com.sun.star.frame.DispatchHelper"
    helper = context.ServiceManager.createInstanceWithContext(name, context)
    helper.executeDispatch(document.CurrentController.Frame, ".uno:Sidebar", "", 0, ())


def show(document: Any, title: str) -> None:
    """Bring a sheet to the front, the cursor out of the way."""
    sheet = next(sheet for sheet in document.Sheets if fold(sheet.Name) == fold(title))
    sheet.IsVisible = True
    document.CurrentController.setActiveSheet(sheet)
    document.CurrentController.select(sheet.getCellRangeByName("A1"))
    time.sleep(SECONDS_TO_DRAW)


if __name__ == "__main__":
    main()
