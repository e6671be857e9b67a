"""Pressing the buttons of a LibreOffice that is on a screen, as assistive programs press them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from nastavnik.workbooks.libreoffice import office

T = TypeVar("T")
ALERT, FILE_CHOOSER, PUSH_BUTTON, TEXT_FIELD, LABEL = 1, 12, 44, 60, 86
MENU, MENU_ITEM, MENU_BAR = 34, 36, 35
"""com.sun.star.accessibility.AccessibleRole."""
YES, OK, NO = 0, 0, 1
"""The place of a button in a message box."""
PATIENCE = 40
"""Seconds until something must have appeared."""
TOOLBAR = "private:resource/toolbar/addon_ru.nastavnik.toolbar"


def press_on_panel(document: Any, caption: str) -> None:
    """Press a button that stands on «Панель»."""
    panel = document.Sheets.getByName("Панель")
    document.CurrentController.setActiveSheet(panel)

    def found() -> Any:
        models = [model for form in panel.DrawPage.Forms for model in form]
        return next((model for model in models if model.Label == caption), None)

    control = document.CurrentController.getControl(soon(found))
    control.getAccessibleContext().doAccessibleAction(0)


def press_in_toolbar(document: Any, caption: str) -> None:
    """Press a button of our toolbar."""
    frame = document.CurrentController.Frame
    frame.activate()  # as a click would
    bar = frame.LayoutManager.getElement(TOOLBAR)
    _press(bar.getRealInterface().getAccessibleContext(), caption)


def press_in_menu(document: Any, caption: str, *, part: str = "") -> None:
    """Choose a line of our menu, or of a part of it."""
    document.CurrentController.Frame.activate()
    window = document.CurrentController.Frame.ContainerWindow.getAccessibleContext()
    (menu_bar,) = (each for each in parts(window, 0) if each.AccessibleRole == MENU_BAR)
    (menu,) = (each for each in parts(menu_bar, 0) if each.AccessibleName == "Наставник")
    if part:
        menu = next(each for each in parts(menu, 0) if each.AccessibleName == part)
    _press(menu, caption)


def answer(context: Any, button: int = OK) -> str:
    """Wait for a message box, press one of its buttons; what it told."""
    box = soon(lambda: _top(context, ALERT))
    told = next(each.AccessibleName for each in parts(box) if each.AccessibleRole == LABEL)
    _buttons(box)[button].doAccessibleAction(0)
    return str(told)


def choose_file(context: Any, path: Path) -> None:
    """Wait for the dialog for files, name one, and open it."""
    chooser = soon(lambda: _top(context, FILE_CHOOSER))
    field = soon(lambda: next(filter(_is_name_of_file, parts(chooser)), None))
    field.setText(str(path))
    next(each for each in _buttons(chooser) if each.AccessibleName == "Open").doAccessibleAction(0)


def _is_name_of_file(part: Any) -> bool:
    return bool(part.AccessibleRole == TEXT_FIELD and part.AccessibleName == "File name:")


def open_again(context: Any, path: Path) -> Any:
    """The document of a file, once LibreOffice has it open."""
    desktop = office.desktop_of(context)
    return soon(lambda: office.open_document(desktop, path))


def soon(look: Callable[[], T | None]) -> T:
    """What `look` finds before patience ends."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        found = look()
        if found is not None:
            return found
        time.sleep(0.02)
    raise AssertionError("nothing has appeared")


def parts(whole: Any, depth: int = 12) -> Iterator[Any]:
    """Everything within a window, down to a depth."""
    for number in range(min(whole.AccessibleChildCount, 80)):
        child = whole.getAccessibleChild(number)
        if hasattr(child, "getAccessibleContext"):
            part = child.getAccessibleContext()
            yield part
            if depth:
                yield from parts(part, depth - 1)


def _press(whole: Any, caption: str) -> None:
    part = next(each for each in parts(whole, 0) if each.AccessibleName == caption)
    part.doAccessibleAction(0)


def _buttons(whole: Any) -> list[Any]:
    return [each for each in parts(whole) if each.AccessibleRole == PUSH_BUTTON]


def _top(context: Any, role: int) -> Any:
    """A window of the screen that has this role, None where there is none."""
    uno = office.uno_module()
    toolkit = context.ServiceManager.createInstanceWithContext("com.sun.star.awt.Toolkit", context)
    gone = uno.getClass("com.sun.star.uno.RuntimeException")
    unknown = uno.getClass("com.sun.star.beans.UnknownPropertyException")
    for number in range(toolkit.getTopWindowCount()):
        try:
            found = toolkit.getTopWindow(number).getAccessibleContext()
            if found is not None and found.AccessibleRole == role:
                return found
        except (AttributeError, gone, unknown):  # closed while it was looked at
            continue
    return None
