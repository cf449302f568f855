"""What a job hands back."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cml_sync.errors import ExitCode, TemporaryError
from cml_sync.jobs.failure import Failure
from cml_sync.jobs.report import (
    EndpointRun,
    KindRow,
    PullReport,
    most_severe,
    total_rows,
    write_report,
)
from cml_sync.messages import text

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("codes", "worst"),
    [
        ([], 0),
        ([0, 9], 9),
        ([1, 3], 3),
        ([3, 10], 10),
        ([10, 5], 5),
        ([5, 4], 4),
        ([4, 6], 6),
        ([6, 7], 7),
        ([7, 11], 11),
        ([11, 12], 12),
        ([12, 70], 70),
        ([70, 99], 99),
    ],
)
def test_what_most_needs_a_person_comes_first(codes: list[int], worst: int) -> None:
    assert most_severe(codes) == worst


def run(**more: object) -> EndpointRun:
    values: dict[str, object] = {
        "run": "r1",
        "command": "pull",
        "endpoint": "erp",
        "kinds": ("offers",),
        "started": NOW,
        "finished": NOW,
        "exit_code": ExitCode.TEMPORARY,
    }
    return EndpointRun.model_validate(values | more)


def test_rows_of_the_same_kind_are_added_up() -> None:
    rows = (KindRow(kind="offer", added=1), KindRow(kind="product"), KindRow(kind="offer", added=2))
    assert [(row.kind, row.added) for row in total_rows([run(rows=rows)])] == [
        ("offer", 3),
        ("product", 0),
    ]


def test_it_lands_whole_with_texts_in_english(tmp_path: Path) -> None:
    error = TemporaryError(text("the line to {host} is dead", host="shop"), hint=text("wait"))
    runs = (run(failure=Failure.of(error)),)
    report = PullReport(id="x", started=NOW, finished=NOW, exit_code=5, runs=runs)
    path = write_report(report, tmp_path / "runs")
    written = json.loads(path.read_text(encoding="utf-8"))
    assert written["runs"][0]["failure"]["message"] == "the line to shop is dead"
    assert [p.name for p in (tmp_path / "runs").iterdir()] == ["x.json"]


def test_the_schema_says_that_texts_are_strings() -> None:
    schema = PullReport.model_json_schema(mode="serialization")
    assert schema["$defs"]["Failure"]["properties"]["message"]["type"] == "string"
