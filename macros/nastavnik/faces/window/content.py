"""What stands in the place of a page."""

from __future__ import annotations

import tkinter as tk
from abc import ABC, abstractmethod
from tkinter import ttk

from nastavnik.faces.window.looks import WindowLooks
from nastavnik.faces.window.scrolling import ScrolledFrame


class PageContent(ttk.Frame, ABC):
    """A page, the form of an action, an answer."""

    @abstractmethod
    def focus_first(self) -> None:
        """Put the cursor where one begins."""


class ScrolledPage(PageContent):
    """A page of buttons, in `body`, which scrolls where there is no room for all of them."""

    def __init__(self, parent: tk.Misc, looks: WindowLooks) -> None:
        super().__init__(parent, padding=looks.gap)
        self.looks = looks
        self.columnconfigure(0, weight=1)
        self.rowconfigure(0, weight=1)
        self._scrolled = ScrolledFrame(self, looks)
        self._scrolled.grid(row=0, column=0, sticky="nsew")
        self.body = self._scrolled.inside

    def keep_in_sight(self) -> None:
        """Bring whatever gets the focus into sight, now that all of it is there."""
        self._scrolled.follow_focus()
