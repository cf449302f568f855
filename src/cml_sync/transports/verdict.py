"""What a reply proves: a text to go on with, or one of our errors. Pure.

The status of HTTP is judged first, then line 1. 1C itself reads the body whatever the status is; so
``failure`` in the body counts under any status, but ``success`` counts only under 200.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Final, Protocol
from urllib.parse import urlsplit, urlunsplit

from cml_sync.errors import CmlSyncError
from cml_sync.messages import text
from cml_sync.transports.dialogue_errors import (
    AccessForbiddenError,
    EmptyAnswerError,
    LoginRefusedError,
    PieceTooLargeError,
    RedirectedError,
    SaidFailureError,
    SessionLostError,
    TryLaterError,
    UnexpectedStatusError,
    UnreadableAnswerError,
)
from cml_sync.transports.evidence import explain
from cml_sync.transports.http_errors import ClientCertificateError
from cml_sync.transports.replies import Answer, Word, read_answer
from cml_sync.transports.switches import ProtocolSwitches

LONGEST_RETRY_AFTER: Final = 900.0
"""Seconds; a longer ``Retry-After`` is cut to this."""

_LOGIN: Final = "checkauth"
_LATER: Final = frozenset({408, 425, 429, 500, 502, 503, 504, 509, *range(520, 528)})
_CERTIFICATE_WANTED: Final = frozenset({495, 496})
_REDIRECTS: Final = range(300, 400)
_LOOKED_AT: Final = 2000


class Came(Protocol):
    """The part of a reply that is judged."""

    @property
    def status(self) -> int:
        """Of HTTP."""
        ...

    @property
    def body(self) -> bytes:
        """Of the reply."""
        ...

    @property
    def content_type(self) -> str:
        """Its header."""
        ...

    def header(self, name: str) -> str:
        """A header by its lower-case name, "" if there is none."""
        ...


@dataclass(frozen=True, slots=True)
class Case:
    """What the reply answers.

    Attributes:
        address: of the exchange, fit to be shown.
        credential: where the password comes from, in words.
        step: the mode that was asked for.
        name: of the file it was about, "" for none.
        size: of the piece that was sent.
        logged_in: the login had been accepted before.
        switches: how this partner speaks.
        show: makes evidence of its words.
    """

    address: str
    credential: str
    step: str
    name: str
    size: int
    logged_in: bool
    switches: ProtocolSwitches
    show: Callable[[str], str]


def judge(reply: Came, case: Case) -> Answer:
    """The text of a reply that says success or progress (for ``init``: no failure).

    Raises:
        RefusedError: login or rights.
        TemporaryError: the other side asks to come later.
        OtherSideError: failure, or anything that is not understood.
    """
    answer = _answer(reply, case)
    error = by_status(reply, case) or _by_words(reply, answer, case)
    if error is not None:
        raise error
    return answer


def by_status(reply: Came, case: Case) -> CmlSyncError | None:
    """The error that the HTTP status means; None for 200."""
    if reply.status == HTTPStatus.OK:
        return None
    if reply.status in _REDIRECTS:
        target = _shown_target(reply.header("location"), case)
        return RedirectedError(case.address, target)
    answer = _answer(reply, case)
    refusal = _refusal(reply.status, answer, case)
    if refusal is not None:
        return refusal
    if answer.word is Word.FAILURE:
        return _failure(reply, answer, case)
    evidence = case.show(answer.text)
    if reply.status in _LATER:
        return TryLaterError(case.address, reply.status, evidence, retry_after=retry_after(reply))
    return UnexpectedStatusError(case.address, case.step, reply.status, evidence)


def _answer(reply: Came, case: Case) -> Answer:
    return read_answer(
        reply.body,
        reply.content_type,
        charset=case.switches.reply_charset,
        prefix=case.switches.success_prefix,
    )


def _by_words(reply: Came, answer: Answer, case: Case) -> CmlSyncError | None:
    """The error that a reply with status 200 means; None if it is understood."""
    if not answer.text.strip():
        return EmptyAnswerError(case.address, case.step, reply.status)
    if answer.word is Word.FAILURE:
        return _failure(reply, answer, case)
    if answer.word is not Word.OTHER or case.step == "init":
        return None
    if _asks_for_patience(answer):
        return TryLaterError(
            case.address, reply.status, case.show(answer.text), retry_after=retry_after(reply)
        )
    if case.step == _LOGIN and answer.line(1).lower().startswith("authentication failed"):
        return LoginRefusedError(case.address, case.credential, case.show(answer.text))
    return unreadable(reply, answer, case)


def unreadable(reply: Came, answer: Answer, case: Case) -> UnreadableAnswerError:
    """The error for an answer that is none; it tells what it looks like."""
    why = explain(answer)
    packed = reply.header("content-encoding").strip().lower()
    if packed not in {"", "identity"}:
        why = text("It came compressed (`{encoding}`), which was not asked for", encoding=packed)
    return UnreadableAnswerError(case.address, case.step, case.show(answer.text), why=why)


def _failure(reply: Came, answer: Answer, case: Case) -> CmlSyncError:
    evidence = case.show(answer.tail)
    if _asks_for_patience(answer):
        return TryLaterError(case.address, reply.status, evidence, retry_after=retry_after(reply))
    if case.step == _LOGIN:
        return LoginRefusedError(case.address, case.credential, evidence or "failure")
    return SaidFailureError(case.address, case.step, evidence)


def _refusal(status: int, answer: Answer, case: Case) -> CmlSyncError | None:
    evidence = case.show(answer.text)
    if _wants_certificate(status, answer):
        return ClientCertificateError(case.address, evidence or str(status))
    if status == HTTPStatus.FORBIDDEN:
        return AccessForbiddenError(case.address, case.credential, evidence)
    if status == HTTPStatus.UNAUTHORIZED and case.logged_in:
        return SessionLostError(case.address, case.step)
    if status == HTTPStatus.UNAUTHORIZED:
        return LoginRefusedError(case.address, case.credential, evidence)
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE and case.size:
        return PieceTooLargeError(case.address, case.name, case.size)
    return None


def _wants_certificate(status: int, answer: Answer) -> bool:
    return status in _CERTIFICATE_WANTED or (
        status == HTTPStatus.BAD_REQUEST and "ssl certificate" in answer.text[:_LOOKED_AT].lower()
    )


def _asks_for_patience(answer: Answer) -> bool:
    return "too many requests" in answer.text[:_LOOKED_AT].lower()


def retry_after(reply: Came) -> float | None:
    """Seconds of ``Retry-After``, at most 900; a date is measured from the reply's own ``Date``."""
    value = reply.header("retry-after").strip()
    if re.fullmatch(r"\d{1,9}", value, re.ASCII):
        return min(float(value), LONGEST_RETRY_AFTER)
    try:
        wait = parsedate_to_datetime(value) - parsedate_to_datetime(reply.header("date"))
    except (TypeError, ValueError):
        return None
    return min(max(wait.total_seconds(), 0.0), LONGEST_RETRY_AFTER)


def _shown_target(location: str, case: Case) -> str:
    """A redirect's target without user, password and query values."""
    try:
        parts = urlsplit(location)
    except ValueError:
        return case.show(location)
    host = parts.netloc.rpartition("@")[2]
    return case.show(urlunsplit((parts.scheme, host, parts.path, "", ""))) or "-"
