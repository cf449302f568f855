"""``--baseline`` and ``--write-baseline``: read, compared with, written."""

from pathlib import Path
from typing import Final, Protocol

from cml_sync.cli.errors import BaselineError, NoBaselineError
from cml_sync.cli.files import replacing
from cml_sync.cli.session import Session
from cml_sync.jobs.baseline import (
    Baseline,
    BaselineRecorder,
    KnownFilter,
    read_baseline,
    write_baseline,
)
from cml_sync.jobs.validate import ValidationReport
from cml_sync.messages import system_reason, text, text_n
from cml_sync.packages.package import Package
from cml_sync.problems import Problem

_SHOWN: Final = 10


class Known(Protocol):
    """What tells known problems from new ones."""

    def opened(self, package: Package) -> None:
        """The package that the problems are about."""

    def __call__(self, problem: Problem) -> bool:
        """Whether a problem is known."""


class KnownProblems:
    """The baseline of one run.

    Attributes:
        filter: tells known problems from new ones; None without a baseline.
    """

    def __init__(self, session: Session, file: Path | None, *, write: bool) -> None:
        """Read it.

        Raises:
            BaselineError: it is not there, or cannot be read; or nobody said where to write to.
        """
        self._session, self._file, self._write = session, file, write
        self.filter: Known | None = None
        if file is None:
            if write:
                raise NoBaselineError
        elif write:
            self.filter = BaselineRecorder()
        else:
            self.filter = KnownFilter(_read(file))

    def opened(self, package: Package) -> None:
        """The package that the problems are about."""
        if self.filter is not None:
            self.filter.opened(package)

    def end(self, report: ValidationReport) -> None:
        """Write it, or say what of it is no longer found."""
        if isinstance(self.filter, BaselineRecorder) and self._file is not None:
            if report.unreadable:
                if not self._session.json:  # the report names the part
                    self._session.tell(
                        text("{file} is not written: a part cannot be read", file=self._file)
                    )
                return
            with replacing(self._file) as out:
                out.write(write_baseline(self.filter.baseline()))
            if self._talks:
                self._session.tell(text("{file} is written: these are known now", file=self._file))
        elif isinstance(self.filter, KnownFilter) and self._talks:
            self._tell_stale(self.filter)

    @property
    def _talks(self) -> bool:
        return not self._session.quiet and not self._session.json

    def _tell_stale(self, known: KnownFilter) -> None:
        stale = known.stale()
        if not stale:
            return
        self._session.tell(
            text_n(
                "{count} entry of the baseline was not found again; --write-baseline drops it",
                "{count} entries of the baseline were not found again; --write-baseline drops them",
                len(stale),
            )
        )
        for one in stale[:_SHOWN]:
            self._session.tell_line(f"  {one.code}  {one.part}  {one.path}")


def _read(file: Path) -> Baseline:
    try:
        return read_baseline(file.read_bytes())
    except FileNotFoundError:
        raise BaselineError(file, text("it is not there")) from None
    except OSError as error:
        raise BaselineError(file, system_reason(error)) from None
    except ValueError:
        raise BaselineError(file, text("it is not what `--write-baseline` writes")) from None
