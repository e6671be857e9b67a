"""`nastavnik panel`: a window beside the office application, which needs no macros."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from nastavnik.model.action_pages import page_line
from nastavnik.model.errors import JobError
from nastavnik.workbooks.shipped import BOOK_NAME


def open_panel(book: Path | None = None, today: date | None = None, page: str = "") -> None:
    """Show the window until the person closes it; `page` is the one to begin with.

    Raises:
        JobError: this Python has no tkinter, there is no screen, no such book or page.
    """
    path = book or _book_here()
    line = page_line(page) if page else ""
    if path and not path.is_file():
        raise JobError(
            f"Книги «{path}» нет: проверьте путь, подключите диск или запустите окно без неё"
        )
    try:
        import tkinter
    except ImportError:
        raise JobError(
            "В этом Python нет окон (tkinter): в Linux установите пакет python3-tk, в Windows и "
            "macOS — Python с сайта python.org; остальные команды работают и так"
        ) from None
    from nastavnik.faces.window.looks import sharpen
    from nastavnik.faces.window.window import Window

    sharpen()
    try:
        root = tkinter.Tk()
    except tkinter.TclError:
        raise JobError("Окно показать негде: нет экрана; работайте командами nastavnik") from None
    window = Window(root, path, lambda: today or date.today())
    if line:
        window.go(line)
    root.mainloop()


def _book_here() -> Path | None:
    """The book of the folder that the window was started in."""
    found = Path.cwd() / BOOK_NAME
    return found if found.is_file() else None
