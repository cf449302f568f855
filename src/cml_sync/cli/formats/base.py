"""What a format of `validate` is, what it is shown, and the table of formats."""

from collections.abc import Callable, Mapping
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol, TextIO

from cml_sync.cli.session import Session
from cml_sync.jobs.validate import ValidationReport
from cml_sync.problems import Problem

if TYPE_CHECKING:
    from cml_sync.xml.places.framing import Excerpt

FORMATS: Final[Mapping[str, str]] = {
    "text": "cml_sync.cli.formats.text:TextFormat",
    "json": "cml_sync.cli.formats.json_document:JsonFormat",
    "jsonl": "cml_sync.cli.formats.json_lines:JsonLinesFormat",
    "sarif": "cml_sync.cli.formats.sarif:SarifFormat",
    "junit": "cml_sync.cli.formats.junit:JunitFormat",
    "github": "cml_sync.cli.formats.github:GithubFormat",
    "html": "cml_sync.cli.formats.page:PageFormat",
}
"""By name, where the class of each stands."""


class Shown:
    """One problem and what is known about it, worked out when a format asks.

    Attributes:
        problem: as found; ids that are personal are masked.
        home: the first part of the package: what a problem of the whole package is shown at.
    """

    def __init__(
        self,
        problem: Problem,
        excerpt: Callable[[], "Excerpt | None"],
        fingerprint: Callable[[], str],
        home: str = "",
    ) -> None:
        self.problem = problem
        self.home = home
        self._excerpt = excerpt
        self._fingerprint = fingerprint

    @cached_property
    def excerpt(self) -> "Excerpt | None":
        """The line it stands in; None where it cannot be had."""
        return self._excerpt()

    @cached_property
    def fingerprint(self) -> str:
        """What stays the same about it from one export to the next."""
        return self._fingerprint()


class Outlet(NamedTuple):
    """Where a format writes.

    Attributes:
        session: the language, the working folder, and stderr for what is not data.
        out: where the data goes: stdout or a file.
        colour: whether `out` is a terminal that shows colours.
    """

    session: Session
    out: TextIO
    colour: bool = False


class Format(Protocol):
    """Writes problems as they come: there may be a million of them, so none is kept."""

    most: int | None
    """So many problems are shown where nobody asked for another number; None for all."""

    def problem(self, shown: Shown) -> None:
        """Write one problem."""

    def end(self, report: ValidationReport, left_out: int) -> None:
        """Write what they add up to; `left_out` problems were not shown, being too many."""


def make_format(name: str, outlet: Outlet) -> Format:
    """The format of this name, writing to `outlet`; nothing is written before the first problem."""
    module, _, attribute = FORMATS[name].partition(":")
    made: Any = getattr(import_module(module), attribute)
    format_: Format = made(outlet)
    return format_
