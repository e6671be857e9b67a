"""The libraries of the product as wheels for another system and version of Python.

pip decides by the computer it runs on which requirements hold; here the markers are asked of the
computer that the wheels are for.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesParser
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

_PINNED = re.compile(r"(?m)^(?P<requirement>\S[^\\\n]*?)\s*\\\n(?P<hashes>(?: +--hash=\S+.*\n?)+)")


class ReleaseError(Exception):
    """The release cannot be made; the text says why."""


@dataclass(frozen=True, slots=True)
class Target:
    """A system that the wheels are for: pip's names of it, and what markers are told of it."""

    name: str
    platforms: tuple[str, ...]
    os_name: str
    sys_platform: str
    platform_system: str

    def environment(self, cpython: str) -> dict[str, str]:
        """What a marker asks of the computer."""
        return {
            "implementation_name": "cpython",
            "implementation_version": f"{cpython}.0",
            "os_name": self.os_name,
            "platform_machine": "AMD64" if self.os_name == "nt" else "x86_64",
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_system": self.platform_system,
            "platform_version": "",
            "python_full_version": f"{cpython}.0",
            "python_version": cpython,
            "sys_platform": self.sys_platform,
            "extra": "",
        }


WINDOWS = Target("windows", ("win_amd64",), "nt", "win32", "Windows")
LINUX = Target(
    "linux",
    ("manylinux_2_28_x86_64", "manylinux_2_27_x86_64", "manylinux_2_17_x86_64",
     "manylinux2014_x86_64"),
    "posix", "linux", "Linux",
)  # fmt: skip
"""glibc 2.28 is what Астра 1.7, Альт 9 and РЕД ОС 7.3 have."""


def pinned_for(requirements: str, environment: dict[str, str]) -> str:
    """The pinned requirements that hold in the environment, their markers taken off."""
    return "".join(_holding(requirements, environment))


def _holding(requirements: str, environment: dict[str, str]) -> Iterator[str]:
    for found in _PINNED.finditer(requirements):
        wanted = Requirement(found["requirement"])
        if wanted.marker is None or wanted.marker.evaluate(environment):
            yield f"{wanted.name}{wanted.specifier} \\\n{found['hashes'].rstrip()}\n"


def download(
    requirements: Path, target: Target, cpython: str, folder: Path, links: Path | None = None
) -> None:
    """Put the wheels of the requirements into the folder, each checked by its hash.

    With `links` they are taken from that folder alone.

    Raises:
        ReleaseError: one cannot be had for this system and Python.
    """
    command = ["download", "--no-deps", "--require-hashes", "--dest", str(folder)]
    if links:
        command += ["--no-index", "--find-links", str(links)]
    _pip([*command, "-r", str(requirements)], target, cpython)


def unpack(wheels: Iterable[Path], target: Target, cpython: str, folder: Path) -> None:
    """Put what is in the wheels where a Python of the target finds it.

    Raises:
        ReleaseError: they do not fit.
    """
    command = ["install", "--no-deps", "--no-index", "--no-compile", "--target", str(folder)]
    _pip([*command, *map(str, wheels)], target, cpython)


def _pip(words: Sequence[str], target: Target, cpython: str) -> None:
    command = [sys.executable, "-m", "pip", "--quiet", *words]
    command += ["--only-binary", ":all:", "--implementation", "cp", "--python-version", cpython]
    command += [word for platform in target.platforms for word in ("--platform", platform)]
    if subprocess.run(command, check=False).returncode != 0:
        raise ReleaseError(f"the libraries do not fit {target.name}, CPython {cpython}")


def lacking(wheels: Iterable[Path], environment: dict[str, str]) -> list[str]:
    """What the wheels need in the environment and none of them is: «name>=1 (for other)»."""
    metadata = {path: _metadata(path) for path in wheels}
    have = {canonicalize_name(each["Name"]): each["Version"] for each in metadata.values()}
    found = []
    for each in metadata.values():
        for text in each.get_all("Requires-Dist") or ():
            wanted = Requirement(text)
            holds = wanted.marker is None or wanted.marker.evaluate(environment)
            version = have.get(canonicalize_name(wanted.name))
            if holds and (version is None or not wanted.specifier.contains(version, True)):
                found.append(f"{wanted.name}{wanted.specifier} (for {each['Name']})")
    return found


def _metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        name = next(n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        return BytesParser().parsebytes(archive.read(name))


def digest(path: Path) -> str:
    """The digest of a file, as requirements name it."""
    return f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"
