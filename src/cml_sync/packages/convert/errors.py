"""Why packages cannot be made into one another."""

from dataclasses import replace

from cml_sync.errors import CmlSyncError, ExitCode, FindingsError, UsageError
from cml_sync.messages import Text, text, text_n
from cml_sync.problems import Place


class DoubledIdError(FindingsError):
    """Two records with one id, where each must be there once."""

    code = "E111"

    def __init__(
        self, kind: str, identifier: str, place: Place, first: Place | None = None
    ) -> None:
        super().__init__(
            text(
                "The `Ид` {id} ({kind}) comes a second time here",
                id=identifier,
                kind=kind,
            )
            if first is None
            else text(
                "The `Ид` {id} ({kind}) comes a second time here; it stands first in {first}",
                id=identifier,
                kind=kind,
                first=str(replace(first, column=None)),
            ),
            hint=text("`cml-sync validate` finds every doubled `Ид`; mend the export, then repeat"),
            place=place,
        )
        self.kind = kind
        self.identifier = identifier
        self.first = first


class DifferentKindsError(FindingsError):
    """Changes that have nothing to do with the package they are to be applied to."""

    code = "E112"

    def __init__(self, full: str, changes: str) -> None:
        super().__init__(
            text(
                "The changes hold records of other kinds ({changes}) than the package ({full})",
                changes=changes or "–",
                full=full or "–",
            ),
            hint=text("Apply changes of goods to goods, and of orders to orders"),
        )


class ResultDiffersError(CmlSyncError):
    """What was written does not hold what was read: a bug of ours, or a disk that lies."""

    code = "E7002"
    exit_code = ExitCode.BUG

    def __init__(self, kind: str, expected: int, found: int) -> None:
        super().__init__(
            text(
                "Of records of the kind {kind} {expected} were to be written, and {found} are "
                "there; the result is thrown away",
                kind=kind,
                expected=expected,
                found=found,
            ),
            hint=text("Please report this with the package, made anonymous"),
        )


class LossError(FindingsError):
    """Something cannot be said in the form that is wanted, and everything was to be."""

    code = "E114"

    def __init__(self, count: int, form: str) -> None:
        super().__init__(
            text_n(
                "{count} thing cannot be said in {form} as it was; nothing was written",
                "{count} things cannot be said in {form} as they were; nothing was written",
                count,
                form=form,
            ),
            hint=text("Leave out `--strict` if the receiver can do without them"),
        )


class OptionsDisagreeError(UsageError):
    """Options that cannot be had together."""

    code = "E217"

    def __init__(self, one: str, other: str, hint: Text | None = None) -> None:
        """Made.

        Args:
            one: as it is typed.
            other: that does not go with it, likewise.
            hint: what to type instead; by default where they are explained.
        """
        super().__init__(
            text("{one} and {other} do not go together", one=one, other=other),
            hint=hint or text("`cml-sync convert --help` shows what each of them does"),
        )
