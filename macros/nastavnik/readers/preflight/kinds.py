"""Telling what a file that is no workbook really is, each with its own sentence."""

from __future__ import annotations

import re

_COMPOUND = bytes.fromhex("D0CF11E0A1B11AE1")
_ZIP = b"PK\x03\x04"

NOT_A_BOOK = "Файл «{name}» — не книга Excel: выберите файл .xlsx или .xlsm"
CUT = "Книга «{name}» скопирована не до конца или повреждена: скопируйте её заново"
PASSWORD = (
    "Книга «{name}» закрыта паролем: откройте её в Excel, снимите пароль "
    "(«Файл → Сведения → Защита книги») и сохраните"
)
OLD_BOOK = "Книга «{name}» в старом формате .xls: откройте её и сохраните как «Книга Excel (.xlsx)»"
SHEET_XML = (
    "Файл «{name}» — таблица XML 2003: откройте его в Excel и сохраните как «Книга Excel (.xlsx)»"
)
BINARY_BOOK = (
    "Книга «{name}» в двоичном формате .xlsb: откройте её и сохраните как «Книга Excel (.xlsx)»"
)
ODS = "Файл «{name}» — таблица OpenDocument (.ods): откройте его и сохраните в формате .xlsx"
DOCUMENT = "Файл «{name}» — документ Word, а нужна книга Excel: выберите файл .xlsx"
SLIDES = "Файл «{name}» — презентация, а нужна книга Excel: выберите файл .xlsx"
PDF = "Файл «{name}» — документ PDF: нужна сама книга .xlsx, из которой его напечатали"
HTML = (
    "Файл «{name}» — веб-страница с расширением книги: откройте его в Excel и сохраните "
    "как «Книга Excel (.xlsx)»"
)
TEXT = (
    "Файл «{name}» — обычный текст (например, CSV): откройте его в Excel и сохраните "
    "как «Книга Excel (.xlsx)»"
)
ZEROS = (
    "Файл «{name}» заполнен нулями — облако или флешка не успели его записать: "
    "возьмите последнюю копию из папки «Архив»"
)
OLD_DOCUMENT = "Файл «{name}» — документ старой программы Office, а не книга: выберите файл .xlsx"


def kind_of_foreign(data: bytes) -> str | None:
    """The sentence for a file that does not even begin as a zip, None where it does."""
    if data.startswith(_ZIP):
        return None
    if data.startswith(_COMPOUND):
        return _kind_of_compound(data)
    if not data.strip(b"\0"):
        return ZEROS
    return _kind_of_text(data[:4096])


def kind_of_package(names: list[str], mimetype: bytes) -> str:
    """The sentence for a sound zip without the main part of a workbook."""
    held = set(names)
    if b"opendocument.spreadsheet" in mimetype:
        return ODS
    if "word/document.xml" in held or b"opendocument.text" in mimetype:
        return DOCUMENT
    if "ppt/presentation.xml" in held:
        return SLIDES
    if "xl/workbook.bin" in held:
        return BINARY_BOOK
    if any(name.startswith("xl/") for name in names):
        return CUT
    return NOT_A_BOOK


def _kind_of_compound(data: bytes) -> str:
    """What the streams say: of a book inside a document, or the reverse, the outer one is first."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return PASSWORD
    document, book = (data.find(_entry(name)) for name in ("WordDocument", "Workbook"))
    if document >= 0 and not 0 <= book < document:
        return OLD_DOCUMENT
    is_book = "Workbook".encode("utf-16-le") in data or _entry("Book") in data
    return OLD_BOOK if is_book else OLD_DOCUMENT


def _entry(stream: str) -> bytes:
    """How a compound file's directory names a stream: 64 bytes, then the length of the name."""
    name = stream.encode("utf-16-le")
    return name.ljust(64, b"\0") + (len(name) + 2).to_bytes(2, "little")


def _kind_of_text(head: bytes) -> str:
    if head.lstrip().startswith(b"%PDF-"):
        return PDF
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        return SHEET_XML
    if re.search(rb"<(?:!doctype\s+html|html|head|body|table|meta)\b", head, re.IGNORECASE):
        return HTML
    return TEXT if _looks_like_text(head) else NOT_A_BOOK


def _looks_like_text(head: bytes) -> bool:
    """No control bytes but tabs and line ends: true of any one-byte and UTF-8 text."""
    return not re.search(rb"[\x00-\x08\x0e-\x1f]", head) and not head.startswith(b"{\\rtf")
