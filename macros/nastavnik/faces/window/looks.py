"""How the window looks: colours and sizes that hold at any scale of the screen."""

from __future__ import annotations

import sys
import tkinter as tk
from tkinter import font, ttk
from typing import TypedDict

from nastavnik.model.findings import Level
from nastavnik.model.schema import Tab
from nastavnik.workbooks.build.looks import INK, MARKS, MUTED, PAPER

COLOURS = {
    "Наставники": Tab.PEOPLE.value,
    "Наставляемые": Tab.PEOPLE.value,
    "Пары": Tab.WORK.value,
    "Ошибки": "#B91C1C",
    "Вопросы": "#B45309",
}
"""Figures in the order of the window, each in the colour it has on «Панель»."""
GROUND, CARD, FAILURE = "#F3F6F8", "#FFFFFF", "#B91C1C"
USUAL = 96 / 72
"""Pixels in a point where the scale of the screen is 100 %."""


class RowColours(TypedDict):
    """Colours of a row."""

    background: str
    foreground: str


class WindowLooks:
    """Fonts, paddings and styles of one window."""

    def __init__(self, root: tk.Tk) -> None:
        self.scale = float(root.tk.call("tk", "scaling")) / USUAL
        self.gap = round(10 * self.scale)
        self._root = root
        self._plain = font.nametofont("TkDefaultFont", root)
        self._plain.configure(size=10)
        root.configure(background=GROUND)
        self._styles()

    def size(self, width: int, height: int) -> tuple[int, int]:
        """A size told for a scale of 100 %, within what the screen has."""
        screen = self._root.winfo_screenwidth(), self._root.winfo_screenheight()
        wanted = (width, height)
        return (
            min(round(wanted[0] * self.scale), screen[0]),
            min(round(wanted[1] * self.scale), screen[1]),
        )

    def characters(self, number: int) -> int:
        """The width of so many characters."""
        return self._plain.measure("0") * number

    def mark(self, level: str) -> RowColours:
        """The colours of a finding."""
        fill, ink = MARKS[Level(level).word]
        return {"background": fill, "foreground": ink}

    def _font(self, size: int, weight: str = "normal") -> tuple[str, int, str]:
        return (self._plain.actual("family"), size, weight)

    def _styles(self) -> None:
        style = ttk.Style(self._root)
        style.theme_use("vista" if sys.platform == "win32" else "clam")
        style.configure(".", background=GROUND, foreground=INK, font=self._plain)
        work = Tab.WORK.value
        style.configure("Head.TFrame", background=work)
        style.configure(
            "Book.TLabel", background=work, foreground=PAPER, font=self._font(15, "bold")
        )
        style.configure("Where.TLabel", background=work, foreground=PAPER)
        style.configure("Card.TFrame", background=CARD, relief="solid", borderwidth=1)
        style.configure("Caption.TLabel", background=CARD, foreground=MUTED)
        for caption, colour in COLOURS.items():
            style.configure(
                f"{caption}.TLabel",
                background=CARD,
                foreground=colour,
                font=self._font(17, "bold"),
            )
        padding = round(6 * self.scale)
        style.configure("Action.TButton", justify="center", anchor="center", padding=padding)
        style.configure(
            "Main.TButton",
            justify="center",
            anchor="center",
            padding=padding,
            font=self._font(10, "bold"),
        )
        style.configure(
            "TProgressbar", troughcolor="#E2E8F0", background=work, bordercolor="#E2E8F0"
        )
        style.configure("Failure.TLabel", foreground=FAILURE)
        style.configure("Treeview", rowheight=self._plain.metrics("linespace") + padding)
        style.configure("Treeview", background=CARD, fieldbackground=CARD)


def speak_russian(root: tk.Misc) -> None:
    """Russian buttons in the dialogs that Tk draws itself, whatever language the computer has."""
    root.tk.eval("::msgcat::mclocale ru")
    root.tk.eval("namespace eval ::tk {::msgcat::mcload [file join $::tk_library msgs]}")


def sharpen() -> None:
    """Tell Windows that the window scales itself; without it the text is blurred."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.shcore.SetProcessDpiAwareness(1)
