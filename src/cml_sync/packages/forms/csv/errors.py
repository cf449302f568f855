"""Why a table is not read."""

from cml_sync.errors import FindingsError
from cml_sync.messages import Text, text
from cml_sync.problems import Place


class WrongColumnsError(FindingsError):
    """The header row fits no table."""

    code = "E161"

    def __init__(self, place: Place, reason: Text, expected: str) -> None:
        super().__init__(
            text("The columns of this table are not known: {reason}", reason=reason),
            hint=text(
                "The first row names the columns, of one of these tables: {expected}",
                expected=expected,
            ),
            place=place,
        )


class WrongCellError(FindingsError):
    """A row or a cell that cannot be read."""

    code = "E162"

    def __init__(self, place: Place, reason: Text, columns: str) -> None:
        super().__init__(
            text("This row cannot be read: {reason}", reason=reason),
            hint=text(
                "The columns are: {columns}; nothing behind this row was read", columns=columns
            ),
            place=place,
        )
