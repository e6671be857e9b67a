"""Writing a compound file [MS-CFB], version 3: streams in folders within one file."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SECTOR, SMALL, MINI = 512, 4096, 64
END, FREE, FAT, NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
STORAGE, STREAM, ROOT = 1, 2, 5
BLACK = 1


@dataclass(slots=True)
class _Entry:
    """A line of the directory."""

    name: str
    kind: int
    content: bytes = b""
    child: int = NONE
    left: int = NONE
    right: int = NONE
    start: int = END
    size: int = 0


Folder = Mapping[str, "bytes | Folder"]
"""Name → content of a stream, or another folder."""


def compound_file(folder: Folder) -> bytes:
    """The folder as a compound file."""
    entries = [_Entry("Root Entry", ROOT)]
    _list(entries, 0, folder)
    sectors: list[bytes] = []
    table: list[int] = []
    mini = bytearray()
    mini_table: list[int] = []
    for entry in entries[1:]:
        if entry.kind == STREAM:
            entry.size = len(entry.content)
            if entry.size >= SMALL:
                entry.start = _chain(sectors, table, entry.content)
            elif entry.size:
                entry.start = _mini_chain(mini, mini_table, entry.content)
    root = entries[0]
    if mini:
        root.size, root.start = len(mini), _chain(sectors, table, bytes(mini))
    packed = struct.pack(f"<{len(mini_table)}I", *mini_table)
    mini_start = _chain(sectors, table, packed, fill=b"\xff") if packed else END
    directory = _chain(sectors, table, b"".join(map(_packed, entries)))
    return _whole(sectors, table, directory, mini_start, len(packed))


def _list(entries: list[_Entry], parent: int, folder: Folder) -> None:
    """Add the entries of a folder; siblings form a balanced tree ordered by length and name."""
    numbers: dict[str, int] = {}
    for name, content in folder.items():
        numbers[name] = len(entries)
        if isinstance(content, bytes):
            entries.append(_Entry(name, STREAM, content))
        else:
            entries.append(_Entry(name, STORAGE))
            _list(entries, numbers[name], content)
    ordered = sorted(numbers, key=lambda name: (len(name), name.upper()))
    entries[parent].child = _tree(entries, [numbers[name] for name in ordered])


def _tree(entries: list[_Entry], numbers: Sequence[int]) -> int:
    """The root of a tree over these entries."""
    if not numbers:
        return NONE
    middle = len(numbers) // 2
    entry = entries[numbers[middle]]
    entry.left = _tree(entries, numbers[:middle])
    entry.right = _tree(entries, numbers[middle + 1 :])
    return numbers[middle]


def _chain(sectors: list[bytes], table: list[int], content: bytes, fill: bytes = b"\0") -> int:
    """The first of the sectors that the content was added in."""
    first = len(sectors)
    for at in range(0, len(content), SECTOR):
        sectors.append(content[at : at + SECTOR].ljust(SECTOR, fill))
        table.append(len(sectors))
    table[-1] = END
    return first


def _mini_chain(mini: bytearray, table: list[int], content: bytes) -> int:
    first = len(table)
    for at in range(0, len(content), MINI):
        mini += content[at : at + MINI].ljust(MINI, b"\0")
        table.append(len(table) + 1)
    table[-1] = END
    return first


def _packed(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le") + b"\0\0"
    head = struct.pack("<64sHBB", name, len(name), entry.kind, BLACK)
    links = struct.pack("<3I", entry.left, entry.right, entry.child)
    tail = struct.pack("<16sIQQIQ", b"", 0, 0, 0, entry.start, entry.size)
    return head + links + tail


def _whole(
    sectors: list[bytes], table: list[int], directory: int, mini_start: int, mini_bytes: int
) -> bytes:
    """Header, sectors, and the table of sectors behind them."""
    per_sector = SECTOR // 4
    count = 1
    while (len(table) + count) > count * per_sector:
        count += 1
    places = [len(sectors) + number for number in range(count)]
    full = [*table, *[FAT] * count]
    full += [FREE] * (count * per_sector - len(full))
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        b"",
        0,
        count,
        directory,
        0,
        SMALL,
        mini_start,
        -(-mini_bytes // SECTOR),
        END,
        0,
        places[0],
    )
    listed = struct.pack("<108I", *places[1:], *[FREE] * (109 - len(places)))
    return header + listed + b"".join(sectors) + struct.pack(f"<{len(full)}I", *full)
