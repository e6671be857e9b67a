"""What we broke: a number of its own for each error, and nothing personal in the log."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from nastavnik import __version__
from nastavnik.faces import crash_log

MOMENT = datetime(2026, 10, 15, 12, 0, 0)
NAME = "Орлова Анна Сергеевна"


@pytest.fixture(autouse=True)
def log(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A log of the test's own."""
    path = tmp_path / "журнал" / "nastavnik.log"
    monkeypatch.setattr(crash_log, "log_path", lambda: path)
    return path


def broken() -> Exception:
    """An error that names a person, caused by another one."""
    try:
        try:
            raise KeyError(NAME)
        except KeyError as cause:
            raise ValueError(NAME) from cause
    except ValueError as error:
        return error


def test_two_errors_of_one_second_have_two_numbers(log: Path) -> None:
    numbers = {crash_log.record(broken(), MOMENT) for _ in range(20)}
    assert len(numbers) == 20
    assert all(number in log.read_text(encoding="utf-8") for number in numbers)


def test_the_log_names_the_version_the_errors_and_the_place_but_no_text(log: Path) -> None:
    number = crash_log.record(broken(), MOMENT)
    text = log.read_text(encoding="utf-8")
    assert text.startswith(f"{number} {__version__} ")
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text
    assert "test_crash_log.py" in text
    assert "Орлова" not in text
    assert "raise" not in text


def test_a_long_log_is_put_aside(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crash_log, "MOST_BYTES", 1000)
    for _ in range(20):
        crash_log.record(broken(), MOMENT)
    assert log.stat().st_size <= 1000
    assert len(list(log.parent.iterdir())) == 2


def test_a_log_that_cannot_be_written_is_no_error_of_its_own(
    log: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    log.mkdir(parents=True)
    assert crash_log.record(broken(), MOMENT)
    log.rmdir()
    log.parent.rmdir()
    log.parent.write_text("")
    assert crash_log.record(broken(), MOMENT)
    assert capfd.readouterr() == ("", "")


def test_nothing_is_left_of_an_error_in_the_loggers_of_others(
    log: Path, caplog: pytest.LogCaptureFixture
) -> None:
    crash_log.record(broken(), MOMENT)
    assert caplog.records == []
