"""Importing an upload: an ordinary job on the store, for which an answer does not wait long."""

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Final

from cml_sync.errors import CmlSyncError
from cml_sync.jobs.context import open_context
from cml_sync.jobs.receive import NothingForTopicError, receive
from cml_sync.jobs.report import EndpointRun, ProblemRow
from cml_sync.messages import Text, text
from cml_sync.model.kinds import Kind, Section
from cml_sync.site.background import Tell
from cml_sync.site.house import House
from cml_sync.site.replies import Outcome, failed
from cml_sync.site.uploaded import Source, Uploaded, choose
from cml_sync.site.uploads import Upload
from cml_sync.transports.base import Topic
from cml_sync.xml.reader import peek

_COMMAND: Final = "serve"
_GOODS: Final = frozenset(
    {Section.CLASSIFIER, Section.CATALOG, Section.OFFERS_PACKAGE, Section.OFFERS_CHANGES}
)
_DOCUMENTS: Final = frozenset({Kind.DOCUMENT, Kind.CONTAINER})


@dataclass(frozen=True, slots=True)
class Imported:
    """How an import ended.

    Attributes:
        outcome: for the caller.
        uploads: names of the uploads that were there.
        pictures: names of the pictures that it took.
    """

    outcome: Outcome
    uploads: frozenset[str]
    pictures: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be imported.

    Attributes:
        topic: of the exchange.
        name: of the file, made safe.
        uploads: of the session, by name.
        taken: pictures that an earlier import of the session took.
        wait: seconds for another run on the store to end.
    """

    topic: Topic
    name: str
    uploads: Mapping[str, Upload]
    taken: frozenset[str] = frozenset()
    wait: float = 0


def run_import(house: House, wish: Wish, tell: Tell) -> Imported:
    """Lay the file over the store, as one portion of what the caller has."""
    try:
        with ExitStack() as stack:
            goods = wish.topic is Topic.CATALOG
            sources = choose(wish.uploads, wish.name, stack, pictures=goods, taken=wish.taken)
            if not goods:
                _check_documents(sources)
            ambient = replace(house.ambient, progress=tell)
            context = stack.enter_context(
                open_context(house.endpoints, house.state, _COMMAND, ambient, wait=wish.wait)
            )
            run = receive(context, house.caller, wish.topic, Uploaded(sources))
    except CmlSyncError as error:
        return Imported(failed(error), frozenset(wish.uploads))
    outcome = outcome_of(run)
    pictures = frozenset(name for name in sources if not name.lower().endswith(".xml"))
    uploads = frozenset(wish.uploads)
    return Imported(outcome, uploads, pictures if outcome.good else frozenset())


def outcome_of(run: EndpointRun) -> Outcome:
    """What the caller is told: everything but a whole import is a failure.

    A record that was kept aside does not stop the others, and sending it again would not mend it;
    it is named behind the ``success``.
    """
    if run.failure is not None:
        row = run.failure
        hint = (row.hint,) if row.hint else ()
        return Outcome(good=False, lines=(_placed(row.message, row.file, row.line), *hint))
    if run.holds:
        return Outcome(good=False, lines=tuple(hold.message for hold in run.holds))
    lines = [
        text(
            "taken over: {accepted}, unchanged: {unchanged}, kept aside: {quarantined}",
            accepted=sum(row.accepted for row in run.rows),
            unchanged=sum(row.unchanged for row in run.rows),
            quarantined=sum(row.quarantined for row in run.rows),
        )
    ]
    if any(row.quarantined for row in run.rows):
        lines += [_problem(row) for row in run.problems if row.severity == "error"][:1]
    return Outcome(good=True, lines=tuple(lines))


def _check_documents(sources: Mapping[str, Source]) -> None:
    """Goods that come in an exchange about orders would be passed over in silence."""
    for name, source in sources.items():
        if not name.lower().endswith(".xml"):
            continue
        with source.open() as file:
            outline = peek(file, name)
        if _GOODS & set(outline.sections) and not _DOCUMENTS & set(outline.kinds):
            raise NothingForTopicError(name, Topic.SALE)


def _problem(row: ProblemRow) -> Text:
    return _placed(row.message, row.file, row.line)


def _placed(message: Text, file: str | None, line: int | None) -> Text:
    if file is None:
        return message
    # Our folders are none of the caller's business.
    name = PurePosixPath(file.replace("!", "/")).name
    where = name if line is None else f"{name}:{line}"
    return text("{where}: {message}", where=where, message=message)
