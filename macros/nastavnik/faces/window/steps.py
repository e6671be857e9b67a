"""The list of what can be taken back: the last step is the first to go."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk

from nastavnik.faces.window.fields import FieldContext
from nastavnik.model.text import counted, counted_cells, listed
from nastavnik.workbooks.history import History, HistoryStep

COLUMNS = {"when": ("Когда", 17), "what": ("Что сделано", 30), "how": ("Что записано", 40)}


def steps_list(parent: tk.Misc, context: FieldContext) -> ttk.Treeview:
    """The steps on the book of the window, the last one on top."""
    steps = History(context.book).steps() if context.book else []
    tree = ttk.Treeview(
        parent, columns=list(COLUMNS), show="headings", height=min(max(len(steps), 2), 10)
    )
    for name, (title, width) in COLUMNS.items():
        tree.heading(name, text=title, anchor="w")
        tree.column(name, width=context.looks.characters(width), stretch=name == "how")
    for step in reversed(steps):
        tree.insert("", "end", values=(f"{step.moment:%d.%m.%Y %H:%M}", step.action, _wrote(step)))
    if not steps:
        tree.insert("", "end", values=("", "", "Программа ещё ничего не записала в эту книгу"))
    return tree


def _wrote(step: HistoryStep) -> str:
    cells = sum(len(sheet.cells) for sheet in step.sheets)
    parts = []
    if cells:
        sheets = listed(sheet.sheet for sheet in step.sheets if sheet.cells)
        parts.append(f"{counted_cells(cells)} ({sheets})")
    if step.files:
        parts.append(counted(len(step.files), "файл", "файла", "файлов"))
    return ", ".join(parts) or "вид книги"
