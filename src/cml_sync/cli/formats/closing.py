"""What is said to people when everything is written: counts and the sum, on stderr."""

from cml_sync.cli.session import Session
from cml_sync.jobs.validate import ValidationReport
from cml_sync.messages import Text, text, text_n


def tell_end(session: Session, report: ValidationReport, left_out: int) -> None:
    """How many were left out, counts for every code, and the sum."""
    session.stdout.flush()  # where both go to one log, the problems come first
    if left_out:
        session.tell(text("… and {count} more (--max-problems 0 for all)", count=left_out))
    if session.quiet:
        return
    for row in report.findings:
        session.tell_line(f"  {row.code}  {row.count:>7}  {session.say(row.title)}")
    session.tell(summary(report))


def summary(report: ValidationReport) -> Text:
    """What was read and what was found, in one line."""
    parts = text_n("{count} part", "{count} parts", len(report.parts))
    records = text_n("{count} record", "{count} records", sum(report.records.values()))
    errors = text_n("{count} error", "{count} errors", report.errors)
    warnings = text_n("{count} warning", "{count} warnings", report.warnings)
    found = text("{errors}, {warnings}", errors=errors, warnings=warnings)
    if report.advice:
        advice = text_n("{count} piece of advice", "{count} pieces of advice", report.advice)
        found = text("{found}, {advice}", found=found, advice=advice)
    if report.known:
        known = report.known
        found = text("{found}; {known} known before", found=found, known=known)
    return text("{parts}, {records}: {found}", parts=parts, records=records, found=found)
