"""The dialogue that brings files here: ``query``, and ``success`` once they are ours for good."""

from cml_sync.transports.dialogue import Flow, Session, Wait, ask, step
from cml_sync.transports.dialogue_errors import (
    ImportStalledError,
    NothingToConfirmError,
    SessionLostError,
    UnreadableAnswerError,
)
from cml_sync.transports.dialogue_login import checkauth, init
from cml_sync.transports.replies import Word
from cml_sync.transports.verdict import judge


def query(session: Session) -> Flow[int]:
    """Log in where that has not happened, and ask for the file; the number of bytes in the sink.

    ``progress`` (a site that writes its catalogue step by step) is asked again after a wait.
    """
    if not session.logged_in:
        yield from checkauth(session)
        if _needs_init(session):
            yield from init(session)
    started, pause = session.monotonic(), session.switches.poll.initial
    while True:
        reply = yield from ask(session, session.request("query", wants_file=True))
        if reply.saved is not None:
            return reply.saved
        answer = judge(reply, session.case("query"))
        if answer.word is not Word.PROGRESS:
            raise UnreadableAnswerError(session.address, "query", session.show(answer.text))
        spent = session.monotonic() - started
        if spent >= session.switches.poll.deadline:
            raise ImportStalledError(session.address, "query", spent, session.show(answer.text))
        yield Wait(pause)
        pause = min(pause * 2, session.switches.poll.longest)


def _needs_init(session: Session) -> bool:
    switches = session.switches
    return session.kind != "sale" or bool(
        switches.init_before_query or switches.init_version or switches.cml_version
    )


def confirm(session: Session) -> Flow[str]:
    """Say ``success`` in the session that handed out the orders; the evidence of the answer.

    Never in a new session: many receivers then mark orders as taken that nobody has seen.
    """
    if not session.logged_in:
        raise NothingToConfirmError(session.address)
    try:
        answer = yield from step(session, "success")
    except SessionLostError as error:
        raise NothingToConfirmError(session.address) from error
    if answer.word is not Word.SUCCESS:
        raise UnreadableAnswerError(session.address, "success", session.show(answer.text))
    return session.show(answer.text)
