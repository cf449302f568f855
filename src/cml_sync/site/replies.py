"""What we answer: ASCII status words, bare LF, no line break at the end, HTTP 200 for failures.

1C takes lines 2 and 3 of a login for its cookie as they are, and counts the lines of ``init``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from starlette.responses import Response

from cml_sync.errors import CmlSyncError, LockedError
from cml_sync.messages import Text, Translations, text

OK = 200


def plain(*lines: str, status: int = OK, headers: Mapping[str, str] | None = None) -> Response:
    """These lines as ``text/plain; charset=utf-8``."""
    return Response("\n".join(lines), status, headers, media_type="text/plain")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How something ended.

    Attributes:
        good: it is ``success``, and not ``failure``.
        lines: what is said about it.
    """

    good: bool
    lines: tuple[Text, ...] = ()


def failed(error: CmlSyncError) -> Outcome:
    """An error as the caller is told of it: where, what, and what to do next."""
    if isinstance(error, LockedError):
        return Outcome(good=False, lines=(text("busy, try again"),))
    lines = [_with_place(error)]
    if error.hint is not None:
        lines.append(error.hint)
    return Outcome(good=False, lines=tuple(lines))


def _with_place(error: CmlSyncError) -> Text:
    place = error.place
    if place is None or place.file is None:
        return error.message
    # Our folders are none of the caller's business.
    name = PurePosixPath(place.file.replace("!", "/")).name
    where = ":".join(str(part) for part in (name, place.line, place.column) if part is not None)
    return text("{where}: {message}", where=where, message=error.message)


@dataclass(frozen=True, slots=True)
class Replies:
    """Makes replies in one language."""

    translations: Translations

    def success(self, *lines: Text) -> Response:
        """``success``, and what is to be said."""
        return plain("success", *map(self._line, lines))

    def progress(self, line: Text) -> Response:
        """``progress``: ask again."""
        return plain("progress", self._line(line))

    def failure(
        self, *lines: Text, status: int = OK, headers: Mapping[str, str] | None = None
    ) -> Response:
        """``failure``, and why."""
        return plain("failure", *map(self._line, lines), status=status, headers=headers)

    def error(self, error: CmlSyncError) -> Response:
        """The same for an error."""
        return self.outcome(failed(error))

    def outcome(self, outcome: Outcome) -> Response:
        """``success`` or ``failure``."""
        say = self.success if outcome.good else self.failure
        return say(*outcome.lines)

    def _line(self, line: Text) -> str:
        return " ".join(line.translated(self.translations).split())
