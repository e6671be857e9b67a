"""Make the DOCX templates that the product ships: `python tools/make_templates.py [FOLDER]`.

For maintainers. Schools edit the results in Word; equal sources give equal bytes.
"""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

from template_sources import appointment, consents
from template_sources.builder import Template

TEMPLATES: Mapping[str, Callable[[], Template]] = {
    "Приказ о назначении наставников (ст. 351.8 ТК РФ)": appointment.for_workers,
    "Приказ о назначении наставников": appointment.for_others,
    "Согласие на обработку персональных данных": consents.personal_data,
    "Согласие законного представителя на обработку персональных данных": consents.guardian,
    "Согласие на участие ребёнка в программе": consents.participation,
    "Согласие работника на наставничество": consents.mentor,
    "Согласие педагога-наставляемого": consents.mentee,
    "Дополнительное соглашение к трудовому договору": consents.agreement,
}


def with_fixed_times(package: bytes) -> bytes:
    """The same package with every part dated alike, so that making it again changes nothing."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as source, zipfile.ZipFile(file, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 0
            target.writestr(entry, source.read(name), zipfile.ZIP_DEFLATED, 9)
    return file.getvalue()


def main(folder: Path) -> None:
    """Write every template into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in TEMPLATES.items():
        (folder / f"{name}.docx").write_bytes(with_fixed_times(make().save()))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "templates")
