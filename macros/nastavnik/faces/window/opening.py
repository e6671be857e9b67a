"""Opening a file in the program that the computer opens such files with."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path


def open_file(path: Path) -> str:
    """Open the file; what to tell the person."""
    if sys.platform == "win32":
        os.startfile(path)
        return f"Открываю «{path.name}»…"
    program = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if program is None:
        return f"Откройте файл сами: {path}"
    subprocess.Popen([program, str(path)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return f"Открываю «{path.name}»…"
