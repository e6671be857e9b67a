"""What a person said about a file, which registry it is and which column is which; kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from nastavnik.model.cell_reader import Lists
from nastavnik.model.cells import header_key
from nastavnik.model.errors import JobError
from nastavnik.model.schema import Record
from nastavnik.model.text import fold, listed
from nastavnik.people_import.cells.cleaning import synonyms_of
from nastavnik.people_import.columns.titles import field_title
from nastavnik.people_import.model import NAME, PARTS, REGISTRIES, ListTable

Memory = Mapping[str, Mapping[str, Any]]
"""Shape of a table → {"sheet": title or "", "columns": {number of the column: field}}."""

Targets = Mapping[int, str]
"""Column from 0 → folded title of the book's column, "" for none."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was said now (`titles`: key of a title → folded target) and before (`memory`)."""

    sheet: type[Record] | None = None
    titles: Mapping[str, str] = field(default_factory=dict)
    memory: Memory = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    """What the school's own synonyms say of titles: they yield to what is said of one file."""

    @classmethod
    def said(cls, sheet: str, pairs: Iterable[str], memory: Memory) -> Wishes:
        """The options of the command line, understood.

        Raises:
            JobError: there is no such sheet or column.
        """
        return cls(_registry(sheet), dict(map(_pair, pairs)), memory)

    def with_words_of(self, lists: Lists) -> Wishes:
        """The wishes with the titles that the list «Синонимы» sets beside those of the book."""
        known = {key for record in REGISTRIES for key in _fields(record)}
        words = {
            header_key(word): fold(target)
            for entry in synonyms_of(lists)
            for target in entry
            if fold(target) in known
            for word in entry
            if fold(word) not in known
        }
        return replace(self, words=words)

    def of(self, table: ListTable) -> tuple[type[Record] | None, Targets]:
        """The registry of a table and targets of its columns, as far as a person decided them."""
        kept = self.memory.get(shape_of(table.titles), {})
        sheet = self.sheet or _registry(str(kept.get("sheet", "")))
        keys = map(header_key, table.titles)
        targets = {n: self.words[key] for n, key in enumerate(keys) if key in self.words}
        targets |= {int(column): title for column, title in kept.get("columns", {}).items()}
        for column, title in enumerate(table.titles):
            if header_key(title) in self.titles:
                targets[column] = self.titles[header_key(title)]
        return sheet, targets

    def know(self, titles: Sequence[str]) -> bool:
        """Whether a person has said which of these titles is that of the name."""
        said = {**self.words, **self.titles}
        named = {key for key, target in said.items() if target in _NAMES}
        return shape_of(titles) in self.memory or any(header_key(t) in named for t in titles if t)

    def fields(self, targets: Targets, record: type[Record]) -> dict[int, str]:
        """The targets as fields of a registry; those it does not have are left to recognition."""
        known = {**_fields(record), "": ""}
        return {column: known[title] for column, title in targets.items() if title in known}


def _own_title(part: str) -> str:
    """What a part of a name is called alone: «фамилия»."""
    return fold(field_title(part, REGISTRIES[0]).partition(": ")[2])


_NAMES = frozenset((fold(REGISTRIES[0].named[NAME].title), _own_title(PARTS[0])))
"""Targets that a name is given by."""


def _fields(record: type[Record]) -> dict[str, str]:
    """Folded title → field, the parts of a name included."""
    parts = {_own_title(part): part for part in PARTS}
    return {**parts, **{fold(column.title): column.name for column in record.columns}}


def _registry(title: str) -> type[Record] | None:
    if not title:
        return None
    found = next((r for r in REGISTRIES if fold(r.sheet) == fold(title)), None)
    if found is None:
        raise JobError(
            f"Листа «{title}» нет среди реестров: укажите {listed(r.sheet for r in REGISTRIES)}"
        )
    return found


def _pair(text: str) -> tuple[str, str]:
    title, sign, target = text.rpartition("=")
    known = {key for record in REGISTRIES for key in _fields(record)} | {""}
    if not sign or not title or fold(target) not in known:
        raise JobError(
            f"Не понято: «{text}»; нужно «Заголовок в файле=Столбец книги», например "
            "«Моб.=Телефон»; чтобы не брать столбец, после «=» ничего не пишите"
        )
    return header_key(title), fold(target)


def shape_of(titles: Sequence[str]) -> str:
    """A key of a table by its titles alone; the titles cannot be read from it."""
    text = "|".join(header_key(title) if title else "" for title in titles)
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def remembered(
    memory: Memory, tables: Iterable[ListTable], wishes: Wishes
) -> dict[str, Mapping[str, Any]]:
    """The memory with the decisions made for these tables: no titles, no people."""
    kept = dict(memory)
    for table in tables:
        sheet, targets = wishes.of(table)
        if sheet or targets:
            columns = {str(column): title for column, title in sorted(targets.items())}
            kept[shape_of(table.titles)] = {
                "sheet": sheet.sheet if sheet else "",
                "columns": columns,
            }
    return kept
