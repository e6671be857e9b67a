"""The folder for Linux: what its starters say, and the whole of it in an empty system."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import make_release
from release.conftest import wanted
from releasing.wheels import LINUX, Target

Made = Callable[[Target], Path]
NEEDED = ("sh", "dirname", "readlink", "rm", "mkdir", "mktemp", "cat", "cmp", "cp", "mv", "echo")


@pytest.fixture
def portable(small_folder: Made, tmp_path: Path) -> Path:
    """A folder whose libraries are no libraries, on a path with blanks and Russian letters."""
    folder = tmp_path / "Моя папка" / "Наставник"
    shutil.copytree(small_folder(LINUX), folder)
    return folder


@pytest.fixture
def bare_path(tmp_path: Path) -> Path:
    """A folder of programs among which there is no Python."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in NEEDED:
        (folder / name).symlink_to(shutil.which(name) or pytest.skip(f"{name} is not there"))
    return folder


def started(folder: Path, *words: str, path: str) -> tuple[int, str]:
    """The exit code of a starter and what it says."""
    command = [str(folder / words[0]), *words[1:]]
    done = subprocess.run(
        command, env={"PATH": path}, capture_output=True, text=True, check=False, timeout=120
    )
    return done.returncode, done.stderr


def test_without_a_python_the_package_to_install_is_named(portable: Path, bare_path: Path) -> None:
    for starter in ("nastavnik", "program/window", "install"):
        code, said = started(portable, starter, path=str(bare_path))
        assert code == 2
        assert "Нужен Python одной из версий: 3.11 3.12" in said
        assert "python3-tk" in said
    assert not list(portable.glob(".venv*"))


def test_what_cannot_be_installed_is_told_and_nothing_is_left(portable: Path) -> None:
    wanted("python3.11")
    code, said = started(portable, "nastavnik", "--version", path=os.environ["PATH"])
    assert code == 2
    assert "Освободите 800 МБ" in said
    assert not list(portable.glob(".venv*"))


def test_a_folder_that_cannot_be_written_is_told(portable: Path) -> None:
    wanted("python3.11")
    (portable / ".venv-new").symlink_to("/proc/nowhere")  # as a read-only folder, for root too
    (portable / "program" / "prepare").write_text(
        (portable / "program" / "prepare").read_text().replace('rm -rf "$made"\n', "")
    )
    code, said = started(portable, "nastavnik", "--version", path=os.environ["PATH"])
    assert code == 2
    assert "нельзя записывать" in said


@pytest.mark.parametrize("told", ["Наставник.desktop", ".", ""], ids=["path", "folder", "nothing"])
def test_the_entry_finds_the_program_whatever_a_file_manager_tells_of_it(
    portable: Path, told: str
) -> None:
    (portable / "program" / "window").write_text('#!/bin/sh\nprintf "%s|" "$0" "$@"\n')
    entry = (portable / "Наставник.desktop").read_text("utf-8")
    (line,) = re.findall(r"^Exec=(.+)$", entry, re.MULTILINE)
    unescaped = line.replace("\\\\", "\\")
    split = ["sh", "-c", f"printf '%s\\n' {unescaped}"]  # as a desktop does it
    words = subprocess.run(split, capture_output=True, text=True, check=True).stdout.splitlines()
    place = str(portable / told) if told else ""
    book = str(portable / "Моя книга.xlsx")
    for files in ([book], []):
        command = [each.replace("%k", place) for each in words[:-1]] + files
        done = subprocess.run(command, cwd=portable, capture_output=True, text=True, check=True)
        started, *given = done.stdout.rstrip("|").split("|")
        assert (portable / started).samefile(portable / "program" / "window")
        assert given == files


def test_what_the_window_lacks_is_told_though_the_desktop_has_nothing_to_tell_it_with(
    portable: Path, bare_path: Path, tmp_path: Path
) -> None:
    for name in ("printf", "sh"):
        (bare_path / name).unlink(missing_ok=True)
        (bare_path / name).symlink_to(shutil.which(name) or pytest.skip(f"{name} is not there"))
    (bare_path / "xdg-open").write_text("#!/bin/sh\nexit 3\n")
    (bare_path / "soffice").write_text(f'#!/bin/sh\ncat "$1" >"{tmp_path}/shown"\n')
    for name in ("xdg-open", "soffice"):
        (bare_path / name).chmod(0o755)
    code, said = started(portable, "program/window", path=str(bare_path))
    assert code == 2
    assert "python3-tk" in said
    assert (tmp_path / "shown").read_text("utf-8").strip() == said.strip()


@pytest.fixture(scope="module")
def empty_system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A Debian with Python and nothing else; `NASTAVNIK_RELEASE` is the folder to be tried."""
    wanted("debootstrap", "chroot")
    if os.geteuid() != 0 or "NASTAVNIK_RELEASE" not in os.environ:
        pytest.skip("needs root and NASTAVNIK_RELEASE, a folder that make_release has made")
    root = tmp_path_factory.mktemp("system")
    root.chmod(0o755)
    words = ["debootstrap", "--variant=minbase", "--include=python3", "bookworm", str(root)]
    mirror = os.environ.get("NASTAVNIK_MIRROR", "")
    subprocess.run([*words, *filter(None, [mirror])], check=True, capture_output=True)
    home = root / "home" / "school"
    home.mkdir()
    shutil.copytree(os.environ["NASTAVNIK_RELEASE"], home / "Наставник", symlinks=True)
    subprocess.run(["chown", "-R", "1000:1000", str(home)], check=True)
    yield root
    shutil.rmtree(root, ignore_errors=True)


def inside(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A program run in the empty system by somebody without rights."""
    clean = ["env", "-i", "PATH=/usr/bin:/bin", "HOME=/home/school", "LC_ALL=C.UTF-8"]
    command = ["chroot", "--userspec=1000:1000", str(root), *clean, *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)


def test_in_an_empty_system_it_goes_from_the_folder_to_orders(empty_system: Path) -> None:
    program = "/home/school/Наставник/nastavnik"
    book = "/home/school/Книга/Наставничество.xlsx"
    first = inside(empty_system, program, "--version")
    assert make_release.version() in first.stdout, first.stderr
    assert inside(empty_system, program, "new", "/home/school/Книга", "--sample").returncode == 0
    made = inside(empty_system, program, "order", book, "--register", "--today", "15.10.2026")
    assert "104-ОД" in made.stdout, made.stderr
    assert list((empty_system / "home/school/Книга/Документы").rglob("*104-ОД*.docx"))
    again = inside(empty_system, program, "--version")
    assert again.stderr == ""


def test_in_an_empty_system_the_window_names_what_it_lacks(empty_system: Path) -> None:
    started = inside(empty_system, "/home/school/Наставник/program/window")
    assert started.returncode == 2
    assert "python3-tk" in started.stderr


def test_it_comes_into_the_menu_and_goes_without_a_trace(empty_system: Path) -> None:
    home = empty_system / "home/school"
    entry = home / ".local/share/applications/nastavnik.desktop"
    assert inside(empty_system, "/home/school/Наставник/install").returncode == 0
    assert 'Exec="/home/school/Наставник/program/window"' in entry.read_text()
    assert inside(empty_system, "/home/school/Наставник/install", "--remove").returncode == 0
    assert not entry.exists()
    assert not (home / "Наставник" / ".venv").exists()
