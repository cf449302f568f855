"""Processes that check ranges of one part: forked where the reader stands among its records.

A member has a copy of everything. It puts what it finds into a file that nobody else can open, and
ends there; it never returns to the code that made it. Whoever made it takes over the whole or
nothing of it: a member that fails, or is killed, costs time and changes nothing.
"""

import os
import pickle
import signal
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO, Any, Final, NoReturn

from cml_sync.checks.checker import Checked, Checker, CheckerCopy
from cml_sync.jobs.tally import Tally
from cml_sync.model.kinds import Kind
from cml_sync.problems import Problem
from cml_sync.xml.source.ranges import RangeRead

_DONE: Final = 0
_LOST: Final = 3
_AT_ONCE: Final = 500
_FOOTER: Final = 8


@dataclass(frozen=True, slots=True)
class _Result:
    """What a member says at its end, behind the problems it has found."""

    read: RangeRead
    checked: Checked
    records: Counter[Kind]


@dataclass(slots=True)
class _Member:
    """A process and the file it writes."""

    process: int
    spool: IO[bytes]


class PartCrew:
    """Who checks the ranges of one part (`cml_sync.xml.source.ranges.Crew`).

    Args:
        checker: is told of all records.
        tally: is told of all problems.
        records: how many of each kind were read.
    """

    def __init__(self, checker: Checker, tally: Tally, records: Counter[Kind]) -> None:
        self._checker = checker
        self._tally = tally
        self._records = records
        self._members: list[_Member] = []
        self._spool: _Spool | None = None
        self._copy: CheckerCopy | None = None
        self._maker = os.getpid()

    @property
    def is_member(self) -> bool:
        """Whether this is the process of a member."""
        return self._spool is not None

    def split(self, count: int) -> int | None:
        """Make `count` members; None for whoever asked, the number of the range for a member."""
        for number in range(count):
            spool = TemporaryFile(prefix="cml-sync-")  # noqa: SIM115 - closed by `dismiss`
            process = os.fork()
            if not process:
                self._enter(spool)
                return number
            self._members.append(_Member(process, spool))
        return None

    def finished(self, read: RangeRead) -> NoReturn:
        """A member is through: it leaves what it has found, and ends."""
        if self._spool is not None and self._copy is not None:
            self._spool.end(_Result(read, self._checker.added(self._copy), self._records))
            os._exit(_DONE)
        self.lost()

    def lost(self) -> NoReturn:
        """A member cannot go on, or nobody waits for it: it ends."""
        os._exit(_LOST)

    def is_needed(self) -> bool:
        """Whether the process that made this member is still there."""
        return os.getppid() == self._maker

    def collect(self, number: int, is_right: Callable[[RangeRead], bool]) -> RangeRead | None:
        """Wait for a member and take over what it has found; None if it is no use."""
        member = self._members[number]
        _, status = os.waitpid(member.process, 0)
        member.process = 0
        if status != _DONE:
            return None
        result = _result(member.spool)
        if not is_right(result.read) or not self._checker.take_over(result.checked):
            return None
        for problems in _problems(member.spool):
            self._tally.add(problems)
        self._records.update(result.records)
        member.spool.close()
        return result.read

    def dismiss(self) -> None:
        """End the members that were not waited for; may be called twice."""
        if self.is_member:
            self.lost()
        for member in self._members:
            member.spool.close()
            if member.process:
                os.kill(member.process, signal.SIGKILL)
                os.waitpid(member.process, 0)
                member.process = 0

    def _enter(self, file: IO[bytes]) -> None:
        """This process is a member now."""
        for sign in (signal.SIGINT, signal.SIGTERM):
            signal.signal(sign, signal.SIG_DFL)
        self._spool = _Spool(file)
        self._records.clear()
        self._copy = self._checker.copied()
        self._tally.divert(self._spool.add)


class _Spool:
    """Problems on their way to another process: lists of them, then the result, then its offset."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._waiting: list[Problem] = []

    def add(self, problem: Problem) -> None:
        """Write a problem."""
        self._waiting.append(problem)
        if len(self._waiting) >= _AT_ONCE:
            self._flush()

    def end(self, result: _Result) -> None:
        """Write the result; nothing comes after it."""
        self._flush()
        offset = self._file.tell()
        pickle.dump(result, self._file, pickle.HIGHEST_PROTOCOL)
        self._file.write(offset.to_bytes(_FOOTER, "big"))
        self._file.flush()

    def _flush(self) -> None:
        if self._waiting:
            pickle.dump(self._waiting, self._file, pickle.HIGHEST_PROTOCOL)
            self._waiting.clear()


def _result(spool: IO[bytes]) -> _Result:
    spool.seek(-_FOOTER, os.SEEK_END)
    spool.seek(int.from_bytes(spool.read(_FOOTER), "big"))
    result: _Result = _unpickled(spool)
    return result


def _problems(spool: IO[bytes]) -> Iterator[Sequence[Problem]]:
    spool.seek(0)
    while isinstance(found := _unpickled(spool), list):
        yield found


def _unpickled(spool: IO[bytes]) -> Any:
    """What a member has written; no other process can open its file, which has no name."""
    return pickle.load(spool)  # noqa: S301
