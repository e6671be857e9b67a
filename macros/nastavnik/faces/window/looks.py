"""How the window looks: colours and sizes that hold at any scale of the screen."""

from __future__ import annotations

import sys
import tkinter as tk
from collections.abc import Iterable
from tkinter import font, ttk
from typing import NamedTuple, TypedDict

from nastavnik.model.findings import Level
from nastavnik.model.schema import Tab
from nastavnik.workbooks.build.looks import INK, MARKS, PAPER

USUAL = 96 / 72
"""Pixels in a point where the scale of the screen is 100 %."""
ERROR = Level.ERROR.word
FONTS = ("TkDefaultFont", "TkTextFont", "TkMenuFont", "TkHeadingFont")
POINTS = 10
OTHERS = 48
"""Pixels that the system keeps of the screen's height, at 100 %."""


class RowColours(TypedDict):
    """Colours of a row."""

    background: str
    foreground: str


class Palette(NamedTuple):
    """The colours of a window: what it stands on, what is written, what is to be pressed."""

    ground: str
    card: str
    ink: str
    muted: str
    main: str
    on_main: str
    line: str
    failure: str
    focus: str
    on_focus: str
    marks: dict[str, tuple[str, str]]


USUAL_COLOURS = Palette(
    ground="#F3F6F8",
    card="#FFFFFF",
    ink=INK,
    muted="#4B5563",
    main=Tab.WORK.value,
    on_main=PAPER,
    line="#CBD5E1",
    failure="#B91C1C",
    focus="#1D4ED8",
    on_focus=PAPER,
    marks=dict(MARKS),
)
STRONG_COLOURS = Palette(
    ground="#000000",
    card="#000000",
    ink="#FFFFFF",
    muted="#FFFFFF",
    main="#FFFF00",
    on_main="#000000",
    line="#FFFFFF",
    failure="#FFB3B3",
    focus="#00FFFF",
    on_focus="#000000",
    marks={
        level: ("#000000", ink) for level, ink in zip(MARKS, ("#FFB3B3", "#FFFF00"), strict=True)
    },
)
"""For weak sight: every text at least 7:1 against its ground."""


