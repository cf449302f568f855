"""What a code means: rules, findings of the reader and of jobs, guards, errors. Pure, offline."""

import inspect
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from cml_sync.checks.registry import RULES
from cml_sync.checks.rule import Level, Rule, Scope
from cml_sync.errors import CmlSyncError, ExitCode
from cml_sync.jobs.articles import FOUND_BY_JOBS, FOUND_BY_WRITER, GUARDS
from cml_sync.messages import Text, text
from cml_sync.packages.convert.findings import FOUND_BY_CONVERT
from cml_sync.packages.doubles.findings import FOUND_IN_DOUBLES
from cml_sync.packages.forms.findings import FOUND_BY_FORMS
from cml_sync.problems import Finding, Severity
from cml_sync.xml.finding_articles import ARTICLES
from cml_sync.xml.findings import FINDINGS


class Origin(StrEnum):
    """Who says a code."""

    RULE = "rule"  # `validate` and, of single records, `pull`
    READER = "reader"  # whoever reads a file
    JOB = "job"  # `pull` and `push`
    GUARD = "guard"  # what holds a run
    ERROR = "error"  # what stops a run


CHAPTERS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "CML1": text("Structure"),
        "CML2": text("Ids and references"),
        "CML3": text("Prices"),
        "CML4": text("Stock and units"),
        "CML5": text("Parties"),
        "CML6": text("Documents"),
        "CML7": text("Schema, dialect and receivers"),
        "CML8": text("Quality of data"),
        "CML9": text("Package, exchange and store"),
        "G": text("Guards, which hold a run"),
        "E": text("Errors, which stop a run"),
    }
)
"""Every chapter by what its codes begin with."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is known about a code.

    Attributes:
        code: stable.
        origin: who says it.
        title: a few words.
        article: what it is, why it hurts, how it is mended.
        severity: of a finding.
        level: of a rule.
        scope: of a rule.
        receivers: of a rule that warns of some receivers only.
        exit_code: of an error, how the run ends.
    """

    code: str
    origin: Origin
    title: Text
    article: Text
    severity: Severity | None = None
    level: Level | None = None
    scope: Scope | None = None
    receivers: tuple[str, ...] = ()
    exit_code: ExitCode | None = None

    @property
    def chapter(self) -> str:
        """A key of `CHAPTERS`."""
        return self.code[:4] if self.code.startswith("CML") else self.code[0]


def explanations(errors: Iterable[type[CmlSyncError]] = ()) -> Mapping[str, Explanation]:
    """Everything that can be explained, by code, chapter after chapter.

    Args:
        errors: the classes of errors with a code; the floors above know more than this one.
    """
    found = [_of_rule(rule) for rule in RULES]
    found += [_of_finding(finding, Origin.READER, ARTICLES[finding.code]) for finding in FINDINGS]
    found += [_of_finding(one, Origin.READER, article) for one, article in FOUND_BY_FORMS]
    found += [
        _of_finding(one, Origin.JOB, article)
        for one, article in (
            *FOUND_BY_JOBS,
            *FOUND_BY_WRITER,
            *FOUND_BY_CONVERT,
            *FOUND_IN_DOUBLES,
        )
    ]
    found += [
        Explanation(guard.value, Origin.GUARD, title, article)
        for guard, (title, article) in GUARDS.items()
    ]
    found += [_of_error(error) for error in errors]
    chapters = list(CHAPTERS)
    found.sort(key=lambda one: (chapters.index(one.chapter), len(one.code), one.code))
    return MappingProxyType({one.code: one for one in found})


def first_paragraph(docstring: str) -> str:
    """What a class is, without its attributes and arguments: the key of the translation."""
    return " ".join(inspect.cleandoc(docstring).split("\n\n", 1)[0].split())


def _of_rule(rule: Rule) -> Explanation:
    return Explanation(
        rule.code,
        Origin.RULE,
        rule.finding.title,
        rule.article,
        rule.finding.severity,
        rule.level,
        rule.scope,
        tuple(sorted(rule.receivers)),
    )


def _of_finding(finding: Finding, origin: Origin, article: Text) -> Explanation:
    return Explanation(finding.code, origin, finding.title, article, finding.severity)


def _of_error(error: type[CmlSyncError]) -> Explanation:
    return Explanation(
        error.code,
        Origin.ERROR,
        Text(first_paragraph(error.__doc__ or "")),
        _what_next(error),
        exit_code=error.exit_code,
    )


def _what_next(error: type[CmlSyncError]) -> Text:
    """What the group of an error says to do: its own words, where it is the group itself."""
    for base in error.__mro__[1:]:
        if issubclass(base, CmlSyncError) and "code" in vars(base):
            return Text(first_paragraph(base.__doc__ or ""))
    return Text(first_paragraph(error.__doc__ or ""))
