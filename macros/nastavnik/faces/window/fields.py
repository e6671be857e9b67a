"""Controls for what an action asks, each made from the declaration of its option."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from tkinter import filedialog, ttk
from typing import Any, NamedTuple

from nastavnik.faces.typed import TypedError, typed_value
from nastavnik.faces.window.keys import tab_leaves
from nastavnik.faces.window.looks import WindowLooks
from nastavnik.faces.window.offers import Offer
from nastavnik.model.actions import ActionOption, Need, OptionKind

FOLDERS = (OptionKind.BOOK, OptionKind.FOLDER)
DAY = "%d.%m.%Y"


class FieldError(ValueError):
    """What is missing or wrong in a form; the text names the field."""


class FieldContext(NamedTuple):
    """What the fields of one form know besides their options.

    `suggested` is a folder that may be meant.
    """

    looks: WindowLooks
    book: Path | None
    today: Callable[[], date]
    suggested: Path
    offers: Callable[[ActionOption], Sequence[Offer]]
    has: Callable[[Need], bool]


class Field:
    """One option as a control in `frame`."""

    has_label, ending = True, ""
    control: Any
    """What has the focus when one types."""

    def __init__(self, parent: tk.Misc, option: ActionOption, context: FieldContext) -> None:
        self.option, self.context = option, context
        self.frame = ttk.Frame(parent)
        self.frame.columnconfigure(0, weight=1)

    @property
    def label(self) -> str:
        """What stands over the control."""
        return f"{self.option.label}{self.ending}{' *' if self.option.required else ''}"

    def value(self) -> Any:
        """What was typed or chosen; None for nothing.

        Raises:
            FieldError: it is none of what the option takes, or is missing.
        """
        text = self._text()
        if text:
            return self._read(text)
        if self.option.required:
            raise FieldError(f"{self.option.label}: заполните, без этого не обойтись")
        return None

    def _text(self) -> str:
        raise NotImplementedError

    def _read(self, text: str) -> Any:
        try:
            return typed_value(self.option, text)
        except TypedError as error:
            raise FieldError(f"{self.option.label}: {error}") from None


class EntryField(Field):
    """A line to type in."""

    is_short = False

    def __init__(self, parent: tk.Misc, option: ActionOption, context: FieldContext) -> None:
        super().__init__(parent, option, context)
        self.typed = tk.StringVar(parent, self._first())
        self.control = self._control()
        self.control.grid(row=0, column=0, sticky="w" if self.is_short else "ew")

    def _first(self) -> str:
        return self.option.default if isinstance(self.option.default, str) else ""

    def _control(self) -> ttk.Widget:
        return ttk.Entry(self.frame, textvariable=self.typed)

    def _text(self) -> str:
        return self.typed.get().strip()


class SuggestField(EntryField):
    """A line to type in, with what the workbook offers for it."""

    def _control(self) -> ttk.Widget:
        values = [offer.value for offer in self.context.offers(self.option)]
        return ttk.Combobox(self.frame, textvariable=self.typed, values=values)


class DateField(EntryField):
    """A day; the arrows go to the next one and the one before."""

    is_short = True

    def _first(self) -> str:
        return f"{self.context.today():{DAY}}" if self.option.default else ""

    def _control(self) -> ttk.Widget:
        box = ttk.Spinbox(self.frame, textvariable=self.typed, width=12)
        box.bind("<<Increment>>", lambda _: self._move(1))
        box.bind("<<Decrement>>", lambda _: self._move(-1))
        return box

    def _move(self, days: int) -> str:
        try:
            day = self._read(self._text()) + timedelta(days=days)
        except FieldError:
            day = self.context.today()
        self.typed.set(f"{day:{DAY}}")
        return "break"


class NumberField(EntryField):
    """A whole number; from an empty field the arrows lead to this year where it may be meant."""

    is_short = True

    def _control(self) -> ttk.Widget:
        least, most = self.option.least or 0, self.option.most or 9999
        box = ttk.Spinbox(self.frame, textvariable=self.typed, from_=least, to=most, width=12)
        for event in ("<<Increment>>", "<<Decrement>>"):
            box.bind(event, lambda _: self._begin(least, most))
        return box

    def _begin(self, least: int, most: int) -> str | None:
        if self._text() or not least <= self.context.today().year <= most:
            return None
        self.typed.set(str(self.context.today().year))
        return "break"


class ChoiceField(EntryField):
    """One of the choices, by what a person reads of it."""

    def _first(self) -> str:
        return next(iter(self.option.choices.values())) if self.option.required else ""

    def _control(self) -> ttk.Widget:
        values = list(self.option.choices.values())
        if not self.option.required:
            values.insert(0, "")
        return ttk.Combobox(self.frame, textvariable=self.typed, values=values, state="readonly")

    def _read(self, text: str) -> Any:
        return next(value for value, shown in self.option.choices.items() if shown == text)


class FlagField(Field):
    """Yes or no."""

    has_label = False

    def __init__(self, parent: tk.Misc, option: ActionOption, context: FieldContext) -> None:
        super().__init__(parent, option, context)
        self.checked = tk.BooleanVar(parent, value=False)
        missing = [need for need in option.needs if not context.has(need)]
        text = f"{option.label} (LibreOffice не найден)" if missing else option.label
        self.control = ttk.Checkbutton(self.frame, text=text, variable=self.checked)
        self.control.grid(row=0, column=0, sticky="w")
        if missing:
            self.control.state(["disabled"])

    def value(self) -> bool | None:
        """True where it is ticked."""
        return self.checked.get() or None


class ThisBookField(FlagField):
    """Whether the book of the window is meant."""

    def __init__(self, parent: tk.Misc, option: ActionOption, context: FieldContext) -> None:
        name = context.book.name if context.book else "сначала откройте её"
        super().__init__(parent, option._replace(label=f"{option.label}: {name}"), context)
        self.checked.set(context.book is not None)
        if context.book is None:
            self.control.state(["disabled"])

    def value(self) -> Any:
        """The book where it is meant."""
        return self.context.book if self.checked.get() else None


class PathField(EntryField):
    """A file or a folder, typed or chosen."""

    def __init__(self, parent: tk.Misc, option: ActionOption, context: FieldContext) -> None:
        super().__init__(parent, option, context)
        chooser = ttk.Button(self.frame, text="Выбрать…", command=self.choose)
        chooser.grid(row=0, column=1, padx=(context.looks.gap, 0))

    def choose(self) -> None:
        """Let the person choose in a dialog of the system."""
        chosen = chosen_folder(self) if self.option.kind is OptionKind.FOLDER else chosen_file(self)
        if chosen:
            self.typed.set(chosen)

    def _first(self) -> str:
        wanted = self.option.kind is OptionKind.FOLDER and self.option.required
        return str(self.context.suggested) if wanted or self.option.default else ""


class LinesField(Field):
    """Several lines, one thing in each."""

    ending = ", по одному в строке"

    def __init__(self, parent: tk.Misc, option: ActionOption, context: FieldContext) -> None:
        super().__init__(parent, option, context)
        self.control = tk.Text(self.frame, height=self._lines(), width=20, wrap="none", undo=True)
        self.control.grid(row=0, column=0, sticky="ew")
        tab_leaves(self.control)

    def _lines(self) -> int:
        return 8 if self.option.kind is OptionKind.LINES else 3

    def value(self) -> Any:
        """The lines that are not empty; None where none is.

        Raises:
            FieldError: they are missing.
        """
        lines = [line.strip() for line in self._text().splitlines()]
        found = [self._read(line) for line in lines if line]
        if not found and self.option.required:
            raise FieldError(f"{self.option.label}: заполните, без этого не обойтись")
        return tuple(found) or None

    def put(self, lines: Sequence[str]) -> None:
        """Make these the lines."""
        self.control.delete("1.0", "end")
        self.control.insert("1.0", "\n".join(lines))

    def _text(self) -> str:
        return str(self.control.get("1.0", "end"))


class PathsField(LinesField):
    """Files or folders, a line for each, typed or chosen."""

    ending = ""

    def __init__(self, parent: tk.Misc, option: ActionOption, context: FieldContext) -> None:
        super().__init__(parent, option, context)
        buttons = ttk.Frame(self.frame)
        buttons.grid(row=0, column=1, sticky="n", padx=(context.looks.gap, 0))
        if option.kind is not OptionKind.FOLDER:
            ttk.Button(buttons, text="Выбрать…", command=self.choose).pack(fill="x")
        if option.kind in FOLDERS:
            ttk.Button(buttons, text="Папка…", command=self.choose_folder).pack(fill="x")
        if option.kind is OptionKind.BOOK and context.book:
            self.put([str(context.book)])

    def choose(self) -> None:
        """Add files chosen in a dialog of the system."""
        types = file_types(self.option)
        chosen = filedialog.askopenfilenames(filetypes=types, **_dialog(self))
        self._add(list(chosen))

    def choose_folder(self) -> None:
        """Add a folder."""
        self._add([chosen_folder(self)])

    def _add(self, names: Sequence[str]) -> None:
        known = [line for line in self._text().splitlines() if line.strip()]
        self.put(list(dict.fromkeys([*known, *(name for name in names if name)])))


class PickField(Field):
    """Some of what is offered, found by words and ticked."""

    def __init__(self, parent: tk.Misc, option: ActionOption, context: FieldContext) -> None:
        super().__init__(parent, option, context)
        self._offers = context.offers(option)
        self.picked: list[str] = []
        self._shown: list[str] = []
        self.search = tk.StringVar(parent)
        self.search.trace_add("write", lambda *_: self._fill())
        self._top().grid(row=0, column=0, sticky="ew", pady=(0, context.looks.gap // 2))
        self.control = tk.Listbox(
            self.frame, height=min(7, max(len(self._offers), 2)), exportselection=False
        )
        self.control.grid(row=1, column=0, sticky="ew")
        bar = ttk.Scrollbar(self.frame, command=self.control.yview)
        bar.grid(row=1, column=1, sticky="ns")
        self.control.configure(yscrollcommand=bar.set)
        for event in ("<space>", "<Double-1>", "<Return>"):
            self.control.bind(event, lambda _: self.toggle())
        self._fill()

    def value(self) -> Any:
        """What is ticked; None where nothing is.

        Raises:
            FieldError: something must be.
        """
        if not self.picked and self.option.required:
            raise FieldError(f"{self.option.label}: отметьте хотя бы одно")
        return tuple(self.picked) or None

    def toggle(self) -> str:
        """Tick the line with the cursor, or take its tick away."""
        if self._shown:
            place = self.control.index("active")
            name = self._shown[place]
            if name in self.picked:
                self.picked.remove(name)
            else:
                self.picked.append(name)
            self._fill(place)
        return "break"

    def pick_wanted(self) -> None:
        """Tick what is needed by now, and nothing else."""
        self.picked = [offer.value for offer in self._offers if offer.is_wanted]
        self._fill()

    def _top(self) -> ttk.Frame:
        line = ttk.Frame(self.frame)
        line.columnconfigure(1, weight=1)
        ttk.Label(line, text="Найти: ").grid(row=0, column=0)
        ttk.Entry(line, textvariable=self.search).grid(row=0, column=1, sticky="ew")
        if any(offer.is_wanted for offer in self._offers):
            button = ttk.Button(line, text="Что нужно сейчас", command=self.pick_wanted)
            button.grid(row=0, column=2, padx=(self.context.looks.gap, 0))
        return line

    def _fill(self, place: int = 0) -> None:
        words = self.search.get().casefold().split()
        names = [offer.value for offer in self._offers]
        self._shown = [n for n in names if all(word in n.casefold() for word in words)]
        self.control.delete(0, "end")
        for name in self._shown:
            self.control.insert("end", f"{'☑' if name in self.picked else '☐'} {name}")
        if self._shown:
            self.control.activate(place)
            self.control.selection_set(place)
            self.control.see(place)


def file_types(option: ActionOption) -> list[tuple[str, str]]:
    """The kinds of files that a dialog shows."""
    wanted = [("Подходящие", " ".join(option.accepts))] if option.accepts else []
    return [*wanted, ("Все файлы", "*")]


def chosen_file(field: Field) -> str:
    """The file that a person chooses in a dialog, "" for none."""
    option, asked = field.option, _dialog(field)
    types = file_types(option)
    if option.is_made:
        ending = option.accepts[0].lstrip("*") if option.accepts else ""
        return filedialog.asksaveasfilename(
            filetypes=types,
            defaultextension=ending,
            confirmoverwrite=not option.is_continued,
            **asked,
        )
    return filedialog.askopenfilename(filetypes=types, **asked)


def chosen_folder(field: Field) -> str:
    """The folder that a person chooses in a dialog, "" for none."""
    return str(filedialog.askdirectory(**_dialog(field)) or "")


def _dialog(field: Field) -> dict[str, Any]:
    folder = field.context.suggested.parent
    return {"parent": field.frame, "title": field.option.label, "initialdir": folder}
