"""«Наставник»: mentoring programmes of Russian schools in one workbook.

What `__all__` names is the interface for Python; docs/api.md shows it at work. Each name is
imported when it is first asked for, so that `import nastavnik` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nastavnik.faces.api import (
        Book,
        ChangeSet,
        Findings,
        FrameError,
        Sheet,
        decline,
        import_people,
        open_book,
        read_roadmap,
    )
    from nastavnik.model.errors import JobError
    from nastavnik.model.findings import Finding, Level

__version__ = "0.3.0"
__all__ = [
    "Book",
    "ChangeSet",
    "Finding",
    "Findings",
    "FrameError",
    "JobError",
    "Level",
    "Sheet",
    "__version__",
    "decline",
    "import_people",
    "open_book",
    "read_roadmap",
]
_ELSEWHERE = {"Finding": "model.findings", "Level": "model.findings", "JobError": "model.errors"}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ELSEWHERE.get(name, 'faces.api')}"), name)


def __dir__() -> list[str]:
    return __all__
