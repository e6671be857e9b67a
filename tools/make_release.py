"""Make what a school downloads: a folder and an installer for Windows, a folder for Linux.

.venv/bin/python tools/make_release.py windows --out release
.venv/bin/python tools/make_release.py linux --out release --python-zip FILE

Libraries come from where pip is set up to look, their versions and digests from requirements.txt.
With `--python-zip` (a standalone or embeddable build of CPython) a school needs nothing else.
docs/release.md says what is to be tried by hand.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from releasing.icon import write_icon
from releasing.own_python import put_in
from releasing.wheels import (
    LINUX,
    WINDOWS,
    ReleaseError,
    Target,
    digest,
    download,
    lacking,
    pinned_for,
    unpack,
)

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "tools" / "releasing"
CPYTHONS = {WINDOWS.name: ("3.12",), LINUX.name: ("3.11", "3.12", "3.13")}
"""Of Windows one: the libraries for two are larger than `MEGABYTES`."""
MEGABYTES = 150
"""The most that the folder for Windows may have without a Python."""
UNPACKED = 900
"""Megabytes that the installer wants to be free: the folder, and the libraries at work."""
TEXTS = {".cmd": "cp866", ".txt": "utf-8-sig", "": "utf-8", ".desktop": "utf-8", ".py": "utf-8"}
"""How texts are written; a Russian console of Windows reads commands in its own code page."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the release that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("system", choices=[WINDOWS.name, LINUX.name])
    parser.add_argument("--out", type=Path, default=ROOT / "release")
    parser.add_argument("--cpython", action="append", default=[], help="such as 3.12; several")
    parser.add_argument("--python-zip", type=Path, help="a build of CPython to be put in")
    parser.add_argument("--wheels", type=Path, help="take wheels from this folder alone")
    asked = parser.parse_args(arguments)
    target = WINDOWS if asked.system == WINDOWS.name else LINUX
    try:
        release = Release(target, asked.out, asked.wheels)
        folder = release.make(tuple(asked.cpython), asked.python_zip)
        made = installer(folder, asked.out) if target is WINDOWS else archive(folder)
    except ReleaseError as error:
        sys.stderr.write(f"make_release: {error}\n")
        return 2
    sys.stdout.write(f"{folder}: {megabytes(folder)} MB\n{made}: {megabytes(made)} MB\n")
    return 0


