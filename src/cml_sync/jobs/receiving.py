"""One topic of one endpoint: what its sender offers becomes state of the store, or is held.

Disk first, store second, confirmation last. Whatever stops the process between two steps, the next
run goes on from the step that was reached: the spool and the state of the package tell which.
"""

import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from pathlib import Path
from typing import BinaryIO, Final, cast

from cml_sync.config.settings import Endpoint
from cml_sync.config.words import ExchangeKind
from cml_sync.errors import FindingsError
from cml_sync.jobs.contents import is_picture, opened
from cml_sync.jobs.context import Context, Progress
from cml_sync.jobs.guards import Limits
from cml_sync.jobs.laying import Laying
from cml_sync.jobs.plan import DOCUMENTS
from cml_sync.jobs.recording import RunLog
from cml_sync.jobs.report import KindRow
from cml_sync.messages import Text, packed, text
from cml_sync.packages.errors import SpoolWriteError
from cml_sync.packages.landing import remove_tree
from cml_sync.packages.manifest import SpooledFile, digest_of
from cml_sync.packages.naming import TAKEN_UPLOADS
from cml_sync.packages.spool import Incoming, Spooled
from cml_sync.store.rows import Direction, PackageFile, PackageRow, PackageState
from cml_sync.transports.base import Offered, Offering, Topic

_BLOCK: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReceiveOptions:
    """How a pull goes.

    Attributes:
        allow_deletions: exactly so many records are expected to go.
        allow_older: a package made at this moment is expected, though a newer one was applied.
        portion: what comes is never a full set, whatever it says: nothing is withdrawn.
    """

    allow_deletions: int | None = None
    allow_older: datetime | None = None
    portion: bool = False


@dataclass(frozen=True, slots=True)
class _Taken:
    """What one fetch came to.

    Attributes:
        offered: the files that were taken, to be confirmed.
        row: the package; None if it was the last one over again and was not kept.
        spooled: its folder.
        held: a guard stopped it.
        empty: there was no record in it.
        incomplete: records of it were kept aside.
    """

    offered: tuple[Offered, ...]
    row: PackageRow | None = None
    spooled: Spooled | None = None
    held: bool = False
    empty: bool = False
    incomplete: bool = False


