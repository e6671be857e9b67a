"""A real LibreOffice for the tests that need one; in CI its absence is a failure."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from office.engines import Engine, libreoffice, onlyoffice
from support.needs import needed

Convert = Callable[[Path, str], Path]


@pytest.fixture(scope="session")
def soffice() -> str:
    """The path of LibreOffice."""
    return needed(shutil.which("soffice"), "LibreOffice")


@pytest.fixture(scope="session")
def engines(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> list[Engine]:
    """The two offices, each with a profile of its own."""
    return [libreoffice(soffice, tmp_path_factory.mktemp("profile")), onlyoffice()]


@pytest.fixture(scope="session")
def convert(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Turn a file into another format by LibreOffice with a profile of its own."""
    profile = tmp_path_factory.mktemp("profile")

    def turn(source: Path, target: str) -> Path:
        command = [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless"]
        command += ["--convert-to", target, "--outdir", str(source.parent), str(source)]
        for _ in range(2):  # the first start of a new profile may only set it up
            subprocess.run(command, check=False, capture_output=True, timeout=120)
            made = source.with_suffix(f".{target.split(':', maxsplit=1)[0]}")
            if made.exists():
                return made
        raise AssertionError(f"LibreOffice did not turn {source.name} into {target}")

    return turn


@pytest.fixture(scope="session")
def validate() -> Callable[[Path], list[str]]:
    """Microsoft's Open XML validator: the errors of a file."""
    import json

    program = needed(
        os.environ.get("OOXML_VALIDATOR") or shutil.which("ooxml-validator"),
        "the Open XML validator (OOXML_VALIDATOR)",
    )

    def errors(path: Path) -> list[str]:
        run = subprocess.run([program, str(path)], capture_output=True, text=True, check=False)
        return [f"{e['path']}: {e['description']}" for e in json.loads(run.stdout)["errors"]]

    return errors
