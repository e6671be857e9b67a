"""A window on a screen of the tests' own, and a person who presses keys in it and nothing else."""

from __future__ import annotations

import gc
import time
import tkinter as tk
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tkinter import ttk
from typing import Any

from nastavnik.faces.window.looks import USUAL
from nastavnik.faces.window.window import Window
from nastavnik.model.action_pages import pages
from nastavnik.model.actions import Action

PATIENCE = 60
"""Seconds that a job may take in a test."""
MOST_FIELDS = 60


@contextmanager
def window_over(
    display: str, book: Path | None, today: date, scale: float = 1.0
) -> Iterator[Window]:
    """A window that has looked into its book."""
    gc.collect()  # what is left of the window before must go in the thread that made it
    gc.freeze()  # and what was there before it is not looked through after each job
    root = tk.Tk(screenName=display)
    root.tk.call("tk", "scaling", USUAL * scale)
    window = Window(root, book, lambda: today)
    try:
        wait(window, lambda: not window.worker.is_busy and (not book or window.school is not None))
        yield window
    finally:
        if root.children:
            window.close()
        gc.collect()


def wait(window: Window, condition: Callable[[], bool]) -> None:
    """Let the window live until something is so."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, window.texts.message.get()
        window.root.update()
        time.sleep(0.01)


class Keyboard:
    """Keys pressed where the focus is."""

    def __init__(self, window: Window) -> None:
        self.window = window
        window.root.focus_force()
        window.root.update()

    @property
    def focus(self) -> Any:
        """The control that has the focus."""
        found = self.window.root.focus_get()
        assert found is not None
        return found

    def press(self, *keys: str) -> None:
        """Press the keys one after another, also in the list of a box."""
        for key in keys:
            tk_call = self.window.root.tk.call
            tk_call("event", "generate", tk_call("focus"), f"<{key}>")
            self.window.root.update()

    def paste(self, text: str) -> None:
        """Put a text in place of all that a field holds."""
        self.window.root.clipboard_clear()
        self.window.root.clipboard_append(text)
        self.press("Control-a", "Control-v")

    def tab_to(self, is_meant: Callable[[Any], bool]) -> None:
        """Go from control to control until one is meant."""
        for _ in range(MOST_FIELDS):
            if is_meant(self.focus):
                return
            self.press("Tab")
        raise AssertionError("the keyboard does not lead there")

    def walk(self) -> list[Any]:
        """Every control that Tab leads to, from here round to here."""
        found: list[Any] = []
        while self.focus not in found:
            found.append(self.focus)
            assert len(found) < MOST_FIELDS
            self.press("Tab")
        return found

    def press_button(self, text: str) -> None:
        """Go to the button with that caption and press it."""
        self.tab_to(lambda each: isinstance(each, ttk.Button) and each["text"] == text)
        self.press("Return")

    def go_to(self, action: Action) -> None:
        """Open the form of an action from wherever one is."""
        (page,) = (page for page in pages() if action in page.actions)
        self.press(f"Alt-Key-{page.number}")
        self.press_button(action.title)

    def fill(self, name: str, value: str | bool) -> None:
        """Type a value into the field of an option, or tick it."""
        control: Any = self.window.forms[self.window.shown].fields[name].control
        self.tab_to(lambda each: each is control)
        if isinstance(control, ttk.Checkbutton):
            self.press("space")
        elif isinstance(control, tk.Listbox):
            self._tick(control, str(value))
        elif isinstance(control, ttk.Combobox) and str(control["state"]) == "readonly":
            self._choose(control, str(value))
        else:
            self.paste(str(value))

    def _tick(self, listbox: tk.Listbox, text: str) -> None:
        for _ in range(listbox.size()):
            if listbox.get("active").endswith(text):
                break
            self.press("Down")
        self.press("space")

    def _choose(self, box: ttk.Combobox, text: str) -> None:
        steps = list(box["values"]).index(text) - max(box.current(), 0)
        self.press("Down", *(["Down" if steps > 0 else "Up"] * abs(steps)), "Return")
        assert box.get() == text
