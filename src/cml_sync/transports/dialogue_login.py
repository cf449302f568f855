"""The dialogue's first two steps: ``checkauth`` and ``init``."""

from cml_sync.messages import text
from cml_sync.transports.dialogue import Flow, Params, Session, step
from cml_sync.transports.dialogue_errors import AbsurdLimitError, UnreadableAnswerError
from cml_sync.transports.replies import Answer, Login, Terms, Word, read_login, read_terms
from cml_sync.transports.switches import LEAST_PIECE


def checkauth(session: Session) -> Flow[None]:
    """Log in: the session then has its cookies, its token and the clock of the other side.

    The cookie of the body wins over ``Set-Cookie`` of the same reply, since 1C knows only the body.
    """
    answer = yield from step(session, "checkauth")
    login = read_login(answer) if answer.word is Word.SUCCESS else None
    if login is None:
        raise _not_understood(session, "checkauth", answer)
    if login.cookie:
        session.cookies[login.cookie[0]] = login.cookie[1]
    session.token = _token(session, login)
    session.timestamp = login.timestamp
    session.logged_in = True


def _token(session: Session, login: Login) -> tuple[str, str] | None:
    kind = session.switches.send_sessid
    if login.token or kind in {"auto", "never"}:
        return login.token
    if kind == "raw":
        return (login.token_line, "") if login.token_line else None
    return ("sessid", login.token_line)


def init(session: Session) -> Flow[Terms]:
    """Begin an upload or an answer: may files be zipped, and how large may a piece be?"""
    switches = session.switches
    versions: Params = (("version", switches.init_version), ("cmlVersion", switches.cml_version))
    answer = yield from step(session, "init", tuple(pair for pair in versions if pair[1]))
    terms = read_terms(answer)
    if terms is None:
        raise _not_understood(session, "init", answer)
    if terms.file_limit is not None and terms.file_limit < LEAST_PIECE:
        raise AbsurdLimitError(session.address, terms.file_limit, LEAST_PIECE)
    if terms.token:
        session.token = terms.token
    return terms


def _not_understood(session: Session, mode: str, answer: Answer) -> UnreadableAnswerError:
    why = {
        "checkauth": text("Expected are `success`, the name and the value of a cookie"),
        "init": text("Expected are the lines `zip=` and `file_limit=`"),
    }
    return UnreadableAnswerError(
        session.address, mode, session.show(answer.text), why=why.get(mode)
    )
