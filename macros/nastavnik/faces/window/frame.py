"""The parts of the window that are always there: head, list of pages, place of a page, foot."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk
from typing import NamedTuple

from nastavnik.faces.window.content import PageContent
from nastavnik.faces.window.looks import WindowLooks
from nastavnik.model.action_pages import pages

HOME = "Каждый день"
"""The first line of the list of pages."""
SIZE = (1100, 660)
"""Of the window, at 100 %."""


class FrameTexts(NamedTuple):
    """The texts that change."""

    book: tk.StringVar
    where: tk.StringVar
    message: tk.StringVar


class WindowFrame(ttk.Frame):
    """`pages` is the list of pages; the identifier of a line is the key of its action, its part."""

    def __init__(
        self,
        root: tk.Tk,
        looks: WindowLooks,
        texts: FrameTexts,
        choose: Callable[[], None],
        stop: Callable[[], None],
    ) -> None:
        super().__init__(root)
        self.looks, self._texts = looks, texts
        self.columnconfigure(1, weight=1)
        self.rowconfigure(1, weight=1)
        self._head(choose).grid(row=0, column=0, columnspan=2, sticky="ew")
        self._list().grid(row=1, column=0, sticky="ns")
        self.room = ttk.Frame(self)
        self.room.grid(row=1, column=1, sticky="nsew")
        self.room.columnconfigure(0, weight=1)
        self.room.rowconfigure(0, weight=1)
        self._foot(stop).grid(row=2, column=0, columnspan=2, sticky="ew")

    @property
    def width_of_place(self) -> int:
        """The width that a page has at least, before it is drawn."""
        whole, _ = self.looks.size(*SIZE)
        return whole - self._pages_wide - 5 * self.looks.gap

    def put(self, content: PageContent) -> None:
        """Show this in the place of a page."""
        for child in self.room.grid_slaves():
            child.grid_remove()
        content.grid(row=0, column=0, sticky="nsew")

    def mark(self, line: str) -> None:
        """Choose a line of the list and open its part of the year, and no other."""
        parent = self.pages.parent(line) or line
        for each in self.pages.get_children():
            self.pages.item(each, open=each == parent)
        self.pages.selection_set(line)
        self.pages.focus(line)
        self.pages.see(line)

    def working(self, *, is_busy: bool, share: float | None = None) -> None:
        """Show that something goes on, and how much of it is done where that is known."""
        for part in (self.progress, self.stopper):
            if is_busy:
                part.grid()
            else:
                part.grid_remove()
        if share is None and is_busy:
            self.progress.configure(mode="indeterminate")
            self.progress.start(12)
        else:
            self.progress.stop()
            self.progress.configure(mode="determinate", value=100 * (share or 0))

    def _head(self, choose: Callable[[], None]) -> ttk.Frame:
        head = ttk.Frame(self, style="Head.TFrame", padding=self.looks.gap)
        head.columnconfigure(0, weight=1)
        book = ttk.Label(head, textvariable=self._texts.book, style="Book.TLabel")
        book.grid(row=0, column=0, sticky="w")
        where = ttk.Label(head, textvariable=self._texts.where, style="Where.TLabel")
        where.grid(row=0, column=1, sticky="e", padx=self.looks.gap)
        self.chooser = ttk.Button(head, text="Открыть книгу…", command=choose)
        self.chooser.grid(row=0, column=2)
        return head

    def _list(self) -> ttk.Frame:
        box = ttk.Frame(self)
        box.rowconfigure(0, weight=1)
        self.pages = ttk.Treeview(box, show="tree", selectmode="browse", style="Pages.Treeview")
        lines = [
            HOME,
            *(p.group.value for p in pages()),
            *(a.title for p in pages() for a in p.actions),
        ]
        widest = max(map(self.looks.width_of, lines)) + 5 * self.looks.gap
        most = self.winfo_toplevel().winfo_screenwidth() // 3
        self._pages_wide = min(widest, most)
        self.pages.column("#0", width=self._pages_wide, stretch=False)
        self.pages.insert("", "end", iid=HOME, text=HOME)
        for page in pages():
            self.pages.insert("", "end", iid=page.group.value, text=page.group.value)
            for action in page.actions:
                self.pages.insert(page.group.value, "end", iid=action.key, text=action.title)
        bar = ttk.Scrollbar(box, command=self.pages.yview)
        self.pages.configure(yscrollcommand=bar.set)
        self.pages.grid(row=0, column=0, sticky="ns")
        bar.grid(row=0, column=1, sticky="ns")
        return box

    def _foot(self, stop: Callable[[], None]) -> ttk.Frame:
        gap = self.looks.gap
        foot = ttk.Frame(self, padding=(gap, gap // 2))
        foot.columnconfigure(0, weight=1)
        self.message = ttk.Label(foot, textvariable=self._texts.message)
        self.message.grid(row=0, column=0, sticky="ew")
        self.message.bind(
            "<Configure>", lambda event: self.message.configure(wraplength=event.width)
        )
        self.progress = ttk.Progressbar(foot, length=self.looks.characters(14))
        self.progress.grid(row=0, column=1, padx=gap)
        self.stopper = ttk.Button(foot, text="Остановить (Esc)", command=stop)
        self.stopper.grid(row=0, column=2)
        return foot
