"""What a release is tried with: NSIS and Wine, and folders that stand for real ones."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import make_release
from releasing.icon import write_icon
from releasing.wheels import WINDOWS, Target

RUSSIAN = "ru_RU.UTF-8"
FAKE_UV = """
Target amd64-unicode
Unicode true
SilentInstall silent
RequestExecutionLevel user
OutFile "{out}"
!include "FileFunc.nsh"
!include "LogicLib.nsh"
!include "WordFunc.nsh"
Section
  ReadEnvStr $0 FAKE_UV
  ${{GetParameters}} $1
  StrCpy $2 $1 4
  ${{If}} $2 == "venv"
    ${{WordFind}} $1 "no-python-downloads" "E+1{{" $3
    ${{IfNot}} ${{Errors}}
      ${{If}} $0 == "no python"
      ${{OrIf}} $0 == "no network"
        SetErrorLevel 2
        Quit
      ${{EndIf}}
    ${{ElseIf}} $0 == "no network"
      SetErrorLevel 2
      Quit
    ${{EndIf}}
    CreateDirectory "$EXEDIR\\..\\.venv-new\\Scripts"
    CopyFiles /SILENT "$EXEPATH" "$EXEDIR\\..\\.venv-new\\Scripts\\python.exe"
    CopyFiles /SILENT "$EXEPATH" "$EXEDIR\\..\\.venv-new\\Scripts\\pythonw.exe"
  ${{ElseIf}} $2 == "pip "
    ${{If}} $0 == "no room"
      SetErrorLevel 2
      Quit
    ${{EndIf}}
  ${{EndIf}}
SectionEnd
"""
"""A program that behaves as uv does with or without a Python, a network, room on the disk."""


def wanted(*programs: str) -> None:
    """Skip the test where one of the programs is not installed."""
    for program in programs:
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")


@pytest.fixture(scope="session")
def small_folder(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Target], Path]:
    """A folder as the release makes it, with a few bytes for each library."""

    def make(target: Target) -> Path:
        release = make_release.Release(target, tmp_path_factory.mktemp("release"))
        release.wheels.mkdir(parents=True)
        for name in ("nastavnik-1.0-py3-none-any.whl", "other-1.0-py3-none-any.whl"):
            (release.wheels / name).write_bytes(name.encode())
        release._write_texts(("3.12",) if target is WINDOWS else ("3.11", "3.12"))
        write_icon(release.program)
        return release.folder

    return make


class Windows:
    """A Wine of the tests' own: its drive C, and programs run in it."""

    def __init__(self, prefix: Path) -> None:
        self.drive = prefix / "drive_c"
        self._environment = {
            **os.environ,
            "WINEPREFIX": str(prefix),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml=",
            "LC_ALL": RUSSIAN,
            "HOME": str(prefix / "home"),
            "NASTAVNIK_SILENT": "1",
        }
        (prefix / "home" / "Desktop").mkdir(parents=True)
        self.run("wineboot", "-i")

    def run(self, *words: str, cwd: Path | None = None, **environment: str) -> tuple[int, str]:
        """The exit code and what was printed."""
        done = subprocess.run(
            ["xvfb-run", "-a", "wine", *words],
            env={**self._environment, **environment},
            cwd=cwd,
            capture_output=True,
            timeout=180,
            check=False,
        )
        return done.returncode, done.stdout.decode("cp1251", "replace")

    @property
    def user(self) -> Path:
        """The folder of the one user."""
        return next(p for p in (self.drive / "users").iterdir() if p.name != "Public")

    def files(self) -> set[str]:
        """Every file of the drive and of the desktop, but what Windows keeps of its own."""
        places = (self.drive, self.drive.parent / "home" / "Desktop")
        return {
            str(path.relative_to(self.drive.parent))
            for place in places
            for path in place.rglob("*")
            if not {"Temp", "windows"} & set(path.parts) and path.suffix != ".desktop"
        }

    def registry(self) -> str:
        """What the registry says of installed programs."""
        words = ("reg", "query", r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall", "/s")
        return self.run(*words)[1]


@pytest.fixture(scope="session")
def windows(tmp_path_factory: pytest.TempPathFactory) -> Windows:
    """A fresh Wine."""
    wanted("makensis", "wine", "xvfb-run")
    spoken = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout
    if "ru_RU.utf8" not in spoken:
        pytest.skip("the locale ru_RU.UTF-8 is not installed")
    return Windows(tmp_path_factory.mktemp("wine"))


def fake_uv(program: Path) -> None:
    """Put a program in the place of uv.exe."""
    script = program.parent / "uv.nsi"
    script.write_text(FAKE_UV.format(out=program), encoding="utf-8")
    subprocess.run(["makensis", "-V1", str(script)], check=True)
    script.unlink()
