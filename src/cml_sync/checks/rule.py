"""What a rule is: one function with a code, a severity, a scope, and its docstring as article."""

import inspect
from collections.abc import Callable, Iterable
from enum import IntEnum, StrEnum
from typing import Any, Final, NamedTuple

from cml_sync.messages import Text
from cml_sync.model.kinds import Kind, Section
from cml_sync.problems import Finding, Place, Problem, Severity


class Scope(StrEnum):
    """How much a rule looks at."""

    RECORD = "record"  # one record, and what stood before it
    SECTION = "section"  # the header of one section, after its last record
    PART = "part"  # one file, after its last record
    PACKAGE = "package"  # what was gathered, after the last part
    STORE = "store"  # one record, or with an empty `on` the package, against what the store holds


class Level(IntEnum):
    """How deep to look; every level contains those before it."""

    SYNTAX = 0
    STRUCTURE = 1
    REFERENCES = 2
    BUSINESS = 3
    STRICT = 4


class Found(NamedTuple):
    """One case a rule has found.

    Attributes:
        message: what is wrong with which value.
        hint: what to do next.
        at: the element path below the record, without a leading ``/``; empty for the record itself.
        place: where it stands, if not at the record, section or part that was looked at.
    """

    message: Text
    hint: Text | None = None
    at: str = ""
    place: Place | None = None


Check = Callable[[Any], Iterable[Found]]
"""What a rule does. One that looks at every record is faster as a plain function that returns
`()` from its first line than as a generator: to begin one takes as long as a test or two."""

_LEVELS: Final = {
    "1": Level.STRUCTURE,
    "2": Level.REFERENCES,
    "7": Level.STRUCTURE,
}


class Rule(NamedTuple):
    """A check and what is said about it.

    Attributes:
        finding: its code, severity and title.
        scope: how much it looks at.
        on: the kinds of records, or the sections, it looks at; empty for parts and packages.
        level: the level from which on it is applied.
        receivers: the names of the receivers it warns of; with any, it is applied only when the
            package is checked for one of them, and at every level.
        needs: names of fields; with any, records in which none of them is set are passed by.
        decided_by: the field that decides alone, empty if there is more to it: where its value has
            once shown nothing, records with the same value are passed by.
        counted: one cause shows in many records: cases of one file with the same message are told
            once, at the first, with their number.
        check: the function; takes the view of its scope (`cml_sync.checks.view`).
    """

    finding: Finding
    scope: Scope
    on: tuple[Kind | Section, ...]
    level: Level
    check: Check
    receivers: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    decided_by: str = ""
    counted: bool = False

    @property
    def code(self) -> str:
        """The stable code."""
        return self.finding.code

    @property
    def article(self) -> Text:
        """What is wrong, why it hurts, how it is mended in 1C; the key of its translation."""
        return Text(inspect.getdoc(self.check) or "")

    def problem(self, found: Found, where: Place) -> Problem:
        """The problem of one case, found while looking at `where`."""
        place = found.place or (_below(where, found.at) if found.at else where)
        return Problem(self.finding, found.message, place, found.hint)


def rule(  # noqa: PLR0913 - the columns of a table
    code: str,
    severity: Severity,
    *,
    title: Text,
    on: tuple[Kind | Section, ...] = (),
    scope: Scope = Scope.RECORD,
    level: Level | None = None,
    receivers: Iterable[str] = (),
    needs: Iterable[str] = (),
    decided_by: str = "",
    counted: bool = False,
) -> Callable[[Check], Rule]:
    """Makes a rule of a function; it is not registered, its chapter lists it.

    Args:
        code: ``CML`` and three digits; the first one is the chapter.
        severity: of every problem it finds.
        title: the rule in a few words.
        on: the kinds or sections it looks at; must be given for records and sections.
        scope: how much it looks at.
        level: the level from which on it is applied; by default advice is `STRICT`, and the
            chapter decides for the others.
        receivers: the receivers it warns of, as in `--for`; by default it is for everyone.
        needs: names of fields of the model: where none of them is set there is nothing to find, and
            the function is not called. A million records are looked at: say it where it is so.
        decided_by: the only field of the model that is looked at, a model with few different
            values; no other field, no part, no index.
        counted: for rules about records: cases with the same message are one problem with their
            number, told when the package ends. Where one thing in 1C is to be mended for all.

    Raises:
        ValueError: the function has no docstring, or `on` does not fit `scope`.
    """
    if scope is not Scope.STORE and bool(on) != (scope in (Scope.RECORD, Scope.SECTION)):
        message = f"{code}: `on` is for records and sections, and needed there"
        raise ValueError(message)

    def make(check: Check) -> Rule:
        if not check.__doc__:
            message = f"{code}: the article is missing"
            raise ValueError(message)
        depth = _level(code, severity) if level is None else level
        finding = Finding(code, severity, title)
        return Rule(
            finding,
            scope,
            on,
            depth,
            check,
            frozenset(receivers),
            frozenset(needs),
            decided_by,
            counted,
        )

    return make


def _level(code: str, severity: Severity) -> Level:
    if severity is Severity.ADVICE:
        return Level.STRICT
    return _LEVELS.get(code[3:4], Level.BUSINESS)


def _below(where: Place, at: str) -> Place:
    path = f"{where.path}/{at}" if where.path else at
    return Place(where.file, where.line, where.column, path, where.record_id)
