"""What the window keeps between two starts: the last books, the size of letters, the colours."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import platformdirs

from nastavnik.model.errors import JobError
from nastavnik.readers.files import real_path
from nastavnik.workbooks.disk import write_atomically

RECENT = 8
ZOOMS = (100, 125, 150, 175, 200)


@dataclass(frozen=True, slots=True)
class WindowSettings:
    """How a person wants the window."""

    recent: tuple[str, ...] = ()
    zoom: int = 100
    strong: bool = False

    def with_book(self, path: Path) -> WindowSettings:
        """A book has been opened."""
        name = str(real_path(path))
        others = (each for each in self.recent if each != name)
        return replace(self, recent=(name, *others)[:RECENT])

    def zoomed(self, steps: int) -> WindowSettings:
        """Letters larger or smaller by so many steps."""
        place = ZOOMS.index(self.zoom) if self.zoom in ZOOMS else 0
        return replace(self, zoom=ZOOMS[min(max(place + steps, 0), len(ZOOMS) - 1)])

    @property
    def books(self) -> tuple[Path, ...]:
        """The last books that are still there, the latest first."""
        return tuple(path for path in map(Path, self.recent) if path.is_file())


def settings_path() -> Path:
    """Where they are, for this user of this computer."""
    return platformdirs.user_state_path("nastavnik", appauthor=False) / "window.json"


def load_settings() -> WindowSettings:
    """What was kept; the usual where nothing readable was."""
    try:
        kept = json.loads(settings_path().read_text(encoding="utf-8"))
        recent = tuple(str(name) for name in kept["recent"])
        return WindowSettings(recent, int(kept["zoom"]), bool(kept["strong"]))
    except (OSError, ValueError, KeyError, TypeError):
        return WindowSettings()


def save_settings(settings: WindowSettings) -> None:
    """Keep them; where nothing can be kept, the window works on without."""
    with suppress(OSError, JobError):
        settings_path().parent.mkdir(parents=True, exist_ok=True)
        write_atomically(settings_path(), json.dumps(asdict(settings)).encode())
