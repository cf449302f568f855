"""The report as JSON."""

from pathlib import Path

from cml_sync.jobs.anonymize_report import AnonymizeReport, LossRow
from cml_sync.messages import text
from cml_sync.problems import Finding, Place, Problem, Severity


def test_a_loss_is_told_by_code_message_and_path() -> None:
    finding = Finding("CML999", Severity.WARNING, text("A title"))
    row = LossRow.of(Problem(finding, text("{n} lost", n=2), Place(path="Товар/Вес")))
    assert row.model_dump() == {"code": "CML999", "message": "2 lost", "path": "Товар/Вес"}


def test_the_schema_is_named() -> None:
    report = AnonymizeReport(
        paths=(Path("a.xml"),),
        output=Path("b.xml"),
        parts=(),
        records={},
        changed={},
        replaced=0,
        pictures=0,
        left_out=0,
        exit_code=0,
    )
    assert '"schema":"cml-sync.anonymize/1"' in report.model_dump_json(by_alias=True)
