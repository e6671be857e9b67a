"""Files through the two engines that school offices have, and what comes out of them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

import numpy
import pytest
from docx import Document
from docx.oxml.ns import qn
from PIL import Image

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


def strange_ink(first: Path, second: Path) -> float:
    """The share of inked places of two PDF files of equal length that the other leaves blank.

    A place is half a centimetre wide; its neighbours count, as a line may break elsewhere. What is
    printed in light grey, such as the mark of an engine without a licence, is no ink.
    """
    inked = strange = 0
    for one, other in zip(_ink(first), _ink(second), strict=True):
        for places, near in ((one, _spread(other)), (other, _spread(one))):
            inked += int((places > FAINT).sum())
            strange += int(((places > FAINT) & (near < BLANK)).sum())
    return strange / max(inked, 1)


DOTS, PLACE, DARK = 30, 6, 160
"""Dots to an inch, dots to a place, and how light ink may be."""
FAINT, BLANK = 0.05, 0.01
"""Shares of dark dots from which on a place is inked, and below which it is blank."""


def _ink(pdf: Path) -> list[Any]:
    """For each page the share of dark dots in each place, as a matrix."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["pdftoppm", "-r", str(DOTS), "-gray", str(pdf), f"{folder}/page"]
        subprocess.run(command, check=True)
        return [_places(Image.open(page)) for page in sorted(Path(folder).iterdir())]


def _places(page: Image.Image) -> Any:
    dark = numpy.asarray(page) < DARK
    rows, columns = (size // PLACE for size in dark.shape)
    cut = dark[: rows * PLACE, : columns * PLACE]
    return cut.reshape(rows, PLACE, columns, PLACE).mean(axis=(1, 3))


def _spread(places: Any) -> Any:
    """The most ink in each place or one beside it."""
    steps = [(down, right) for down in (-1, 0, 1) for right in (-1, 0, 1)]
    return numpy.max([numpy.roll(places, step, axis=(0, 1)) for step in steps], axis=0)


def printed_words(pdf: Path) -> Counter[str]:
    """The words of a PDF, wherever they stand; lines to write on left out."""
    command = ["pdftotext", str(pdf), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return Counter(text.replace("_", " ").split())
