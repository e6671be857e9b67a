"""The folder and the installer for Windows, tried under Wine as far as that goes."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import make_release
from release.conftest import Windows, fake_uv
from releasing.wheels import WINDOWS, Target

Made = Callable[[Target], Path]


@pytest.fixture
def setup(windows: Windows, small_folder: Made) -> Path:
    """A small installer."""
    folder = small_folder(WINDOWS)
    return make_release.installer(folder, folder.parent, needed=1)


@pytest.fixture
def portable(windows: Windows, small_folder: Made, tmp_path: Path) -> Path:
    """A copy of the folder on a path with blanks and Russian letters, with a uv that starts."""
    folder = tmp_path / "Моя папка" / "Наставник"
    shutil.copytree(small_folder(WINDOWS), folder)
    fake_uv(folder / "program" / "uv.exe")
    return folder


def started(windows: Windows, folder: Path, **environment: str) -> tuple[int, str]:
    """What the starter says and its exit code."""
    return windows.run("cmd", "/c", "nastavnik.cmd", "--version", cwd=folder, **environment)


def test_it_is_installed_without_a_question_and_leaves_no_trace(
    windows: Windows, setup: Path
) -> None:
    before = windows.files()
    assert windows.run(str(setup), "/S")[0] == 0
    home = windows.user / "AppData" / "Local" / "Nastavnik"
    names = {path.name for path in home.iterdir()}
    assert names == {"Наставник.cmd", "nastavnik.cmd", "Прочти меня.txt", "Удалить.exe", "program"}
    assert (home / "program" / "wheels" / "other-1.0-py3-none-any.whl").exists()
    new = {Path(name).name for name in windows.files() - before}
    assert sum(Path(name).name == "Наставник.lnk" for name in windows.files()) == 2
    assert "program-new" not in new
    assert r"Uninstall\Nastavnik" in windows.registry()
    (home / ".venv" / "Scripts").mkdir(parents=True)
    assert windows.run(str(home / "Удалить.exe"), "/S", f"_?={windows_path(home)}")[0] == 0
    (home / "Удалить.exe").unlink(missing_ok=True)  # a program that runs cannot delete itself
    if home.exists():
        home.rmdir()
    assert windows.files() == before
    assert "Nastavnik" not in windows.registry()


def windows_path(path: Path) -> str:
    """A path of the drive C as Windows writes it."""
    parts = path.parts[path.parts.index("drive_c") + 1 :]
    return "C:\\" + "\\".join(parts)


def test_an_old_version_makes_room_and_what_is_hers_stays(windows: Windows, setup: Path) -> None:
    home = windows.drive / "schools" / "old"
    (home / "program" / "wheels").mkdir(parents=True)
    (home / "program" / "wheels" / "old.whl").write_text("old")
    (home / "Мои заметки.txt").write_text("hers")
    assert windows.run(str(setup), "/S", f"/D={windows_path(home)}")[0] == 0
    assert not (home / "program" / "wheels" / "old.whl").exists()
    assert (home / "program" / "version.txt").exists()
    assert (home / "Мои заметки.txt").read_text() == "hers"
    assert not list(home.glob("program-*"))


def test_a_disk_too_small_is_told_and_nothing_is_half_installed(
    windows: Windows, small_folder: Made
) -> None:
    folder = small_folder(WINDOWS)
    greedy = make_release.installer(folder, folder.parent, needed=10**9)
    home = windows.drive / "schools" / "small"
    (home / "program").mkdir(parents=True)
    (home / "program" / "old.txt").write_text("old")
    code, _ = windows.run(str(greedy), "/S", f"/D={windows_path(home)}")
    assert code == 2
    assert [path.name for path in home.rglob("*")] == ["program", "old.txt"]
    assert "мало места" in told(windows)
    assert "запустите установку снова" in told(windows)


@pytest.fixture
def small_disk(windows: Windows) -> Iterator[Path]:
    """A disk of 64 KB on the drive C; only the administrator of this computer can make one."""
    place = windows.drive / "disk"
    place.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)]
    if subprocess.run(words, check=False, capture_output=True).returncode != 0:
        place.rmdir()
        pytest.skip("no disk can be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)
    place.rmdir()


def told(windows: Windows) -> str:
    """What a silent installer wrote down of its failure."""
    (place,) = windows.user.rglob("nastavnik-setup.txt")
    return place.read_text(encoding="utf-16")


def test_a_place_that_cannot_be_written_is_told(
    windows: Windows, setup: Path, small_disk: Path
) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    assert windows.run(str(setup), "/S", r"/D=C:\disk\home")[0] == 2
    assert "нельзя записывать" in told(windows)


def test_a_disk_that_is_full_in_the_middle_keeps_the_old_version(
    windows: Windows, small_folder: Made, small_disk: Path
) -> None:
    folder = small_folder(WINDOWS)
    big = make_release.installer(folder, folder.parent, needed=0)
    (small_disk / "home" / "program").mkdir(parents=True)
    (small_disk / "home" / "program" / "old.txt").write_text("old")
    assert windows.run(str(big), "/S", r"/D=C:\disk\home")[0] == 2
    assert [path.name for path in small_disk.rglob("*")] == ["home", "program", "old.txt"]
    assert "осталась как была" in told(windows)


def test_the_first_start_makes_the_environment_and_the_next_finds_it(
    windows: Windows, portable: Path
) -> None:
    code, said = started(windows, portable)
    assert code == 0
    assert "один раз" not in said  # what is said while it prepares goes to standard error
    mark = (portable / "program" / "version.txt").read_text()
    assert (portable / ".venv" / "version.txt").read_text() == mark
    assert not (portable / ".venv-new").exists()
    made = (portable / ".venv" / "version.txt").stat().st_mtime_ns
    assert started(windows, portable, FAKE_UV="no network")[0] == 0
    assert (portable / ".venv" / "version.txt").stat().st_mtime_ns == made


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        ("no network", "скачать его не удалось"),
        ("no room", "Освободите 800 МБ"),
    ],
)
def test_what_the_first_start_lacks_is_told_and_nothing_is_left(
    windows: Windows, portable: Path, trouble: str, said: str
) -> None:
    words = ("cmd", "/c", r"program\prepare.cmd")
    code, text = windows.run(*words, cwd=portable, FAKE_UV=trouble)
    assert code == 2
    assert said in text
    assert "запустить снова" in text or "запустите снова" in text
    assert not list(portable.glob(".venv*"))


def test_a_program_that_does_not_start_is_told_of(windows: Windows, portable: Path) -> None:
    (portable / "program" / "uv.exe").write_bytes(b"no program")
    code, text = windows.run("cmd", "/c", r"program\prepare.cmd", cwd=portable)
    assert code == 2
    assert "антивирус" in text


def test_a_python_is_fetched_where_there_is_none(windows: Windows, portable: Path) -> None:
    words = ("cmd", "/c", r"program\prepare.cmd")
    code, text = windows.run(*words, cwd=portable, FAKE_UV="no python")
    assert code == 0
    assert "скачиваю его" in text


def test_a_newer_version_makes_its_environment_anew(windows: Windows, portable: Path) -> None:
    assert started(windows, portable)[0] == 0
    (portable / "program" / "version.txt").write_text("9.9 another\n")
    assert started(windows, portable)[0] == 0
    assert (portable / ".venv" / "version.txt").read_text() == "9.9 another\n"


def test_commands_are_written_as_a_russian_console_reads_them(small_folder: Made) -> None:
    for path in small_folder(WINDOWS).rglob("*.cmd"):
        content = path.read_bytes()
        assert "@" + "CPYTHON" not in content.decode("cp866")
        assert content.count(b"\r\n") == content.count(b"\n")
