"""`site`: the section «Наставничество» of the school's site, as files in a folder."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from nastavnik.actions.session import Session
from nastavnik.documents.site.plain import MISSING
from nastavnik.documents.site.remarks import CHANGED_FILE
from nastavnik.documents.site.section import section_of
from nastavnik.model.errors import JobError
from nastavnik.model.findings import Finding
from nastavnik.model.outcome import Block, Outcome
from nastavnik.model.school import read_school
from nastavnik.model.text import counted
from nastavnik.readers.files import load, real_path
from nastavnik.workbooks.disk import digest, remove_all, write_all

KEPT = ".раздел.json"
"""What we wrote into the folder before, by its digest: only that may be replaced or taken away."""
START = "index.html"


@dataclass(frozen=True)
class SitePublished(Outcome):
    """The section in a folder: its pages, and how much is there."""

    pages: tuple[Path, ...] = ()
    missing: Path = Path()
    removed: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The section in the shape other programs read."""
        return {
            "pages": [str(path) for path in self.pages],
            "missing": [finding.message for finding in self.findings],
            "removed": list(self.removed),
            "findings": [finding.as_json() for finding in self.findings],
        }

    def listings(self) -> Iterator[Block]:
        """Where to begin, and what was taken away."""
        yield from (f"Убрано прежнее: {name}" for name in self.removed)
        if self.pages:
            yield f"Откройте в браузере: {self.pages[0]}"
        if self.findings:
            yield f"Список для печати: {self.missing}"


def run(
    session: Session, *, book: Path, folder: Path, today: date, dry_run: bool = False
) -> SitePublished:
    """Write the section of a book into a folder; of what is there only our own is replaced.

    Raises:
        JobError: the book cannot be read, or the folder cannot be written or is not fit for it.
    """
    target = real_path(folder)
    _insist_on_own_folder(book, target)
    school = read_school(session.find(book).read())
    section = section_of(school, today, lambda path: file_beside(book, path))
    files = {target / name: content for name, content in section.files.items()}
    before = _kept(target)
    stale = {name: mark for name, mark in before.items() if name not in section.files}
    changed = [name for name, mark in stale.items() if _mark(target / name) not in {mark, ""}]
    removed = tuple(name for name in stale if name not in changed and _mark(target / name))
    findings = (*section.findings, *(CHANGED_FILE.at(name) for name in changed))
    if not dry_run:
        _write(target, files, before, removed)
    return SitePublished(
        _message(target, section.files, findings, dry_run=dry_run),
        findings=findings,
        pages=tuple(target / f"{page.slug}.html" for page in section.pages),
        missing=target / MISSING,
        removed=removed,
    )


def _insist_on_own_folder(book: Path, target: Path) -> None:
    """Nobody may send the book to the site together with the pages."""
    if real_path(book).is_relative_to(target):
        raise JobError(
            f"В папке «{target.name}» лежит сама книга, и она ушла бы на сайт вместе со "
            "страницами: укажите отдельную папку"
        )


def file_beside(book: Path, path: str) -> bytes | None:
    """The file at a path beside the book; None where there is none, or it is elsewhere."""
    folder = real_path(book).parent
    try:
        file = (folder / path.replace("\\", "/")).resolve()
        return load(file) if file.is_relative_to(folder) and file.is_file() else None
    except (OSError, RuntimeError, ValueError, JobError):
        return None


def _kept(folder: Path) -> dict[str, str]:
    """What was written there before: place → digest."""
    try:
        kept = json.loads((folder / KEPT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(kept, dict):
        return {}
    own = {str(name): str(mark) for name, mark in kept.items()}
    return {name: mark for name, mark in own.items() if _is_within(folder, name)}


def _is_within(folder: Path, name: str) -> bool:
    return real_path(folder / name).is_relative_to(folder)


def _mark(path: Path) -> str:
    """The digest of a file; "" where there is none."""
    try:
        return digest(path.read_bytes()) if path.is_file() else ""
    except OSError:
        return ""


def _write(
    folder: Path, files: Mapping[Path, bytes], before: Mapping[str, str], removed: tuple[str, ...]
) -> None:
    own = {real_path(folder / name): mark for name, mark in before.items()}
    new = {path: digest(content) for path, content in files.items()}

    def is_former(path: Path) -> bool:
        return _mark(path) in {own.get(path), new.get(path)} - {None}

    marks = {path.relative_to(folder).as_posix(): mark for path, mark in new.items()}
    stays = {name: mark for name, mark in before.items() if name not in (*marks, *removed)}
    kept = json.dumps({**stays, **marks}, ensure_ascii=False, indent=0, sort_keys=True).encode()
    write_all(
        {**files, folder / KEPT: kept},
        may_replace=lambda path: path.name == KEPT or is_former(path),
    )
    remove_all((folder / name for name in removed), may_remove=is_former)


def _message(
    folder: Path, files: Mapping[str, bytes], findings: tuple[Finding, ...], *, dry_run: bool
) -> str:
    pages = sum("/" not in name and name.endswith(".html") for name in files)
    told = counted(pages, "страница", "страницы", "страниц")
    lacking = f"; чего нет на сайте: {len(findings)}" if findings else ""
    done = "Будет сделан раздел" if dry_run else "Раздел готов"
    return f"{done}: {told} в папке «{folder}»{lacking}"
