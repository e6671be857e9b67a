"""What was read from a book is gone when the book is: no cache of the package keeps it."""

from __future__ import annotations

import pkgutil
import weakref
from collections.abc import Iterator
from datetime import date
from functools import _lru_cache_wrapper
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import nastavnik
from nastavnik.actions.new_book import SAMPLE_DAY, new_book
from nastavnik.actions.session import closed_book, templates_for
from nastavnik.documents.batch import make_documents
from nastavnik.domain.index import indexed
from nastavnik.matching.proposing import propose
from nastavnik.model.school import School, read_school
from nastavnik.rules.checking import check

DECLARED = {
    "nastavnik.documents.templates.compiled._seal",
    "nastavnik.documents.templates.language.environment",
    "nastavnik.documents.templates.rendering.compile_template",
    "nastavnik.documents.templates.safety.checked",
    "nastavnik.documents.site.web._template",
    "nastavnik.domain.person_names._distance",
    "nastavnik.domain.question_bank.standard_questions",
    "nastavnik.domain.pairs.form_of",
    "nastavnik.domain.pairs.forms_led",
    "nastavnik.model.cells._declared_keys",
    "nastavnik.model.cells._titles_by_key",
    "nastavnik.model.sheets.choice_lists",
    "nastavnik.people_import.cells.cleaning._free",
    "nastavnik.people_import.columns.titles._known",
    "nastavnik.people_import.columns.titles._known_words",
    "nastavnik.readers.preflight.scan._column",
    "nastavnik.roadmap.deadlines.grammar._grammar",
    "nastavnik.russian.voices._makers",
    "nastavnik.russian.voices.analyzer",
    "nastavnik.workbooks.restore.ready_made.fresh_holdings",
}
"""Caches of what the product, its dictionaries and templates say, whatever book is open."""


def caches() -> Iterator[tuple[str, _lru_cache_wrapper[Any]]]:
    """Every cache at the top of a module of the package, by the module that defines it."""
    for module in pkgutil.walk_packages(nastavnik.__path__, "nastavnik."):
        if not module.name.endswith("__main__") and ".window" not in module.name:
            for name, value in vars(import_module(module.name)).items():
                if isinstance(value, _lru_cache_wrapper) and value.__module__ == module.name:
                    yield f"{module.name}.{name}", value


CACHES = dict(caches())


@pytest.fixture
def looked_at(tmp_path: Path) -> weakref.ref[School]:
    """A school that was checked, matched and written about, and to which nobody refers any more."""
    book = new_book(tmp_path, sample=True)
    school = read_school(closed_book(book).read())
    check(school, SAMPLE_DAY)
    propose(school, SAMPLE_DAY)
    make_documents(school, templates_for(book), SAMPLE_DAY)
    return weakref.ref(school)


def test_a_school_is_gone_as_soon_as_nobody_refers_to_it(looked_at: weakref.ref[School]) -> None:
    assert looked_at() is None


def test_no_cache_keeps_a_text_of_a_closed_book(looked_at: weakref.ref[School]) -> None:
    kept = {name: cache for name, cache in CACHES.items() if name not in DECLARED}
    assert kept.keys() >= {"nastavnik.model.text.fold", "nastavnik.domain.person_names.name_key"}
    assert [name for name, cache in kept.items() if cache.cache_info().currsize] == []


def test_a_cache_that_outlives_a_book_is_known_and_small() -> None:
    assert CACHES.keys() >= DECLARED
    for name in DECLARED - {"nastavnik.readers.preflight.scan._column"}:
        assert CACHES[name].cache_info().currsize <= 256, name


def test_a_rule_derives_from_a_school_once() -> None:
    asked: list[tuple[School, date]] = []

    @indexed
    def pairs_on(school: School, day: date) -> int:
        asked.append((school, day))
        return len(school.pairs)

    one, other = read_school({}), read_school({})
    for school, day in ((one, SAMPLE_DAY), (one, SAMPLE_DAY), (one, date.max), (other, date.max)):
        pairs_on(school, day)
    assert asked == [(one, SAMPLE_DAY), (one, date.max), (other, date.max)]