class Receiving:
    """One topic of one endpoint in one run."""

    def __init__(
        self,
        context: Context,
        endpoint: Endpoint,
        topic: Topic,
        kinds: Collection[ExchangeKind],
        log: RunLog,
        options: ReceiveOptions,
    ):
        self._context = context
        self._endpoint = endpoint
        self._topic = topic
        self._kinds = kinds
        self._log = log
        limits = Limits(
            max_deleted=endpoint.guards.max_deleted,
            min_items=endpoint.guards.min_items,
            allow_deletions=options.allow_deletions,
            allow_older=options.allow_older,
        )
        self._laying = Laying(context, endpoint.name, topic, log, limits, options.portion)
        self._channel = f"{endpoint.name}-{topic.value}"

    def rehearse(self, transport: Offering) -> None:
        """Fetch and plan; keep nothing, confirm nothing."""
        found = self._offered(transport)
        if not found:
            return
        with self._context.spool.receive(self._channel) as incoming:
            self._fetch(transport, found, incoming)
            folder = _files_of(incoming)
            names = [file.name for file in incoming.files]
            self._laying.lay(folder, self._wanted(folder, names), row=None)

    def take(self, transport: Offering) -> None:
        """Fetch, apply, ask a second time where that is needed, confirm, archive."""
        taken = self._receive(transport)
        if taken is None or taken.held:
            return
        packages = [taken]
        if transport.asks_again:
            if taken.empty:
                # Nothing to confirm: some shops would move their mark past an order of this moment.
                self._archive(taken)
                return
            again = self._receive(transport, again=True)
            if again is not None and again.held:
                return  # to confirm would be to say that we have what is held
            if again is not None:
                packages.append(again)
        if self._topic is Topic.SALE and any(package.incomplete for package in packages):
            # A shop that hears "success" never sends an order again, and this one must come again.
            for package in packages:
                self._archive(package)
            return
        self._tell("confirm")
        transport.confirm(self._topic, packages[-1].offered)
        for package in packages:
            self._confirmed(package)

    def finish_pending(self) -> None:
        """Go on with what an earlier run left between two steps.

        Nothing is confirmed here: what the sender has now may only look like what was taken then.
        If it is still the same, taking it again finds so and confirms it.
        """
        for spooled in self._context.spool.waiting(self._channel):
            row = self._row_of(spooled) or self._remembered_late(spooled)
            if row is None or row.state is PackageState.DEAD:
                self._context.spool.discard(spooled)
            elif row.state is PackageState.REJECTED:
                self._context.spool.reject(spooled)
            elif row.state is PackageState.SPOOLED:
                taken = self._apply(spooled, row, ())
                if not taken.held:
                    self._archive(taken)
            elif row.state is not PackageState.HELD:
                self._archive(_Taken((), row, spooled))

    def _remembered_late(self, spooled: Spooled) -> PackageRow | None:
        """The note of a package that an earlier run kept and could not note any more."""
        names = self._wanted(spooled.files, [file.name for file in spooled.manifest.files])
        return self._remember(spooled, names) if names else None

    def _receive(self, transport: Offering, *, again: bool = False) -> _Taken | None:
        """Fetch and apply; None if there is nothing for us."""
        found = self._offered(transport)
        if not found:
            return None
        with self._context.spool.receive(self._channel) as incoming:
            self._fetch(transport, found, incoming)
            names = self._wanted(_files_of(incoming), [file.name for file in incoming.files])
            if not names:
                return None
            offered = tuple(
                offer
                for offer, file in zip(found, incoming.files, strict=True)
                if file.name in names
            )
            sha256 = _digest(incoming.files, names)
            last = self._last_if_same(sha256)
            if last is not None:
                self._give_up_held(offered, newest="")
                return _Taken(offered, empty=self._note_repeat(last, again=again))
            spooled = self._context.spool.keep(incoming)
        self._forget_same(sha256, spooled.name)
        row = self._remember(spooled, names)
        self._give_up_held(offered, row.id)
        return self._apply(spooled, row, offered)

    def _give_up_held(self, offered: Sequence[Offered], newest: str) -> None:
        """What was held under these names is no longer what the sender has: nobody need look."""
        names = {offer.name for offer in offered}
        with self._context.store.transaction() as transaction:
            rows = [
                row
                for row in transaction.packages.in_state(PackageState.HELD, self._endpoint.name)
                if row.topic == self._topic.value and row.id != newest and _names(row) <= names
            ]
            for row in rows:
                transaction.packages.move(row.id, PackageState.REJECTED, self._context.clock())
        folders = {row.folder for row in rows}
        for spooled in self._context.spool.waiting(self._channel):
            if self._folder_of(spooled) in folders:
                self._context.spool.reject(spooled)

    def _offered(self, transport: Offering) -> list[Offered]:
        pictures = ExchangeKind.CATALOG in self._kinds
        return [
            offer
            for offer in transport.offered(self._topic)
            if offer.name.rpartition(".")[2].lower() in TAKEN_UPLOADS
            and (pictures or not is_picture(offer.name))
        ]

    def _fetch(self, transport: Offering, found: Sequence[Offered], incoming: Incoming) -> None:
        for offer in found:
            self._tell("fetch", offer.name)
            with _scratch(self._context.state) as scratch:
                transport.fetch(self._topic, offer, scratch)
                incoming.add(offer.name, _filler(scratch), source=offer.name)

    def _wanted(self, folder: Path, names: Sequence[str]) -> tuple[str, ...]:
        try:
            with opened(folder, names) as contents:
                return contents.wanted(self._kinds)
        except FindingsError:
            return tuple(names)  # kept, so that applying it says what is wrong

    def _last_if_same(self, sha256: str) -> PackageRow | None:
        """The package that was applied last, if it is the one that came now."""
        with self._context.store.reading() as view:
            last = view.packages.last_applied(self._topic.value, self._whose())
        if last is None or last.endpoint != self._endpoint.name or last.message:
            return None
        return last if last.sha256 == sha256 else None

    def _whose(self) -> str | None:
        """Goods of all endpoints are one; documents are each endpoint's own."""
        return self._endpoint.name if self._topic is Topic.SALE else None

    def _note_repeat(self, last: PackageRow, *, again: bool) -> bool:
        """Report what the same package held before; whether it is known to have held nothing."""
        with self._context.store.reading() as view:
            run = view.runs.get(last.run)
        documents = {kind.value for kind in DOCUMENTS}
        rows = [
            KindRow(kind=row["kind"], in_source=row["in_source"], unchanged=row["in_source"])
            for row in (run.counts if run else ())
            if (row["kind"] in documents) == (self._topic is Topic.SALE)
        ]
        if not again:
            self._log.repeated = True
            self._log.rows.extend(rows)
        finished = run is not None and run.exit_code is not None
        return finished and not any(row.in_source for row in rows)

    def _forget_same(self, sha256: str, newest: str) -> None:
        """The very same package was held or rejected before: only the newest is kept.

        If that was in this very second, both have the same folder.
        """
        rows: list[PackageRow] = []
        with self._context.store.transaction() as transaction:
            for state in (PackageState.HELD, PackageState.REJECTED):
                for row in transaction.packages.in_state(state, self._endpoint.name):
                    if row.sha256 == sha256 and row.topic == self._topic.value:
                        transaction.packages.move(row.id, PackageState.DEAD, self._context.clock())
                        rows.append(row)
        names = {Path(row.folder).name for row in rows}
        for spooled in self._context.spool.waiting(self._channel):
            if spooled.name in names and spooled.name != newest:
                self._context.spool.discard(spooled)
        for name in names:
            rejected = self._context.state / "rejected" / self._channel / name
            if rejected.is_dir():
                remove_tree(rejected)

    def _remember(self, spooled: Spooled, names: Collection[str]) -> PackageRow:
        files = tuple(file for file in spooled.manifest.files if file.name in names)
        now = self._context.clock()
        row = PackageRow(
            id=self._context.new_id(),
            direction=Direction.IN,
            endpoint=self._endpoint.name,
            topic=self._topic.value,
            sha256=_digest(files, names),
            state=PackageState.SPOOLED,
            folder=self._folder_of(spooled),
            files=tuple(PackageFile(file.source or file.name, file.size) for file in files),
            run=self._log.run,
            created=now,
            updated=now,
        )
        with self._context.store.transaction() as transaction:
            transaction.packages.add(row)
        return row

    def _row_of(self, spooled: Spooled) -> PackageRow | None:
        with self._context.store.reading() as view:
            return view.packages.in_folder(self._folder_of(spooled))

    def _folder_of(self, spooled: Spooled) -> str:
        return spooled.folder.relative_to(self._context.state).as_posix()

    def _apply(self, spooled: Spooled, row: PackageRow, offered: tuple[Offered, ...]) -> _Taken:
        theirs = _names(row)
        names = [f.name for f in spooled.manifest.files if (f.source or f.name) in theirs]
        self._log.files.extend(sorted(theirs))
        try:
            laid = self._laying.lay(spooled.files, names, row)
        except FindingsError as error:
            self._move(row, PackageState.REJECTED, str(error))
            self._context.spool.reject(spooled)
            raise
        if laid.held:
            reasons = reduce(_joined, (hold.message for hold in laid.held))
            self._move(row, PackageState.HELD, packed(reasons))
        return _Taken(
            offered,
            row,
            spooled,
            held=bool(laid.held),
            empty=laid.empty,
            incomplete=laid.incomplete,
        )

    def _confirmed(self, taken: _Taken) -> None:
        if taken.row is not None:
            self._move(taken.row, PackageState.CONFIRMED)
        self._archive(taken)

    def _archive(self, taken: _Taken) -> None:
        if taken.spooled is not None and taken.row is not None:
            self._move(taken.row, PackageState.ARCHIVED)
            self._context.spool.archive(taken.spooled)

    def _move(self, row: PackageRow, state: PackageState, message: str | None = None) -> None:
        with self._context.store.transaction() as transaction:
            transaction.packages.move(row.id, state, self._context.clock(), message)

    def _tell(self, stage: str, name: str = "") -> None:
        self._context.progress(Progress(self._endpoint.name, stage, name))


@contextmanager
def _scratch(folder: Path) -> Iterator[BinaryIO]:
    """A file without a name; a transport that repeats a fetch begins it anew."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            yield cast("BinaryIO", file)
    except OSError as error:
        raise SpoolWriteError(str(folder), error.strerror or type(error).__name__) from error


def _filler(scratch: BinaryIO) -> Callable[[BinaryIO], None]:
    def fill(sink: BinaryIO) -> None:
        scratch.seek(0)
        shutil.copyfileobj(scratch, sink, _BLOCK)

    return fill


def _joined(first: Text, second: Text) -> Text:
    return text("{first}; {second}", first=first, second=second)


def _digest(files: Sequence[SpooledFile], names: Collection[str]) -> str:
    return digest_of(file for file in files if file.name in names)


def _files_of(incoming: Incoming) -> Path:
    return incoming.folder / "files"


def _names(row: PackageRow) -> set[str]:
    return {file.name for file in row.files}
