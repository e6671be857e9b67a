"""From a school's own document to a template: find, propose, let decide, put in."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree

from nastavnik.documents.adopting.merge_fields import (
    HARMLESS,
    MERGEFIELD,
    MergeField,
    W,
    fields_of,
    paragraph_text,
)
from nastavnik.documents.adopting.naming import guess, is_date
from nastavnik.documents.adopting.repeating import is_about_several, of_each_pair, repeat
from nastavnik.documents.adopting.typed_values import Paragraph, Recognise, TypedValue, recogniser
from nastavnik.documents.templates.compiling import WITH_TAGS
from nastavnik.documents.values import Code
from nastavnik.model.findings import Finding
from nastavnik.model.school import School
from nastavnik.model.text import fold, tidy
from nastavnik.readers.limits import MAX_TEMPLATE_BYTES
from nastavnik.readers.package.archive import Archive, BrokenArchiveError
from nastavnik.readers.package.strict import usual_package
from nastavnik.readers.refusals import Refusal, RefusedError

UNKNOWN = "?"
"""How a table shows that nothing is proposed."""
KEEP, DROP = "оставить", "убрать"
"""Decisions besides tags: the text stays as it is; it goes."""
SETTINGS, SETTINGS_RELS = "word/settings.xml", "word/_rels/settings.xml.rels"
_TODAY_FIELDS = frozenset({"DATE", "TIME", "SAVEDATE", "PRINTDATE", "CREATEDATE"})
_SHOWN = 60
_BLANK_IN_DRAFTS = ("документ.номер", "документ.дата")
_BRACES = re.compile(r"^\{\{\s*|\s*\}\}$")


@dataclass(frozen=True, slots=True)
class Passage:
    """What stands in the document and is another each time: how it is written, and how often.

    `tag` is what it becomes, or `KEEP` or `DROP`, "" while nobody knows; `sure` that a person
    need not be asked; `where` the words around its first place; `look` says what it is.
    """

    written: str
    look: str
    where: str
    tag: str = ""
    sure: bool = False
    times: int = 1

    @property
    def question(self) -> Finding | None:
        """What to ask of it; None where it is settled."""
        if self.tag and self.sure:
            return None
        remedy = (
            f'Добавьте к команде --as "{self.written}={self.tag or "ТЕГ"}" (или {KEEP}, {DROP})'
        )
        proposed = f"похоже на «{self.tag}»" if self.tag else "непонятно, что это"
        message = f"{self.look} «{self.written}»: {proposed}"
        return Code.NOT_ADOPTED.at(self.where)._replace(message=message, remedy=remedy)


@dataclass(slots=True)
class Adoption:
    """A document on its way to be a template: its parts as trees, and what was found in them."""

    archive: Archive
    trees: dict[str, Any]
    recognise: Recognise
    roots: Collection[str] = ()
    places: dict[str, Passage] = field(default_factory=dict)

    @classmethod
    def of(
        cls, content: bytes, name: str, school: School | None = None, roots: Collection[str] = ()
    ) -> Adoption:
        """The document in a file; `roots` are the first words of tags its kind has.

        Raises:
            RefusedError: it is damaged, or too large.
        """
        try:
            archive = Archive(usual_package(Archive(content)))
            parts = [part for part in archive.names if WITH_TAGS.fullmatch(part)]
            trees = {part: _tree(archive.read(part, MAX_TEMPLATE_BYTES)) for part in parts}
        except (BrokenArchiveError, etree.XMLSyntaxError, KeyError) as fault:
            raise RefusedError(Refusal.DAMAGED_DOCUMENT, name) from fault
        made = cls(archive, trees, recogniser(school), roots)
        made._find()
        return made

    def decided(self, decisions: Mapping[str, str], *, accept: bool) -> tuple[Passage, ...]:
        """The places with what a person said of them; `accept` takes every proposal as it is."""
        said = {fold(key): _BRACES.sub("", value.strip()) for key, value in decisions.items()}
        for key, place in self.places.items():
            if key in said:
                self.places[key] = replace(place, tag=said[key], sure=True)
            elif accept and place.tag:
                self.places[key] = replace(place, sure=True)
        return tuple(self.places.values())

    def unknown(self, decisions: Mapping[str, str]) -> list[str]:
        """The decisions about what is not in the document."""
        return [key for key in decisions if fold(key) not in self.places]

    def template(self) -> bytes:
        """The document with every place replaced, tied to no list of addresses any more."""
        for tree in self.trees.values():
            typed = list(self._typed(tree))
            for each in fields_of(tree):
                self._put(each)
            for paragraph, found in typed:
                paragraph.replace([(v.start, v.end, self._text_for(v.text, v.text)) for v in found])
            if is_about_several(self.roots):
                repeat(tree)
        parts = {name: etree.tostring(tree, encoding="UTF-8", standalone=True)
                 for name, tree in self.trees.items()}  # fmt: skip
        return self.archive.rewritten(parts | _untied(self.archive))

    def _find(self) -> None:
        for tree in self.trees.values():
            for each in fields_of(tree):
                if each.kind not in HARMLESS:
                    self._note(_place_of(each, self.roots))
            for paragraph, found in self._typed(tree):
                for typed in found:
                    self._note(_place_of_text(typed, paragraph.text, self.roots))
        if any(each.look == "поле слияния" for each in self.places.values()):
            self._let_texts_stay()

    def _let_texts_stay(self) -> None:
        """In a letter with fields the rest is its own text, unless the book says otherwise."""
        for key, place in self.places.items():
            if not place.look.startswith("поле") and not place.sure:
                self.places[key] = replace(place, tag=KEEP, sure=True)

    def _typed(self, tree: Any) -> Iterator[tuple[Paragraph, list[TypedValue]]]:
        fields = [each for each in fields_of(tree) if each.kind not in HARMLESS]
        inside = {part for each in fields for element in each.elements for part in element.iter()}
        for element in tree.iter(f"{W}p"):
            paragraph = Paragraph.of(element, inside)
            found = self.recognise(paragraph.text)
            if found:
                yield paragraph, found

    def _note(self, place: Passage) -> None:
        key = fold(place.written)
        known = self.places.get(key)
        if known is None:
            self.places[key] = place
        else:
            self.places[key] = replace(known, times=known.times + 1)

    def _put(self, each: MergeField) -> None:
        place = self.places.get(fold(each.name))
        if place is None:
            return
        text = self._text_for(each.name, each.text)
        before, after = each.switch("b"), each.switch("f")
        if place.tag not in (KEEP, DROP) and (before or after):
            tag = place.tag.split("|", maxsplit=1)[0].strip()
            text = f"{{% if {tag} %}}{before}{text}{after}{{% endif %}}"
        each.replace(text)

    def _text_for(self, written: str, shown: str) -> str:
        place = self.places.get(fold(written))
        if place is None or place.tag == KEEP:
            return shown
        if place.tag == DROP:
            return ""
        written_so = of_each_pair(place.tag) if is_about_several(self.roots) else place.tag
        tag = f"{{{{ {written_so} }}}}"
        path = place.tag.split("|", maxsplit=1)[0].strip()
        return f"{{% if {path} %}}{tag}{{% endif %}}" if path in _BLANK_IN_DRAFTS else tag


def _tree(content: bytes) -> Any:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise BrokenArchiveError
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(content, parser)


def _place_of(each: MergeField, roots: Collection[str]) -> Passage:
    where = tidy(paragraph_text(each.elements[0]))[:_SHOWN]
    if each.kind != MERGEFIELD or each.inner or not each.is_whole:
        is_day = each.kind in _TODAY_FIELDS
        return Passage(each.name, "поле Word", where, "документ.дата" if is_day else "")
    found = guess(each.name, roots)
    if found is None:
        return Passage(each.name, "поле слияния", where)
    tag = found.tag
    if is_date(tag) and "|" not in tag and "MMMM" in each.switch("@"):
        tag += " | словами"
    return Passage(each.name, "поле слияния", where, tag, found.sure)


def _place_of_text(typed: TypedValue, text: str, roots: Collection[str]) -> Passage:
    around = text[max(0, typed.start - _SHOWN // 2) : typed.end + _SHOWN // 2]
    tag = typed.tag
    if "человек" in roots:
        tag = re.sub(r"^(?:наставник|наставляемый)\.", "человек.", tag)
    return Passage(typed.text, typed.looks, tidy(around), tag, typed.sure)


def _untied(archive: Archive) -> dict[str, bytes]:
    """The settings without the list of addresses and the template that a document was tied to."""
    changed = {}
    if SETTINGS in archive:
        tree = _tree(archive.read(SETTINGS, MAX_TEMPLATE_BYTES))
        for name in ("mailMerge", "attachedTemplate"):
            for element in list(tree.iter(f"{W}{name}")):
                element.getparent().remove(element)
        changed[SETTINGS] = etree.tostring(tree, encoding="UTF-8", standalone=True)
    if SETTINGS_RELS in archive:
        tree = _tree(archive.read(SETTINGS_RELS, MAX_TEMPLATE_BYTES))
        for element in list(tree):
            if element.get("TargetMode") == "External":
                tree.remove(element)
        changed[SETTINGS_RELS] = etree.tostring(tree, encoding="UTF-8", standalone=True)
    return changed


def read_decisions(text: str) -> dict[str, str]:
    """What a table of decisions says: its first column → its third, as the preview prints it.

    A line of two columns says the same; other lines say nothing.
    """
    rows = [line.split("\t") for line in text.splitlines()]
    wanted = [(row[0], row[2] if len(row) > 2 else row[1]) for row in rows if len(row) > 1]
    said = {key.strip(): tag.strip() for key, tag in wanted if key.strip()}
    return {key: tag for key, tag in said.items() if tag not in {"", UNKNOWN}}


def decisions_of(words: Sequence[str]) -> dict[str, str]:
    """What «ИСХОДНОЕ=ТЕГ» says, for each of the words; a tag has no «=»."""
    parted = (word.rpartition("=") for word in words)
    return {key.strip(): tag.strip() for key, sign, tag in parted if sign}
