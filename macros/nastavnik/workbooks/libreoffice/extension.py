"""The extension of LibreOffice: a menu, a toolbar and buttons that call our program."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree

from nastavnik.model.action_pages import Page, pages
from nastavnik.model.actions import BUTTONS, WINDOW_BUTTON, Button, Need

NAME = "Nastavnik.oxt"
"""LibreOffice finds the scripts of an extension by this name: it must stay as it is."""
SCRIPT, MENUS = "python/nastavnik_buttons.py", "Addons.xcu"
REGISTRY = "http://openoffice.org/2001/registry"
SHEETS = "com.sun.star.sheet.SpreadsheetDocument"
PLACE = "language=Python&location=user:uno_packages"
ADDRESS = f"vnd.sun.star.script:{NAME}|python|nastavnik_buttons.py${{}}?{PLACE}"


def build_extension(files: Mapping[str, bytes], python: str, sources: str) -> bytes:
    """The extension made of `files` (name → content), calling our package in that Python.

    `sources` is the folder where that Python finds our package, empty if it is installed.

    Raises:
        ValueError: the script has no place for one of them.
    """
    script = files[SCRIPT].decode("utf-8")
    script = _filled(script, 'PYTHON = "python3"', f"PYTHON = {python!r}")
    script = _filled(script, 'SOURCES = ""', f"SOURCES = {sources!r}")
    table = {button.key: _pressed(button) for button in BUTTONS}
    script = _filled(script, "BUTTONS: dict[str, dict[str, Any]] = {}", f"BUTTONS = {table!r}")
    keys = [action.key for page in pages() for action in page.actions]
    script = _filled(script, "PAGES: list[str] = []", f"PAGES = {keys!r}")
    made = {SCRIPT: script.encode("utf-8"), MENUS: menus()}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in {**files, **made}.items():
            out.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)
    return stream.getvalue()


def menus() -> bytes:
    """The configuration of LibreOffice that adds the menu and the toolbar."""
    root = ElementTree.Element(
        f"{{{REGISTRY}}}component-data",
        {_own("name"): "Addons", _own("package"): "org.openoffice.Office"},
    )
    interface = _node(root, "AddonUI")
    menu = _node(_node(interface, "OfficeMenuBar"), "ru.nastavnik.menu", is_new=True)
    _property(menu, "Title", "Наставник", language="en-US")
    _property(menu, "Context", SHEETS)
    lines = _node(menu, "Submenu")
    _buttons(lines)
    _property(_node(lines, "L", is_new=True), "URL", "private:separator")
    for page in pages():
        _page(lines, page)
    _buttons(_node(_node(interface, "OfficeToolBar"), "ru.nastavnik.toolbar", is_new=True))
    ElementTree.register_namespace("oor", REGISTRY)
    text: bytes = ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return text


def _buttons(parent: ElementTree.Element) -> None:
    for number, button in enumerate((*BUTTONS, WINDOW_BUTTON), start=1):
        node = _node(parent, f"B{number:02}", is_new=True)
        _property(node, "URL", ADDRESS.format(button.key))
        _property(node, "Title", button.title, language="en-US")
        _property(node, "Target", "_self")
        _property(node, "Context", SHEETS)


def _page(parent: ElementTree.Element, page: Page) -> None:
    """A part of the year with its actions, each leading to its page of the window."""
    part = _node(parent, f"P{page.number}", is_new=True)
    _property(part, "Title", page.group.value, language="en-US")
    _property(part, "Context", SHEETS)
    lines = _node(part, "Submenu")
    for number, action in enumerate(page.actions, start=1):
        node = _node(lines, f"A{number:02}", is_new=True)
        _property(node, "URL", ADDRESS.format(f"page_{action.key}"))
        _property(node, "Title", f"{action.title}…", language="en-US")
        _property(node, "Target", "_self")
        _property(node, "Context", SHEETS)


def _pressed(button: Button) -> dict[str, Any]:
    """What the script needs to know of a button."""
    files = button.action.files
    return {
        "words": list(button.words),
        "question": button.asks_first,
        "wants": files.label if files else "",
        "kinds": ";".join(files.accepts) if files else "",
        "shows": button.action.shows,
        "closed": Need.CLOSED_BOOK in button.action.needs,
    }


def _own(name: str) -> str:
    return f"{{{REGISTRY}}}{name}"


def _node(parent: ElementTree.Element, name: str, *, is_new: bool = False) -> ElementTree.Element:
    operation = {_own("op"): "replace"} if is_new else {}
    return ElementTree.SubElement(parent, "node", {_own("name"): name, **operation})


def _property(parent: ElementTree.Element, name: str, text: str, *, language: str = "") -> None:
    told = {"{http://www.w3.org/XML/1998/namespace}lang": language} if language else {}
    prop = ElementTree.SubElement(parent, "prop", {_own("name"): name})
    ElementTree.SubElement(prop, "value", told).text = text


def _filled(script: str, line: str, value: str) -> str:
    if script.count(f"\n{line}\n") != 1:
        raise ValueError(f"{SCRIPT} has no single line {line}")
    return script.replace(f"\n{line}\n", f"\n{value}\n")
