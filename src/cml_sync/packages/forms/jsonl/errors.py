"""Why a package of JSON Lines is not read; nothing of it was handed on by then, or the rest is."""

from cml_sync.errors import FindingsError
from cml_sync.messages import Text, text
from cml_sync.problems import Place


class NoManifestError(FindingsError):
    """There are lines, and no manifest: the package is not whole yet, or never will be."""

    code = "E116"

    def __init__(self, path: str, *, stream: bool = False) -> None:
        super().__init__(
            text("The last line is no manifest: the stream is cut off")
            if stream
            else text("There is no `manifest.json`: the package is not whole"),
            hint=text(
                "The manifest is written last: wait for whoever writes, or have it made anew"
            ),
            place=Place(file=path),
        )


class ManifestError(FindingsError):
    """A manifest that cannot be understood."""

    code = "E117"

    def __init__(self, place: Place, reason: Text) -> None:
        super().__init__(
            text("The manifest cannot be used: {reason}", reason=reason),
            hint=text(
                "Its keys are described in the page on JSON Lines, and in its JSON Schema under"
                " `schemas/lines`"
            ),
            place=place,
        )


class ManifestMismatchError(FindingsError):
    """A file is not what the manifest says of it."""

    code = "E118"

    def __init__(self, path: str, reason: Text) -> None:
        super().__init__(
            text("This is not what the manifest says: {reason}", reason=reason),
            hint=text("Nothing was taken: have the package made or carried over once more"),
            place=Place(file=path),
        )


class BrokenLineError(FindingsError):
    """A line that is no JSON object, or one that nobody should write."""

    code = "E119"

    def __init__(self, place: Place, reason: Text) -> None:
        super().__init__(
            text("This line cannot be read: {reason}", reason=reason),
            hint=text("One JSON object a line, in UTF-8; nothing behind this line was read"),
            place=place,
        )


class WrongLineError(FindingsError):
    """A JSON object that is not the line that should stand here."""

    code = "E160"

    def __init__(self, place: Place, reason: Text) -> None:
        super().__init__(
            text("This line does not say what it should: {reason}", reason=reason),
            hint=text("The page on JSON Lines names every kind of lines and its keys"),
            place=place,
        )
