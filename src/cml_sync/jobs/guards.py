"""When a run must stop and wait for a person. Pure.

G1 the result would be empty · G2 too large a share would go · G5 too many offers would lose their
price · G11 what came was made before what we have. Anchors: vdirsyncer refuses when one side was
emptied; rclone has ``--max-delete``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from enum import StrEnum
from typing import Final

from cml_sync.jobs.kind_names import kind_name
from cml_sync.messages import Text, text, text_n
from cml_sync.store.rows import PartPlace


class Guard(StrEnum):
    """The guards by their stable names."""

    EMPTY = "G1"
    SHARE = "G2"
    PRICES = "G5"
    OLDER = "G11"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a normal run never meets and an accident always does.

    Attributes:
        max_deleted: share of the live records that one run may delete or withdraw.
        min_items: smaller sets are not held to shares, only to `Guard.EMPTY`.
        max_unpriced: share of the offers that may lose their price at once.
        allow_deletions: the number a person expects to go; None if nobody said.
        allow_older: the moment (its wall clock) at which a person knows the older package to have
            been made; None if nobody said.
    """

    max_deleted: float = 0.1
    min_items: int = 20
    max_unpriced: float = 0.02
    allow_deletions: int | None = None
    allow_older: datetime | None = None


@dataclass(frozen=True, slots=True)
class Loss:
    """What one kind of records of one catalogue would lose.

    Attributes:
        kind: of the records.
        before: how many were live.
        after: how many would be.
        gone: how many would be deleted or withdrawn.
        unpriced: how many offers would lose their price.
        examples: ids of some that would go.
    """

    kind: str
    before: int
    after: int
    gone: int
    unpriced: int = 0
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hold:
    """One reason to stop.

    Attributes:
        guard: which.
        kind: of the records.
        gone: how many would go (or lose their price).
        before: of how many.
        examples: ids of at most five.
        message: the sentence.
        hint: what to do.
    """

    guard: Guard
    kind: str
    gone: int
    before: int
    examples: tuple[str, ...]
    message: Text
    hint: Text


EXAMPLES: Final = 5


def holds(losses: Sequence[Loss], limits: Limits) -> tuple[Hold, ...]:
    """Every reason to stop; none if a person named exactly the number that would go.

    The override speaks of deletions only: prices are never overridden by it.
    """
    total = sum(loss.gone for loss in losses)
    allowed = limits.allow_deletions is not None and limits.allow_deletions == total
    found: list[Hold] = []
    for loss in losses:
        deletion = None if allowed else _deletion(loss, limits, total)
        found += [hold for hold in (deletion, _prices(loss, limits)) if hold is not None]
    return tuple(found)


def older(
    made: Mapping[PartPlace, datetime],
    marks: Mapping[PartPlace, datetime],
    limits: Limits,
) -> tuple[Hold, ...]:
    """Why parts must wait that were made before others of their kind and catalogue were applied.

    Args:
        made: when the newest part of each kind and catalogue was made that came now.
        marks: the same of what has been applied.
        limits: with the moment of the oldest, nothing is held.
    """
    late = {place: moment for place, moment in made.items() if is_before(moment, marks.get(place))}
    if not late:
        return ()
    oldest = min(late.values(), key=_as_latest)
    if limits.allow_older == oldest.replace(tzinfo=None):
        return ()
    hint = text(
        "if that is meant, run it again with --allow-older {moment}; if not, export it again",
        moment=_local(oldest),
    )
    return tuple(
        Hold(
            Guard.OLDER,
            kind,
            0,
            0,
            (),
            text(
                "{kind} made at {moment} came after those made at {newest} had been applied",
                kind=kind_name(kind),
                moment=_local(moment),
                newest=_local(marks[kind, scope].astimezone(moment.tzinfo)),
            ),
            hint,
        )
        for (kind, scope), moment in late.items()
    )


def zoned(moment: datetime, zone: tzinfo) -> datetime:
    """A moment of CommerceML, which is in local time and mostly names no zone."""
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def is_before(moment: datetime, mark: datetime | None) -> bool:
    """Whether a part made at `moment` is older than what was applied; both with a zone."""
    return mark is not None and _as_latest(moment) < mark


def _as_latest(moment: datetime) -> datetime:
    """In the hour that a clock shows twice in autumn, the second time is meant."""
    return moment.replace(fold=1).astimezone(UTC)


def _local(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat(timespec="seconds")


def _deletion(loss: Loss, limits: Limits, total: int) -> Hold | None:
    if not loss.gone:
        return None
    if not loss.after:
        message = text_n(
            "nothing would be left of {count} live record ({kind})",
            "nothing would be left of {count} live records ({kind})",
            loss.before,
            kind=kind_name(loss.kind),
        )
        return _hold(Guard.EMPTY, loss, message, _hint(limits, total))
    if loss.before < limits.min_items or loss.gone <= limits.max_deleted * loss.before:
        return None
    message = text(
        "{gone} of {before} live records ({kind}) would go: {share} %, more than {limit} %",
        gone=loss.gone,
        before=loss.before,
        kind=kind_name(loss.kind),
        share=round(100 * loss.gone / loss.before, 1),
        limit=round(100 * limits.max_deleted, 1),
    )
    return _hold(Guard.SHARE, loss, message, _hint(limits, total))


def _prices(loss: Loss, limits: Limits) -> Hold | None:
    if loss.before < limits.min_items or loss.unpriced <= limits.max_unpriced * loss.before:
        return None
    message = text(
        "{count} of {before} offers would lose their price: {share} %, more than {limit} %",
        count=loss.unpriced,
        before=loss.before,
        share=round(100 * loss.unpriced / loss.before, 1),
        limit=round(100 * limits.max_unpriced, 1),
    )
    hint = text("look at the price types of the export in 1C, then export again")
    return Hold(Guard.PRICES, loss.kind, loss.unpriced, loss.before, (), message, hint)


def _hold(guard: Guard, loss: Loss, message: Text, hint: Text) -> Hold:
    examples = loss.examples[:EXAMPLES]
    return Hold(guard, loss.kind, loss.gone, loss.before, examples, message, hint)


def _hint(limits: Limits, total: int) -> Text:
    if limits.allow_deletions is not None:
        return text(
            "--allow-deletions said {said}, and {total} would go; look again before naming it",
            said=limits.allow_deletions,
            total=total,
        )
    return text(
        "if that is meant, run it again with --allow-deletions {total}; if not, mend the export",
        total=total,
    )
