"""What was found in a file, each with what it is taken as: to be looked at and set by hand."""

from __future__ import annotations

import tkinter as tk
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from tkinter import ttk
from typing import Any, ClassVar, NamedTuple

from nastavnik.faces.window.fields import Field, FieldContext
from nastavnik.faces.window.offers import columns_to_choose
from nastavnik.model.actions import ActionOption, OptionSource

NOT_TAKEN = "не брать"


class FoundInFile(NamedTuple):
    """Something in a file: its name for the action, as it is shown, what it is taken as."""

    name: str
    shown: str
    taken: str


class FoundField(Field, ABC):
    """A choice for each thing that a look into the files finds: `targets` by their names."""

    caption: ClassVar[str]
    is_free = False
    """Whether something else than the choices may be typed."""

    def __init__(self, parent: tk.Misc, option: ActionOption, context: FieldContext) -> None:
        super().__init__(parent, option, context)
        self.targets: dict[str, tuple[tk.StringVar, str]] = {}
        self.control = ttk.Button(self.frame, text=self.caption)
        self.control.grid(row=0, column=0, sticky="w")
        self._rows = ttk.Frame(self.frame)
        self._rows.columnconfigure(1, weight=1)
        self._rows.grid(row=1, column=0, sticky="ew")

    def when_asked(self, look: Callable[[], None]) -> None:
        """What looks into the files and then calls `show`."""
        self.control.configure(command=look)

    def ask(self) -> None:
        """Look into the files."""
        self.control.invoke()

    def value(self) -> Any:
        """«Имя=выбор» for each that has to be said."""
        said = (
            f"{name}={self._said(var.get())}"
            for name, (var, proposed) in self.targets.items()
            if self._is_to_say(var.get(), proposed)
        )
        return tuple(said) or None

    def show(self, told: Mapping[str, Any]) -> None:
        """Show what a preview of the files tells of, as it is taken by now."""
        for child in self._rows.winfo_children():
            child.destroy()
        before = {name: proposed for name, (_, proposed) in self.targets.items()}
        self.targets = {}
        found = {each.name: each for each in self._found(told)}
        for row, each in enumerate(found.values()):
            var = tk.StringVar(self.frame, each.taken)
            self.targets[each.name] = (var, before.get(each.name, each.taken))
            label = ttk.Label(self._rows, text=each.shown)
            label.configure(wraplength=self.context.looks.characters(40))
            label.grid(row=row, column=0, sticky="w")
            choices = list(self._choices(found.values()))
            box = ttk.Combobox(self._rows, textvariable=var, values=choices)
            box.configure(state="normal" if self.is_free else "readonly")
            box.grid(row=row, column=1, sticky="ew", padx=(self.context.looks.gap, 0), pady=1)
            box.bind("<MouseWheel>", _ignored)

    @abstractmethod
    def _found(self, told: Mapping[str, Any]) -> Iterator[FoundInFile]:
        """What the preview tells of."""

    @abstractmethod
    def _choices(self, found: Iterable[FoundInFile]) -> Sequence[str]:
        """What each may be taken as."""

    def _is_to_say(self, chosen: str, proposed: str) -> bool:
        return chosen != proposed

    def _said(self, chosen: str) -> str:
        return "" if chosen == NOT_TAKEN else chosen


class ColumnsField(FoundField):
    """For each column of lists the column of the registries that it goes into."""

    caption = "Показать столбцы файла"

    def _found(self, told: Mapping[str, Any]) -> Iterator[FoundInFile]:
        for column in _each(told, "columns"):
            if column["title"]:
                taken = column["column"] or NOT_TAKEN
                yield FoundInFile(column["title"], column["title"], taken)

    def _choices(self, found: Iterable[FoundInFile]) -> Sequence[str]:
        return [NOT_TAKEN, *columns_to_choose()]


class AnswersField(FoundField):
    """For each column of answers the question of the workbook that it answers."""

    caption = "Показать вопросы файла"

    def _found(self, told: Mapping[str, Any]) -> Iterator[FoundInFile]:
        for column in _each(told, "questions"):
            known = column["code"] and f"{column['code']}. {column['question']}"
            yield FoundInFile(column["column"], column["column"], known or "")

    def _choices(self, found: Iterable[FoundInFile]) -> Sequence[str]:
        return [offer.value for offer in self.context.offers(self.option)]

    def _said(self, chosen: str) -> str:
        return chosen.partition(". ")[0]


class PlacesField(FoundField):
    """For each place of a document the tag that it becomes: all that is chosen is confirmed."""

    caption = "Показать, что найдено в файле"
    is_free = True

    def _found(self, told: Mapping[str, Any]) -> Iterator[FoundInFile]:
        for place in _each(told, "places"):
            yield FoundInFile(
                place["written"], f"{place['written']} — {place['look']}", place["tag"] or ""
            )

    def _choices(self, found: Iterable[FoundInFile]) -> Sequence[str]:
        from nastavnik.documents.adopting.adoption import DROP, KEEP

        return [KEEP, DROP, *sorted({each.taken for each in found} - {"", KEEP, DROP})]

    def _is_to_say(self, chosen: str, proposed: str) -> bool:
        return bool(chosen.strip())


FOUND_FIELDS: Mapping[OptionSource, type[FoundField]] = {
    OptionSource.COLUMNS: ColumnsField,
    OptionSource.QUESTIONS: AnswersField,
    OptionSource.PLACES: PlacesField,
}


def _each(told: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    """What all files have of that name."""
    for file in told.get("files", [told]):
        yield from file.get(name, ())


def _ignored(_: object) -> str:
    """The wheel moves the page and changes no choice."""
    return "break"
