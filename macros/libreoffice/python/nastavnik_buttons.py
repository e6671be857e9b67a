"""The menu and toolbar «Наставник» of LibreOffice: save, let our program work, open again.

Only the standard library: it runs in whatever Python LibreOffice brings along. The book is closed
meanwhile, so that the program finds it free on every system.
"""

from __future__ import annotations

import os
import subprocess
from typing import Any
from urllib.parse import unquote, urlparse
from urllib.request import url2pathname

import uno
from com.sun.star.beans import PropertyValue

COMMAND = ["nastavnik"]
SOURCES = ""
TITLE = "Наставник"
NO_WINDOW = 0x08000000
INFO, PROBLEM = 0, 3


def check(*_: object) -> str:
    """Check the book."""
    return _press("check", show="Проверка")


def match(*_: object) -> str:
    """Propose pairs."""
    return _press("match", show="Пары")


def draft(*_: object) -> str:
    """Make drafts of the orders."""
    return _press("order")


def register(*_: object) -> str:
    """Register the orders, after a question."""
    return _press(
        "order", "--register", question="Присвоить приказам номера и записать их в журнал?"
    )


def documents(*_: object) -> str:
    """Make the missing documents."""
    return _press("documents", "--missing")


def undo(*_: object) -> str:
    """Take back the last change, after a question."""
    return _press("undo", question="Вернуть книгу к тому, что было до последнего действия?")


def heal(*_: object) -> str:
    """Give the book back what was lost."""
    return _press("heal")


def window(*_: object) -> None:
    """Open the window over the book, and do not wait for it."""
    document = _book()
    if document is not None:
        _store(document)
        subprocess.Popen([*COMMAND, "panel", _path(document)], env=_environment())


g_exportedScripts = (  # noqa: N816 - the name that LibreOffice looks for
    check,
    match,
    draft,
    register,
    documents,
    undo,
    heal,
    window,
)


def _press(verb: str, *options: str, show: str = "", question: str = "") -> str:
    """Save and close the book, run the verb, open the book again; what was told."""
    document = _book()
    if document is None or (question and not _agreed(question)):
        return ""
    _store(document)
    url, path, place = document.URL, _path(document), show or _active_sheet(document)
    desktop = _office().getDesktop()
    is_hidden = document.CurrentController is None
    keeper = desktop.loadComponentFromURL(
        "private:factory/scalc", "_blank", 0, (_option("Hidden"),)
    )
    try:
        document.close(True)
        failed, message = _run([verb, path, *options])
        loading = (_option("Hidden"),) if is_hidden else ()
        document = desktop.loadComponentFromURL(url, "_blank", 0, loading)
        _activate(document, place)
    finally:
        keeper.close(True)
    _tell(message, PROBLEM if failed else INFO)
    return message


def _office() -> Any:
    """What LibreOffice gives to every script."""
    return globals()["XSCRIPTCONTEXT"]


def _book() -> Any:
    """The document in front, if it is a book of ours that has a file."""
    document = _office().getDocument()
    sheets = getattr(document, "Sheets", None)
    if sheets is None or not sheets.hasByName("Панель"):
        _tell("Откройте книгу «Наставничество» и повторите", PROBLEM)
    elif urlparse(document.URL).scheme != "file":
        _tell("Сохраните книгу в папку на компьютере и повторите", PROBLEM)
    else:
        return document
    return None


def _store(document: Any) -> None:
    if document.isModified():
        document.store()


def _path(document: Any) -> str:
    return url2pathname(unquote(urlparse(document.URL).path))


def _run(words: list[str]) -> tuple[bool, str]:
    """(whether the job was not done, what to tell)."""
    try:
        done = subprocess.run(
            [*COMMAND, *words],
            capture_output=True,
            encoding="utf-8",
            env=_environment(),
            check=False,
            creationflags=NO_WINDOW if os.name == "nt" else 0,
        )
    except OSError:
        return True, "Программа «Наставник» не найдена: установите расширение заново из неё"
    lines = (done.stdout if done.returncode < 2 else done.stderr).strip().splitlines()
    return done.returncode > 1, lines[-1] if lines else "Готово"


def _environment() -> dict[str, str]:
    """The environment without what LibreOffice sets for its own Python."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "LD_LIBRARY_PATH"))}
    return {**kept, "PYTHONUTF8": "1", **({"PYTHONPATH": SOURCES} if SOURCES else {})}


def _active_sheet(document: Any) -> str:
    controller = document.CurrentController
    return str(controller.ActiveSheet.Name) if controller else ""


def _activate(document: Any, sheet: str) -> None:
    controller = document.CurrentController
    if controller and document.Sheets.hasByName(sheet):
        controller.setActiveSheet(document.Sheets.getByName(sheet))


def _option(name: str) -> Any:
    option = PropertyValue()
    option.Name, option.Value = name, True
    return option


def _agreed(question: str) -> bool:
    return _box(question, uno.Enum("com.sun.star.awt.MessageBoxType", "QUERYBOX"), 3) == 2


def _tell(message: str, kind: int) -> None:
    name = "ERRORBOX" if kind == PROBLEM else "INFOBOX"
    _box(message, uno.Enum("com.sun.star.awt.MessageBoxType", name), 1)


def _box(message: str, kind: Any, buttons: int) -> int:
    """Show a message box over the front window; the button pressed."""
    context = uno.getComponentContext()
    toolkit = context.ServiceManager.createInstanceWithContext("com.sun.star.awt.Toolkit", context)
    frame = _office().getDesktop().getCurrentFrame()
    parent = frame.ContainerWindow if frame else None
    return int(toolkit.createMessageBox(parent, kind, buttons, TITLE, message).execute())
