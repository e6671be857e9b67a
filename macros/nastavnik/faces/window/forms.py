"""The form of an action: its options as controls, and what they come to."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from tkinter import ttk
from typing import Any

from nastavnik.faces.window import fields
from nastavnik.faces.window.action_call import ActionCall
from nastavnik.faces.window.columns import FOUND_FIELDS, FoundField
from nastavnik.faces.window.content import PageContent
from nastavnik.faces.window.events import JobDone
from nastavnik.faces.window.fields import Field, FieldContext, FieldError
from nastavnik.faces.window.scrolling import ScrolledFrame
from nastavnik.faces.window.steps import steps_list
from nastavnik.model.actions import (
    DRY_RUN,
    UNDO,
    Action,
    ActionOption,
    OptionKind,
    OptionSource,
)

NO_BOOK = "Сначала откройте книгу или сделайте новую (страница «Начало»)"
OF_BOOK = (OptionSource.DOCUMENTS, OptionSource.PEOPLE)
Run = Callable[[ActionCall], None]
Read = Callable[[ActionCall, Callable[[JobDone], None]], None]
"""Does a call aside and gives its answer."""


def field_for(option: ActionOption) -> type[Field]:
    """The kind of control for an option."""
    if option.source and option.source in FOUND_FIELDS:
        return FOUND_FIELDS[option.source]
    many = {
        OptionKind.BOOK: fields.PathsField,
        OptionKind.FILE: fields.PathsField,
        OptionKind.FOLDER: fields.PathsField,
        OptionKind.TEXT: fields.PickField if option.source else fields.LinesField,
    }
    one: dict[OptionKind, type[Field]] = {
        OptionKind.BOOK: fields.ThisBookField,
        OptionKind.FILE: fields.PathField,
        OptionKind.FOLDER: fields.PathField,
        OptionKind.DATE: fields.DateField,
        OptionKind.FLAG: fields.FlagField,
        OptionKind.CHOICE: fields.ChoiceField,
        OptionKind.NUMBER: fields.NumberField,
        OptionKind.TEXT: fields.SuggestField if option.source else fields.EntryField,
        OptionKind.LINES: fields.LinesField,
    }
    return many.get(option.kind, fields.LinesField) if option.many else one[option.kind]


class ActionForm(PageContent):
    """An action to fill in: `fields` by the names of its options."""

    def __init__(
        self, parent: tk.Misc, action: Action, context: FieldContext, run: Run, read: Read
    ) -> None:
        super().__init__(parent, padding=context.looks.gap)
        self.action, self.context = action, context
        self._run, self._read = run, read
        self.fields: dict[str, Field] = {}
        self.columnconfigure(0, weight=1)
        self.rowconfigure(2, weight=1)
        ttk.Label(self, text=action.title, style="Title.TLabel").grid(row=0, column=0, sticky="w")
        self._hint().grid(row=1, column=0, sticky="ew")
        body = ScrolledFrame(self, context.looks)
        body.grid(row=2, column=0, sticky="nsew", pady=context.looks.gap)
        self._fill(body.inside)
        body.follow_focus()
        self.complaint = tk.StringVar(self)
        self._complaint_label().grid(row=3, column=0, sticky="ew")
        self._buttons().grid(row=4, column=0, sticky="w")

    @property
    def has_preview(self) -> bool:
        """Whether the action can be looked at before it is done."""
        return DRY_RUN in self.action.asks

    @property
    def shows_book(self) -> bool:
        """Whether it offers what the book holds, which may have changed."""
        return self.action is UNDO or any(o.source in OF_BOOK for o in self.action.asks)

    def call(self, *, is_preview: bool = False) -> ActionCall:
        """What has been filled in.

        Raises:
            FieldError: something is missing or wrong.
        """
        book = self.context.book
        values: dict[str, Any] = {DRY_RUN.name: True} if is_preview else {}
        for option in self.action.asks:
            if self._is_given(option):
                if book is None:
                    raise FieldError(NO_BOOK)
                values[option.name] = book
        for name, field in self.fields.items():
            value = field.value()
            if value is not None:
                values[name] = value
        return ActionCall(self.action, values, book if self._meets_book(values) else None)

    def tick(self, given: Mapping[str, bool]) -> None:
        """Tick what is given, and leave the rest as it was filled in."""
        for name, is_ticked in given.items():
            field = self.fields[name]
            if isinstance(field, fields.FlagField):
                field.checked.set(is_ticked)

    def main(self) -> None:
        """What Enter does: a look at what would be written, where there is one."""
        self.submit(is_preview=self.has_preview)

    def submit(self, *, is_preview: bool) -> None:
        """Do it, or show what it would do; where something is wrong, say so."""
        try:
            call = self.call(is_preview=is_preview)
        except FieldError as error:
            self.complaint.set(str(error))
            return
        self.complaint.set("")
        self._run(call)

    def focus_first(self) -> None:
        """Put the cursor into the first control."""
        for widget in (*self._controls(), self.main_button):
            if not isinstance(widget, ttk.Widget) or widget.instate(["!disabled"]):
                widget.focus_set()
                return

    def _meets_book(self, values: dict[str, Any]) -> bool:
        own = self.action.book
        named = values.get(own.name) if own else None
        return named in (self.context.book, (self.context.book,))

    def _is_given(self, option: ActionOption) -> bool:
        """Whether it is the book of the window and nothing else."""
        return option.kind is OptionKind.BOOK and option.required and not option.many

    def _fill(self, parent: ttk.Frame) -> None:
        row = 0
        for option in self.action.asks:
            if self._is_given(option) or option == DRY_RUN:
                continue
            field = field_for(option)(parent, option, self.context)
            self.fields[option.name] = field
            if field.has_label:
                self._wrapped(ttk.Label(parent, text=field.label)).grid(
                    row=row, column=0, sticky="ew"
                )
            field.frame.grid(row=row + 1, column=0, sticky="ew", pady=(0, self.context.looks.gap))
            row += 2
            if isinstance(field, FoundField):
                field.when_asked(partial(self._look_into_files, field))
        if self.action is UNDO:
            steps_list(parent, self.context).grid(row=row, column=0, sticky="ew")
        for control in self._controls():
            if isinstance(control, ttk.Entry | ttk.Checkbutton):
                control.bind("<Return>", lambda _: self.main())

    def _controls(self) -> Iterator[Any]:
        return (field.control for field in self.fields.values())

    def _look_into_files(self, field: FoundField) -> None:
        try:
            call = self.call(is_preview=True)
        except FieldError as error:
            self.complaint.set(str(error))
            return
        self._read(call, lambda done: field.show(done.told))

    def _wrapped(self, label: ttk.Label) -> ttk.Label:
        label.bind("<Configure>", lambda event: label.configure(wraplength=event.width))
        return label

    def _hint(self) -> ttk.Label:
        return self._wrapped(ttk.Label(self, text=f"{self.action.hint}.", style="Muted.TLabel"))

    def _complaint_label(self) -> ttk.Label:
        return self._wrapped(ttk.Label(self, textvariable=self.complaint, style="Failure.TLabel"))

    def _buttons(self) -> ttk.Frame:
        line, gap = ttk.Frame(self), self.context.looks.gap
        text = "Показать, что изменится" if self.has_preview else self.action.title
        self.main_button = ttk.Button(line, text=text, style="Main.TButton", command=self.main)
        self.main_button.pack(side="left")
        if self.has_preview and not self.action.previews:
            at_once = ttk.Button(
                line, text="Сделать сразу", command=partial(self.submit, is_preview=False)
            )
            at_once.pack(side="left", padx=gap)
        return line
