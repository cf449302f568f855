"""The dialogue that carries files there: login, init, files in pieces, import, finish.

An upload is one unit: the exchange has no offset and no checksum, and most receivers append what
comes under one name. So a piece is never sent again; after any accident the caller starts anew.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from cml_sync.transports.base import Outcome, Outgoing, Receipt
from cml_sync.transports.dialogue import Flow, Params, Piece, Session, Wait, ask, step
from cml_sync.transports.dialogue_errors import (
    ImportStalledError,
    RolledBackError,
    UnreadableAnswerError,
)
from cml_sync.transports.dialogue_login import checkauth, init
from cml_sync.transports.replies import Answer, Terms, Word
from cml_sync.transports.verdict import judge


@dataclass(frozen=True, slots=True)
class Load:
    """What one session shall carry, and how it is cut and packed.

    Attributes:
        files: in this order.
        cut: the pieces of a file under a limit in bytes.
        pack: one archive of all files.
        limit: a piece size learnt from an earlier refusal; None = none.
    """

    files: Sequence[Outgoing]
    cut: Callable[[Outgoing, int | None], Iterable[Piece]]
    pack: Callable[[Sequence[Outgoing]], Outgoing]
    limit: int | None = None


def upload(session: Session, load: Load) -> Flow[tuple[Receipt, ...]]:
    """One whole session; a receipt for each file, in the order of `load`.

    An announced file is confirmed when its import said success (orders without import: when its
    upload did); everything else is only stored.
    """
    yield from checkauth(session)
    terms = yield from init(session)
    words = yield from _send_all(session, load, terms)
    outcomes = dict.fromkeys(words, Outcome.STORED)
    for file in load.files:
        if not file.announce:
            continue
        if _imports(session):
            words[file.name] = yield from _poll(session, "import", file.name)
        if _imports(session) or session.kind == "sale":
            outcomes[file.name] = Outcome.CONFIRMED
    if session.kind == "catalog":
        yield from _finish(session)
    return tuple(Receipt(file.name, outcomes[file.name], words[file.name]) for file in load.files)


def _imports(session: Session) -> bool:
    sale = session.kind == "sale"
    return session.switches.import_sale if sale else session.switches.import_catalog


def piece_limit(session: Session, terms: Terms, learnt: int | None) -> int | None:
    """The largest piece in bytes; None = do not cut."""
    if not session.switches.chunking:
        return None
    limits = (terms.file_limit, session.switches.max_piece, learnt)
    return min((limit for limit in limits if limit is not None), default=None)


def _send_all(session: Session, load: Load, terms: Terms) -> Flow[dict[str, str]]:
    """Send every file, or one archive of them; file name → the words that took it."""
    limit = piece_limit(session, terms, load.limit)
    archive = _archive(session, load, terms, limit)
    if archive is not None:
        words = yield from _send(session, load.cut(archive, limit))
        return {file.name: words for file in load.files}
    evidence: dict[str, str] = {}
    for file in load.files:
        evidence[file.name] = yield from _send(session, load.cut(file, limit))
    return evidence


def _archive(session: Session, load: Load, terms: Terms, limit: int | None) -> Outgoing | None:
    wish = session.switches.zip_for(sale=session.kind == "sale")
    if not terms.zip or wish == "never":
        return None
    archive = load.pack(load.files)
    whole = limit is None or archive.size <= limit
    return archive if whole or wish == "auto" else None


def _send(session: Session, pieces: Iterable[Piece]) -> Flow[str]:
    """Send the pieces of one file, each after the ``success`` for the one before."""
    words = ""
    for piece in pieces:
        name = piece.file.name
        request = session.request("file", (("filename", name),), body=piece)
        reply = yield from ask(session, request)
        answer = judge(reply, session.case("file", name, piece.size))
        words = _taken(session, "file", name, answer)
    return words


def _taken(session: Session, mode: str, name: str, answer: Answer) -> str:
    if answer.taken_back:
        raise RolledBackError(session.address, name)
    if answer.word is not Word.SUCCESS:
        raise UnreadableAnswerError(session.address, mode, session.show(answer.text))
    return session.show(answer.text)


def _poll(session: Session, mode: str, name: str, extra: Params | None = None) -> Flow[str]:
    """Ask until the answer is success; wait longer from time to time, but not for ever."""
    poll = session.switches.poll
    params = (("filename", name),) if extra is None else extra
    started, pause = session.monotonic(), poll.initial
    last, same = None, 0
    while True:
        answer = yield from step(session, mode, params, name=name)
        if answer.word is not Word.PROGRESS:
            return _taken(session, mode, name, answer)
        same = same + 1 if answer.tail == last else 1
        last = answer.tail
        spent = session.monotonic() - started
        if same >= poll.stagnation or spent >= poll.deadline:
            raise ImportStalledError(session.address, name, spent, session.show(answer.text))
        yield Wait(min(pause, poll.deadline - spent))
        pause = min(pause * 2, poll.longest)


def _finish(session: Session) -> Flow[None]:
    stamp: Params = (("timestamp", session.timestamp),) if session.timestamp else ()
    params: Mapping[str, Params] = {"deactivate": stamp, "complete": ()}
    for mode in session.switches.finish:
        yield from _poll(session, mode, mode, params[mode])
