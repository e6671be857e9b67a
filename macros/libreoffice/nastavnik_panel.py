"""Real buttons over the cells of «Панель» in LibreOffice, found by their captions.

In Excel these cells lead to the guide; here each becomes a button of the same caption as one of our
toolbar. They are taken away before every save, so that no other program shows dead buttons.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import unohelper
from com.sun.star.beans import PropertyValue
from com.sun.star.script import ScriptEventDescriptor
from com.sun.star.task import XJob

SERVICE = "ru.nastavnik.Panel"
SHEET, AREA = "Панель", "A1:M9"
TOOLBAR = "/org.openoffice.Office.Addons/AddonUI/OfficeToolBar/ru.nastavnik.toolbar"
OURS = "nastavnik: "
"""What the names of our buttons begin with."""
BEFORE_SAVING = ("OnSave", "OnSaveAs", "OnSaveTo", "OnCopyTo")


class Panel(unohelper.Base, XJob):  # type: ignore[misc]
    """Called when a document is opened, and before and after it is saved."""

    def __init__(self, context: Any) -> None:
        self._context = context

    def execute(self, arguments: Any) -> None:
        """Lay the buttons of a book of ours, or take them away."""
        about = {v.Name: v.Value for a in arguments if a.Name == "Environment" for v in a.Value}
        document: Any = about.get("Model")
        sheets = getattr(document, "Sheets", None)
        if sheets is None or not sheets.hasByName(SHEET) or not document.CurrentController:
            return
        sheet = sheets.getByName(SHEET)
        with _unnoticed(document):
            _take_away(sheet.DrawPage)
            if about.get("EventName") not in BEFORE_SAVING:
                _lay(document, sheet, dict(self._captions()))

    def _captions(self) -> Iterator[tuple[str, str]]:
        """(caption, address of the script) of every button of our toolbar."""
        manager, where = self._context.ServiceManager, PropertyValue()
        where.Name, where.Value = "nodepath", TOOLBAR
        provider = manager.createInstanceWithContext(
            "com.sun.star.configuration.ConfigurationProvider", self._context
        )
        kind = "com.sun.star.configuration.ConfigurationAccess"
        toolbar = provider.createInstanceWithArguments(kind, (where,))
        for name in toolbar.ElementNames:
            button = toolbar.getByName(name)
            yield button.getByName("Title"), button.getByName("URL")


@contextmanager
def _unnoticed(document: Any) -> Iterator[None]:
    """What is done within is neither a change to save nor a step to undo."""
    was_modified = document.isModified()
    document.UndoManager.lock()
    try:
        yield
    finally:
        document.UndoManager.unlock()
        document.setModified(was_modified)


def _lay(document: Any, sheet: Any, captions: dict[str, str]) -> None:
    """A button over each cell whose text is a caption."""
    for row, texts in enumerate(sheet.getCellRangeByName(AREA).getDataArray()):
        for column, text in enumerate(texts):
            if text in captions:
                cell = sheet.getCellByPosition(column, row)
                _add(document, sheet, cell, captions[text])
    document.ApplyFormDesignMode = False
    document.CurrentController.setFormDesignMode(False)


def _add(document: Any, sheet: Any, cell: Any, address: str) -> None:
    merged = sheet.createCursorByRange(cell)
    merged.collapseToMergedArea()
    model = document.createInstance("com.sun.star.form.component.CommandButton")
    model.Label, model.Name, model.FocusOnClick = cell.String, OURS + cell.String, False
    shape = document.createInstance("com.sun.star.drawing.ControlShape")
    shape.Position, shape.Size = merged.Position, merged.Size
    shape.setControl(model)
    sheet.DrawPage.add(shape)
    form, event = model.Parent, ScriptEventDescriptor()
    event.ListenerType, event.EventMethod = "XActionListener", "actionPerformed"
    event.ScriptType, event.ScriptCode = "Script", address
    form.registerScriptEvent(form.Count - 1, event)


def _take_away(page: Any) -> None:
    """Remove our buttons, and the forms that held nothing else."""
    shapes = [page.getByIndex(number) for number in range(page.Count)]
    controls = [s for s in shapes if s.ShapeType == "com.sun.star.drawing.ControlShape"]
    for shape in controls:
        if shape.Control and shape.Control.Name.startswith(OURS):
            page.remove(shape)
    forms = page.Forms
    for place in reversed(range(forms.Count)):
        form = forms.getByIndex(place)
        for number in reversed(range(form.Count)):
            if form.getByIndex(number).Name.startswith(OURS):
                form.removeByIndex(number)
        if not form.Count:
            forms.removeByIndex(place)


g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816 - LibreOffice looks for it
g_ImplementationHelper.addImplementation(Panel, SERVICE, ("com.sun.star.task.Job",))
