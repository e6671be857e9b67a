"""What the product ships beside its code: templates of documents and the sample school."""

from __future__ import annotations

from pathlib import Path

BOOK_NAME = "Наставничество.xlsx"
SAMPLE_BOOK_NAME = "Наставничество (пример).xlsx"
FRESH_HOLDINGS = "holdings.json"
MACRO_BOOK_NAME = BOOK_NAME.removesuffix("x") + "m"
TEMPLATES, SAMPLE, YEARS_END = "templates", "sample_data", "end"
MACROS, EXTENSION, WORKBOOK = "macros/vba", "macros/libreoffice", "workbook"
MANUAL = "docs/manual"
PACKAGE = Path(__file__).resolve().parents[1]


def folder(name: str) -> Path:
    """The shipped folder: inside an installed package, or in the checkout it is run from."""
    installed = PACKAGE / "shipped" / name
    return installed if installed.is_dir() else PACKAGE.parents[1] / name


def source_root() -> str:
    """The folder that a new Python must look in to find the package; empty if it is installed."""
    root = PACKAGE.parent
    return "" if root.name in {"site-packages", "dist-packages"} else str(root)


TEXTS = frozenset({".docx", ".doc", ".docm", ".dotx", ".dotm", ".odt", ".rtf"})
"""What a word processor saves: only .docx is used, of the others `templates check` tells."""


def _named(file: Path) -> str:
    return file.stem + file.suffix.lower()


def templates(own: Path | None = None) -> dict[str, bytes]:
    """File name → template; a school's own copy in the folder `own` wins over the shipped one."""
    return templates_in(folder(TEMPLATES)) | (templates_in(own) if own else {})


def templates_in(place: Path) -> dict[str, bytes]:
    """File name → template, of one folder; nothing where there is none."""
    if not place.is_dir():
        return {}
    files = (f for f in sorted(place.iterdir()) if f.suffix.lower() in TEXTS)
    return {_named(f): f.read_bytes() for f in files if f.name[:1] not in "~."}


def sample_texts(part: str = "") -> dict[str, str]:
    """The text files of the sample school by file name; of a `part` of it those of its folder."""
    files = sorted((folder(SAMPLE) / part).glob("*.tsv"))
    return {file.name: file.read_text(encoding="utf-8") for file in files}


def macro_sources() -> dict[str, str]:
    """The modules of the macros by file name."""
    files = (f for f in folder(MACROS).iterdir() if f.suffix in (".bas", ".cls"))
    return {file.name: file.read_text(encoding="ascii") for file in files}


def fresh_book() -> bytes:
    """A new workbook of no school, as the builder makes it."""
    return (folder(WORKBOOK) / BOOK_NAME).read_bytes()


def fresh_holdings() -> str:
    """What the new workbook has, as `restore.ready_made` spells it."""
    return (folder(WORKBOOK) / FRESH_HOLDINGS).read_text(encoding="utf-8")


def sample_book() -> bytes:
    """The new workbook with the sample school."""
    return (folder(WORKBOOK) / SAMPLE_BOOK_NAME).read_bytes()


def manual() -> Path:
    """The first page of the manual."""
    return folder(MANUAL) / "index.html"


def ribbon() -> bytes:
    """The XML of the tab that Excel shows; its menu of pages is yet empty."""
    return (folder(WORKBOOK) / "customUI14.xml").read_bytes()


def extension_files() -> dict[str, bytes]:
    """The files of the extension of LibreOffice by their names in it."""
    root = folder(EXTENSION)
    files = (file for file in sorted(root.rglob("*")) if file.is_file())
    return {
        file.relative_to(root).as_posix(): file.read_bytes()
        for file in files
        if "__pycache__" not in file.parts
    }
