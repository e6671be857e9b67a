"""Make the generated files of the repository anew: `python3 run.py generate [NAME…]`.

Without a name everything is made that follows from the code alone. What a person has to read before
it may stand (approved texts, budgets), what needs an office application or a machine of its own
is made when it is named.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Step:
    """How some generated files are made."""

    files: str
    arguments: Sequence[str]
    when_named: bool = False
    environment: Mapping[str, str] = field(default_factory=dict)


def approving(test: str) -> Sequence[str]:
    """The arguments for a test that writes what it is to compare with."""
    return ("-m", "pytest", "-q", "-n", "0", test)


APPROVE = {"NASTAVNIK_APPROVE": "1"}
STEPS: Mapping[str, Step] = {
    "templates": Step("templates/*.docx", ("tools/make_templates.py",)),
    "roadmap": Step("sample_data/roadmap.docx", ("tools/make_sample_roadmap.py",)),
    "workbooks": Step(
        "workbook/*.xlsx, workbook/*.xlsm, workbook/holdings.json", ("tools/make_workbooks.py",)
    ),
    "architecture": Step("docs/pictures/architecture.svg", ("tools/make_architecture.py",)),
    "rules": Step("docs/rules.md", ("-m", "rules.rules_page")),
    "codes": Step("docs/codes.md", ("tools/make_codes_page.py",)),
    "law": Step("docs/law.md", ("tools/make_law_page.py",)),
    "documents": Step("docs/documents.md", ("-m", "documents.documents_page")),
    "manual": Step("docs/manual/*.html", ("tools/make_manual.py",)),
    "tags": Step(
        "templates/Теги.md", approving("tests/documents/test_tags.py"), environment=APPROVE
    ),
    "approved": Step(
        "tests/approved/*.txt",
        approving("tests/documents/test_approved.py"),
        when_named=True,
        environment=APPROVE,
    ),
    "engines": Step(
        "docs/engines.md",
        approving("tests/office/test_engines.py"),
        when_named=True,
        environment={**APPROVE, "NASTAVNIK_OFFICE": "required"},
    ),
    "first-pages": Step(
        "docs/pictures/documents/*.png", ("-m", "documents.document_pictures"), when_named=True
    ),
    "pictures": Step("docs/pictures/*.png", ("tools/make_pictures.py",), when_named=True),
    "budgets": Step(
        "tests/budgets.json",
        approving("tests/test_budgets.py"),
        when_named=True,
        environment=APPROVE,
    ),
    "speed": Step("docs/speed.md", ("benchmarks/page.py",), when_named=True),
}


def main(names: Sequence[str]) -> int:
    """Make what is named, or all that needs nobody; the number of steps that failed."""
    unknown = [name for name in names if name not in STEPS]
    if unknown:
        sys.stderr.write(f"No such step: {', '.join(unknown)}. Known: {', '.join(STEPS)}\n")
        return 2
    chosen = names or [name for name, step in STEPS.items() if not step.when_named]
    return sum(not made(STEPS[name]) for name in chosen)


def made(step: Step) -> bool:
    """Run a step; whether it ended well."""
    sys.stderr.write(f"{step.files}\n")
    reach = os.pathsep.join(str(ROOT / folder) for folder in ("macros", "tools", "tests"))
    environment = {**os.environ, "PYTHONPATH": reach, "PYTHONUTF8": "1", **step.environment}
    return subprocess.call([sys.executable, *step.arguments], cwd=ROOT, env=environment) == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
