"""Packing the source of a macro module as [MS-OVBA] 2.4.1 wants it."""

from __future__ import annotations

import struct

CHUNK = 4096


def packed(content: bytes) -> bytes:
    """The content as a compressed container."""
    chunks = (content[at : at + CHUNK] for at in range(0, len(content), CHUNK))
    return b"\x01" + b"".join(map(_chunk, chunks))


def _chunk(content: bytes) -> bytes:
    tokens = _tokens(content)
    if len(tokens) >= CHUNK and len(content) == CHUNK:
        return struct.pack("<H", 0x3000 | CHUNK - 1) + content
    return struct.pack("<H", 0xB000 | len(tokens) - 1) + tokens


def _tokens(content: bytes) -> bytes:
    """Literals and copies, eight after each byte of flags."""
    out = bytearray()
    at = 0
    while at < len(content):
        flags, group = 0, bytearray()
        for bit in range(8):
            if at >= len(content):
                break
            bits = max((at - 1).bit_length(), 4)
            offset, length = _match(content, at, (0xFFFF >> bits) + 3)
            if length:
                flags |= 1 << bit
                group += struct.pack("<H", (offset - 1) << (16 - bits) | length - 3)
                at += length
            else:
                group.append(content[at])
                at += 1
        out.append(flags)
        out += group
    return bytes(out)


def _match(content: bytes, at: int, most: int) -> tuple[int, int]:
    """(how far back, how long) the longest earlier run of at least three bytes is; else zeros."""
    best = (0, 0)
    length = 3
    while length <= most and at + length <= len(content):
        found = content.rfind(content[at : at + length], 0, at + length - 1)
        if found < 0:
            break
        best = (at - found, length)
        length += 1
    return best
