"""What only the outermost floor can name."""

from collections.abc import Sequence
from pathlib import Path

from cml_sync.cli.streams import STDOUT_NAME
from cml_sync.errors import (
    CmlSyncError,
    ConfigurationError,
    ExitCode,
    OtherSideError,
    StoreError,
    UsageError,
)
from cml_sync.messages import Text, system_reason, text


class LocalFileError(StoreError):
    """This machine's own disk or rights stand in the way, where no floor below could say more."""

    code = "E1290"

    def __init__(self, error: OSError):
        detail = system_reason(error)
        hint = text("check rights and free space there, then run it again")
        if error.filename == STDOUT_NAME:
            message = text("standard output cannot be written: {detail}", detail=detail)
            hint = text("make room where it is led to, then run it again")
        elif error.filename is None:
            message = text("a file cannot be read or written: {detail}", detail=detail)
        else:
            message = text("{path} cannot be used: {detail}", path=error.filename, detail=detail)
        super().__init__(message, hint=hint)


class BugError(CmlSyncError):
    """A mistake of ours."""

    code = "E7000"
    exit_code = ExitCode.BUG

    def __init__(self, kind: str, path: Path | None):
        super().__init__(
            text("a mistake of cml-sync itself ({kind}); written to {path}", kind=kind, path=path)
            if path
            else text("a mistake of cml-sync itself ({kind})", kind=kind),
            hint=text("send that file to the maintainers; it holds no secrets and no records")
            if path
            else text("set TMPDIR to a folder that can be written, and run it again"),
        )


class UnknownKindError(UsageError):
    """The first word behind `push` names no kind."""

    code = "E201"

    def __init__(self, word: str, known: Sequence[str]):
        super().__init__(
            text("`{word}` is not a kind: there are {known}", word=word, known=", ".join(known)),
            hint=text("`{name} --help` shows what it takes", name="cml-sync push"),
        )


class PathsNeedKindError(UsageError):
    """Files are sent as one kind; which one of several cannot be told."""

    code = "E202"

    def __init__(self) -> None:
        super().__init__(
            text("files are sent as one kind, and several are named"),
            hint=text("name one kind before the paths: `cml-sync push catalog webdata/`"),
        )


class ServeExtraMissingError(UsageError):
    """A command needs packages that are installed only when asked for."""

    code = "E203"

    def __init__(self) -> None:
        super().__init__(
            text("this command needs packages that are not installed"),
            hint=text("run `pip install 'cml-sync[serve]'`"),
        )


class NoServeTableError(ConfigurationError):
    """`serve` is asked for and the configuration does not say how."""

    code = "E1108"

    def __init__(self) -> None:
        super().__init__(
            text("the configuration has no table [serve]"),
            hint=text(
                "add one with login and password of the caller; examples/config/http.toml has one"
            ),
        )


class FolderNotEmptyError(UsageError):
    """The demo would mix with what is there."""

    code = "E204"

    def __init__(self, folder: Path):
        super().__init__(
            text("{folder} is not empty", folder=folder),
            hint=text("name a folder that is empty or not there yet"),
        )


class DemoFailedError(OtherSideError):
    """The demo did not go as it must."""

    code = "E690"

    def __init__(self, reason: Text):
        super().__init__(
            text("the demo failed: {reason}", reason=reason),
            hint=text("send the maintainers what was printed above"),
        )


class UnknownCodeError(UsageError):
    """A code to be explained that does not exist."""

    code = "E205"

    def __init__(self, word: str, near: Sequence[str]):
        super().__init__(
            text("there is no code `{word}`", word=word),
            hint=text("did you mean {codes}? `cml-sync explain` lists all", codes=", ".join(near))
            if near
            else text("`cml-sync explain` lists all"),
        )


class BaselineError(UsageError):
    """The file of known problems cannot be used."""

    code = "E206"

    def __init__(self, file: Path, reason: Text):
        super().__init__(
            text("the baseline {file} cannot be used: {reason}", file=file, reason=reason),
            hint=text("`--baseline FILE --write-baseline` writes one"),
        )


class NoBaselineError(UsageError):
    """A baseline is to be written, and nobody says where to."""

    code = "E207"

    def __init__(self) -> None:
        super().__init__(
            text("--write-baseline does not say which file to write"),
            hint=text("name it: `--baseline FILE --write-baseline`"),
        )


class OutputFileError(UsageError):
    """A file that an option names cannot be written."""

    code = "E208"

    def __init__(self, file: Path, error: OSError):
        super().__init__(
            text("{file} cannot be written: {reason}", file=file, reason=system_reason(error)),
            hint=text("name a file in a folder that is there and may be written to"),
        )


class ReceiverNeededError(UsageError):
    """Only rules about receivers are selected, and no receiver is named."""

    code = "E209"

    def __init__(self, selected: str, receivers: Sequence[str]):
        super().__init__(
            text("`{code}` is checked only for a receiver, and none is named", code=selected),
            hint=text("add `--for {receiver}`", receiver=receivers[0])
            if len(receivers) == 1
            else text("add `--for` and one of {receivers}", receivers=", ".join(receivers)),
        )


class StdinTwiceError(UsageError):
    """Two packages are to come from standard input."""

    code = "E221"

    def __init__(self) -> None:
        super().__init__(
            text("`-` is named twice, and standard input is one package"),
            hint=text("save one of them to a file and name that; a file called `-` is `./-`"),
        )


class StdinClosedError(UsageError):
    """A package is to come from standard input, and there is none."""

    code = "E222"

    def __init__(self) -> None:
        super().__init__(
            text("`-` is standard input, and there is none"),
            hint=text("lead something to it, or name a file; a file called `-` is `./-`"),
        )
