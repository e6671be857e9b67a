"""Templates in, documents out.

A template is compiled once (`compiling`; the cache is keyed by its bytes). For each document only
the parts with tags are filled; all others are copied as they were packed. Of most parts it was
foreseen that whatever is filled in makes them whole; the others are looked through as trees.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from typing import Any, NamedTuple

from lxml import etree

from nastavnik.documents.templates.charts import DrawnPart, place, with_charts
from nastavnik.documents.templates.compiled import Compiled, Part, find, keep
from nastavnik.documents.templates.filling import Fill, Filled, Filling, ready
from nastavnik.documents.templates.finishing import complete, finish, settle
from nastavnik.documents.templates.inspection import left_over
from nastavnik.documents.templates.line_breaks import LINE, TAB, break_lines
from nastavnik.documents.templates.packing import EMPTY
from nastavnik.documents.templates.page_layout import PageLayout
from nastavnik.documents.values import DocumentProblem, UnfitError, template_problem


class _Ready(NamedTuple):
    """A compiled template and the functions that fill its parts."""

    compiled: Compiled
    fills: Mapping[str, Fill]


def render(
    template: bytes,
    context: Mapping[str, object],
    layout: PageLayout | None = None,
    *,
    draft: bool = False,
) -> bytes:
    """The document that the template makes of the context; equal input gives equal bytes.

    With a layout it is set as the school wants, and finished as `finishing` says. A draft may ask
    to be filled in by hand: «[впишите: …]».

    Raises:
        UnfitError: a value is empty, a placeholder is left, the template is broken or unsafe.
    """
    made, fills = compile_template(template, layout)
    named = {name: context[name] for name in made.names if name in context}
    filling = Filling.of(named, finishing=layout is not None)
    filled = {name: _filled(filling, part, fills[name]) for name, part in made.parts.items()}
    if filling.problems:
        raise UnfitError(filling.problems)
    look = _Look(made.is_plain, layout is not None, draft)
    charts: dict[str, DrawnPart] = {}
    if made.loose:
        charts = {n: place(each.xml().decode(), filling.drawn) for n, each in filled.items()}
        parts = {name: look.at_tree(each.text.encode()) for name, each in charts.items()}
    else:
        parts = {name: look.at(each) for name, each in filled.items()}
    if look.problems:
        raise UnfitError(look.problems)
    if made.loose:
        declared = EMPTY.with_parts(dict(with_charts(made.loose, charts)))
        return declared.with_parts(made.package.contents()).with_parts(parts).as_file()
    return made.package.with_parts(parts).as_file()


def _filled(filling: Filling, part: Part, fill: Fill) -> Filled:
    try:
        return filling.fill(part, fill)
    except (TypeError, ValueError, ArithmeticError, RecursionError) as fault:
        raise UnfitError([template_problem("тег не удалось выполнить")]) from fault


@dataclass(frozen=True, slots=True)
class _Look:
    """The last look at filled parts: what has to be mended in them, and what is left over."""

    plain: bool
    finishing: bool
    draft: bool
    problems: list[DocumentProblem] = field(default_factory=list)

    def at(self, filled: Filled) -> bytes:
        """The part as it is written; as it was filled in where it was foreseen that it is whole."""
        part, xml = filled.part, filled.xml()
        if not part.is_foreseen:
            return self.at_tree(xml)
        has_tabs, is_complete = TAB.encode() in xml, _is_complete(part, xml)
        is_suspect = filled.may_be_left_over()
        is_finished = not self.finishing or (part.is_fitted and part.is_kept)
        if is_complete and is_finished and not (has_tabs or is_suspect):
            return xml
        root = etree.fromstring(xml)
        if has_tabs:
            break_lines(root)
        if not is_complete:
            complete(root)
        if not is_finished:
            settle(root, fitting=not part.is_fitted, keeping=not part.is_kept)
        if is_suspect:
            self.problems.extend(left_over(root, draft=self.draft))
        return _as_bytes(root)

    def at_tree(self, xml: bytes) -> bytes:
        """The part of which nothing was foreseen."""
        try:
            root = etree.fromstring(xml) if self.plain else _as_docxtpl_mends(xml.decode())
        except (etree.XMLSyntaxError, AttributeError) as fault:
            message = "условие или повторение начинается в одном месте, а кончается в другом"
            raise UnfitError([template_problem(message)]) from fault
        if LINE.encode() in xml or TAB.encode() in xml:
            break_lines(root)
        complete(root)
        if self.finishing:
            finish(root)
        self.problems.extend(left_over(root, draft=self.draft))
        return _as_bytes(root)


def _is_complete(part: Part, xml: bytes) -> bool:
    """Whether every cell ends with a paragraph, every table with a row."""
    if part.is_complete:
        return True
    ends = ((b"</w:tc>", b"</w:p></w:tc>"), (b"</w:tbl>", b"</w:tr></w:tbl>"))
    return all(xml.count(end) == xml.count(good) for end, good in ends)


def _as_bytes(part: Any) -> bytes:
    return bytes(etree.tostring(part, encoding="UTF-8", standalone=True))


def _as_docxtpl_mends(text: str) -> Any:
    """The whole path of the library, for templates with merged cells or pictures."""
    from docxtpl import DocxTemplate

    mender = DocxTemplate(BytesIO())
    mender.docx_ids_index = 1000
    tree = mender.fix_tables(text)
    mender.fix_docpr_ids(tree)
    return tree


@lru_cache(maxsize=128)
def compile_template(template: bytes, layout: PageLayout | None) -> _Ready:
    """The template ready to be filled: from the memory, from whoever keeps it, or compiled."""
    setting = repr(layout)
    made = find(template, setting)
    if made is None:
        from nastavnik.documents.templates.compiling import compile_anew

        made = compile_anew(template, layout)
        keep(template, setting, made)
    return _Ready(made, {name: ready(part) for name, part in made.parts.items()})
