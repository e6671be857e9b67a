"""Which libraries go into a release: by the markers of the computer it is for."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from releasing.own_python import put_in
from releasing.wheels import LINUX, WINDOWS, ReleaseError, lacking, pinned_for

REQUIREMENTS = """\
numpy==2.4.6 ; python_full_version < '3.12' \\
    --hash=sha256:aa
numpy==2.5.5 ; python_full_version >= '3.12' \\
    --hash=sha256:bb \\
    --hash=sha256:cc
pywin32==312 ; sys_platform == 'win32' \\
    --hash=sha256:dd
six==1.17.0 \\
    --hash=sha256:ee
"""


def test_markers_are_asked_of_the_computer_the_release_is_for() -> None:
    windows = pinned_for(REQUIREMENTS, WINDOWS.environment("3.12"))
    assert [line.split()[0] for line in windows.splitlines() if "==" in line] == [
        "numpy==2.5.5",
        "pywin32==312",
        "six==1.17.0",
    ]
    assert "--hash=sha256:bb" in windows
    assert "--hash=sha256:aa" not in windows
    linux = pinned_for(REQUIREMENTS, LINUX.environment("3.11"))
    assert "numpy==2.4.6" in linux
    assert "pywin32" not in linux


def test_every_requirement_of_the_product_is_read() -> None:
    root = Path(__file__).resolve().parents[2]
    text = (root / "requirements.txt").read_text(encoding="utf-8")
    pins = [line for line in text.splitlines() if "==" in line and not line.startswith(" ")]
    everywhere = {
        line.split("==")[0]
        for target in (WINDOWS, LINUX)
        for cpython in ("3.11", "3.13")
        for line in pinned_for(text, target.environment(cpython)).splitlines()
        if not line.startswith(" ")
    }
    only_mac = {"appscript", "psutil"}
    assert everywhere == {pin.split("==")[0] for pin in pins} - only_mac


def wheel(folder: Path, name: str, version: str, *needs: str) -> Path:
    """A wheel that says what it needs."""
    path = folder / f"{name}-{version}-py3-none-any.whl"
    lines = [f"Name: {name}", f"Version: {version}", *(f"Requires-Dist: {n}" for n in needs)]
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}-{version}.dist-info/METADATA", "\n".join(lines))
    return path


def test_what_no_wheel_gives_is_named(tmp_path: Path) -> None:
    wheels = [
        wheel(tmp_path, "ours", "1.0", "Six>=2", "pywin32; sys_platform == 'win32'", "other"),
        wheel(tmp_path, "six", "1.17"),
        wheel(tmp_path, "other", "3", "absent; extra == 'all'"),
    ]
    assert lacking(wheels, WINDOWS.environment("3.12")) == [
        "Six>=2 (for ours)",
        "pywin32 (for ours)",
    ]
    assert lacking(wheels, LINUX.environment("3.12")) == ["Six>=2 (for ours)"]


def python_zip(path: Path, *names: str) -> Path:
    """A build of CPython of which only the names of files are real."""
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "python312.zip\n.\n#import site\n")
    return path


def test_an_embeddable_python_is_told_where_libraries_are(tmp_path: Path) -> None:
    names = ("python.exe", "python312.dll", "python312._pth", "_tkinter.pyd",
             "Lib/tkinter/__init__.py")  # fmt: skip
    build = python_zip(tmp_path / "python.zip", *names)
    assert put_in(build, tmp_path / "python", WINDOWS) == "3.12"
    settings = (tmp_path / "python" / "python312._pth").read_text().splitlines()
    assert settings == ["python312.zip", ".", "Lib/site-packages", "import site"]


def test_a_standalone_python_may_lie_in_a_folder_of_its_own(tmp_path: Path) -> None:
    names = ("python/bin/python3", "python/lib/python3.13/tkinter/__init__.py",
             "python/lib/python3.13/lib-dynload/_tkinter.so")  # fmt: skip
    build = python_zip(tmp_path / "python.zip", *names)
    assert put_in(build, tmp_path / "python", LINUX) == "3.13"
    assert (tmp_path / "python" / "bin" / "python3").exists()


@pytest.mark.parametrize(
    ("names", "why"),
    [
        (("readme.txt",), "no build of CPython"),
        (("python.exe", "python312.dll"), "no tkinter"),
    ],
)
def test_what_is_no_python_with_windows_is_refused(
    tmp_path: Path, names: tuple[str, ...], why: str
) -> None:
    with pytest.raises(ReleaseError, match=why):
        put_in(python_zip(tmp_path / "python.zip", *names), tmp_path / "python", WINDOWS)


def test_a_broken_archive_is_refused(tmp_path: Path) -> None:
    build = tmp_path / "python.tar.gz"
    build.write_bytes(b"nothing")
    with pytest.raises(ReleaseError, match="cannot be unpacked"):
        put_in(build, tmp_path / "python", LINUX)
