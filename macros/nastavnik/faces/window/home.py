"""What is seen first: how a book is come by, or what it holds and the buttons of every day."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from tkinter import ttk
from typing import TYPE_CHECKING, NamedTuple

from nastavnik.faces.window.content import ScrolledPage
from nastavnik.faces.window.looks import WindowLooks
from nastavnik.model.action_pages import Page
from nastavnik.model.actions import BUTTONS, CHECK_BUTTON, DEMO, NEW, Action, Button
from nastavnik.model.choices import RuleLevel
from nastavnik.model.sheets import Check

if TYPE_CHECKING:
    from nastavnik.model.school import School

KEYS = ("F5", "F6", "F7", "Ctrl+P", "F8", "F9", "F4", "F11", "Ctrl+R", "Ctrl+G", "Ctrl+Z", "F12")
"""The key of each button, in the order of `BUTTONS`; F10 opens the menu everywhere."""
FIGURES = ("Наставники", "Наставляемые", "Пары", "Ошибки", "Вопросы")
ACROSS = 3
SHOW_BOOK = "Открыть таблицу"
SHOW_BOOK_HINT = (
    "Открыть книгу в Excel или LibreOffice, чтобы вписать людей и даты; потом сохраните её."
)


def state_of(school: School) -> dict[str, int]:
    """What the book holds: caption → number."""
    levels = [row.level for row in school.table(Check).rows]
    return {
        "Наставники": len(school.mentors),
        "Наставляемые": len(school.mentees),
        "Пары": len(school.live_pairs),
        "Ошибки": levels.count(RuleLevel.ERROR),
        "Вопросы": levels.count(RuleLevel.QUESTION),
    }


class HomeActions(NamedTuple):
    """What the buttons do."""

    press: Callable[[Button], None]
    show: Callable[[Action], None]
    choose: Callable[[], None]
    open: Callable[[Path], None]
    show_book: Callable[[], None]


class HomeView(ScrolledPage):
    """The buttons of every day over a book: `buttons` by their keys."""

    def __init__(
        self,
        parent: tk.Misc,
        looks: WindowLooks,
        acts: HomeActions,
        figures: Mapping[str, tk.StringVar],
        width: int,
    ) -> None:
        super().__init__(parent, looks)
        self._acts, self._width = acts, width
        self.buttons: dict[str, ttk.Button] = {}
        self.hint = tk.StringVar(self)
        self._cards(figures).grid(row=0, column=0, sticky="ew")
        self._grid().grid(row=1, column=0, sticky="ew", pady=looks.gap)
        label = ttk.Label(self.body, textvariable=self.hint, style="Muted.TLabel")
        label.grid(row=2, column=0, sticky="ew")
        label.bind("<Configure>", partial(_wrap, label))
        self.keep_in_sight()

    def focus_first(self) -> None:
        """Put the cursor on the first button."""
        self.buttons[CHECK_BUTTON.key].focus_set()

    def _cards(self, figures: Mapping[str, tk.StringVar]) -> ttk.Frame:
        cards = ttk.Frame(self.body)
        across = self.looks.across(figures, self._width, len(figures))
        for number, (caption, figure) in enumerate(figures.items()):
            row, column = divmod(number, across)
            cards.columnconfigure(column, weight=1, uniform="card")
            card = ttk.Frame(cards, style="Card.TFrame", padding=self.looks.gap // 2)
            card.grid(row=row, column=column, sticky="nsew", padx=2, pady=2)
            ttk.Label(card, text=caption, style="Caption.TLabel").pack()
            ttk.Label(card, textvariable=figure, style="Figure.TLabel").pack()
        return cards

    def _grid(self) -> ttk.Frame:
        grid = ttk.Frame(self.body)
        across = self.looks.across((button.title for button in BUTTONS), self._width, ACROSS)
        for number, (button, key) in enumerate(zip(BUTTONS, KEYS, strict=True)):
            row, column = divmod(number, across)
            grid.columnconfigure(column, weight=1, uniform="button")
            style = "Main.TButton" if button is CHECK_BUTTON else "TButton"
            drawn = ttk.Button(
                grid,
                text=f"{button.title}\n{key}",
                style=style,
                command=partial(self._acts.press, button),
            )
            drawn.grid(row=row, column=column, sticky="nsew", padx=2, pady=2)
            self._tells(drawn, f"{button.hint}.")
            self.buttons[button.key] = drawn
        row, column = divmod(len(BUTTONS), across)
        shown = ttk.Button(grid, text=f"{SHOW_BOOK}\nCtrl+Enter", command=self._acts.show_book)
        shown.grid(row=row, column=column, sticky="nsew", padx=2, pady=2)
        self._tells(shown, SHOW_BOOK_HINT)
        return grid

    def _tells(self, button: ttk.Button, hint: str) -> None:
        for event in ("<Enter>", "<FocusIn>"):
            button.bind(event, lambda _: self.hint.set(hint))


class StartView(ScrolledPage):
    """Without a book: a new one, one that is there, one of the last, an example."""

    def __init__(
        self, parent: tk.Misc, looks: WindowLooks, acts: HomeActions, recent: Sequence[Path]
    ) -> None:
        super().__init__(parent, looks)
        self.buttons: list[ttk.Button] = []
        ttk.Label(self.body, text="С какой книгой работаем?", style="Title.TLabel").pack(anchor="w")
        self._add("Новая книга (Ctrl+N)", partial(acts.show, NEW), style="Main.TButton")
        self._add("Открыть книгу… (Ctrl+O)", acts.choose)
        self._add(f"{DEMO.title}: {DEMO.hint[:1].lower()}{DEMO.hint[1:]}", partial(acts.show, DEMO))
        if recent:
            ttk.Label(self.body, text="Недавние книги", style="Title.TLabel").pack(
                anchor="w", pady=(2 * looks.gap, 0)
            )
        for path in recent:
            self._add(f"{path.name} — {path.parent}", partial(acts.open, path))
        self.keep_in_sight()

    def focus_first(self) -> None:
        """Put the cursor on the first button."""
        self.buttons[0].focus_set()

    def _add(self, text: str, act: Callable[[], None], style: str = "TButton") -> None:
        button = ttk.Button(self.body, text=text, style=style, command=act)
        button.pack(fill="x", pady=(self.looks.gap, 0))
        self.buttons.append(button)


class PageView(ScrolledPage):
    """A part of the year: what is done in it, each with what it is for."""

    def __init__(
        self, parent: tk.Misc, looks: WindowLooks, page: Page, show: Callable[[Action], None]
    ) -> None:
        super().__init__(parent, looks)
        self.buttons: list[ttk.Button] = []
        self.body.columnconfigure(0, weight=0)
        self.body.columnconfigure(1, weight=1)
        ttk.Label(self.body, text=page.group.value, style="Title.TLabel").grid(
            row=0, column=0, columnspan=2, sticky="w", pady=(0, looks.gap)
        )
        for row, action in enumerate(page.actions, start=1):
            button = ttk.Button(self.body, text=action.title, command=partial(show, action))
            button.grid(row=row, column=0, sticky="ew", pady=2)
            hint = ttk.Label(self.body, text=f"{action.hint}.", style="Muted.TLabel")
            hint.grid(row=row, column=1, sticky="ew", padx=(looks.gap, 0))
            hint.bind("<Configure>", partial(_wrap, hint))
            self.buttons.append(button)
        self.keep_in_sight()

    def focus_first(self) -> None:
        """Put the cursor on the first button."""
        self.buttons[0].focus_set()


def _wrap(label: ttk.Label, event: tk.Event[tk.Misc]) -> None:
    label.configure(wraplength=event.width)
