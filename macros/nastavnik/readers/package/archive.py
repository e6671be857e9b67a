"""A zip archive read from memory and rewritten with every untouched entry byte for byte.

The standard `zipfile` packs every entry anew when it copies one; here an entry that nobody changed
keeps its bytes, its local header and its place, so that a patched workbook differs only where it
must.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

BLOCK = 8 * 1024 * 1024
"""A part is unpacked in blocks of this size, so that a huge one never stands in memory whole."""
HEAD_BYTES = 1024
KEPT_BYTES = 2 * BLOCK
"""So much of what was unpacked is kept, not to unpack it again."""

STORED, DEFLATED = 0, 8
_CENTRAL = struct.Struct("<4s4xHH4xIIIHHH8xI")
_LOCAL = struct.Struct("<4s5H3I2H")
_END = struct.Struct("<4s4xHHIIH")
_SIGNATURE = {"local": b"PK\x03\x04", "central": b"PK\x01\x02", "end": b"PK\x05\x06"}
_END_64, _LOCATOR_64 = b"PK\x06\x06", b"PK\x06\x07"
_ENCRYPTED, _DESCRIPTOR, _UTF_8 = 0x1, 0x8, 0x800
_BIG, _ZIP64_FIELD = 0xFFFFFFFF, 1


class BrokenArchiveError(Exception):
    """The bytes are no whole zip archive, or one that is spelt to deceive."""


class EncryptedArchiveError(BrokenArchiveError):
    """An entry is encrypted by the zip program itself."""


class DirectoryEntry(NamedTuple):
    """One line of the archive's directory: `record` is that line as it was read."""

    name: str
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    record: bytes


