"""Look at a workbook through LibreOffice; run by the Python that has `uno`, prints JSON.

python3 uno_probe.py SOFFICE BOOK
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

PIPE = f"nastavnik{time.time_ns()}"
FORMULA_RESULT_ERROR = 4  # com.sun.star.sheet.FormulaResult.ERROR
FORMULAS = 16  # com.sun.star.sheet.CellFlags.FORMULA


def main(soffice: str, book: Path) -> dict[str, Any]:
    """What LibreOffice makes of the book."""
    with tempfile.TemporaryDirectory() as profile:
        office = start(soffice, Path(profile))
        try:
            desktop = connect()
            document = desktop.loadComponentFromURL(book.as_uri(), "_blank", 0, (hidden(),))
            document.calculateAll()
            found = look(document)
            document.close(True)
            desktop.terminate()
        finally:
            office.wait(timeout=30)
    return found


def start(soffice: str, profile: Path) -> subprocess.Popen[bytes]:
    """LibreOffice listening on a pipe."""
    return subprocess.Popen(
        [
            soffice,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--norestore",
            f"--accept=pipe,name={PIPE};urp;",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def connect() -> Any:
    """The desktop of the office, as soon as it answers."""
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", context
    )
    for _ in range(240):
        try:
            remote = resolver.resolve(f"uno:pipe,name={PIPE};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.25)
        else:
            return remote.ServiceManager.createInstanceWithContext(
                "com.sun.star.frame.Desktop", remote
            )
    raise TimeoutError("LibreOffice does not answer")


def hidden() -> Any:
    """The option of loading without a window."""
    option = PropertyValue()
    option.Name, option.Value = "Hidden", True
    return option


def look(document: Any) -> dict[str, Any]:
    """Invalid cells, formulas with errors, tables, charts, by sheet."""
    sheets = list(document.Sheets)
    return {
        "sheets": [sheet.Name for sheet in sheets],
        "invalid": {sheet.Name: invalid_cells(sheet) for sheet in sheets},
        "errors": {sheet.Name: formula_errors(sheet) for sheet in sheets},
        "tables": list(document.DatabaseRanges.ElementNames),
        "charts": sum(len(sheet.Charts.ElementNames) for sheet in sheets),
        "panel": [list(row) for row in sheets[0].getCellRangeByName("B7:M8").getDataArray()],
    }


def invalid_cells(sheet: Any) -> list[str]:
    """Addresses of cells that break their validation: the office draws a circle round each."""
    sheet.Columns.IsVisible = True  # a circle in a hidden column has no place to tell
    before = sheet.DrawPage.Count
    sheet.showInvalid()
    page = sheet.DrawPage
    circles = [page.getByIndex(number) for number in range(before, page.Count)]
    return sorted(address(sheet, circle) for circle in circles)


def address(sheet: Any, circle: Any) -> str:
    """The cell under the middle of a circle."""
    x = circle.Position.X + circle.Size.Width // 2
    y = circle.Position.Y + circle.Size.Height // 2
    column = next(n for n in range(400) if holds(sheet.Columns.getByIndex(n), x, "X", "Width"))
    row = next(n for n in range(3000) if holds(sheet.Rows.getByIndex(n), y, "Y", "Height"))
    return (
        str(sheet.getCellByPosition(column, row).AbsoluteName).rpartition(".")[2].replace("$", "")
    )


def holds(line: Any, at: int, axis: str, size: str) -> bool:
    """Whether a column or a row, unless hidden, reaches over a point."""
    start = getattr(line.Position, axis)
    return bool(line.IsVisible) and start <= at < start + getattr(line, size)


def formula_errors(sheet: Any) -> list[str]:
    """Addresses of formulas that show an error."""
    ranges = sheet.queryFormulaCells(FORMULA_RESULT_ERROR)
    return str(ranges.RangeAddressesAsString).replace("$", "").split(";") if ranges.Count else []


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], Path(sys.argv[2]).resolve()), ensure_ascii=False))
