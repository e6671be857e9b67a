"""The package of a document: what is the same in every copy is packed once, the rest is added.

`zipfile` would read the directory of what is there for every document anew.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import NamedTuple

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_VERSION, _DEFLATED, _UTF_8 = 20, 8, 0x800
_TIME, _DAY = 0, 1 << 5 | 1
"""The first of January 1980 for every part, so that equal documents are equal bytes."""
QUICK, SMALL = 3, 9


class PackedParts(NamedTuple):
    """Packed parts: their bytes, their lines of the directory, how many they are."""

    body: bytes
    directory: bytes
    number: int

    def with_parts(self, parts: Mapping[str, bytes], level: int = QUICK) -> PackedParts:
        """The package with more parts at its end."""
        pieces, lines, at = [self.body], [self.directory], len(self.body)
        for name, content in parts.items():
            head, line, packed = _packed(name, content, level, at)
            pieces += (head, packed)
            lines.append(line)
            at += len(head) + len(packed)
        return PackedParts(b"".join(pieces), b"".join(lines), self.number + len(parts))

    def contents(self) -> dict[str, bytes]:
        """The parts, unpacked."""
        with zipfile.ZipFile(BytesIO(self.as_file())) as file:
            return {name: file.read(name) for name in file.namelist()}

    def as_file(self) -> bytes:
        """The package as it stands in a file."""
        sizes = (self.number, self.number, len(self.directory), len(self.body))
        return self.body + self.directory + _END.pack(b"PK\x05\x06", 0, 0, *sizes, 0)


EMPTY = PackedParts(b"", b"", 0)


def _packed(name: str, content: bytes, level: int, at: int) -> tuple[bytes, bytes, bytes]:
    """A part that begins at a place: its head, its line of the directory, its packed content."""
    packer = zlib.compressobj(level, zlib.DEFLATED, -15)
    packed = packer.compress(content) + packer.flush()
    spelt = name.encode()
    flags = 0 if name.isascii() else _UTF_8
    about = (_VERSION, flags, _DEFLATED, _TIME, _DAY)
    sizes = (zlib.crc32(content), len(packed), len(content))
    head = _LOCAL.pack(b"PK\x03\x04", *about, *sizes, len(spelt), 0) + spelt
    line = _CENTRAL.pack(b"PK\x01\x02", _VERSION, *about, *sizes, len(spelt), 0, 0, 0, 0, 0, at)
    return head, line + spelt, packed
