"""What an action answered: a sentence, its tables with whole texts, and where to go from there."""

from __future__ import annotations

import re
import tkinter as tk
from collections.abc import Callable, Iterator, Sequence
from tkinter import ttk
from typing import NamedTuple

from nastavnik.faces.window.content import PageContent
from nastavnik.faces.window.events import JobDone
from nastavnik.faces.window.keys import bind_key, tab_leaves
from nastavnik.faces.window.looks import WindowLooks
from nastavnik.model.choices import RuleLevel
from nastavnik.model.findings import Finding, Level
from nastavnik.model.outcome import Block, Listing, findings_listing

PLACE = re.compile(r"(?P<sheet>[^!:*?/\\\[\]]+)!(?P<cell>[A-Z]{1,3}[1-9]\d*)")
NARROWEST, SHORT, WIDEST = 6, 30, 50
"""Characters of a column before it is stretched; of a text that is always shown whole."""


class Section(NamedTuple):
    """A part of an answer under a title: rows, or lines of text."""

    title: str
    listing: Listing

    @property
    def name(self) -> str:
        """The title with the number of rows."""
        return f"{self.title} ({len(self.listing.rows)})" if self.listing.titles[0] else self.title


class ResultActions(NamedTuple):
    """What the buttons under a result do; `write` is None where nothing is left to be written."""

    back: Callable[[], None]
    follow: Callable[[str, str], None]
    open_files: Callable[[], None]
    write: Callable[[], None] | None = None


def sections(blocks: Sequence[Block], findings: Sequence[Finding]) -> Iterator[Section]:
    """The parts of an answer: its tables, then all that is said in lines."""
    listed = {listing.titles for listing in findings_listing(findings)}
    lines = [block for block in blocks if isinstance(block, str)]
    for block in blocks:
        if isinstance(block, Listing) and block.rows:
            is_findings = block.titles in listed
            yield Section("Замечания" if is_findings else _title(block), block)
    if lines:
        rows = [(line,) for text in lines for line in text.splitlines()]
        yield Section("Всё словами", Listing(("",), rows))


def _title(listing: Listing) -> str:
    if listing.titles == ("Где", "Было", "Стало"):
        return "Что изменится"
    return next((title for title in listing.titles if title), "Таблица")


