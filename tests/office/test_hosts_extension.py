"""The extension in a real LibreOffice: installed, pressed, and it does what the command does."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from hosts.contract import shown
from nastavnik import actions, resources
from nastavnik.books import calc_office
from nastavnik.books.closed import ClosedBook
from nastavnik.books.extension import NAME, SCRIPT
from nastavnik.making import new_book, new_extension
from office.conftest import needed
from office.running_office import running_office

pytestmark = pytest.mark.office
LONGEST_CLICK = 2.5
"""Seconds from the press to the result."""


@pytest.fixture(scope="module")
def extension(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_extension(tmp_path_factory.mktemp("extension"))


@pytest.fixture(scope="module")
def context(soffice: str, extension: Path) -> Iterator[Any]:
    """A LibreOffice into whose profile the extension was put."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        copy = folder / extension.name
        copy.write_bytes(extension.read_bytes())
        install(copy, folder / "profile")
        with running_office(soffice, folder / "profile") as found:
            yield found


def install(extension: Path, profile: Path) -> None:
    """Put the extension into a profile; the installer refuses to work for the administrator."""
    program = needed(shutil.which("unopkg"), "unopkg")
    command = [program, "add", "--suppress-license", f"-env:UserInstallation={profile.as_uri()}"]
    if os.name == "posix" and os.geteuid() == 0:
        nobody = str(pwd.getpwnam("nobody").pw_uid)
        setpriv = needed(shutil.which("setpriv"), "setpriv")
        command = [setpriv, f"--reuid={nobody}", "--clear-groups", *command]
    home = {**os.environ, "HOME": str(extension.parent)}
    subprocess.run([*command, str(extension)], check=True, capture_output=True, env=home)


def press(context: Any, key: str) -> str:
    """Run the script behind a button of the toolbar; what it told the person."""
    address = next(url for url in addresses() if f"${key}?" in url)
    factory = context.getValueByName(
        "/singletons/com.sun.star.script.provider.theMasterScriptProviderFactory"
    )
    provider = factory.createScriptProvider("user:uno_packages")
    told: str = provider.getScript(address).invoke((), (), ())[0]
    return told


def addresses() -> list[str]:
    root = etree.fromstring(resources.extension_files()["Addons.xcu"])
    texts = (node.text or "" for node in root.iter("value"))
    return [text for text in texts if text.startswith("vnd.sun.star.script:")]


def test_every_button_has_a_script_and_every_action_a_button(extension: Path) -> None:
    script = zipfile.ZipFile(extension).read(SCRIPT).decode()
    functions = set(re.findall(r"^def ([a-z]\w*)\(", script, re.MULTILINE))
    keys = [url.partition("$")[2].partition("?")[0] for url in addresses()]
    assert set(keys) <= functions
    assert {action.key for action in actions.ACTIONS} <= set(keys)
    assert all(url.startswith(f"vnd.sun.star.script:{NAME}|") for url in addresses())


def test_the_extension_calls_the_python_that_made_it(extension: Path) -> None:
    script = zipfile.ZipFile(extension).read(SCRIPT).decode()
    assert f"COMMAND = {[sys.executable, '-m', 'nastavnik']!r}" in script


def test_pressing_check_changes_the_book_as_the_command_does(context: Any, tmp_path: Path) -> None:
    path = new_book(tmp_path / "pressed", flawed=True)
    twin = new_book(tmp_path / "twin", flawed=True)
    sources = {**os.environ, "PYTHONPATH": resources.source_root()}
    subprocess.run(
        [sys.executable, "-m", "nastavnik", "check", twin],
        env=sources,
        check=False,
        capture_output=True,
    )
    desktop = calc_office.desktop_of(context)
    desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, ())
    begun = time.perf_counter()
    told = press(context, "check")
    took = time.perf_counter() - begun
    document = calc_office.open_document(desktop, path)
    assert document is not None, "the book is open again"
    document.close(True)
    now = datetime.now
    assert shown(ClosedBook(path, now).read()) == shown(ClosedBook(twin, now).read())
    assert "ошиб" in told
    assert took < LONGEST_CLICK
