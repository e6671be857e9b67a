"""Everything that may lie in a folder of what schools sent."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from collections import Counter
from datetime import date
from operator import attrgetter
from pathlib import Path

import pytest

from nastavnik.model.errors import JobError
from nastavnik.region.parcels import (
    FoundFile,
    Leftover,
    Parcel,
    Spoilt,
    content_of,
    found_files,
    leftovers,
    opened,
)
from nastavnik.region.plan import UnreadFile
from support.district import school_book

DAY = date(2026, 11, 9)


def came(folder: Path) -> list[Parcel | Spoilt | Leftover]:
    files = found_files([folder])
    each = ([file] if not isinstance(file, FoundFile) else opened(file, DAY) for file in files)
    return [arrival for arrivals in each for arrival in arrivals]


def archive(**files: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, content in files.items():
            made.writestr(name, content)
    return stream.getvalue()


def test_a_book_is_found_whatever_its_file_is_called(tmp_path: Path) -> None:
    (tmp_path / "вложение.dat").write_bytes(school_book(1))
    (parcel,) = came(tmp_path)
    assert isinstance(parcel, Parcel)
    assert content_of(parcel) == school_book(1)


def test_russian_names_that_windows_packs_are_shown_as_they_are(tmp_path: Path) -> None:
    packed = archive(xxxxx=school_book(1)).replace(b"xxxxx", "школа".encode("cp866"))
    (tmp_path / "письмо.zip").write_bytes(packed)
    (parcel,) = came(tmp_path)
    assert isinstance(parcel, Parcel)
    assert (parcel.label, parcel.name) == ("письмо.zip/школа", "школа")
    assert content_of(parcel) == school_book(1)


def test_a_locked_archive_is_a_sentence(tmp_path: Path) -> None:
    packed = bytearray(archive(a=school_book(1)))
    for flags in (6, packed.rindex(b"PK\x01\x02") + 8):
        packed[flags : flags + 2] = struct.pack("<H", 1)
    (tmp_path / "школа.zip").write_bytes(packed)
    (spoilt,) = came(tmp_path)
    assert isinstance(spoilt, Spoilt)
    assert "паролем" in spoilt.fault


def test_a_bomb_is_a_sentence(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a.xlsx", b"\0" * (300 * 1024 * 1024))
    (tmp_path / "школа.zip").write_bytes(stream.getvalue())
    (spoilt,) = came(tmp_path)
    assert isinstance(spoilt, Spoilt)
    assert "слишком велик" in spoilt.fault


@pytest.mark.skipif(os.name != "posix", reason="pipes and links of POSIX")
def test_pipes_and_circles_of_links_stop_nobody(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "канал.xlsx")
    (tmp_path / "круг").symlink_to(tmp_path)
    (tmp_path / "нет.xlsx").symlink_to(tmp_path / "нет такого")
    (tmp_path / "1.xlsx").write_bytes(school_book(1))
    assert [each.label for each in came(tmp_path) if isinstance(each, Parcel)] == ["1.xlsx"]


def test_a_book_that_changed_meanwhile_is_not_taken_for_the_one_that_was_seen(
    tmp_path: Path,
) -> None:
    path = tmp_path / "1.xlsx"
    path.write_bytes(school_book(1))
    (parcel,) = came(tmp_path)
    path.write_bytes(school_book(2))
    assert isinstance(parcel, Parcel)
    with pytest.raises(JobError, match="изменился"):
        content_of(parcel)


def test_other_files_are_counted_by_their_kind(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "~$1.xlsx").write_bytes(b"lock")
    kinds = Counter(each.ending for each in came(tmp_path) if isinstance(each, Leftover))
    assert leftovers(kinds) == "Не книги и оставлены без внимания: 5 (.pdf — 5)"


def test_files_that_were_not_understood_stand_by_reason_and_by_number() -> None:
    cut, locked = "Файл «{}» обрезан", "Файл «{}» закрыт паролем"
    names = {"10.xlsx": cut, "2.xlsx": cut, "Школа 1.xlsx": locked, "1.xlsx": cut}
    files = [UnreadFile(name, fault.format(name)) for name, fault in names.items()]
    told = [file.label for file in sorted(files, key=attrgetter("order"))]
    assert told == ["Школа 1.xlsx", "1.xlsx", "2.xlsx", "10.xlsx"]
