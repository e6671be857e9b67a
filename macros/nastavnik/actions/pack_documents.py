"""`pack`: what is to be signed as one PDF, ready for printing on both sides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from nastavnik.actions.print_pdf import printed
from nastavnik.actions.session import Session, reader_beside
from nastavnik.documents.batch import chosen
from nastavnik.documents.catalogue.kinds import DocumentKind
from nastavnik.documents.files import FOLDER, safe_name
from nastavnik.documents.packs import Pack, pack_of
from nastavnik.model.outcome import Block, Listing, Outcome
from nastavnik.model.school import School, read_school
from nastavnik.model.text import counted
from nastavnik.readers.files import real_path
from nastavnik.workbooks.disk import free_place, is_ours, refuse_foreign, write_atomically

PACKS = "На подпись"


@dataclass(frozen=True)
class PackMade(Outcome):
    """One PDF at `path` of so many documents and pages; `rows` say who signs what."""

    path: Path = Path()
    documents: int = 0
    pages: int = 0
    rows: tuple[tuple[str, ...], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The pack in the shape other programs read."""
        return {
            "file": str(self.path),
            "documents": self.documents,
            "pages": self.pages,
            "findings": [each.as_json() for each in self.findings],
        }

    def listings(self) -> Iterator[Block]:
        """Who signs what, as the cover says it."""
        titles = ("Подписывает", "№", "Документ", "О ком")
        yield Listing(titles, list(self.rows), ": все они на первой странице")


def run(
    session: Session,
    *,
    book: Path,
    today: date,
    who: str = "",
    kinds: Sequence[str] = (),
    out: Path | None = None,
) -> PackMade:
    """Print what waits for a signature: all of it, of one person, or of some kinds.

    Raises:
        JobError: nothing waits, LibreOffice is missing, or the file cannot be written.
    """
    if out:
        refuse_foreign(out)
    wanted = chosen(kinds) if kinds else ()
    school, read = read_school(session.find(book).read()), reader_beside(book)
    found = {paper.file: read(paper.file) for paper in school.papers if paper.file}
    files = {path: content for path, content in found.items() if content is not None}
    pack = pack_of(school, today, files, who, wanted)
    pages, content = _as_pdf(pack, files, school, today)
    folder = real_path(book).parent / FOLDER / PACKS
    path = out or free_place(folder / _name(today, who, wanted), content)
    write_atomically(path, content, may_replace=is_ours)
    number = counted(len(pack.papers), "документ", "документа", "документов")
    return PackMade(
        f"На подпись: {number}, {counted(pages, 'страница', 'страницы', 'страниц')}: {path}",
        findings=pack.findings,
        path=path,
        documents=len(pack.papers),
        pages=pages,
        rows=tuple(_rows(pack)),
    )


def _as_pdf(
    pack: Pack, files: Mapping[str, bytes], school: School, today: date
) -> tuple[int, bytes]:
    """How many pages, and the cover with everything behind it."""
    from nastavnik.actions.joined_pdf import joined
    from nastavnik.documents.pack_cover import TITLE, cover_of

    card = school.card
    cover = cover_of(pack, card.short_name or card.name, today)
    titles = [TITLE, *(f"{n}. {each.title}" for n, each in enumerate(pack.papers, 1))]
    documents = [cover, *(files[each.paper.file] for each in pack.papers)]
    made = printed(documents, [TITLE, *(each.paper.file for each in pack.papers)])
    return joined(made, titles, TITLE)


def _name(today: date, who: str, kinds: Sequence[DocumentKind]) -> str:
    what = (f"{today:%Y-%m-%d}", who, *(kind.title for kind in kinds))
    return f"{safe_name(' '.join(filter(None, what)))}.pdf"


def _rows(pack: Pack) -> Iterator[tuple[str, ...]]:
    for name, pile in pack.by_signer().items():
        for number, each in pile:
            yield name, str(number), each.title, each.about
