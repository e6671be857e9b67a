"""Files through the two engines that school offices have, and what comes out of them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from docx import Document
from docx.oxml.ns import qn

ONLYOFFICE = "движок OnlyOffice и Р7-Офиса"
LIBREOFFICE = "LibreOffice"
BUILD = """
import docbuilder, sys
builder = docbuilder.CDocBuilder()
for source, target in zip(sys.argv[1::2], sys.argv[2::2]):
    builder.OpenFile(source, "")
    builder.SaveFile(target.rpartition(".")[2], target)
    builder.CloseFile()
"""
"""Opens and saves each source as its target."""


class Engine(NamedTuple):
    """An office that opens files and saves them in a folder, all in one run."""

    name: str
    version: str
    save: Callable[[Iterable[Path], str, Path], None]

    def saved(self, source: Path, folder: Path, suffix: str = "") -> Path:
        """One file as the engine saves it."""
        folder.mkdir(parents=True, exist_ok=True)
        suffix = suffix or source.suffix[1:]
        self.save([source], suffix, folder)
        target = folder / f"{source.stem}.{suffix}"
        assert target.is_file(), f"{self.name} did not save {source.name}"
        return target


def libreoffice(soffice: str, profile: Path) -> Engine:
    """The LibreOffice of this machine."""
    alone = f"-env:UserInstallation={profile.as_uri()}"

    def save(sources: Iterable[Path], suffix: str, folder: Path) -> None:
        command = [soffice, alone, "--headless", "--convert-to", suffix, "--outdir", str(folder)]
        subprocess.run([*command, *map(str, sources)], capture_output=True, check=True, timeout=600)

    said = subprocess.run([soffice, alone, "--version"], capture_output=True, text=True, check=True)
    return Engine(LIBREOFFICE, re.findall(r"\d+(?:\.\d+)+", said.stdout)[0], save)


def onlyoffice() -> Engine:
    """The engine of OnlyOffice, which Р7-Офис is built on."""
    python = os.environ.get("DOCBUILDER_PYTHON", sys.executable)
    asked = "import docbuilder, importlib.metadata as m; print(m.version('document-builder'))"
    said = subprocess.run([python, "-c", asked], capture_output=True, text=True, check=False)
    if said.returncode:
        pytest.skip("document-builder is not installed (DOCBUILDER_PYTHON)")

    def save(sources: Iterable[Path], suffix: str, folder: Path) -> None:
        pairs = [str(each) for s in sources for each in (s, folder / f"{s.stem}.{suffix}")]
        subprocess.run([python, "-c", BUILD, *pairs], capture_output=True, check=False, timeout=600)

    return Engine(ONLYOFFICE, said.stdout.strip(), save)


def paragraphs(document: Path) -> list[str]:
    """The paragraphs of a document that say something, those in tables too.

    LibreOffice makes an element of each hyphen that does not break.
    """
    body = Document(str(document)).element.body
    words = (qn("w:t"), qn("w:noBreakHyphen"))
    texts = ("".join(map(_said, p.iter(*words))) for p in body.iter(qn("w:p")))
    return [text for text in texts if text.strip()]


def _said(node: Any) -> str:
    return "\u2011" if node.tag == qn("w:noBreakHyphen") else node.text or ""


def pages(pdf: Path) -> int:
    """How many pages a PDF has."""
    said = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, text=True, check=True).stdout
    return int(re.findall(r"Pages:\s+(\d+)", said)[0])


def printed_words(pdf: Path) -> Counter[str]:
    """The words of a PDF, wherever they stand; lines to write on left out."""
    command = ["pdftotext", str(pdf), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return Counter(text.replace("_", " ").split())
