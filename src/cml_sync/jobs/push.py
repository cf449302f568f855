"""`push`: what an endpoint has not confirmed is written, checked, delivered, and marked."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from cml_sync.config.settings import Endpoint
from cml_sync.config.words import ExchangeKind
from cml_sync.errors import ExitCode
from cml_sync.jobs.context import Context
from cml_sync.jobs.errors import SameFolderError
from cml_sync.jobs.recording import Errand, RunLog, recorded
from cml_sync.jobs.report import EndpointRun, PushReport, most_severe, write_report
from cml_sync.jobs.sending import PROVES, Sending, SendOptions
from cml_sync.jobs.subjects import of_topic, targets, topics
from cml_sync.packages.errors import PathMissingError
from cml_sync.transports.base import Outgoing, Topic
from cml_sync.transports.rehearsal import RehearsalTransport


@dataclass(frozen=True, slots=True)
class PushRequest:
    """What is pushed.

    Attributes:
        kinds: the words of the command line.
        endpoints: names; empty for the defaults of the roles.
        paths: files and folders that are sent as they are, past the store; empty for the store.
        full: everything, as a full set.
        dry_run: write and check; send nothing, mark nothing.
        allow_deletions: exactly so many records are expected to go.
        error_on_empty: nothing to send is exit code 9.
    """

    kinds: tuple[ExchangeKind, ...]
    endpoints: tuple[str, ...] = ()
    paths: tuple[Path, ...] = ()
    full: bool = False
    dry_run: bool = False
    allow_deletions: int | None = None
    error_on_empty: bool = False


def push(context: Context, request: PushRequest) -> PushReport:
    """Serve every target; one that fails does not stop the others.

    Raises:
        ConfigurationError: there is nobody to serve, or a name nobody has.
        PathMissingError: a path to be sent is not there.
        StoreError: the store cannot be used any more.
    """
    started = context.clock()
    files = [file for path in request.paths for file in _files(path)]
    routes = targets(context.endpoints, request.kinds, request.endpoints)
    runs = [_push_to(context, endpoint, kinds, request, files) for endpoint, kinds in routes]
    codes = [run.exit_code for run in runs]
    if request.error_on_empty and not any(run.files for run in runs):
        codes.append(ExitCode.NOTHING)
    report = PushReport(
        id=context.new_id(),
        started=started,
        finished=context.clock(),
        exit_code=most_severe(codes),
        dry_run=request.dry_run,
        runs=tuple(runs),
    )
    if request.dry_run:
        return report
    placed = report.model_copy(update={"path": context.reports / f"{report.id}.json"})
    write_report(placed, context.reports)
    return placed


def _push_to(
    context: Context,
    endpoint: Endpoint,
    kinds: tuple[ExchangeKind, ...],
    request: PushRequest,
    files: Sequence[Outgoing],
) -> EndpointRun:
    options = SendOptions(request.full, request.dry_run, request.allow_deletions)

    def work(log: RunLog) -> None:
        if request.paths:
            _send_as_they_are(context, endpoint, kinds, files, log, dry_run=request.dry_run)
            return
        for topic in topics(kinds):
            _check_folders(endpoint, topic)
            Sending(context, endpoint, topic, of_topic(kinds, topic), log, options).send()

    return recorded(context, Errand("push", endpoint.name, kinds, request.dry_run), work)


def _check_folders(endpoint: Endpoint, topic: Topic) -> None:
    """What we write must not be read back as the other side's: only folders have this trouble."""
    options = endpoint.transport
    reads, writes = getattr(options, "read", None), getattr(options, "write", None)
    if topic is Topic.SALE and reads is not None and reads == writes:
        raise SameFolderError(endpoint.name)


def _send_as_they_are(
    context: Context,
    endpoint: Endpoint,
    kinds: Sequence[ExchangeKind],
    files: Sequence[Outgoing],
    log: RunLog,
    *,
    dry_run: bool,
) -> None:
    (topic, *_) = topics(kinds)
    with closing(context.open_transport(endpoint)) as opened:
        transport = RehearsalTransport(opened) if dry_run else opened
        receipts = transport.deliver(topic, files)
    log.receipts.extend(receipts)
    log.files.extend(file.name for file in files)
    if not dry_run and any(receipt.outcome not in PROVES for receipt in receipts):
        log.codes.append(ExitCode.PARTLY)


def _files(path: Path) -> Iterator[Outgoing]:
    """The file, or the files below the folder: pictures before the parts that name them."""
    if path.is_dir():
        found = sorted(item for item in path.rglob("*") if item.is_file())
        names = {item: item.relative_to(path).as_posix() for item in found}
    elif path.is_file():
        names = {path: path.name}
    else:
        raise PathMissingError(str(path))
    outgoing = [
        Outgoing(name, item.stat().st_size, partial(_open, item), announce=_is_part(name))
        for item, name in names.items()
    ]
    yield from sorted(outgoing, key=lambda file: file.announce)


def _is_part(name: str) -> bool:
    return name.lower().endswith((".xml", ".zip"))


def _open(path: Path) -> BinaryIO:
    return path.open("rb")
