"""What the buttons of LibreOffice do: tell our program what the open book holds, write its answer.

Only the standard library: it runs in whatever Python LibreOffice brings along. The book stays open
and nothing typed in it is saved; only a click that gives numbers saves it, in the same step. What
rewrites the whole file needs it closed meanwhile.
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

PYTHON = "python3"
SOURCES = ""
BUTTONS: dict[str, dict[str, Any]] = {}
"""Key → the words of the command, the question before it, the title of the dialog for a file and
what kinds of files it shows, the sheet to show afterwards, whether the book must be closed; filled
in from the buttons' declaration.
"""
PAGES: list[str] = []
"""The pages of the window that the menu leads to."""
TITLE = "Наставник"
NO_WINDOW = 0x08000000
INFO, PROBLEM = 0, 3
OK, YES_OR_NO, YES = 1, 3, 2
"""com.sun.star.awt.MessageBoxButtons and MessageBoxResults."""
DATES_OR_FORMULAS = 2 | 16
"""com.sun.star.sheet.CellFlags: DATETIME, FORMULA."""
LOGICAL = 1024
"""com.sun.star.util.NumberFormat: shown as yes and no."""
NOT_FOUND = "Программа «Наставник» не найдена: установите расширение заново из неё"
BROKEN_OFF = "Программа «Наставник» остановилась, книга осталась прежней: повторите"


class _Later(unohelper.Base, XCallback):  # type: ignore[misc]
    """Work that begins once the press is over: till then the book cannot be closed for good."""

    def __init__(self, work: Callable[[], None]) -> None:
        self._work = work

    def notify(self, _: object) -> None:
        """Called by LibreOffice when it has time."""
        self._work()


def _window(*page: str) -> Callable[..., None]:
    """The function that opens the window over the book at a page, and does not wait for it."""

    def show(*events: Any) -> None:
        document = _book(events)
        if document is None:
            return
        command = [PYTHON, "-m", "nastavnik", "panel", _file(document.URL)]
        try:
            subprocess.Popen([*command, *(f"--page={key}" for key in page)], env=_environment())
        except OSError:
            _tell(document, NOT_FOUND, PROBLEM)

    return show


def _script(key: str) -> Callable[..., None]:
    """The function that LibreOffice calls when the button of this key is pressed."""

    def press(*events: Any) -> None:
        document = _book(events)
        if document is not None:
            callback = _service("com.sun.star.awt.AsyncCallback")
            callback.addCallback(_Later(lambda: _press(document, key)), None)

    press.__name__ = key
    return press


window = _window()
globals().update({key: _script(key) for key in BUTTONS})
globals().update({f"page_{key}": _window(key) for key in PAGES})


def _press(document: Any, key: str) -> None:
    """Ask what there is to ask, then work."""
    button = BUTTONS[key]
    if button["question"] and not _agreed(document, button["question"]):
        return
    files = []
    if button["wants"]:
        files = [_chosen(button["wants"], button["kinds"])]
        if not files[0]:
            return
    if button["closed"]:
        _work_closed(document, button["words"])
    else:
        _work(document, key, files)


def _work(document: Any, key: str, files: list[str]) -> None:
    """Let our program work with what the document holds, and do what it asks for."""
    try:
        process = subprocess.Popen(
            [PYTHON, "-m", "nastavnik.faces.calc", key],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            env=_environment(),
            creationflags=NO_WINDOW if os.name == "nt" else 0,
        )
    except OSError:
        _tell(document, NOT_FOUND, PROBLEM)
        return
    told: dict[str, Any] = {"do": "tell", "message": BROKEN_OFF, "failed": True}
    try:
        told = _conversation(document, process, {**_facts(document), "files": files}) or told
    except (OSError, ValueError):  # it is gone, and has written nothing
        process.kill()
    if not told["failed"]:
        _activate(document, BUTTONS[key]["shows"])
    _tell(document, told["message"], PROBLEM if told["failed"] else INFO)
    process.wait()


def _conversation(document: Any, process: Any, facts: dict[str, Any]) -> dict[str, Any] | None:
    """Answer what our program asks until it tells the result."""
    _send(process, facts)
    for line in process.stdout:
        request: dict[str, Any] = json.loads(line)
        if request["do"] == "tell":
            return request
        if request["do"] == "ask":
            _send(process, {"yes": _agreed(document, request["question"])})
        else:
            _send(process, _written(document, request))
    return None


def _send(process: Any, message: dict[str, Any]) -> None:
    process.stdin.write(json.dumps(message) + "\n")
    process.stdin.flush()


def _facts(document: Any) -> dict[str, Any]:
    """What the document holds."""
    day = document.NullDate
    return {
        "path": _file(document.URL),
        "origin": [day.Year, day.Month, day.Day],
        "readonly": document.isReadonly(),
        "sheets": [_sheet(document, sheet) for sheet in document.Sheets],
    }


def _sheet(document: Any, sheet: Any) -> dict[str, Any]:
    """What a sheet holds; rows and columns are counted from 1."""
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    end = cursor.RangeAddress
    used = sheet.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow)
    rows = used.getDataArray()
    places = [(r, c, cell) for r, row in enumerate(rows) for c, cell in enumerate(row)]
    bits = [(r, c) for r, c, cell in places if cell in (0, 1)]
    return {
        "name": sheet.Name,
        "protected": sheet.isProtected(),
        "rows": rows,
        "marked": [
            (a.StartRow + 1, a.StartColumn + 1, a.EndRow + 1, a.EndColumn + 1)
            for a in used.queryContentCells(DATES_OR_FORMULAS).RangeAddresses
        ],
        "errors": [
            (r + 1, c + 1, used.getCellByPosition(c, r).String)
            for r, c, cell in places
            if cell is None
        ],
        "truths": [
            (r + 1, c + 1) for r, c in bits if _is_truth(document, used.getCellByPosition(c, r))
        ],
        "merged": list(_merged(sheet, (0, 0, end.EndRow, end.EndColumn))),
    }


def _is_truth(document: Any, cell: Any) -> bool:
    """Whether a 1 or a 0 is a yes or a no."""
    formula = cell.Formula
    if formula.startswith("="):
        return formula in ("=TRUE()", "=FALSE()")
    return bool(document.NumberFormats.getByKey(cell.NumberFormat).Type & LOGICAL)


def _merged(sheet: Any, box: tuple[int, int, int, int]) -> Any:
    """The merged areas whose first cell is in a box, found by halves."""
    top, left, bottom, right = box
    if not sheet.getCellRangeByPosition(left, top, right, bottom).getIsMerged():
        return
    if (top, left) == (bottom, right):
        cursor = sheet.createCursorByRange(sheet.getCellByPosition(left, top))
        cursor.collapseToMergedArea()
        end = cursor.RangeAddress
        yield (top + 1, left + 1, end.EndRow + 1, end.EndColumn + 1)
    elif top < bottom:
        middle = (top + bottom) // 2
        yield from _merged(sheet, (top, left, middle, right))
        yield from _merged(sheet, (middle + 1, left, bottom, right))
    else:
        middle = (left + right) // 2
        yield from _merged(sheet, (top, left, bottom, middle))
        yield from _merged(sheet, (top, middle + 1, bottom, right))


def _written(document: Any, request: dict[str, Any]) -> dict[str, Any]:
    """Write all that is asked in one step of the undo list, and save where that is asked; or none.

    A step that the office cannot take back whole would leave rows of ours behind: LibreOffice's own
    undo of many cells leaves those as they are that were empty. Where the cells are first copied
    onto themselves, which changes nothing, it empties them too.
    """
    manager, fault, begun = document.UndoManager, "", False
    document.lockControllers()
    manager.enterUndoContext(TITLE)
    try:
        for patch in request["patches"]:
            sheet = document.Sheets.getByName(patch["sheet"])
            if patch["table"]:
                _resize_table(document, sheet, *patch["table"])
            for block in patch["blocks"]:
                area = _area(sheet, block)
                sheet.copyRange(area.getCellByPosition(0, 0).CellAddress, area.RangeAddress)
                begun = True
                _fill(document, area, block)
    except Exception as error:  # whatever it is, the book must be as it was
        fault = type(error).__name__
    manager.leaveUndoContext()
    document.unlockControllers()
    if not fault and request["save"]:
        fault = _stored(document)
    if fault and begun:
        manager.undo()
    return {"fault": fault} if fault else {"done": True}


def _stored(document: Any) -> str:
    """Save the document; "" if it is saved."""
    try:
        document.store()
    except Exception:  # the disk is full, or gone
        return "save"
    return ""


def _area(sheet: Any, block: dict[str, Any]) -> Any:
    top, left = block["top"] - 1, block["left"] - 1
    rows = block["rows"]
    return sheet.getCellRangeByPosition(left, top, left + len(rows[0]) - 1, top + len(rows) - 1)


def _fill(document: Any, area: Any, block: dict[str, Any]) -> None:
    area.setFormulaArray(tuple(map(tuple, block["rows"])))
    for top, left, bottom, right, kind in block["showings"]:
        cells = area.getCellRangeByPosition(left, top, right, bottom)
        cells.NumberFormat = _number_format(document, kind)


def _number_format(document: Any, kind: str) -> int:
    formats, locale = document.NumberFormats, document.CharLocale
    if kind != "date":
        return int(formats.getStandardFormat(LOGICAL if kind == "truth" else 0, locale))
    known = int(formats.queryKey("DD.MM.YYYY", locale, False))
    return known if known >= 0 else int(formats.addNew("DD.MM.YYYY", locale))


def _resize_table(document: Any, sheet: Any, header_row: int, last_row: int) -> None:
    """Make the table whose header stands in a row end at another; rows are counted from 1."""
    number = sheet.RangeAddress.Sheet
    for table in document.DatabaseRanges:
        area = table.DataArea
        if area.Sheet == number and area.StartRow == header_row - 1:
            if area.EndRow != last_row - 1:
                area.EndRow = last_row - 1
                table.setDataArea(area)
            return


def _work_closed(document: Any, words: list[str]) -> None:
    """Save and close the book, run the command, open the book again and tell the result."""
    if document.isModified():
        document.store()
    url, place = document.URL, _active_sheet(document)
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


def _file(url: str) -> str:
    return url2pathname(unquote(urlparse(url).path))


def _last_line(text: str) -> str:
    return next(reversed(text.splitlines()), "")


def _run(words: list[str]) -> tuple[int, str]:
    """(exit code, what the command said)."""
    try:
        done = subprocess.run(
            [PYTHON, "-m", "nastavnik", *words],
            capture_output=True,
            encoding="utf-8",
            env=_environment(),
            check=False,
            creationflags=NO_WINDOW if os.name == "nt" else 0,
        )
    except OSError:
        return 2, NOT_FOUND
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
