"""Columns of a list set beside those of the book by hand."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Iterable, Mapping
from tkinter import ttk
from typing import Any

from nastavnik.faces.window.fields import Field, FieldContext
from nastavnik.faces.window.offers import columns_to_choose
from nastavnik.model.actions import ActionOption

NOT_TAKEN = "не брать"


class ColumnsField(Field):
    """For each column of the files what it is taken as; shown once they have been looked into."""

    def __init__(self, parent: tk.Misc, option: ActionOption, context: FieldContext) -> None:
        super().__init__(parent, option, context)
        self.targets: dict[str, tuple[tk.StringVar, str]] = {}
        self.control = ttk.Button(self.frame, text="Показать столбцы файла")
        self.control.grid(row=0, column=0, sticky="w")
        self._rows = ttk.Frame(self.frame)
        self._rows.columnconfigure(1, weight=1)
        self._rows.grid(row=1, column=0, sticky="ew")

    def when_asked(self, look: Callable[[], None]) -> None:
        """What looks into the files and then calls `show`."""
        self.control.configure(command=look)

    def ask(self) -> None:
        """Look into the files."""
        self.control.invoke()

    def value(self) -> Any:
        """«Заголовок=столбец» for each that is taken otherwise than proposed."""
        said = (
            f"{title}={'' if var.get() == NOT_TAKEN else var.get()}"
            for title, (var, proposed) in self.targets.items()
            if var.get() != proposed
        )
        return tuple(said) or None

    def show(self, told: Mapping[str, Any]) -> None:
        """Show the columns that a preview of the files tells of, as they are taken by now."""
        for child in self._rows.winfo_children():
            child.destroy()
        before = {title: proposed for title, (_, proposed) in self.targets.items()}
        self.targets = {}
        choices = [NOT_TAKEN, *columns_to_choose()]
        for row, column in enumerate(_columns(told)):
            taken = column["column"] or NOT_TAKEN
            var = tk.StringVar(self.frame, taken)
            self.targets[column["title"]] = (var, before.get(column["title"], taken))
            ttk.Label(self._rows, text=column["title"]).grid(row=row, column=0, sticky="w")
            box = ttk.Combobox(self._rows, textvariable=var, values=choices, state="readonly")
            box.grid(row=row, column=1, sticky="ew", padx=(self.context.looks.gap, 0), pady=1)
            box.bind("<MouseWheel>", _ignored)


def _columns(told: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    """The columns of all files, each title once."""
    files = told.get("files", [told])
    columns = [column for file in files for column in file.get("columns", ()) if column["title"]]
    return {column["title"]: column for column in columns}.values()


def _ignored(_: object) -> str:
    """The wheel moves the page and changes no choice."""
    return "break"
