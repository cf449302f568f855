"""The job: where it writes, and what it reports."""

from pathlib import Path

import pytest

from cml_sync.jobs.anonymize import Destination, anonymize
from cml_sync.packages.anonymize.errors import OneFileError

EXAMPLES = Path(__file__).parents[3] / "examples"
KEY = b"a key for tests, long enough"


@pytest.mark.parametrize(
    ("name", "single"),
    [("out", False), ("out.xml", True), ("out.JSONL", True), ("-", True), ("out.d", False)],
)
def test_the_name_says_whether_it_is_one_file(name: str, single: bool) -> None:
    assert Destination(path=Path(name)).single is single


def test_the_report_counts_and_names_no_value(tmp_path: Path) -> None:
    report = anonymize([EXAMPLES / "orders"], Destination(path=tmp_path / "out"), KEY)
    assert sum(report.records.values()) == sum(report.changed.values()) == 6
    assert sorted(part.relative for part in report.parts) == [
        "containers.xml",
        "orders.xml",
        "payments.xml",
        "returns.xml",
    ]
    assert (report.exit_code, report.losses, report.not_met) == (0, (), ())
    assert report.replaced > 100
    assert "Примеров" not in report.model_dump_json()


def test_many_parts_and_one_file(tmp_path: Path) -> None:
    out = tmp_path / "out.xml"
    with pytest.raises(OneFileError):
        anonymize([EXAMPLES / "orders"], Destination(path=out), KEY)
    assert list(tmp_path.iterdir()) == []


def test_a_name_to_keep_that_is_met_nowhere_is_reported(tmp_path: Path) -> None:
    source = [EXAMPLES / "orders" / "orders.xml"]
    report = anonymize(source, Destination(path=tmp_path / "o"), KEY, keep=["ИНН", "Инк"])
    assert report.not_met == ("Инк",)
