"""What the buttons of LibreOffice do: save, let our program work, open again.

Only the standard library: it runs in whatever Python LibreOffice brings along. The book is closed
meanwhile, so that the program finds it free on every system.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote, urlparse
from urllib.request import url2pathname

import uno
import unohelper
from com.sun.star.awt import XCallback
from com.sun.star.beans import PropertyValue

COMMAND = ["nastavnik"]
SOURCES = ""
BUTTONS: dict[str, dict[str, Any]] = {}
"""Key → the words of the command, the question before it, the title of the dialog for a file and
what kinds of files it shows, the sheet to show afterwards; filled in from the buttons' declaration.
"""
TITLE = "Наставник"
FILE = "ФАЙЛ"
"""The word of a command that stands for the file a person chooses."""
NO_WINDOW = 0x08000000
INFO, PROBLEM = 0, 3
OK, YES_OR_NO, YES = 1, 3, 2
"""com.sun.star.awt.MessageBoxButtons and MessageBoxResults."""


class _Later(unohelper.Base, XCallback):  # type: ignore[misc]
    """Work that begins once the press is over: till then the book cannot be closed for good."""

    def __init__(self, work: Callable[[], None]) -> None:
        self._work = work

    def notify(self, _: object) -> None:
        """Called by LibreOffice when it has time."""
        self._work()


def window(*events: Any) -> None:
    """Open the window over the book, and do not wait for it."""
    document = _book(events)
    if document is not None:
        _store(document)
        subprocess.Popen([*COMMAND, "panel", _file(document.URL)], env=_environment())


def _script(key: str) -> Callable[..., None]:
    """The function that LibreOffice calls when the button of this key is pressed."""

    def press(*events: Any) -> None:
        document = _book(events)
        if document is not None:
            callback = _service("com.sun.star.awt.AsyncCallback")
            callback.addCallback(_Later(lambda: _press(document, BUTTONS[key])), None)

    press.__name__ = key
    return press


globals().update({key: _script(key) for key in BUTTONS})


def _press(document: Any, button: dict[str, Any]) -> None:
    """Ask what there is to ask, then work."""
    words: list[str] = button["words"]
    if button["question"] and not _agreed(document, button["question"]):
        return
    if button["wants"]:
        chosen = _chosen(button["wants"], button["kinds"])
        words = [chosen if word == FILE else word for word in words]
        if not chosen or not _agreed_to_preview(document, words):
            return
    _work(document, words, button["shows"])


def _work(document: Any, words: list[str], shows: str) -> None:
    """Save and close the book, run the command, open the book again and tell the result."""
    _store(document)
    url, place = document.URL, shows or _active_sheet(document)
    desktop = _office().getDesktop()
    is_hidden = document.CurrentController is None
    keeper = desktop.loadComponentFromURL(
        "private:factory/scalc", "_blank", 0, (_option("Hidden"),)
    )
    try:
        document.close(True)
        code, text = _run([*words, _file(url)])
        loading = (_option("Hidden"),) if is_hidden else ()
        document = desktop.loadComponentFromURL(url, "_blank", 0, loading)
        _activate(document, place)
    finally:
        keeper.close(True)
    _tell(document, _last_line(text) or "Готово", PROBLEM if code > 1 else INFO)


def _agreed_to_preview(document: Any, words: list[str]) -> bool:
    """Whether the person, told what would be written, wants it; where it is nothing, told so."""
    _store(document)
    code, text = _run([*words, _file(document.URL), "--dry-run", "--json"])
    if code > 1:
        _tell(document, _last_line(text), PROBLEM)
        return False
    preview = json.loads(text)
    if not preview["question"]:
        _tell(document, preview["message"], INFO)
        return False
    return _agreed(document, preview["question"])


def _office() -> Any:
    """What LibreOffice gives to every script."""
    return globals()["XSCRIPTCONTEXT"]


def _book(events: tuple[Any, ...]) -> Any:
    """The document whose button was pressed, if it is a book of ours that has a file."""
    source = getattr(events[0], "Source", None) if events else None
    document = _document_of(source) if hasattr(source, "Model") else _office().getDocument()
    sheets = getattr(document, "Sheets", None)
    if sheets is None or not sheets.hasByName("Панель"):
        _tell(None, "Откройте книгу «Наставничество» и повторите", PROBLEM)
    elif urlparse(document.URL).scheme != "file":
        _tell(document, "Сохраните книгу в папку на компьютере и повторите", PROBLEM)
    else:
        return document
    return None


def _document_of(control: Any) -> Any:
    """The document that a button on a sheet belongs to: button → form → forms → document."""
    return control.Model.Parent.Parent.Parent


def _store(document: Any) -> None:
    if document.isModified():
        document.store()


def _file(url: str) -> str:
    return url2pathname(unquote(urlparse(url).path))


def _last_line(text: str) -> str:
    return next(reversed(text.splitlines()), "")


def _run(words: list[str]) -> tuple[int, str]:
    """(exit code, what the command said)."""
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
        return 2, "Программа «Наставник» не найдена: установите расширение заново из неё"
    return done.returncode, (done.stdout if done.returncode < 2 else done.stderr).strip()


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


def _chosen(title: str, kinds: str) -> str:
    """The file that the person chose, "" if she left the dialog."""
    picker = _service("com.sun.star.ui.dialogs.FilePicker")
    picker.setTitle(title)
    picker.appendFilter("Списки", kinds)
    picker.appendFilter("Все файлы", "*.*")
    return _file(picker.getSelectedFiles()[0]) if picker.execute() else ""


def _agreed(document: Any, question: str) -> bool:
    return _box(document, question, "QUERYBOX", YES_OR_NO) == YES


def _tell(document: Any, message: str, kind: int) -> None:
    _box(document, message, "ERRORBOX" if kind == PROBLEM else "INFOBOX", OK)


def _box(document: Any, message: str, kind: str, buttons: int) -> int:
    """Show a message box over the document; the button pressed."""
    controller = getattr(document, "CurrentController", None)
    parent = controller.Frame.ContainerWindow if controller else None
    box_kind = uno.Enum("com.sun.star.awt.MessageBoxType", kind)
    toolkit = _service("com.sun.star.awt.Toolkit")
    box = toolkit.createMessageBox(parent, box_kind, buttons, TITLE, message)
    try:
        return int(box.execute())
    finally:
        box.dispose()


def _service(name: str) -> Any:
    context = uno.getComponentContext()
    return context.ServiceManager.createInstanceWithContext(name, context)
