"""A real Chromium that looks at pages, and axe-core that judges them."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import socketserver
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from support.needs import needed

QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--disable-features=OptimizationHints,MediaRouter,AutofillServerCommunication",
)
"""The browser asks nothing on its own."""
JUDGE = """
<script>{axe}</script>
<script>
document.documentElement.scrollWidth > innerWidth && (document.title = "too wide");
axe.run().then(found => {{
  const told = document.createElement("pre");
  told.id = "judged";
  told.textContent = JSON.stringify({{
    wide: document.documentElement.scrollWidth > innerWidth,
    passes: found.passes.length,
    violations: found.violations.map(each => [each.id, each.nodes.map(n => n.html)]),
  }});
  document.body.append(told);
}});
</script>
"""


def chromium() -> str:
    """The path of the browser."""
    found = os.environ.get("NASTAVNIK_CHROMIUM") or shutil.which("chromium")
    return needed(found, "Chromium (NASTAVNIK_CHROMIUM)")


def axe() -> str:
    """The text of axe-core."""
    path = needed(os.environ.get("NASTAVNIK_AXE"), "axe-core (NASTAVNIK_AXE: axe.min.js)")
    return Path(path).read_text(encoding="utf-8")


@dataclass(frozen=True)
class Browser:
    """Chromium with a profile of its own."""

    program: str
    profile: Path

    def page(self, path: Path, *more: str) -> str:
        """What a page has become when it is shown."""
        command = [self.program, *QUIET, f"--user-data-dir={self.profile}", *more]
        command += ["--virtual-time-budget=15000", "--dump-dom", path.as_uri()]
        run = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120)
        return run.stdout

    def judged(self, path: Path, *more: str) -> dict[str, Any]:
        """What axe-core says of a page, which stays as it is; a copy beside it is judged."""
        copy = path.with_name(f"judged {path.name}")
        page = path.read_text(encoding="utf-8")
        judge = JUDGE.format(axe=axe())
        copy.write_text(page.replace("</body>", f"{judge}</body>"), encoding="utf-8")
        try:
            shown = self.page(copy, *more)
        finally:
            copy.unlink()
        told = re.search(r'<pre id="judged">(.*?)</pre>', shown, re.DOTALL)
        assert told, "axe-core gave no answer"
        found: dict[str, Any] = json.loads(html.unescape(told[1]))
        return found


@contextmanager
def listening() -> Iterator[tuple[str, list[str]]]:
    """The address of a listener, and the first line of every request that comes to it."""
    heard: list[str] = []

    class PageListener(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            heard.append(self.rfile.readline().decode("latin-1").strip())
            self.wfile.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), PageListener) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_address[1]}", heard
        server.shutdown()
