"""The entry point: `nastavnik` and `python -m nastavnik`."""

from __future__ import annotations

import gc

OBJECTS_OF_A_CLICK = 200_000
"""So many objects may come before cycles are looked for: a click is over sooner."""


def main() -> None:
    """Run the command line; leaves by SystemExit with the exit code."""
    gc.set_threshold(OBJECTS_OF_A_CLICK)
    from nastavnik.faces.cli.commands import run

    try:
        run()
    finally:
        gc.freeze()  # what is left goes with the process: no cycles are looked for at its end


if __name__ == "__main__":
    main()
