"""Compares two packages by meaning, and says what differs."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from cml_sync.errors import ExitCode
from cml_sync.jobs.diff_report import DiffedKind, DiffReport, DoubledRow
from cml_sync.packages.diff.canonical import lines
from cml_sync.packages.diff.change import Change, What
from cml_sync.packages.diff.compare import Comparison, compare
from cml_sync.packages.diff.families import check_families
from cml_sync.packages.diff.private import hidden, hidden_key
from cml_sync.packages.diff.same_files import same_files
from cml_sync.packages.diff.side import Doubled
from cml_sync.packages.diff.spill import Spill
from cml_sync.packages.diff.terms import KINDS, Terms
from cml_sync.packages.forms.form import Source
from cml_sync.packages.forms.opening import open_source
from cml_sync.packages.package import Package
from cml_sync.xml.limits import Limits


class Difference(NamedTuple):
    """What differs between two packages.

    Attributes:
        report: in numbers.
        changes: begins to walk through the changes, by kind and key; may be asked again.
    """

    report: DiffReport
    changes: Callable[[], Iterator[Change]]


@contextmanager
def diff(
    old: Sequence[Path],
    new: Sequence[Path],
    terms: Terms | None = None,
    *,
    show_data: bool = False,
    limits: Limits | None = None,
) -> Iterator[Difference]:
    """What differs, as long as the block lasts.

    Args:
        old: files, folders and archives, together the package that was there before.
        new: those of the other.
        terms: what counts as a difference.
        show_data: personal data is not masked.
        limits: what a part may ask for.

    Raises:
        OtherKindError: one holds goods and the other orders.
        FindingsError: a package or a part of it cannot be read.
    """
    terms = terms or Terms()
    with open_source(old) as before, open_source(new) as after:
        _check_readable(before)
        _check_readable(after)
        check_families(before, after)
        if same_files(before, after):
            report = DiffReport(
                old=tuple(old),
                new=tuple(new),
                same_files=True,
                apply_changes=terms.apply_changes,
            )
            yield Difference(report, lambda: iter(()))
            return
        with Spill() as spill:
            found = compare(before, after, spill, terms, limits=limits)
            report = _report(found, tuple(old), tuple(new), terms, show_data=show_data)

            def changes() -> Iterator[Change]:
                return iter(found) if show_data else map(hidden, found)

            yield Difference(report, changes)


def canonical(
    paths: Sequence[Path], terms: Terms | None = None, *, limits: Limits | None = None
) -> Iterator[str]:
    """A package as stable lines of text, without their ends; personal data is not masked.

    Raises:
        FindingsError: it cannot be read.
    """
    with open_source(paths) as source:
        _check_readable(source)
        yield from lines(source, terms or Terms(), limits=limits)


def _check_readable(source: Source) -> None:
    """A part that cannot be read at all is trouble, even where both packages have it.

    Raises:
        FindingsError: there is one.
    """
    for part in source.unreadable if isinstance(source, Package) else ():
        if part.error is not None:
            raise part.error


def _report(
    found: Comparison,
    old: tuple[Path, ...],
    new: tuple[Path, ...],
    terms: Terms,
    *,
    show_data: bool,
) -> DiffReport:
    counts = found.counts
    kinds = [kind for kind in KINDS if any((kind, what) in counts for what in What)]
    sums = {what: sum(n for (_, one), n in counts.items() if one is what) for what in What}
    return DiffReport(
        old=old,
        new=new,
        apply_changes=terms.apply_changes,
        old_changes_only=found.changes_only[0],
        new_changes_only=found.changes_only[1],
        old_repaired=found.repaired[0],
        new_repaired=found.repaired[1],
        kinds=tuple(
            DiffedKind(
                kind=kind,
                added=counts[kind, What.ADDED],
                removed=counts[kind, What.REMOVED],
                changed=counts[kind, What.CHANGED],
            )
            for kind in kinds
        ),
        added=sums[What.ADDED],
        removed=sums[What.REMOVED],
        changed=sums[What.CHANGED],
        equal=found.equal,
        doubled=tuple(_doubled(one, show_data=show_data) for one in found.doubled),
        doubles=found.doubles,
        exit_code=int(ExitCode.FINDINGS if counts else ExitCode.DONE),
    )


def _doubled(one: Doubled, *, show_data: bool) -> DoubledRow:
    return DoubledRow(
        package="new" if one.new else "old",
        kind=one.kind,
        id=one.key if show_data else hidden_key(one.kind, one.key),
        file=one.place.file,
        line=one.place.line,
    )
