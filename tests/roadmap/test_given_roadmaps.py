"""Real roadmaps that lie outside the repository, where they are at hand."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from nastavnik.roadmap.reading import read_roadmap

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(os.environ.get("NASTAVNIK_ROADMAPS", ROOT / "../shared/roadmaps"))
EXPECTED = sorted((FOLDER / "expected").glob("*.json"))

CORE = (
    "stage",
    "number",
    "lead",
    "lead_number",
    "activity",
    "documents",
    "deadline",
    "start",
    "end",
    "recurrence",
    "responsible",
)
FLAGS = ("documents_from_stage", "deadline_from_stage")

pytestmark = pytest.mark.skipif(not EXPECTED, reason="настоящих дорожных карт рядом нет")


def plain(value: Any) -> Any:
    """A value without differences that do not matter: white space and closing stops."""
    if isinstance(value, list):
        return [plain(part) for part in value]
    return " ".join(value.split()).rstrip(".;") if isinstance(value, str) else value


def core(row: dict[str, Any]) -> dict[str, Any]:
    """The fields of a row that any careful reader agrees on."""
    return {key: plain(row.get(key)) for key in CORE} | {key: bool(row.get(key)) for key in FLAGS}


@pytest.fixture(params=EXPECTED, ids=lambda path: path.stem)
def pair(request: pytest.FixtureRequest) -> tuple[dict[str, Any], dict[str, Any]]:
    """(what was read, what should be) for each roadmap."""
    wanted = json.loads(request.param.read_text(encoding="utf-8"))
    source = FOLDER / wanted["file"]
    return read_roadmap(source.read_bytes(), source.name).as_json(), wanted


def test_every_activity_is_read_as_by_a_careful_person(
    pair: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    read, wanted = pair
    assert [core(row) for row in read["rows"]] == [core(row) for row in wanted["rows"]]


def test_every_stage_is_found_and_recognised(pair: tuple[dict[str, Any], dict[str, Any]]) -> None:
    read, wanted = pair
    keys = ("number", "title", "canonical")
    assert [[plain(stage[key]) for key in keys] for stage in read["stages"]] == [
        [plain(stage[key]) for key in keys] for stage in wanted["stages"]
    ]


def test_head_is_read(pair: tuple[dict[str, Any], dict[str, Any]]) -> None:
    read, wanted = pair
    assert plain(read["organisation"]) == plain(wanted["organisation"])
    assert plain(read["title"]) == plain(wanted["title"])
    period = {key: wanted["period"].get(key) for key in ("start", "end", "as_written")}
    assert {key: read["period"][key] for key in period} == period
    keys = ("kind", "number", "date")
    assert [[stamp[key] for key in keys] for stamp in read["approvals"]] == [
        [stamp[key] for key in keys] for stamp in wanted["approvals"]
    ]