class Archive:
    """The entries of a zip held in memory, in the order of its directory.

    Raises:
        BrokenArchiveError: the directory is missing, cut, overlapping, or uses unknown packing.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        listed = list(_directory(data))
        self.names = [entry.name for entry in listed]
        self.entries = {entry.name: entry for entry in listed}
        _refuse_overlaps(listed, len(data))
        self._heads: dict[str, bytes] = {}
        self._kept: dict[str, bytes] = {}
        self._room = KEPT_BYTES

    def __contains__(self, name: str) -> bool:
        return name in self.entries

    def blocks(self, name: str, limit: int) -> Iterator[bytes]:
        """The unpacked content of an entry in blocks; its length and checksum are verified.

        Raises:
            BrokenArchiveError: the content is cut, damaged, or longer than `limit`.
        """
        if self.entries[name].size <= BLOCK:
            yield self.read(name, limit)
        else:
            yield from self._verified(name, limit)

    def keeps(self, name: str) -> bool:
        """Whether the entry, once read, stays unpacked at hand: there is room for so much."""
        return name in self._kept or self.entries[name].size <= self._room

    def read(self, name: str, limit: int = _BIG) -> bytes:
        """The whole unpacked content of an entry, verified likewise."""
        if name in self._kept:
            return self._kept[name]
        content = b"".join(self._verified(name, limit))
        if len(content) <= self._room:
            self._room -= len(content)
            self._kept[name] = content
        return content

    def _verified(self, name: str, limit: int) -> Iterator[bytes]:
        entry, crc, length = self.entries[name], 0, 0
        for block in _unpacked(entry, self._packed(entry)):
            length += len(block)
            if length > limit or length > entry.size:
                raise BrokenArchiveError(name)
            crc = zlib.crc32(block, crc)
            yield block
        if length != entry.size or crc != entry.crc:
            raise BrokenArchiveError(name)

    def head(self, name: str) -> bytes:
        """The first `HEAD_BYTES` of an entry, unverified."""
        if name not in self._heads:
            entry = self.entries[name]
            try:
                self._heads[name] = _start(entry, self._packed(entry))
            except zlib.error as error:
                raise BrokenArchiveError(name) from error
        return self._heads[name]

    def rewritten(self, parts: Mapping[str, bytes], without: Collection[str] = ()) -> bytes:
        """The archive with `parts` in place of the entries of these names, less those `without`."""
        body, records = bytearray(), []
        for name, entry in self.entries.items():
            if name in without:
                continue
            offset = len(body)
            if name in parts:
                fresh = _packed_anew(entry, parts[name])
                body += _local_header(fresh.entry) + fresh.packed
                records.append(_record(fresh.entry, offset))
            else:
                body += self.data[entry.offset : self._end_of(entry)]
                records.append(_record(entry, offset))
        return bytes(body) + _directory_of(records, len(body))

    def picked(self, names: Iterable[str], parts: Mapping[str, bytes]) -> bytes:
        """An archive of the entries of these names, `parts` unpacked in place of some of them."""
        pieces, records, offset = [], [], 0
        for name in dict.fromkeys(names):
            entry = self.entries[name]
            if name in parts:
                entry = _fresh(entry, STORED, parts[name], parts[name]).entry
                piece = _local_header(entry) + parts[name]
            else:
                piece = self.data[entry.offset : self._end_of(entry)]
            records.append(_record(entry, offset))
            pieces.append(piece)
            offset += len(piece)
        return b"".join((*pieces, _directory_of(records, offset)))

    def _packed(self, entry: DirectoryEntry) -> memoryview:
        """The packed bytes of an entry."""
        start = _content_at(self.data, entry)
        return memoryview(self.data)[start : start + entry.packed]

    def _end_of(self, entry: DirectoryEntry) -> int:
        """Where an entry ends: with its content, or with the sizes that may follow it."""
        end = _content_at(self.data, entry) + entry.packed
        flags = int.from_bytes(entry.record[8:10], "little")
        if not flags & _DESCRIPTOR:
            return end
        later = [other.offset for other in self.entries.values() if other.offset >= end]
        return min(later, default=_directory_at(self.data)[1])


class _Fresh(NamedTuple):
    entry: DirectoryEntry
    packed: bytes


def _directory_at(data: bytes) -> tuple[int, int]:
    """(number of entries, offset of the directory)."""
    at = data.rfind(_SIGNATURE["end"])
    if at < 0 or at + _END.size > len(data):
        raise BrokenArchiveError("end")
    _, _, count, _, offset, comment = _END.unpack_from(data, at)
    if at + _END.size + comment != len(data):
        raise BrokenArchiveError("end")
    locator = at - 20
    if locator >= 0 and data[locator : locator + 4] == _LOCATOR_64:
        (at_64,) = struct.unpack_from("<Q", data, locator + 8)
        if data[at_64 : at_64 + 4] != _END_64 or at_64 + 56 > len(data):
            raise BrokenArchiveError("end")
        count, offset = struct.unpack_from("<Q8xQ", data, at_64 + 32)
    return count, offset


def _directory(data: bytes) -> Iterator[DirectoryEntry]:
    count, at = _directory_at(data)
    for _ in range(count):
        if at + 46 > len(data) or data[at : at + 4] != _SIGNATURE["central"]:
            raise BrokenArchiveError("directory")
        entry = _entry(data, at)
        at += len(entry.record)
        yield entry


def _entry(data: bytes, at: int) -> DirectoryEntry:
    _, flags, method, crc, packed, size, *lengths, offset = _CENTRAL.unpack_from(data, at)
    record = data[at : at + 46 + sum(lengths)]
    if flags & _ENCRYPTED:
        raise EncryptedArchiveError("encrypted")
    if method not in (STORED, DEFLATED):
        raise BrokenArchiveError("method")
    name_end = 46 + lengths[0]
    name = record[46:name_end].decode("utf-8" if flags & _UTF_8 else "cp437", "replace")
    extra = record[name_end : name_end + lengths[1]]
    size, packed, offset = _sizes_64(extra, size, packed, offset)
    return DirectoryEntry(name, method, crc, packed, size, offset, record)


def _sizes_64(extra: bytes, *sizes: int) -> tuple[int, int, int]:
    """Size, packed size and offset, from the 64-bit field where the ordinary ones say so."""
    if _BIG not in sizes:
        size, packed, offset = sizes
        return size, packed, offset
    wide = iter(())
    for kind, content in _fields(extra):
        if kind == _ZIP64_FIELD:
            wide = iter(struct.unpack_from(f"<{len(content) // 8}Q", content))
    size, packed, offset = (next(wide, 0) if given == _BIG else given for given in sizes)
    return size, packed, offset


def _fields(extra: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        yield kind, extra[at + 4 : at + 4 + length]
        at += 4 + length


def _content_at(data: bytes, entry: DirectoryEntry) -> int:
    at = entry.offset
    if data[at : at + 4] != _SIGNATURE["local"] or at + _LOCAL.size > len(data):
        raise BrokenArchiveError(entry.name)
    name_length, extra_length = struct.unpack_from("<HH", data, at + 26)
    return int(at + _LOCAL.size + name_length + extra_length)


def _refuse_overlaps(entries: list[DirectoryEntry], length: int) -> None:
    """Entries that share bytes are the densest zip bomb there is."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.offset):
        if entry.offset < end:
            raise BrokenArchiveError(entry.name)
        end = entry.offset + _LOCAL.size + entry.packed
    if end > length:
        raise BrokenArchiveError("cut")


