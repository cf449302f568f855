"""What `diff` hands back: frozen values, to be shown or written as JSON."""

from typing import Literal

from pydantic import ConfigDict, Field

from cml_sync.jobs.failure import Row
from cml_sync.jobs.shown_path import ShownPath


class DiffedKind(Row):
    """One kind of records.

    Attributes:
        kind: ``product``, ``offer`` …; the name of a section; ``picture``.
        added: only the new package has them.
        removed: only the old package has them.
        changed: both have them, and they differ.
    """

    kind: str
    added: int = 0
    removed: int = 0
    changed: int = 0


class DoubledRow(Row):
    """A record that stands twice in one package.

    Attributes:
        package: ``old`` or ``new``.
        kind: of the record.
        id: what identifies it; masked where it may name a person.
        file: in which it stands for the second time.
        line: there.
    """

    package: Literal["old", "new"]
    kind: str
    id: str
    file: str | None
    line: int | None


class DiffReport(Row):
    """What differs, in numbers; the changes themselves are handed out one by one.

    Attributes:
        old, new: the paths of the packages.
        same_files: their files are the same byte by byte; nothing in them was read.
        apply_changes: the new package was laid over the old one before they were compared.
        old_changes_only, new_changes_only: the package holds changes only.
        old_repaired, new_repaired: how many things were mended or dropped while the package was
            read, and are compared as they became; `validate` names them; 0 where nothing was read.
        kinds: those that differ.
        added, removed, changed: of all kinds.
        equal: records, or parts of records, that are equal in both; 0 where nothing was read.
        doubled: records that stand twice in a package, the first of them.
        doubles: how many there are.
        exit_code: 1 if anything differs, 0 otherwise.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True)

    schema_name: Literal["cml-sync.diff/1"] = Field(
        default="cml-sync.diff/1", alias="schema", frozen=True
    )
    old: tuple[ShownPath, ...]
    new: tuple[ShownPath, ...]
    same_files: bool = False
    apply_changes: bool = False
    old_changes_only: bool = False
    new_changes_only: bool = False
    old_repaired: int = 0
    new_repaired: int = 0
    kinds: tuple[DiffedKind, ...] = ()
    added: int = 0
    removed: int = 0
    changed: int = 0
    equal: int = 0
    doubled: tuple[DoubledRow, ...] = ()
    doubles: int = 0
    exit_code: int = 0
