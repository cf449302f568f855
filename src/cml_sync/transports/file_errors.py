"""What can go wrong with files and folders of the other side, on a disk here or behind SFTP."""

from cml_sync.errors import OtherSideError, RefusedError, TemporaryError
from cml_sync.messages import text


class AccessDeniedError(RefusedError):
    """We may not read or write there."""

    code = "E440"

    def __init__(self, path: str, reason: str):
        super().__init__(
            text("no right to use `{path}`: {reason}", path=path, reason=reason),
            hint=text("give the user of cml-sync the right to read and write there"),
        )


class FileChangedError(TemporaryError):
    """A file became another one while it was read."""

    code = "E540"

    def __init__(self, path: str):
        super().__init__(
            text("`{path}` changed while it was being read", path=path),
            hint=text("it is still being written; it will be taken when it is finished"),
        )


class FileVanishedError(TemporaryError):
    """A file that was there is gone."""

    code = "E541"

    def __init__(self, path: str):
        super().__init__(
            text("`{path}` is gone; it was there a moment ago", path=path),
            hint=text("see whether another program takes files out of this folder"),
        )


class StorageAwayError(TemporaryError):
    """A network drive does not answer."""

    code = "E542"

    def __init__(self, path: str, reason: str):
        super().__init__(
            text("`{path}` does not answer: {reason}", path=path, reason=reason),
            hint=text("see whether the network drive is connected"),
        )


class FolderMissingError(OtherSideError):
    """The folder to read from or write to is not there."""

    code = "E640"

    def __init__(self, path: str):
        super().__init__(
            text("there is no folder `{path}`", path=path),
            hint=text("create it, connect the drive it is on, or mend the url of the endpoint"),
        )


class DiskFullError(OtherSideError):
    """No room is left, or a quota is used up; waiting does not help."""

    code = "E641"

    def __init__(self, path: str, size: int):
        super().__init__(
            text("no room for `{path}` ({size} bytes)", path=path, size=size),
            hint=text(
                "free some space on that disk, then run again; nothing was left half written"
            ),
        )


class FileFailedError(OtherSideError):
    """The file system or the server refuses, for a reason of its own."""

    code = "E642"

    def __init__(self, path: str, reason: str):
        super().__init__(
            text("`{path}` cannot be used: {reason}", path=path, reason=reason),
            hint=text("see whether the disk is full or faulty and the name is allowed there"),
        )


class UnsafeNameError(OtherSideError):
    """A name that could point outside the folder of the endpoint."""

    code = "E643"

    def __init__(self, name: str):
        super().__init__(
            text("{name} is not a name that may be carried", name=ascii(name)),
            hint=text(
                "names are relative, with forward slashes, without `..` and control characters"
            ),
        )


class SymbolicLinkError(OtherSideError):
    """A link stands where a file or folder should; following it could lead anywhere."""

    code = "E644"

    def __init__(self, path: str):
        super().__init__(
            text("`{path}` is a link or not an ordinary file", path=path),
            hint=text("put the file itself there"),
        )


class UploadShortError(OtherSideError):
    """What arrived is not as long as what was sent."""

    code = "E645"

    def __init__(self, path: str, sent: int, stored: int):
        super().__init__(
            text(
                "`{path}`: {sent} bytes were sent and {stored} arrived",
                path=path,
                sent=sent,
                stored=stored,
            ),
            hint=text("see whether the disk of the other side is full or a quota is used up"),
        )


class TooManyFilesError(OtherSideError):
    """A folder in which there is no end of files and folders."""

    code = "E646"

    def __init__(self, path: str, limit: int):
        super().__init__(
            text("`{path}` holds more than {limit} files and folders", path=path, limit=limit),
            hint=text("give the exchange a folder of its own, and move away what is done"),
        )