def _start(entry: DirectoryEntry, packed: memoryview) -> bytes:
    if entry.method == STORED:
        return bytes(packed[:HEAD_BYTES])
    return zlib.decompressobj(-15).decompress(packed, HEAD_BYTES)


def _unpacked(entry: DirectoryEntry, packed: memoryview) -> Iterator[bytes]:
    if entry.method == STORED:
        yield from (bytes(packed[at : at + BLOCK]) for at in range(0, len(packed), BLOCK))
        return
    unpacker = zlib.decompressobj(-15)
    step = len(packed) if entry.size <= BLOCK else 64 * 1024
    try:
        for at in range(0, len(packed), max(step, 1)):
            waiting: bytes | memoryview = packed[at : at + step]
            while waiting and not unpacker.eof:
                yield unpacker.decompress(waiting, BLOCK)
                waiting = unpacker.unconsumed_tail
    except zlib.error as error:
        raise BrokenArchiveError(entry.name) from error


def _packed_anew(entry: DirectoryEntry, content: bytes) -> _Fresh:
    packed = content
    if entry.method == DEFLATED:
        packer = zlib.compressobj(6, zlib.DEFLATED, -15)
        packed = packer.compress(content) + packer.flush()
    return _fresh(entry, entry.method, content, packed)


def _fresh(entry: DirectoryEntry, method: int, content: bytes, packed: bytes) -> _Fresh:
    sizes = (zlib.crc32(content), len(packed), len(content))
    record = _record_with(entry.record, method)
    return _Fresh(DirectoryEntry(entry.name, method, *sizes, entry.offset, record), packed)


def _record_with(record: bytes, method: int) -> bytes:
    """The line of the directory with this method, and sizes that stand before the content."""
    flags = int.from_bytes(record[8:10], "little") & ~_DESCRIPTOR
    return record[:8] + struct.pack("<HH", flags, method) + record[12:]


def _directory_of(records: list[bytes], offset: int) -> bytes:
    """The directory that stands at `offset`, and what ends the archive."""
    directory = b"".join(records)
    count = len(records)
    return directory + _END.pack(_SIGNATURE["end"], count, count, len(directory), offset, 0)


def _local_header(entry: DirectoryEntry) -> bytes:
    """A local header that says what the directory says."""
    version, flags, method, time, day = struct.unpack_from("<5H", entry.record, 6)
    (name_length,) = struct.unpack_from("<H", entry.record, 28)
    name = entry.record[46 : 46 + name_length]
    sizes = (entry.crc, entry.packed, entry.size)
    head = (_SIGNATURE["local"], version, flags, method, time, day, *sizes, name_length, 0)
    return _LOCAL.pack(*head) + name


def _record(entry: DirectoryEntry, offset: int) -> bytes:
    """The entry's line of the directory for its new place, in ordinary 32-bit sizes."""
    name_length, extra_length = struct.unpack_from("<HH", entry.record, 28)
    name_end = 46 + name_length
    extra = b"".join(
        struct.pack("<HH", kind, len(content)) + content
        for kind, content in _fields(entry.record[name_end : name_end + extra_length])
        if kind != _ZIP64_FIELD
    )
    sizes = struct.pack("<IIIHH", entry.crc, entry.packed, entry.size, name_length, len(extra))
    comment = entry.record[name_end + extra_length :]
    head = entry.record[:16] + sizes + entry.record[32:42] + struct.pack("<I", offset)
    return head + entry.record[46:name_end] + extra + comment
