"""The bytes of a file that a person named."""

from __future__ import annotations

import errno
from pathlib import Path

from nastavnik.model.errors import BookError
from nastavnik.readers.limits import MAX_FILE_BYTES

_SENTENCES = {
    errno.ENOENT: "Файла «{name}» нет: проверьте имя и папку",
    errno.ENOTDIR: "Файла «{name}» нет: проверьте имя и папку",
    errno.ELOOP: "Ссылки на пути к файлу «{name}» ведут по кругу: укажите сам файл",
    errno.ENAMETOOLONG: "Имя «{name:.40}…» слишком длинное: проверьте его",
}
_AWAY = (
    "Папки «{folder}» с файлом «{name}» сейчас нет: если она на сетевом диске или флешке, "
    "подключите их и повторите; иначе проверьте путь"
)
_NETWORK = frozenset(
    getattr(errno, name)
    for name in (
        *("ENETDOWN", "ENETUNREACH", "ENETRESET", "ECONNABORTED", "ECONNRESET", "ETIMEDOUT"),
        *("EHOSTDOWN", "EHOSTUNREACH", "ESTALE", "EREMOTEIO", "ENOTCONN", "ENODEV", "ENXIO"),
    )
    if hasattr(errno, name)
)
_NETWORK_OF_WINDOWS = frozenset({51, 53, 54, 55, 59, 64, 67, 121, 1231, 1232})
"""What Windows answers where a shared folder is gone."""
_UNREADABLE = (
    "Файл «{name}» не читается: закройте другие программы, где он открыт, и проверьте права на него"
)


def load(path: Path) -> bytes:
    """The bytes of the file.

    Raises:
        BookError: it is missing, no file, empty, too large, or may not be read.
    """
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise BookError(f"«{path.name}» — папка: укажите файл в ней")
        if not path.is_file():  # to read a pipe is to wait for ever
            raise BookError(f"«{path.name}» — не файл, а канал или устройство: укажите файл")
        if size > MAX_FILE_BYTES:
            megabytes = MAX_FILE_BYTES // 1024**2
            raise BookError(
                f"Файл «{path.name}» слишком велик (больше {megabytes} МБ): уберите из него "
                "картинки и лишние листы"
            )
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        sentence = _sentence(error, path)
        raise BookError(sentence.format(name=path.name, folder=path.parent)) from error
    if not content:
        raise BookError(
            f"Файл «{path.name}» пустой: скопируйте его заново или возьмите последнюю копию "
            "из папки «Архив»"
        )
    return content


def _sentence(error: OSError | ValueError, path: Path) -> str:
    code = getattr(error, "errno", None) or errno.ENOENT
    is_away = code in _NETWORK or getattr(error, "winerror", None) in _NETWORK_OF_WINDOWS
    if is_away or (code == errno.ENOENT and not _is_there(path.parent)):
        return _AWAY
    return _SENTENCES.get(code, _UNREADABLE)


def _is_there(folder: Path) -> bool:
    try:
        return folder.exists()
    except (OSError, ValueError):
        return False


def real_path(path: Path) -> Path:
    """The path with its links followed; one whose links lead round in a circle stays as it is."""
    try:
        return path.resolve()
    except RuntimeError:
        return path.absolute()
