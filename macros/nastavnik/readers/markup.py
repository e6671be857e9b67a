"""Remains of HTML and Markdown in texts that were copied from pages."""

from __future__ import annotations

import html
import re

from nastavnik.model.text import cleaned

_BREAKING_TAG = re.compile(r"<\s*(?:/\s*(?:p|div|tr|h\d)|br\s*/?|li)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_EMPHASIS = re.compile(r"\*\*|^#{1,6}\s+", re.MULTILINE)
_UNDERSCORED = re.compile(r"(?<!\w)__(?=[^\W_])([^_\n]+)(?<=[^\W_])__(?!\w)")
"""Strong words of Markdown; other underscores are blanks to be filled in."""
_ESCAPED = re.compile(r"\\([-.*_#()\[\]])")


def plain(text: str) -> str:
    """The text cleaned, without HTML and Markdown; lines of a list stay lines."""
    if "<" in text or "&" in text:
        text = html.unescape(_TAG.sub("", _BREAKING_TAG.sub("\n", text)))
    text = _ESCAPED.sub(r"\1", _UNDERSCORED.sub(r"\1", _EMPHASIS.sub("", text)))
    return cleaned(text)
