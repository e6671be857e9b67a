"""LibreOffice: where it is, and documents turned by it into other kinds."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from glob import glob
from pathlib import Path
from time import monotonic

from nastavnik.readers.limits import READING_SECONDS

_COMMANDS = ("soffice", "libreoffice", "loffice", "LibreOffice")
PLACES: dict[str, Sequence[str]] = {
    "win32": (
        r"%ProgramW6432%\LibreOffice*\program\soffice.exe",
        r"%ProgramFiles%\LibreOffice*\program\soffice.exe",
        r"%ProgramFiles(x86)%\LibreOffice*\program\soffice.exe",
        r"%LOCALAPPDATA%\Programs\LibreOffice*\program\soffice.exe",
        r"%USERPROFILE%\LibreOfficePortable\App\libreoffice\program\soffice.exe",
    ),
    "darwin": (
        "/Applications/LibreOffice*.app/Contents/MacOS/soffice",
        "~/Applications/LibreOffice*.app/Contents/MacOS/soffice",
    ),
    "linux": (
        "/usr/lib*/libreoffice*/program/soffice",  # Debian, Astra, РЕД ОС
        "/usr/lib*/LibreOffice*/program/soffice",  # Альт
        "/opt/libreoffice*/program/soffice",  # packages of its makers
        "/usr/local/lib*/libreoffice*/program/soffice",
        "/usr/local/bin/libreoffice*",
    ),
}
"""Where LibreOffice is installed on each system, the usual place first; a newer one wins."""
_REGISTRY_KEYS = (
    r"SOFTWARE\LibreOffice\UNO\InstallPath",
    r"SOFTWARE\WOW6432Node\LibreOffice\UNO\InstallPath",
)
_OTHER_OFFICES = re.compile(r"openoffice|onlyoffice|desktopeditors|r7-?office|myoffice", re.I)
_PRODUCT = re.compile(r"ProductKey\s*=\s*(\w+)")
_WRAPPER_BYTES = 8192
WORTH_TWO = 16
"""From so many documents on two processes side by side are faster than one (1.7 times at 150)."""
LONGEST_COMMAND = 30_000
"""Letters that Windows surely takes on a command line; it refuses 32,767 of them."""
MOST_NAMES = 200
"""Its starter on Linux passes on 253 words and drops the others without a word of its own."""
_PER_WORD = 3
"""The quotes around a word and the blank before it."""


def libreoffice() -> str | None:
    """The path of the program; None where LibreOffice is not installed.

    Another office that answers to the same name, as OpenOffice does, is no LibreOffice.
    """
    return next((str(path) for path in _candidates() if _is_libreoffice(path)), None)


def _candidates() -> Iterator[Path]:
    yield from (Path(found) for name in _COMMANDS if (found := shutil.which(name)))
    yield from _registered()
    for place in PLACES.get(sys.platform, ()):
        pattern = os.path.expandvars(Path(place).expanduser())
        yield from map(Path, sorted(glob(pattern), key=_version, reverse=True))  # noqa: PTH207


def _version(path: str) -> list[int]:
    """What a folder's name says of the version: libreoffice24.8 → [24, 8]."""
    return [int(number) for number in re.findall(r"\d+", path)]


def _registered() -> Iterator[Path]:
    """The program that the registry of Windows names."""
    if sys.platform != "win32":
        return
    import winreg

    for root in (winreg.HKEY_CURRENT_USER, winreg.HKEY_LOCAL_MACHINE):
        for key in _REGISTRY_KEYS:
            try:
                folder = winreg.QueryValue(root, key)
            except OSError:
                continue
            yield Path(folder) / "soffice.exe"


def _is_libreoffice(program: Path) -> bool:
    if not program.is_file():
        return False
    real = program.resolve()
    if _OTHER_OFFICES.search(str(real)):
        return False
    about = next(
        (f for f in map(real.with_name, ("bootstraprc", "bootstrap.ini")) if f.exists()), None
    )
    if about is not None:
        product = _PRODUCT.search(about.read_text(encoding="utf-8", errors="replace"))
        return product is None or product[1].startswith("LibreOffice")
    with program.open("rb") as file:
        beginning = file.read(_WRAPPER_BYTES)
    is_script = beginning.startswith(b"#!")
    return not (is_script and _OTHER_OFFICES.search(beginning.decode("latin-1")))


class OfficeError(Exception):
    """LibreOffice could not be run, or did not answer in time."""


def convert(
    program: str,
    documents: Sequence[Path],
    kind: str,
    folder: Path,
    seconds: float = READING_SECONDS,
) -> None:
    """Let LibreOffice make files of another kind, each under its own name, in the folder.

    Raises:
        OfficeError: it could not be run, or did not answer in time.
    """
    from concurrent.futures import ThreadPoolExecutor

    sides = 2 if len(documents) >= WORTH_TWO else 1
    until = monotonic() + seconds

    def let(part: Sequence[Path]) -> None:
        _convert(program, part, kind, folder, until)

    with ThreadPoolExecutor(sides) as pool:
        list(pool.map(let, [documents[side::sides] for side in range(sides)]))


def _convert(
    program: str, documents: Sequence[Path], kind: str, folder: Path, until: float
) -> None:
    """Let one process after another do the documents, as many at a time as it can be told of."""
    with tempfile.TemporaryDirectory() as profile:  # a running office does not answer for ours
        home = f"-env:UserInstallation={Path(profile).as_uri()}"
        command = [program, home, "--headless", "--convert-to", kind, "--outdir", str(folder)]
        for names in batches([str(path) for path in documents], sum(map(len, command))):
            try:
                left = until - monotonic()
                subprocess.run([*command, *names], capture_output=True, timeout=left, check=False)
            except (OSError, subprocess.TimeoutExpired) as fault:
                raise OfficeError from fault


def batches(names: Sequence[str], besides: int = 0) -> Iterator[list[str]]:
    """The names in as few parts as fit on a command line that has `besides` letters already."""
    part: list[str] = []
    length = besides
    for name in names:
        is_full = len(part) == MOST_NAMES or length + len(name) + _PER_WORD > LONGEST_COMMAND
        if part and is_full:
            yield part
            part, length = [], besides
        part.append(name)
        length += len(name) + _PER_WORD
    if part:
        yield part
