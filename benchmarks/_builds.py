"""Another build of the product, checked out with an environment of its own, and what it costs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
FIRST = "9b3a9e1"
"""The build beside which the targets were set."""
BUILDS = Path(tempfile.gettempdir()) / "nastavnik-benchmark-builds"


class Build(NamedTuple):
    """A checkout and the Python that has its libraries."""

    root: Path
    python: Path

    @property
    def environment(self) -> dict[str, str]:
        """The variables of its processes; what it keeps from run to run lies beside it."""
        own = {"PYTHONPATH": str(self.root / "macros"), "PYTHONUTF8": "1"}
        kept = BUILDS / f"kept-{self.root.name}"
        kept.mkdir(parents=True, exist_ok=True)
        environment = os.environ | own | {"XDG_CACHE_HOME": str(kept)}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        return environment

    def popen(self, words: tuple[str, ...], folder: Path) -> subprocess.Popen[bytes]:
        """The verb, or a piece of Python behind «-c», at work in the folder."""
        code = words if words[0] == "-c" else ("-m", "nastavnik", *words)
        return subprocess.Popen(
            [str(self.python), *code],
            cwd=folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def answer(self, code: str, *, given: Path | None = None) -> bytes:
        """What a piece of Python prints; the file is its standard input."""
        with (given or Path(os.devnull)).open("rb") as file:
            return subprocess.run(
                [str(self.python), "-c", code],
                stdin=file,
                env=self.environment,
                stdout=subprocess.PIPE,
                check=True,
            ).stdout

    def cost(self, arguments: tuple[str, ...], folder: Path) -> tuple[float, int]:
        """CPU seconds and peak memory in KiB of the verb as a process."""
        process = self.popen(arguments, folder)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        return used.ru_utime + used.ru_stime, used.ru_maxrss


def checked_out(revision: str) -> Build:
    """The other build, made at the first run."""
    name = subprocess.check_output(
        ["git", "rev-parse", "--short=12", f"{revision}^{{commit}}"], cwd=ROOT, text=True
    ).strip()
    root = BUILDS / name
    python = root / ".venv" / "bin" / "python"
    if not python.exists():
        shutil.rmtree(root, ignore_errors=True)
        root.mkdir(parents=True)
        archive = subprocess.check_output(["git", "archive", name], cwd=ROOT)
        subprocess.run(["tar", "-x", "-C", str(root)], input=archive, check=True)
        subprocess.run([sys.executable, "-m", "venv", str(root / ".venv")], check=True)
        install = ["-m", "pip", "install", "-qq", "--require-hashes", "-r", "requirements.txt"]
        subprocess.run([str(python), *install], cwd=root, check=True)
    return Build(root, python)
