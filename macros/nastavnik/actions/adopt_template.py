"""`templates adopt`: a school's own Word file becomes a template of a kind of document."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nastavnik.actions.session import OWN_TEMPLATES, Session, templates_for
from nastavnik.documents.adopting.adoption import (
    UNKNOWN,
    Adoption,
    Passage,
    decisions_of,
    read_decisions,
)
from nastavnik.documents.batch import chosen
from nastavnik.documents.catalogue.kinds import DocumentKind
from nastavnik.documents.tags import check_template
from nastavnik.documents.templates.compiling import tags_used
from nastavnik.model.changes import Changes, NewFile
from nastavnik.model.errors import JobError
from nastavnik.model.findings import Finding, blocks
from nastavnik.model.outcome import Block, Listing, Outcome
from nastavnik.model.school import School, read_school
from nastavnik.model.text import counted, listed
from nastavnik.readers.converted import CONVERTED, as_docx
from nastavnik.readers.files import load, real_path
from nastavnik.readers.refusals import RefusedError, refusal_of
from nastavnik.readers.sniff import FileKind, kind_of
from nastavnik.workbooks import shipped
from nastavnik.workbooks.disk import free_place, write_new

TITLES = ("Что в файле", "Что это", "Станет", "Сколько раз", "Где", "Решено")


@dataclass(frozen=True)
class TemplateAdopted(Outcome):
    """A template at `path`, None where none was made; `places` are what was found in the file."""

    places: tuple[Passage, ...] = ()
    path: Path | None = None

    def as_json(self) -> dict[str, Any]:
        """The template in the shape other programs read."""
        return {
            "file": str(self.path) if self.path else None,
            "places": [
                {"written": p.written, "look": p.look, "tag": p.tag or None, "sure": p.sure,
                 "times": p.times, "place": p.where}
                for p in self.places
            ],
            "findings": [each.as_json() for each in self.findings],
        }  # fmt: skip

    def listings(self) -> Iterator[Block]:
        """The table that a person confirms."""
        rows = [
            (p.written, p.look, p.tag or UNKNOWN, str(p.times), p.where, "да" if p.sure else "нет")
            for p in self.places
        ]
        yield Listing(TITLES, rows)


def run(
    session: Session,
    *,
    file: Path,
    kind: str = "",
    into: Path | None = None,
    decisions: Sequence[str] = (),
    table: Path | None = None,
    accept: bool = False,
    dry_run: bool = False,
) -> TemplateAdopted:
    """Make a template of a file; with `into` it becomes the book's own one of this kind.

    Raises:
        JobError: the file is no text of Word, or there is no such kind.
    """
    if into and not kind:
        raise JobError(
            "Скажите, шаблоном какого документа станет файл: добавьте к команде --kind ВИД"
        )
    wanted = chosen([kind])[0] if kind else None
    school = read_school(session.find(into).read()) if into else None
    adoption = Adoption.of(_document(file), file.name, school, _roots(wanted, into))
    said = decisions_of(decisions) | (read_decisions(_text(table)) if table else {})
    strange = adoption.unknown(decisions_of(decisions))
    if strange:
        raise JobError(f"В файле нет того, что решено заменить: {listed(strange)}")
    places = adoption.decided(said, accept=accept)
    questions = tuple(filter(None, (place.question for place in places)))
    content = adoption.template() if not questions else b""
    findings = questions or tuple(_wrong(content, wanted, file, school))
    path = None if blocks(findings) else _target(file, wanted, into)
    if path and into and not dry_run:
        own = NewFile(path.relative_to(real_path(into).parent).as_posix(), content)
        session.work(into, lambda _: Outcome("", Changes(files=(own,))), "Шаблон")
    elif path and not dry_run:
        write_new({free_place(path, content): content})
    return TemplateAdopted(
        _message(places, findings, path, dry_run),
        findings=findings,
        places=places,
        path=path if not dry_run else None,
    )


def _document(file: Path) -> bytes:
    content = load(file)
    found = kind_of(content, file.name)
    if found in CONVERTED:
        return as_docx(content, found, file.name)
    if found is not FileKind.DOCUMENT:
        raise RefusedError(refusal_of(found), file.name)
    return content


def _text(table: Path) -> str:
    try:
        return load(table).decode("utf-8-sig")
    except UnicodeDecodeError:
        return load(table).decode("cp1251", "replace")


def _roots(kind: DocumentKind | None, book: Path | None) -> Collection[str]:
    """The first words of the tags that the product's own template of the kind has."""
    templates = templates_for(book) if book else shipped.templates()
    template = templates.get(kind.template) if kind else None
    return {use.words[0] for use in tags_used(template)} if template else ()


def _wrong(
    content: bytes, kind: DocumentKind | None, file: Path, school: School | None
) -> Iterator[Finding]:
    name = kind.template if kind and kind.template else file.name
    yield from check_template(name, content, school)


def _target(file: Path, kind: DocumentKind | None, book: Path | None) -> Path:
    if book and kind:
        return real_path(book).parent / OWN_TEMPLATES / kind.template
    return file.with_name(f"{file.stem} — шаблон.docx")


def _message(
    places: Sequence[Passage], findings: Sequence[Finding], path: Path | None, dry: bool
) -> str:
    found = counted(len(places), "место", "места", "мест")
    if path is None:
        left = counted(len(findings), "вопрос", "вопроса", "вопросов")
        return f"Найдено: {found}; шаблон не сделан, осталось: {left}. Исходный файл не изменён"
    made = "будет записан" if dry else "записан"
    return f"Найдено: {found}; шаблон {made}: {path}. Исходный файл не изменён"
