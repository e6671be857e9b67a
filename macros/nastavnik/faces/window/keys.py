"""Keys of the window, which work in any layout of the keyboard."""

from __future__ import annotations

import sys
import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

CONTROL = "Ctrl+"
CYRILLIC = {
    "Z": "Cyrillic_ya",
    "R": "Cyrillic_ka",
    "P": "Cyrillic_ze",
    "O": "Cyrillic_shcha",
    "N": "Cyrillic_te",
    "G": "Cyrillic_pe",
    "C": "Cyrillic_es",
    "V": "Cyrillic_em",
    "X": "Cyrillic_che",
    "A": "Cyrillic_ef",
}
"""What the key of a Latin letter is called while Russian is typed."""


OF_TEXTS = {
    "Z": "<<Undo>>",
    "C": "<<Copy>>",
    "V": "<<Paste>>",
    "X": "<<Cut>>",
    "A": "<<SelectAll>>",
}
"""What a field to type in does itself; Tk knows these keys by their Latin letters alone."""


def bind_key(widget: tk.Misc, key: str, act: Callable[[], object]) -> None:
    """Let a key of the window, «F5» or «Ctrl+Z», do something."""
    if not key.startswith(CONTROL):
        widget.bind(f"<{key}>", lambda _: act())
        return
    letter = key.removeprefix(CONTROL)

    def pressed(event: tk.Event[tk.Misc]) -> None:
        if letter in OF_TEXTS and isinstance(event.widget, tk.Text | tk.Entry):
            return
        if is_letter(letter, event.keysym, event.keycode):
            act()

    widget.bind("<Control-KeyPress>", pressed, add="+")


def is_letter(letter: str, keysym: str, keycode: int) -> bool:
    """Whether the key pressed is that of a Latin letter; Windows names it by its code alone."""
    if sys.platform == "win32":
        return keycode == ord(letter)
    return keysym.lower() in (letter.lower(), CYRILLIC[letter].lower())


def texts_take_usual_keys(root: tk.Misc) -> None:
    """Choosing all, copying and pasting in fields, also while Russian is typed."""

    def pressed(event: tk.Event[tk.Misc]) -> None:
        if event.keysym.lower() in map(str.lower, OF_TEXTS):
            return  # Tk does it
        for letter, does in OF_TEXTS.items():
            if is_letter(letter, event.keysym, event.keycode):
                event.widget.event_generate(does)

    root.event_delete("<<LineStart>>", "<Control-a>")  # what X11 has it for
    root.event_add("<<SelectAll>>", "<Control-a>")
    for kind in ("TEntry", "TCombobox", "TSpinbox", "Text"):
        root.bind_class(kind, "<Control-KeyPress>", pressed, add="+")


def buttons_take_enter(root: tk.Misc) -> None:
    """Enter presses the button that has the focus, as the space bar does."""

    def pressed(event: tk.Event[tk.Misc]) -> None:
        if isinstance(event.widget, ttk.Button):
            event.widget.invoke()

    root.bind_class("TButton", "<Return>", pressed)


def tab_leaves(text: tk.Text) -> None:
    """Tab leads out of a text, as out of any other field."""

    def leave(forth: bool) -> str:
        found = text.tk_focusNext() if forth else text.tk_focusPrev()
        if found:
            found.focus_set()
        return "break"

    text.bind("<Tab>", lambda _: leave(True))
    for back in ("<Shift-Tab>", "<ISO_Left_Tab>"):
        try:
            text.bind(back, lambda _: leave(False))
        except tk.TclError:  # a key that only X11 knows
            continue