class Release:
    """One folder for one system."""

    def __init__(self, target: Target, out: Path, links: Path | None = None) -> None:
        self.target, self.links = target, links
        self.folder = out / f"Nastavnik-{version()}-{target.name}"
        self.program = self.folder / "program"
        self.wheels = self.program / "wheels"

    def make(self, cpythons: tuple[str, ...] = (), python_zip: Path | None = None) -> Path:
        """Fill the folder, which a school may also just copy.

        Raises:
            ReleaseError: a library is missing, the Python does not fit, or the folder is too large.
        """
        shutil.rmtree(self.folder, ignore_errors=True)
        self.wheels.mkdir(parents=True)
        if python_zip:
            cpythons = (put_in(python_zip, self.program / "python", self.target),)
        cpythons = cpythons or CPYTHONS[self.target.name]
        for cpython in cpythons:
            self._gather(cpython)
        self._write_texts(cpythons)
        write_icon(self.program)
        if self.target is WINDOWS:
            self._settle_windows(cpythons[0], bool(python_zip))
        return self.folder

    def _gather(self, cpython: str) -> None:
        """Our wheel and those of all libraries, for one version of Python.

        Raises:
            ReleaseError: a library has no wheel, or needs one that is not pinned.
        """
        environment = self.target.environment(cpython)
        with tempfile.TemporaryDirectory() as place:
            found = Path(place) / "wheels"
            found.mkdir()
            for name in ("requirements.txt", "tools/releasing/tools.txt"):
                wanted = Path(place) / Path(name).name
                text = (ROOT / name).read_text(encoding="utf-8")
                wanted.write_text(pinned_for(text, environment), encoding="utf-8")
                download(wanted, self.target, cpython, found, self.links)
            build_own(found)
            missing = lacking(found.glob("*.whl"), environment)
            if missing:
                raise ReleaseError(f"not pinned for CPython {cpython}: {', '.join(missing)}")
            for wheel in found.iterdir():
                shutil.copy(wheel, self.wheels)

    def _write_texts(self, cpythons: tuple[str, ...]) -> None:
        """The starters, what they read, and a page for whoever opens the folder."""
        mine = self._wheel("nastavnik")
        pinned = (ROOT / "requirements.txt").read_text(encoding="utf-8")
        own = f"nastavnik=={version()} \\\n    --hash={digest(mine)}\n"
        (self.program / "requirements.txt").write_text(pinned + own, encoding="utf-8")
        mark = digest(mine)[-12:]
        (self.program / "version.txt").write_text(f"{version()} {mark}\n", encoding="ascii")
        for source in (SOURCES / self.target.name).iterdir():
            if source.suffix in TEXTS:
                inside = source.stem in {"prepare", "window", "splash"}
                place = (self.program if inside else self.folder) / source.name
                self._write_text(source, place, cpythons)

    def _write_text(self, source: Path, place: Path, cpythons: tuple[str, ...]) -> None:
        values = {
            "VERSION": version(),
            "CPYTHON": cpythons[0],
            "CPYTHONS": " ".join(cpythons),
            "PYTHONS": " ".join(f"python{each}" for each in reversed(cpythons)),
        }
        text = source.read_text(encoding="utf-8")
        for name, value in values.items():
            text = text.replace(f"@{name}@", value)
        newline = "\r\n" if self.target is WINDOWS else "\n"
        encoding = TEXTS[source.suffix] if self.target is WINDOWS else "utf-8"
        place.write_text(text, encoding=encoding, newline=newline)
        place.chmod(source.stat().st_mode)

    def _settle_windows(self, cpython: str, has_python: bool) -> None:
        """Beside the wheels the program that installs them; or both in a Python that is there.

        Raises:
            ReleaseError: the folder is too large.
        """
        uv = self._wheel("uv")
        if has_python:
            others = [each for each in self.wheels.glob("*.whl") if each != uv]
            site = self.program / "python" / "Lib" / "site-packages"
            unpack(others, self.target, cpython, site)
            shutil.rmtree(self.wheels)
            return
        with tempfile.TemporaryDirectory() as place:
            shutil.unpack_archive(uv, place, "zip")
            (program,) = Path(place).rglob("uv.exe")
            shutil.copy(program, self.program)
        uv.unlink()
        if megabytes(self.folder) > MEGABYTES:
            raise ReleaseError(f"{megabytes(self.folder)} MB, and {MEGABYTES} is the most")

    def _wheel(self, name: str) -> Path:
        (found,) = self.wheels.glob(f"{name}-*.whl")
        return found


def version() -> str:
    """The version of the product."""
    text = (ROOT / "macros" / "nastavnik" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'__version__ = "(.+?)"', text)
    assert found
    return found[1]


def build_own(folder: Path) -> None:
    """Our own wheel."""
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*command, str(ROOT)], check=True, stdout=subprocess.DEVNULL)


def installer(folder: Path, out: Path, needed: int = UNPACKED) -> Path:
    """The installer of the folder for one user of Windows; `needed` megabytes must be free.

    Raises:
        ReleaseError: there is no NSIS, or it refuses.
    """
    makensis = shutil.which("makensis")
    if makensis is None:
        raise ReleaseError("NSIS is not installed (Debian: nsis); the folder alone is made")
    made = out.resolve() / f"{folder.name}-setup.exe"
    told = {"VERSION": version(), "SOURCE": folder.resolve(), "OUT": made, "NEEDED": needed}
    command = [makensis, "-V2", "-INPUTCHARSET", "UTF8", *(f"-D{k}={v}" for k, v in told.items())]
    script = str(SOURCES / "windows" / "installer.nsi")
    if subprocess.run([*command, script], check=False).returncode != 0:
        raise ReleaseError("NSIS could not make the installer")
    return made


def archive(folder: Path) -> Path:
    """The folder as one file to download."""
    made = shutil.make_archive(str(folder), "gztar", folder.parent, folder.name)
    return Path(made)


def megabytes(path: Path) -> int:
    """The size of a file or of all files in a folder, counted as Windows shows it."""
    files = [path] if path.is_file() else [each for each in path.rglob("*") if each.is_file()]
    return sum(each.stat().st_size for each in files) // 2**20


if __name__ == "__main__":
    sys.exit(main())
