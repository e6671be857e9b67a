"""The section of a school's site, made for tests."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from nastavnik.documents.site.section import SiteSection, section_of
from nastavnik.model.school import School

MAY = date(2027, 5, 20)


def section(
    school: School, today: date = MAY, files: Mapping[str, bytes] | None = None
) -> SiteSection:
    """The section of a school; `files` lie beside its book."""
    return section_of(school, today, (files or {}).get)


def everything(files: Mapping[str, bytes]) -> str:
    """All that the files say, markup and packed parts as well."""
    return "\n".join(said for name, content in files.items() for said in _said(name, content))


def in_folder(folder: Path) -> str:
    """All that the files of a folder say, with their names."""
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return everything({str(p.relative_to(folder)): p.read_bytes() for p in paths})


def _said(name: str, content: bytes) -> Iterator[str]:
    from io import BytesIO

    yield name
    if not content.startswith(b"PK"):
        yield content.decode("utf-8-sig")
        return
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for part in archive.namelist():
            text = archive.read(part).decode("utf-8", "replace")
            yield text
            yield re.sub(r"<[^>]+>", "", text)
