"""What a caller can do wrong; each is told to it as ``failure``."""

from cml_sync.errors import FindingsError
from cml_sync.messages import text
from cml_sync.packages.errors import shown


class NotWholeError(FindingsError):
    """Fewer bytes came than were announced; what came has been taken back."""

    code = "E171"

    def __init__(self, name: str, announced: int, came: int):
        super().__init__(
            text(
                "of {name} {came} bytes came instead of {announced}; they were taken back",
                name=name,
                came=came,
                announced=announced,
            ),
            hint=text("begin the exchange again"),
        )


class TooMuchError(FindingsError):
    """One session may not upload that much."""

    code = "E172"

    def __init__(self, limit: int):
        super().__init__(
            text("more than {limit} bytes in one session are not taken", limit=limit),
            hint=text("raise upload_limit in the section [serve]"),
        )


class UnknownFileError(FindingsError):
    """A file is to be imported that was not uploaded in this session."""

    code = "E173"

    def __init__(self, name: str):
        super().__init__(
            text("{name} was not uploaded in this session", name=shown(name)),
            hint=text("begin the exchange again"),
        )


class UnknownModeError(FindingsError):
    """A type or mode that the exchange does not have, or not with this method."""

    code = "E174"

    def __init__(self, type_: str, mode: str):
        super().__init__(
            text("unknown type/mode {type}/{mode}", type=shown(type_), mode=shown(mode)),
            hint=text("goods are exchanged with type=catalog, orders with type=sale"),
        )


class BusySessionError(FindingsError):
    """The files of a session are being imported and may not change."""

    code = "E175"

    def __init__(self) -> None:
        super().__init__(
            text("an import of this session is still at work"),
            hint=text("wait for its end"),
        )


class WrongTokenError(FindingsError):
    """A `sessid` that was not given out for this session."""

    code = "E176"

    def __init__(self) -> None:
        super().__init__(
            text("the sessid is not that of this session"), hint=text("begin the exchange again")
        )


class NothingHandedOutError(FindingsError):
    """The caller says that it has taken orders over, and none were handed out in its session."""

    code = "E177"

    def __init__(self) -> None:
        super().__init__(
            text("no orders were handed out in this session, so none are confirmed"),
            hint=text("ask for them with mode=query first"),
        )
