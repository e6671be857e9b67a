"""A Debian with a desktop and LibreOffice and nothing else, in a folder; a person at its screen."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

RELEASE = "bookworm"
PACKAGES = (
    *("python3", "python3-tk"),
    *("openbox", "pcmanfm", "lxpanel", "lxmenu-data", "xarchiver", "xdg-utils", "dbus-x11"),
    *("adwaita-icon-theme", "fonts-dejavu-core", "fonts-liberation", "locales"),
    *("desktop-file-utils", "shared-mime-info", "file"),
    *("libreoffice-calc", "libreoffice-writer", "libreoffice-l10n-ru", "libreoffice-gtk3"),
)
NO_SERVICES = "#!/bin/sh\nexit 101\n"
USER, HOME = "1000:1000", "home/school"
NAMES = {"Desktop": "Рабочий стол", "Download": "Загрузки", "Documents": "Документы"}
SESSION = "cd; openbox & lxpanel & exec pcmanfm --desktop"


class System:
    """The system in the folder `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.home = root / HOME

    def make(self, mirror: str = "") -> None:
        """Fill the folder, unless it is filled; takes minutes and a gigabyte and a half."""
        mark = self.root / "var/lib/filled"
        if mark.exists():
            return
        bootstrap = ["debootstrap", "--variant=minbase", RELEASE, str(self.root)]
        subprocess.run([*bootstrap, *filter(None, [mirror])], check=True)
        (self.root / "usr/sbin/policy-rc.d").write_text(NO_SERVICES)
        (self.root / "usr/sbin/policy-rc.d").chmod(0o755)
        self._as_root("apt-get", "-qq", "update")
        self._as_root("apt-get", "-qq", "-y", "--no-install-recommends", "install", *PACKAGES)
        self._as_root("useradd", "--uid", "1000", "--shell", "/bin/bash", "school")
        self._as_root("sed", "-i", "s/^# ru_RU.UTF-8/ru_RU.UTF-8/", "/etc/locale.gen")
        self._as_root("locale-gen")
        mark.touch()

    def new_home(self, downloads: Sequence[Path]) -> None:
        """The home of somebody who has never used this computer, and what she has downloaded."""
        shutil.rmtree(self.home, ignore_errors=True)
        for name in NAMES.values():
            (self.home / name).mkdir(parents=True)
        settings = self.home / ".config"
        settings.mkdir()
        lines = [f'XDG_{key.upper()}_DIR="$HOME/{name}"' for key, name in NAMES.items()]
        (settings / "user-dirs.dirs").write_text("\n".join(lines) + "\n")
        for each in downloads:
            shutil.copy(each, self.home / NAMES["Download"])
        subprocess.run(["chown", "-R", USER, str(self.home)], check=True)

    def put(self, name: str, text: str) -> None:
        """A file of hers in her home."""
        (self.home / name).write_text(text, encoding="utf-8")

    @contextmanager
    def session(self, display: str) -> Iterator[None]:
        """The desktop on a screen; whatever was started in it ends with it."""
        words = ["dbus-run-session", "--", "sh", "-c", SESSION]
        with subprocess.Popen(self._as_user(display, *words), stderr=subprocess.DEVNULL) as process:
            try:
                yield
            finally:
                process.kill()  # the last of a process namespace takes all others with it

    def _as_user(self, display: str, *words: str) -> list[str]:
        told = {
            "PATH": "/usr/bin:/bin",
            "HOME": f"/{HOME}",
            "LANG": "ru_RU.UTF-8",
            "DISPLAY": display,
            "USER": "school",
            "XDG_CURRENT_DESKTOP": "LXDE",
        }
        return self._inside(told, *words, user=USER)

    def _as_root(self, *words: str) -> None:
        told = {
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
            "DEBIAN_FRONTEND": "noninteractive",
            "LC_ALL": "C.UTF-8",
        }
        subprocess.run(self._inside(told, *words), check=True)

    def _inside(self, environment: Mapping[str, str], *words: str, user: str = "0:0") -> list[str]:
        """A command run in the system, which sees nobody else's processes."""
        alone = ["unshare", "--pid", "--fork", "--kill-child", "--mount"]
        root = [f"--mount-proc={self.root}/proc", "chroot", f"--userspec={user}", str(self.root)]
        return [*alone, *root, "env", "-i", *(f"{k}={v}" for k, v in environment.items()), *words]
