"""How much of a file from outside is read: every limit, said once."""

from __future__ import annotations

MAX_FILE_BYTES = 200 * 1024 * 1024
MAX_ENTRIES = 10_000
MAX_PART_BYTES = 600 * 1024 * 1024
MAX_UNPACKED_BYTES = 1024 * 1024 * 1024
MAX_RATIO = 250
"""How many times a part may grow; a million empty formatted rows grow thirty times."""
RATIO_FROM_BYTES = 16 * 1024 * 1024

MAX_MARKUP = 50 * 1024 * 1024
"""A page, or a part of a document, that is longer is not read: as a tree it fills the memory."""

MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384
MAX_ROW_BYTES = 16 * 1024 * 1024
"""No row of 16 384 cells is longer; one that claims to be would fill the memory."""
MAX_USED_CELLS = 10_000_000
MAX_LISTED_CELLS = 5_000_000
"""Of a list or a roadmap, which no person could look through if it were longer."""
MAX_REPEATED = 20_000
"""How often a row or cell with a value may be repeated; empty ones are, a million times."""
MAX_SHARED_STRINGS = 500_000
MAX_MERGES = 50_000
MAX_MERGED_CELLS = 20_000_000
MAX_PAGES = 300
"""Of a PDF."""

MAX_TEMPLATE_PARTS, MAX_TEMPLATE_BYTES = 300, 20_000_000

READING_SECONDS = 120
"""For a child that reads a foreign file, or LibreOffice that converts one."""
READING_MEMORY = 2 * 1024**3
