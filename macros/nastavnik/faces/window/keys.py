"""Keys of the window, which work in any layout of the keyboard."""

from __future__ import annotations

import sys
import tkinter as tk
from collections.abc import Callable

CONTROL = "Ctrl+"
CYRILLIC = {"Z": "Cyrillic_ya", "O": "Cyrillic_shcha"}
"""What the key of a Latin letter is called while Russian is typed."""


def bind_key(root: tk.Misc, key: str, act: Callable[[], object]) -> None:
    """Let a key of the window, «F5» or «Ctrl+Z», do something."""
    if not key.startswith(CONTROL):
        root.bind(f"<{key}>", lambda _: act())
        return
    letter = key.removeprefix(CONTROL)

    def pressed(event: tk.Event[tk.Misc]) -> None:
        if is_letter(letter, event.keysym, event.keycode):
            act()

    root.bind("<Control-KeyPress>", pressed, add="+")


def is_letter(letter: str, keysym: str, keycode: int) -> bool:
    """Whether the key pressed is that of a Latin letter; Windows names it by its code alone."""
    if sys.platform == "win32":
        return keycode == ord(letter)
    return keysym.lower() in (letter.lower(), CYRILLIC[letter].lower())
