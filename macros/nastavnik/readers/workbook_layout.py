"""The parts of a workbook where python-calamine looks for them.

It knows the names that Excel gives, but a workbook may keep its parts anywhere: its relationships
say where.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from nastavnik.readers.limits import MAX_PART_BYTES
from nastavnik.readers.package.outline import relationships, rels_part
from nastavnik.readers.preflight.inspection import Facts

_WORKBOOK = "xl/workbook.xml"
_USUAL = {"sharedStrings": "xl/sharedStrings.xml", "styles": "xl/styles.xml"}
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"


def is_usual(facts: Facts) -> bool:
    """Whether every part is where Excel puts it, and named as Excel names it."""
    others = facts.outline.others
    if facts.workbook_part != _WORKBOOK:
        return False
    if any(others.get(kind, usual) != usual for kind, usual in _USUAL.items()):
        return False
    return b"../" not in facts.archive.read(rels_part(_WORKBOOK))


def usual_names(facts: Facts) -> tuple[str, ...]:
    """The parts that python-calamine reads of every usual workbook, its sheets aside."""
    names = (rels_part(""), _WORKBOOK, rels_part(_WORKBOOK), *_USUAL.values())
    return tuple(name for name in names if name in facts.archive)


def _line(key: str, kind: str, target: str) -> str:
    from html import escape

    return (
        f'<Relationship Id="{escape(key)}" Type="{_KINDS}/{escape(kind)}" '
        f'Target="{escape(target)}"/>'
    )


def _relationships(lines: Sequence[str]) -> str:
    return f'<Relationships xmlns="{_RELATIONSHIPS}">{"".join(lines)}</Relationships>'


def usual_layout(facts: Facts, parts: Mapping[str, bytes]) -> bytes:
    """A workbook of the parts that are read, each in its usual place; `parts` take precedence."""
    import zipfile  # few workbooks need it, and every click would pay for it

    archive, stream, lines = facts.archive, io.BytesIO(), []
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as made:
        made.writestr(_WORKBOOK, archive.read(facts.workbook_part, MAX_PART_BYTES))
        found = relationships(archive, facts.workbook_part)
        for number, (key, kind, part) in enumerate(found, start=1):
            if part not in archive:
                continue
            place = _USUAL.get(kind, f"xl/worksheets/part{number}.xml")
            lines.append(_line(key, kind, place.removeprefix("xl/")))
            if kind in _USUAL or kind == "worksheet":
                content = parts[part] if part in parts else archive.read(part, MAX_PART_BYTES)
                made.writestr(place, content)
        made.writestr(rels_part(_WORKBOOK), _relationships(lines))
        made.writestr("_rels/.rels", _relationships([_line("rId1", "officeDocument", _WORKBOOK)]))
    return stream.getvalue()
