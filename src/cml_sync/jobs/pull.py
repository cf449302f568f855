"""`pull`: fetch into the spool, lay over the store in one transaction, confirm, archive."""

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cml_sync.config.settings import Endpoint
from cml_sync.config.words import ExchangeKind
from cml_sync.errors import ExitCode
from cml_sync.jobs.context import Context
from cml_sync.jobs.receiving import ReceiveOptions, Receiving
from cml_sync.jobs.recording import Errand, RunLog, recorded
from cml_sync.jobs.report import EndpointRun, PullReport, most_severe, write_report
from cml_sync.jobs.subjects import of_topic, sources, topics


@dataclass(frozen=True, slots=True)
class PullRequest:
    """What is pulled.

    Attributes:
        kinds: the words of the command line.
        endpoints: names; empty for the defaults of the roles.
        dry_run: fetch and plan; confirm nothing, keep nothing.
        allow_deletions: exactly so many records are expected to go.
        allow_older: a package made at this moment (as it says, without a zone) is expected, though
            a newer one has been applied.
        error_on_empty: nothing in the source is exit code 9.
    """

    kinds: tuple[ExchangeKind, ...]
    endpoints: tuple[str, ...] = ()
    dry_run: bool = False
    allow_deletions: int | None = None
    allow_older: datetime | None = None
    error_on_empty: bool = False


def pull(context: Context, request: PullRequest) -> PullReport:
    """Ask every source; one that fails does not stop the others.

    Raises:
        ConfigurationError: there is nobody to ask, or a name nobody has.
        StoreError: the store cannot be used any more.
    """
    started = context.clock()
    routes = sources(context.endpoints, request.kinds, request.endpoints)
    runs = [_pull_from(context, endpoint, kinds, request) for endpoint, kinds in routes]
    codes = [run.exit_code for run in runs]
    if request.error_on_empty and not any(row.in_source for run in runs for row in run.rows):
        codes.append(ExitCode.NOTHING)
    report = PullReport(
        id=context.new_id(),
        started=started,
        finished=context.clock(),
        exit_code=most_severe(codes),
        dry_run=request.dry_run,
        runs=tuple(runs),
    )
    return report if request.dry_run else _written(report, context.reports)


def _written(report: PullReport, folder: Path) -> PullReport:
    placed = report.model_copy(update={"path": folder / f"{report.id}.json"})
    write_report(placed, folder)
    return placed


def _pull_from(
    context: Context, endpoint: Endpoint, kinds: tuple[ExchangeKind, ...], request: PullRequest
) -> EndpointRun:
    def work(log: RunLog) -> None:
        with closing(context.open_transport(endpoint)) as transport:
            for topic in topics(kinds):
                receiving = Receiving(
                    context,
                    endpoint,
                    topic,
                    of_topic(kinds, topic),
                    log,
                    ReceiveOptions(request.allow_deletions, request.allow_older),
                )
                if request.dry_run:
                    receiving.rehearse(transport)
                else:
                    receiving.finish_pending()
                    receiving.take(transport)

    return recorded(context, Errand("pull", endpoint.name, kinds, request.dry_run), work)
