"""What the buttons of LibreOffice call: `python -m nastavnik.faces.calc KEY`.

The extension tells on standard input what the open document holds, a line of JSON, and answers what
it is asked on standard output, line by line: to put a question, to write cells, to tell the result.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, TextIO

from nastavnik.actions.session import Session
from nastavnik.actions.verbs import ActionRequest, behind, press
from nastavnik.model.actions import BUTTONS, Button
from nastavnik.model.errors import JobError
from nastavnik.model.wording import in_fields
from nastavnik.workbooks.libreoffice.piped_book import PipedBook

OBJECTS_OF_A_CLICK = 200_000
"""So many objects may come before cycles are looked for: a click is over sooner."""


class Wire:
    """The lines between the extension and us."""

    def __init__(self, source: TextIO, target: TextIO) -> None:
        self._source, self._target = source, target

    def told(self) -> Any:
        """The next line that the extension sends.

        Raises:
            JobError: LibreOffice has gone.
        """
        line = self._source.readline()
        if not line:
            raise JobError("LibreOffice закрыт раньше, чем работа закончилась: книга прежняя")
        return json.loads(line)

    def tell(self, request: Mapping[str, Any]) -> None:
        """Send a line."""
        self._target.write(json.dumps(request, ensure_ascii=False) + "\n")
        self._target.flush()

    def ask(self, request: Mapping[str, Any]) -> Any:
        """Send a line and wait for the answer."""
        self.tell(request)
        return self.told()


def click(button: Button, wire: Wire) -> None:
    """Do what a button says to the document that the extension tells of."""
    try:
        message, is_failure = _done(button, wire), False
    except JobError as error:
        message, is_failure = str(error), True
    except Exception as error:  # the extension would show nothing: the log has it instead
        from nastavnik.faces import crash_log

        message, is_failure = crash_log.sentence(crash_log.record(error, datetime.now())), True
    wire.tell({"do": "tell", "message": message, "failed": is_failure})


def _done(button: Button, wire: Wire) -> str:
    told = wire.told()
    book = PipedBook(told, wire.ask, datetime.now)

    def agree(question: str) -> bool:
        return bool(wire.ask({"do": "ask", "question": question})["yes"])

    session = Session(lambda _: book, agree=agree, step=button.title, is_closed=False)
    files = tuple(map(Path, told["files"]))
    result = press(button, session, ActionRequest(book.path, date.today(), files))
    return in_fields(result.message, button.action)


def main() -> None:
    """Serve one click."""
    gc.set_threshold(OBJECTS_OF_A_CLICK)
    (button,) = (each for each in BUTTONS if each.key == sys.argv[1])
    target = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8", newline="\n")
    behind(button.action)  # is imported while the extension still gathers what it tells
    sys.stdout = sys.stderr  # nothing that a library prints may come between the lines
    with open(sys.stdin.fileno(), encoding="utf-8", closefd=False) as source:
        click(button, Wire(source, target))


if __name__ == "__main__":
    main()
