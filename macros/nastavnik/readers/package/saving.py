"""Packages as files that say nothing of the moment they were made."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Any

NO_TIME = (1980, 1, 1, 0, 0, 0)


def saved(document: Any) -> bytes:
    """A document of python-docx as a file; the same document makes the same bytes."""
    made = BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as source:
        return packed({name: source.read(name) for name in source.namelist()})


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A package of these parts in their order."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as target:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, NO_TIME)
            entry.create_system = 0
            target.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return file.getvalue()
