"""A frame that scrolls where it is higher than its place."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk

from nastavnik.faces.window.looks import WindowLooks


class ScrolledFrame(ttk.Frame):
    """`inside` is as wide as its place; what has the focus is brought into sight."""

    def __init__(self, parent: tk.Misc, looks: WindowLooks) -> None:
        super().__init__(parent)
        self.columnconfigure(0, weight=1)
        self.rowconfigure(0, weight=1)
        ground = looks.colours.ground
        self._canvas = tk.Canvas(self, background=ground, highlightthickness=0, width=10, height=10)
        self._bar = ttk.Scrollbar(self, command=self._canvas.yview)
        self._canvas.configure(yscrollcommand=self._bar.set)
        self._canvas.grid(row=0, column=0, sticky="nsew")
        self.inside = ttk.Frame(self._canvas, padding=(0, 0, looks.gap, 0))
        self.inside.columnconfigure(0, weight=1)
        self._window = self._canvas.create_window(0, 0, anchor="nw", window=self.inside)
        self.inside.bind("<Configure>", lambda _: self._fit())
        self._canvas.bind("<Configure>", lambda _: self._fit())
        for event, step in (("<Button-4>", -1), ("<Button-5>", 1)):
            self._canvas.bind(event, lambda _, step=step: self._roll(step))  # type: ignore[misc]
        self._canvas.bind("<MouseWheel>", lambda event: self._roll(-1 if event.delta > 0 else 1))

    def follow_focus(self) -> None:
        """From now on bring whatever within gets the focus into sight."""
        for child in _within(self.inside):
            child.bind("<FocusIn>", lambda event: self._see(event.widget), add="+")

    def _fit(self) -> None:
        self._canvas.itemconfigure(self._window, width=self._canvas.winfo_width())
        height = self.inside.winfo_reqheight()
        self._canvas.configure(scrollregion=(0, 0, 0, height))
        if height > self._canvas.winfo_height() > 1:
            self._bar.grid(row=0, column=1, sticky="ns")
        else:
            self._bar.grid_remove()
            self._canvas.yview_moveto(0)

    def _roll(self, step: int) -> None:
        if self._bar.winfo_ismapped():
            self._canvas.yview_scroll(step, "units")

    def _see(self, widget: tk.Misc) -> None:
        top = widget.winfo_rooty() - self.inside.winfo_rooty()
        bottom, whole = top + widget.winfo_height(), max(self.inside.winfo_reqheight(), 1)
        shown_from = self._canvas.canvasy(0)
        place = self._canvas.winfo_height()
        if top < shown_from:
            self._canvas.yview_moveto(top / whole)
        elif bottom > shown_from + place:
            self._canvas.yview_moveto((bottom - place) / whole)


def _within(widget: tk.Misc) -> list[tk.Misc]:
    found: list[tk.Misc] = []
    for child in widget.winfo_children():
        found += [child, *_within(child)]
    return found
