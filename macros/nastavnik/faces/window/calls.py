"""What the window asks to be done, as jobs that load what they take.

Reading a book takes more than drawing a window: the thread of the job loads it meanwhile.
"""

from __future__ import annotations

import threading
from pathlib import Path

from nastavnik.faces.window.action_call import ActionCall
from nastavnik.faces.window.events import Job, JobDone, Tell


def looking(path: Path) -> Job:
    """The job of `jobs.look`."""

    def job(tell: Tell, stop: threading.Event) -> JobDone:
        from nastavnik.faces.window import jobs

        return jobs.look(path, tell, stop)

    return job


def acting(call: ActionCall) -> Job:
    """The job of `jobs.act`."""

    def job(tell: Tell, stop: threading.Event) -> JobDone:
        from nastavnik.faces.window import jobs

        return jobs.act(call, tell, stop)

    return job


def showing(path: Path, sheet: str, cell: str) -> Job:
    """The job of `jobs.show_cell`."""

    def job(_tell: Tell, _stop: threading.Event) -> JobDone:
        from nastavnik.faces.window import jobs

        return jobs.show_cell(path, sheet, cell)

    return job
