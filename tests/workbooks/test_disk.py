"""Files put on the disk: whole or not at all, and errors that name the right one."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from nastavnik.workbooks import disk
from nastavnik.workbooks.disk import sweep, write_all, write_atomically, write_new
from nastavnik.workbooks.port import BookError

POSIX = pytest.mark.skipif(os.name != "posix", reason="permissions and links of POSIX")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_files_that_cannot_all_be_written_leave_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "занято").write_text("файл вместо папки", encoding="utf-8")
    wanted = {
        tmp_path / "новая" / "книга.xlsx": b"book",
        tmp_path / "занято" / "шаблон.docx": b"template",
    }
    with pytest.raises(BookError, match=r"шаблон\.docx"):
        write_new(wanted)
    assert names(tmp_path) == ["занято"]


def test_files_that_are_there_stay_as_they_are(tmp_path: Path) -> None:
    own = tmp_path / "шаблон.docx"
    own.write_bytes(b"own")
    write_new({own: b"shipped", tmp_path / "книга.xlsx": b"book"})
    assert own.read_bytes() == b"own"
    assert (tmp_path / "книга.xlsx").read_bytes() == b"book"


def test_a_failure_half_way_gives_every_file_its_former_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, third = (tmp_path / name for name in ("1.txt", "2.txt", "3.txt"))
    first.write_bytes(b"former")
    put = disk.put

    def failing(path: Path, target: Path) -> None:
        if target == third:
            raise OSError(errno.ENOSPC, "as asked", str(target))
        put(path, target)

    monkeypatch.setattr(disk, "put", failing)
    with pytest.raises(BookError, match=r"На диске нет места для файла «3\.txt»"):
        write_all({first: b"new", second: b"new", third: b"new"})
    assert first.read_bytes() == b"former"
    assert names(tmp_path) == ["1.txt"]


def test_a_file_that_is_not_ours_is_never_replaced(tmp_path: Path) -> None:
    report = tmp_path / "книга.xlsx"
    report.write_bytes(b"a person's work")
    with pytest.raises(BookError, match=r"«книга\.xlsx» — чужой файл"):
        write_atomically(report, b"<html>", may_replace=lambda _: False)
    assert report.read_bytes() == b"a person's work"


def test_a_folder_in_the_place_of_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "отчёт.html").mkdir()
    with pytest.raises(BookError, match=r"«отчёт\.html» — не файл"):
        write_atomically(tmp_path / "отчёт.html", b"<html>")


@POSIX
def test_a_pipe_is_no_place_for_a_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "отчёт.html")
    with pytest.raises(BookError, match="не файл"):
        write_atomically(tmp_path / "отчёт.html", b"<html>")


@POSIX
def test_links_that_lead_round_in_a_circle_are_said_to(tmp_path: Path) -> None:
    loop = tmp_path / "отчёт.html"
    loop.symlink_to(loop)
    with pytest.raises(BookError, match="по кругу"):
        write_atomically(loop, b"<html>")


@POSIX
def test_a_link_stays_a_link_and_its_file_keeps_its_mode(tmp_path: Path) -> None:
    target, link = tmp_path / "файл.txt", tmp_path / "ссылка.txt"
    target.write_bytes(b"old")
    target.chmod(0o640)
    link.symlink_to(target)
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o640


@POSIX
@pytest.mark.parametrize("there", [False, True])
def test_a_private_file_is_read_by_its_owner_alone(tmp_path: Path, *, there: bool) -> None:
    key = tmp_path / "ключ"
    if there:
        key.touch(0o644)
    write_atomically(key, b"secret", mode=disk.PRIVATE)
    assert key.stat().st_mode & 0o777 == 0o600


def test_only_the_leftovers_of_those_who_are_gone_are_swept_away(tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    living, left, old = (
        tmp_path / f".{number}-{process}{disk.TEMPORARY}"
        for number, process in enumerate((os.getpid(), gone.pid, os.getpid()))
    )
    for path in (living, left, old):
        path.touch()
    hour_ago = time.time() - 3600
    os.utime(old, (hour_ago, hour_ago))
    sweep(tmp_path)
    assert living.exists()
    assert not old.exists()
    assert left.exists() == (os.name != "posix")
