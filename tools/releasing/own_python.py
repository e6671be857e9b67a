"""A build of CPython put into the folder, so that a school needs none of its own."""

from __future__ import annotations

import re
import shutil
import tarfile
import zipfile
from pathlib import Path

from releasing.wheels import WINDOWS, ReleaseError, Target

_VERSIONED = {
    WINDOWS.name: re.compile(r"python3(\d{1,2})\.dll", re.IGNORECASE),
    "linux": re.compile(r"python3\.(\d{1,2})"),
}


def put_in(build: Path, folder: Path, target: Target) -> str:
    """Unpack a standalone or embeddable build into the folder; its version, such as «3.12».

    Raises:
        ReleaseError: it is no such build for the target, or has no windows (tkinter).
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        if zipfile.is_zipfile(build):
            with zipfile.ZipFile(build) as archive:
                archive.extractall(folder)
        else:
            with tarfile.open(build) as archive:
                archive.extractall(folder, filter="tar")
    except (OSError, tarfile.TarError, zipfile.BadZipFile) as error:
        raise ReleaseError(f"«{build.name}» cannot be unpacked: {error}") from error
    _lift(folder)
    cpython = _version(folder, target)
    if not (any(folder.rglob("_tkinter*")) and any(folder.rglob("tkinter/__init__.py"))):
        raise ReleaseError(f"«{build.name}» has no tkinter, without which there is no window")
    for settings in folder.glob("python3*._pth"):
        _open_up(settings)
    return cpython


def _lift(folder: Path) -> None:
    """Take away the one folder in which some builds have everything."""
    inside = list(folder.iterdir())
    if len(inside) == 1 and inside[0].is_dir():
        only = inside[0].rename(folder.with_name(f"{folder.name}-unpacked"))
        folder.rmdir()
        only.rename(folder)


def _version(folder: Path, target: Target) -> str:
    program = folder / ("python.exe" if target is WINDOWS else "bin/python3")
    names = [path.name for path in (folder if target is WINDOWS else folder / "lib").glob("*3*")]
    found = [match[1] for name in names if (match := _VERSIONED[target.name].fullmatch(name))]
    if not program.exists() or not found:
        raise ReleaseError(f"this is no build of CPython for {target.name}")
    return f"3.{found[0]}"


def _open_up(settings: Path) -> None:
    """Let an embeddable build see libraries: alone it looks nowhere but into itself."""
    kept = [line for line in settings.read_text().splitlines() if not line.startswith("#")]
    wanted = ("Lib/site-packages", "import site")
    lines = [*kept, *(line for line in wanted if line not in kept)]
    settings.write_text("\n".join(lines) + "\n")