class WindowLooks:
    """Fonts, paddings and styles of one window; `zoom` is what the person wants larger, in %."""

    def __init__(self, root: tk.Tk, zoom: int = 100, *, is_strong: bool = False) -> None:
        self._root = root
        self.colours = STRONG_COLOURS if is_strong else USUAL_COLOURS
        self._of_screen = float(root.tk.call("tk", "scaling")) / USUAL
        self.scale = self._of_screen * zoom / 100
        self.gap = round(8 * self.scale)
        for name in FONTS:
            font.nametofont(name, root).configure(size=round(POINTS * zoom / 100))
        self._plain = font.nametofont("TkDefaultFont", root)
        self.bold = self._font(POINTS * zoom / 100, "bold")
        self.large = self._font(POINTS * 1.4 * zoom / 100, "bold")
        root.configure(background=self.colours.ground)
        self._styles()
        self._plain_widgets()

    def size(self, width: int, height: int) -> tuple[int, int]:
        """A size told for a scale of 100 %, within what the screen has."""
        screen = self._root.winfo_screenwidth(), self._root.winfo_screenheight()
        return (
            min(round(width * self.scale), screen[0]),
            min(round(height * self.scale), screen[1] - round(OTHERS * self._of_screen)),
        )

    def characters(self, number: int) -> int:
        """The width of so many characters."""
        return self._plain.measure("0") * number

    def width_of(self, text: str) -> int:
        """The width of a text."""
        return self._plain.measure(text)

    def across(self, texts: Iterable[str], width: int, most: int) -> int:
        """How many columns of such texts stand side by side in a width."""
        widest = max(self.width_of(line) for text in texts for line in text.splitlines())
        return max(1, min(most, width // (widest + 4 * self.gap)))

    @property
    def line(self) -> int:
        """The height of a line."""
        return self._plain.metrics("linespace")

    def mark(self, level: str) -> RowColours:
        """The colours of a finding."""
        fill, ink = self.colours.marks[Level(level).word]
        return {"background": fill, "foreground": ink}

    def _font(self, size: float, weight: str) -> tuple[str, int, str]:
        return (self._plain.actual("family"), round(size), weight)

    def _styles(self) -> None:
        style, c = ttk.Style(self._root), self.colours
        style.theme_use("clam")
        style.configure(
            ".",
            background=c.ground,
            foreground=c.ink,
            fieldbackground=c.card,
            bordercolor=c.line,
            lightcolor=c.ground,
            darkcolor=c.line,
            troughcolor=c.ground,
            arrowcolor=c.ink,
            selectbackground=c.focus,
            selectforeground=c.on_focus,
            insertcolor=c.ink,
            font=self._plain,
        )
        style.map(".", foreground=[("disabled", c.muted)])
        self._labels(style)
        self._buttons(style)
        self._lists(style)

    def _labels(self, style: ttk.Style) -> None:
        c = self.colours
        style.configure("Head.TFrame", background=c.main)
        style.configure("Book.TLabel", background=c.main, foreground=c.on_main, font=self.large)
        style.configure("Where.TLabel", background=c.main, foreground=c.on_main)
        style.configure("Title.TLabel", font=self.large)
        style.configure("Muted.TLabel", foreground=c.muted)
        style.configure("Card.TFrame", background=c.card, relief="solid", borderwidth=1)
        style.configure("Caption.TLabel", background=c.card, foreground=c.muted)
        style.configure("Figure.TLabel", background=c.card, foreground=c.ink, font=self.large)
        style.configure("Failure.TLabel", foreground=c.failure, font=self.bold)
        style.configure("TProgressbar", troughcolor=c.line, background=c.main, bordercolor=c.line)

    def _buttons(self, style: ttk.Style) -> None:
        c, padding = self.colours, round(5 * self.scale)
        for name in ("TButton", "Main.TButton", "TMenubutton"):
            style.configure(
                name, background=c.card, padding=padding, anchor="center", justify="center"
            )
            style.map(
                name,
                background=[("active", c.focus)],
                foreground=[("disabled", c.muted), ("active", c.on_focus)],
                bordercolor=[("focus", c.focus)],
            )
        style.map("TButton", lightcolor=[("focus", c.focus)], darkcolor=[("focus", c.focus)])
        style.configure("Main.TButton", background=c.main, foreground=c.on_main, font=self.bold)
        style.map(
            "Main.TButton",
            background=[("disabled", c.line), ("active", c.focus)],
            foreground=[("disabled", c.ink), ("active", c.on_focus)],
        )
        style.configure("TCheckbutton", indicatorsize=round(13 * self.scale), focuscolor=c.focus)
        style.map(
            "TCheckbutton",
            background=[("active", c.ground)],
            indicatorbackground=[("selected", c.main), ("", c.card)],
            indicatorforeground=[("selected", c.on_main)],
        )
        for name in ("TEntry", "TCombobox", "TSpinbox"):
            style.configure(name, padding=round(3 * self.scale), arrowsize=round(12 * self.scale))
            style.map(
                name,
                bordercolor=[("focus", c.focus)],
                lightcolor=[("focus", c.focus)],
                fieldbackground=[("readonly", c.card), ("", c.card)],
                foreground=[("readonly", c.ink)],
                selectbackground=[("!focus", c.card), ("", c.focus)],
                selectforeground=[("!focus", c.ink), ("", c.on_focus)],
            )
        style.configure("TScrollbar", background=c.line, arrowsize=round(12 * self.scale))

    def _lists(self, style: ttk.Style) -> None:
        c, padding = self.colours, round(6 * self.scale)
        style.configure("Treeview", background=c.card, fieldbackground=c.card, foreground=c.ink)
        style.configure("Treeview", rowheight=self.line + padding)
        style.map(
            "Treeview",
            background=[("selected", c.focus)],
            foreground=[("selected", c.on_focus)],
            bordercolor=[("focus", c.focus)],
        )
        style.configure("Treeview.Heading", background=c.line, foreground=c.ink, padding=2)
        if c is STRONG_COLOURS:
            style.configure("Treeview.Heading", background=c.ground, relief="solid")
        style.configure("Pages.Treeview", rowheight=self.line + 2 * padding, indent=self.gap)
        style.configure("TNotebook.Tab", padding=(padding, padding // 2), background=c.ground)
        style.map(
            "TNotebook.Tab",
            background=[("selected", c.main)],
            foreground=[("selected", c.on_main)],
            focuscolor=[("focus", c.on_main)],
        )

    def _plain_widgets(self) -> None:
        """Colours of what ttk does not draw."""
        c = self.colours
        for name in ("Text", "Listbox", "Canvas", "TCombobox*Listbox"):
            for option, value in {
                "background": c.card,
                "foreground": c.ink,
                "highlightColor": c.focus,
                "highlightBackground": c.line,
                "selectBackground": c.focus,
                "selectForeground": c.on_focus,
                "insertBackground": c.ink,
                "font": self._plain.name,
            }.items():
                self._root.option_add(f"*{name}.{option}", value, 80)


def speak_russian(root: tk.Misc) -> None:
    """Russian buttons in the dialogs that Tk draws itself, whatever language the computer has."""
    root.tk.eval("::msgcat::mclocale ru")
    root.tk.eval("namespace eval ::tk {::msgcat::mcload [file join $::tk_library msgs]}")


def sharpen() -> None:
    """Tell Windows that the window scales itself; without it the text is blurred."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.shcore.SetProcessDpiAwareness(1)
