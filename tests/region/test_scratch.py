"""The private folder of a run: gone with it, and gone with the next run when it was killed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from nastavnik.region.scratch import LOCK, PREFIX, scratch_folder, sweep_scratch

HOLDER = """
from nastavnik.region.scratch import scratch_folder
with scratch_folder() as folder:
    (folder / "copy.xlsx").write_bytes(b"rows")
    print(folder, flush=True)
    input()
"""


@contextmanager
def another_run(temporary: Path) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """Another process that has its folder, made long ago."""
    roots = {"TMPDIR": str(temporary), "TEMP": str(temporary), "TMP": str(temporary)}
    env = {**os.environ, **roots, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", HOLDER]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env
    ) as run:
        assert run.stdout
        folder = Path(run.stdout.readline().strip())
        os.utime(folder / LOCK, (0, 0))
        yield run, folder
        run.kill()


def test_what_a_killed_run_left_goes_and_what_a_living_one_has_stays(tmp_path: Path) -> None:
    with another_run(tmp_path) as (run, folder):
        sweep_scratch(tmp_path)
        assert (folder / "copy.xlsx").exists()
        run.kill()
        run.wait()
        assert folder.exists()
        os.utime(folder / LOCK, (0, 0))
        sweep_scratch(tmp_path)
        assert not folder.exists()


def test_a_run_begins_by_clearing_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with another_run(tmp_path) as (run, left):
        run.kill()
        run.wait()
        with scratch_folder() as folder:
            assert not left.exists()
            assert folder.is_dir()
        assert not folder.exists()


def test_a_run_that_has_just_begun_and_folders_of_others_stay(tmp_path: Path) -> None:
    beginning, foreign = tmp_path / f"{PREFIX}new", tmp_path / f"{PREFIX}other"
    for folder in (beginning, foreign):
        folder.mkdir()
    (beginning / LOCK).touch()
    (foreign / "letter.docx").touch()
    sweep_scratch(tmp_path)
    assert beginning.exists()
    assert foreign.exists()
