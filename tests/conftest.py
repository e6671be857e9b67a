"""No test leaves anything in the folders of whoever runs them."""

from __future__ import annotations

import os
import tempfile

os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="nastavnik-cache-")
