"""What `generate` hands back."""

from datetime import datetime
from pathlib import Path

from cml_sync.jobs.generate_report import DefectList, DefectRow, GenerateReport


def test_the_report_names_its_schema() -> None:
    report = GenerateReport(
        path=Path("out"),
        form="xml",
        dialect="2.07",
        seed=1,
        generated_at=datetime(2026, 3, 2),  # noqa: DTZ001 - the format knows no time zones
        changes_only=False,
        parts=(),
        records={},
        pictures=0,
        defects=(),
        exit_code=0,
    )
    said = report.model_dump(mode="json", by_alias=True)
    assert (said["schema"], said["generated_at"]) == ("cml-sync.generate/1", "2026-03-02T00:00:00")


def test_the_list_names_its_schema() -> None:
    row = DefectRow(code="CML101", title="x", also=(), most=None, needs=(), receiver=None)
    said = DefectList(defects=(row,)).model_dump(mode="json", by_alias=True)
    assert (said["schema"], said["defects"][0]["code"]) == ("cml-sync.generate-defects/1", "CML101")
