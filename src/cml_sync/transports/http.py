"""The exchange dialogue over HTTP: carries out what the flows of `dialogue` yield."""

import logging
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, Final, TypeVar, cast

from pydantic import BaseModel

from cml_sync.transports.base import Offered, Outgoing, Receipt, Topic, Transport
from cml_sync.transports.dialogue import NOTHING, Flow, Request, Session, Wait
from cml_sync.transports.dialogue_errors import (
    AccessForbiddenError,
    NothingToConfirmError,
    PieceTooLargeError,
    SessionLostError,
)
from cml_sync.transports.dialogue_query import confirm, query
from cml_sync.transports.dialogue_upload import Load, upload
from cml_sync.transports.http_archive import pack
from cml_sync.transports.http_options import HttpOptions
from cml_sync.transports.http_wire import Wire, secrets_of
from cml_sync.transports.pieces import cut, smaller
from cml_sync.transports.surroundings import Surroundings
from cml_sync.transports.url_errors import keys_in

_OFFERED: Final = {Topic.SALE: "orders.xml", Topic.CATALOG: "catalog.xml"}
_ARCHIVES: Final = {Topic.SALE: "orders.zip", Topic.CATALOG: "import.zip"}
_ASKED: Final = {Topic.SALE: "sale", Topic.CATALOG: "get_catalog"}
_FORGOTTEN: Final = (SessionLostError, AccessForbiddenError)

T = TypeVar("T")


def open_http(options: BaseModel, surroundings: Surroundings) -> Transport:
    """The transport of one endpoint; it connects at the first request.

    Raises:
        ConfigurationError: a file of certificates cannot be read.
        TypeError: `options` are not of this transport.
    """
    if not isinstance(options, HttpOptions):
        raise TypeError(type(options).__name__)
    for library in ("httpx", "httpcore"):
        # below that, their lines hold cookies
        logging.getLogger(library).setLevel(logging.WARNING)
    return HttpTransport(options, surroundings)


class HttpTransport:
    """One endpoint that speaks the exchange dialogue.

    It starts an upload again only where the dialogue itself asks for it: with smaller pieces after
    HTTP 413, and once with a new login when the other side forgot ours. All other accidents are
    left to `transports.retrying`, which repeats whole sessions.

    Attributes:
        asks_again: orders may arrive between `fetch` and `confirm`.
        piece_limit: a size in bytes learnt from refusals; None = none was refused.
    """

    asks_again: bool = True

    def __init__(self, options: HttpOptions, surroundings: Surroundings) -> None:
        self._options = options
        self._surroundings = surroundings
        self._wire = Wire(options, surroundings.credentials, surroundings.monotonic)
        self._sessions: dict[Topic, Session] = {}
        self.piece_limit: int | None = None

    def offered(self, topic: Topic) -> Sequence[Offered]:
        """One file under a name of ours: the dialogue has no list, only a question."""
        return (Offered(_OFFERED[topic]),)

    def fetch(self, topic: Topic, offered: Offered, sink: BinaryIO) -> int:
        """Ask for the file; its raw bytes go to `sink` only if they begin like XML or zip.

        A second question is asked in the session of the first, so that `confirm` is about both.
        """
        del offered  # there is only one
        start = sink.tell()
        known = self._sessions.pop(topic, None)
        session = known or self._session(_ASKED[topic])
        try:
            size = self._run(query(session), sink)
        except _FORGOTTEN:
            if known is None:
                raise
            session = self._session(_ASKED[topic])
            sink.seek(start)
            size = self._run(query(session), sink)
        self._sessions[topic] = session
        return size

    def confirm(self, topic: Topic, taken: Sequence[Offered]) -> None:
        """Say ``success`` for orders, in the session that handed them out; a catalogue needs none.

        Raises:
            NothingToConfirmError: that session is gone.
        """
        if topic is not Topic.SALE or not taken:
            return
        session = self._sessions.get(topic)
        if session is None:
            raise NothingToConfirmError(self._options.address)
        self._run(confirm(session))

    def deliver(self, topic: Topic, files: Sequence[Outgoing]) -> Sequence[Receipt]:
        """Send the files in one session, or in one per announced file where that is switched on."""
        if not files:
            return ()
        if not self._options.switches.one_file_per_session:
            return self._carry(topic, files)
        receipts: dict[str, Receipt] = {}
        for group in alone(files):
            receipts |= {receipt.name: receipt for receipt in self._carry(topic, group)}
        return tuple(receipts[file.name] for file in files)

    def close(self) -> None:
        """Close the connection; the sessions are forgotten."""
        self._sessions.clear()
        self._wire.close()

    def _carry(self, topic: Topic, files: Sequence[Outgoing]) -> Sequence[Receipt]:
        again = True
        while True:
            session = self._session(topic.value)
            try:
                with ExitStack() as stack:
                    return self._run(upload(session, self._load(topic, files, stack)))
            except PieceTooLargeError as error:
                limit = smaller(error.size) if self._options.switches.chunking else None
                if limit is None:
                    raise
                self.piece_limit = limit
            except _FORGOTTEN:
                if not (again and session.logged_in):
                    raise
                again = False

    def _load(self, topic: Topic, files: Sequence[Outgoing], stack: ExitStack) -> Load:
        def packed(chosen: Sequence[Outgoing]) -> Outgoing:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="cml-sync-"))
            return pack(chosen, Path(folder), _ARCHIVES[topic])

        return Load(files, cut, packed, self.piece_limit)

    def _session(self, kind: str) -> Session:
        credentials = self._surroundings.credentials
        return Session(
            kind=kind,
            switches=self._options.switches,
            address=self._options.address,
            monotonic=self._surroundings.monotonic,
            credential=credentials.source,
            secrets=(*secrets_of(credentials), *keys_in(self._options.url)),
        )

    def _run(self, flow: Flow[T], sink: BinaryIO | None = None) -> T:
        step: Request | Wait
        reply = None
        try:
            while True:
                try:
                    step = next(flow) if reply is None else flow.send(reply)
                except StopIteration as done:
                    return cast("T", done.value)
                if isinstance(step, Wait):
                    self._surroundings.sleep(step.seconds)
                    reply = NOTHING
                else:
                    reply = self._wire.send(step, sink)
        finally:
            flow.close()


def alone(files: Sequence[Outgoing]) -> Sequence[Sequence[Outgoing]]:
    """The files as one group per announced file; those only carried go with the first group."""
    carried = [file for file in files if not file.announce]
    groups = [[file] for file in files if file.announce]
    if not groups:
        return [carried]
    return [[*carried, *groups[0]], *groups[1:]]