class ResultView(PageContent):
    """An answer on the page."""

    def __init__(
        self, parent: tk.Misc, looks: WindowLooks, done: JobDone, acts: ResultActions
    ) -> None:
        super().__init__(parent, padding=looks.gap)
        self.looks, self.done, self.acts = looks, done, acts
        self._reasons = {(f.where, f.message): f.reason for f in done.findings}
        self.sections = list(sections(done.blocks, done.findings))
        self._rows: dict[str, tuple[str, ...]] = {}
        self.columnconfigure(0, weight=1)
        self.rowconfigure(2, weight=3)
        self.rowconfigure(3, weight=1)
        self._sentence().grid(row=0, column=0, sticky="ew")
        self._chooser().grid(row=1, column=0, sticky="w", pady=looks.gap // 2)
        self._table().grid(row=2, column=0, sticky="nsew")
        self._detail().grid(row=3, column=0, sticky="nsew", pady=looks.gap // 2)
        self._buttons().grid(row=4, column=0, sticky="ew")
        self.show(0)

    def show(self, number: int) -> None:
        """Show the section of that number."""
        if not self.sections:
            return
        titles, rows, *_ = listing = self.sections[number].listing
        self.chosen.set(self.sections[number].name)
        self.tree.delete(*self._rows)
        self._rows.clear()
        self.tree.configure(columns=[str(place) for place in range(len(titles))])
        for place, width in enumerate(self._widths(listing)):
            self.tree.heading(str(place), text=titles[place], anchor="w")
            self.tree.column(str(place), width=width, stretch=place == len(titles) - 1)
        for row in rows:
            tags = [each.value for each in Level if row and row[0] == each.word]
            shown = [" ".join(text.split()) for text in row]
            self._rows[self.tree.insert("", "end", values=shown, tags=tags)] = row
        if rows:
            first = self.tree.get_children()[0]
            self.tree.focus(first)
            self.tree.selection_set(first)

    def focus_first(self) -> None:
        """Put the cursor into the table, or on the main button of a preview."""
        (self.main_button or self.tree).focus_set()

    def follow(self) -> None:
        """Lead to the cell that the chosen row names, if it names one."""
        place = self.cell()
        if place:
            self.acts.follow(*place)

    def cell(self) -> tuple[str, str] | None:
        """The sheet and the cell that the chosen row names."""
        found = (PLACE.fullmatch(text.strip()) for text in self._row())
        match = next(filter(None, found), None)
        return (match["sheet"], match["cell"]) if match else None

    def copy(self) -> None:
        """Put the chosen row into the clipboard, whole."""
        self.clipboard_clear()
        self.clipboard_append(self.detail.get("1.0", "end").strip())

    def _row(self) -> tuple[str, ...]:
        return self._rows.get(self.tree.focus(), ())

    def _explain(self) -> None:
        """Show the chosen row whole, title by title, with the reason of a finding."""
        row = self._row()
        titles = [self.tree.heading(name)["text"] for name in self.tree["columns"]]
        told = [f"{t}: {text}" if t else text for t, text in zip(titles, row, strict=False) if text]
        reasons = [reason for (w, m), reason in self._reasons.items() if w in row and m in row]
        self.detail.configure(state="normal")
        self.detail.delete("1.0", "end")
        self.detail.insert("1.0", "\n".join([*told, *(r for r in reasons[:1] if r)]))
        self.detail.configure(state="disabled")
        self.follow_button.state(["!disabled" if self.cell() else "disabled"])

    def _widths(self, listing: Listing) -> list[int]:
        """So wide that short cells are seen whole, and most of the long ones."""
        looks, measured = self.looks, []
        for place, title in enumerate(listing.titles):
            texts = sorted((row[place] for row in listing.rows if place < len(row)), key=len)
            longest = texts[-1] if texts else ""
            usual = longest if len(longest) <= SHORT else texts[len(texts) * 9 // 10]
            wanted = max(looks.width_of(usual), looks.width_of(title), looks.characters(NARROWEST))
            measured.append(min(wanted, looks.characters(WIDEST)) + 2 * looks.gap)
        return measured

    def _sentence(self) -> ttk.Label:
        style = "Failure.TLabel" if self.done.is_failure else "TLabel"
        said = self.done.message
        if self.acts.write:  # it tells what has been done, and nothing has yet
            said = f"Если записать: {said[:1].lower()}{said[1:]}"
        text = self.done.question or said
        label = ttk.Label(self, text=text, style=style, font=self.looks.bold)
        label.bind("<Configure>", lambda event: label.configure(wraplength=event.width))
        return label

    def _chooser(self) -> ttk.Frame:
        line = ttk.Frame(self)
        self.chosen = tk.StringVar(self)
        names = [section.name for section in self.sections]
        self.chooser = ttk.Combobox(
            line, textvariable=self.chosen, values=names, state="readonly", width=40
        )
        self.chooser.bind("<<ComboboxSelected>>", lambda _: self.show(self.chooser.current()))
        if len(names) > 1:
            ttk.Label(line, text="Показать: ").pack(side="left")
            self.chooser.pack(side="left")
        return line

    def _table(self) -> ttk.Frame:
        box = ttk.Frame(self)
        box.columnconfigure(0, weight=1)
        box.rowconfigure(0, weight=1)
        self.tree = ttk.Treeview(box, show="headings", height=3, selectmode="browse")
        for level in Level:
            if level.word in list(RuleLevel):
                self.tree.tag_configure(level.value, **self.looks.mark(level.value))
        bar = ttk.Scrollbar(box, command=self.tree.yview)
        aside = ttk.Scrollbar(box, command=self.tree.xview, orient="horizontal")
        self.tree.configure(yscrollcommand=bar.set, xscrollcommand=aside.set)
        self.tree.grid(row=0, column=0, sticky="nsew")
        bar.grid(row=0, column=1, sticky="ns")
        aside.grid(row=1, column=0, sticky="ew")
        self.tree.bind("<<TreeviewSelect>>", lambda _: self._explain())
        self.tree.bind("<Double-1>", lambda _: self.follow())
        self.tree.bind("<Return>", lambda _: self.follow())
        bind_key(self.tree, "Ctrl+C", self.copy)
        return box

    def _detail(self) -> ttk.Frame:
        box = ttk.Frame(self)
        box.columnconfigure(0, weight=1)
        box.rowconfigure(0, weight=1)
        self.detail = tk.Text(box, height=4, width=20, wrap="word", state="disabled")
        bar = ttk.Scrollbar(box, command=self.detail.yview)
        self.detail.configure(yscrollcommand=bar.set)
        self.detail.grid(row=0, column=0, sticky="nsew")
        bar.grid(row=0, column=1, sticky="ns")
        tab_leaves(self.detail)
        return box

    def _buttons(self) -> ttk.Frame:
        line, gap = ttk.Frame(self), self.looks.gap
        self.main_button: ttk.Button | None = None
        if self.acts.write:
            self.main_button = ttk.Button(
                line, text="Записать", style="Main.TButton", command=self.acts.write
            )
            self.main_button.pack(side="left", padx=(0, gap))
        ttk.Button(line, text="Назад (Esc)", command=self.acts.back).pack(side="left")
        self.follow_button = ttk.Button(line, text="К ячейке (Enter)", command=self.follow)
        self.follow_button.pack(side="left", padx=gap)
        self.follow_button.state(["disabled"])
        if self.done.files:
            ttk.Button(line, text="Открыть папку", command=self.acts.open_files).pack(side="left")
        return line
