"""What cannot be compared."""

from cml_sync.errors import FindingsError
from cml_sync.messages import text
from cml_sync.problems import Place


class OtherKindError(FindingsError):
    """Two packages of different kinds: goods against orders."""

    code = "E125"

    def __init__(self, old: str, old_kind: str, new: str, new_kind: str) -> None:
        super().__init__(
            text(
                "`{old}` holds {old_kind}, and `{new}` holds {new_kind}",
                old=old,
                old_kind=old_kind,
                new=new,
                new_kind=new_kind,
            ),
            hint=text("name two packages of one kind, the older one first"),
        )


class FullChangesError(FindingsError):
    """What is to be applied as changes calls itself a full set."""

    code = "E113"

    def __init__(self, place: Place) -> None:
        super().__init__(
            text("This part says that it is a full set, not changes to one"),
            hint=text(
                "A full set replaces the old one by itself: leave out `--apply` of convert, and "
                "`--apply-changes` of diff"
            ),
            place=place,
        )


class PatchConflictError(FindingsError):
    """A change that does not fit the records it is to be applied to."""

    code = "E124"

    def __init__(self, kind: str, key: str, field: str) -> None:
        super().__init__(
            text(
                "the change of `{kind}` `{key}` does not fit: `{field}` is not what it was",
                kind=kind,
                key=key,
                field=field,
            ),
            hint=text("apply a difference to the package that it was made of"),
        )
