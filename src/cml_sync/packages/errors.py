"""What can be wrong with files handed in; each class makes its own sentence.

Numbers: 130..139 of names, 140..149 of archives, 150..159 of paths, 1250 and 1251 of the spool,
1253 of the temporary folder.
"""

from enum import Enum

from cml_sync.errors import FindingsError, StoreError
from cml_sync.messages import Text, system_words, text
from cml_sync.problems import Place


class PathMissingError(FindingsError):
    """There is nothing at a path."""

    code = "E150"

    def __init__(self, path: str) -> None:
        super().__init__(
            text("`{path}` does not exist", path=path),
            hint=text("Check the spelling, and the folder from which you run the command"),
        )


class NoPartsError(FindingsError):
    """A folder or an archive holds no XML file at all."""

    code = "E151"

    def __init__(self, path: str, *, archives: int = 0, others: int = 0) -> None:
        """Made.

        Args:
            path: of the folder or the archive.
            archives: how many archives lie in it.
            others: how many files of JSON Lines and CSV lie in it.
        """
        hint = text("Name the folder into which 1C writes import0_1.xml and offers0_1.xml")
        if archives:
            hint = text("It holds archives: name the .zip file itself")
        elif others:
            hint = text(
                "It holds JSON Lines or CSV: `cml-sync convert FOLDER --to 2.07 -o OUT` makes XML "
                "of them"
            )
        super().__init__(text("`{path}` holds no XML file", path=path), hint=hint)


class PathUnreadableError(FindingsError):
    """The system does not let us read a path."""

    code = "E152"

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            text("`{path}` cannot be read: {reason}", path=path, reason=system_words(reason)),
            hint=text("Let the user who runs cml-sync read it"),
        )


class NotRegularFileError(FindingsError):
    """A path is a device, a pipe or a socket; or a symbolic link where none may be."""

    code = "E153"

    def __init__(self, path: str, *, link: bool = False) -> None:
        super().__init__(
            text("`{path}` is a symbolic link", path=path)
            if link
            else text("`{path}` is not a regular file", path=path),
            hint=text("Links inside a package are not followed: put the file itself there")
            if link
            else text("Save the content to a file and name that file"),
        )


class SameNameError(FindingsError):
    """Two files of one package have the same name inside it."""

    code = "E154"

    def __init__(self, name: str, first: str, second: str) -> None:
        super().__init__(
            text(
                "`{first}` and `{second}` would both be `{name}` in one package",
                first=first,
                second=second,
                name=name,
            ),
            hint=text("Name the folder above both of them, or handle them one after the other"),
        )


class NameFault(Enum):
    """Why a name that came from outside is not used."""

    EMPTY = "empty"
    ABSOLUTE = "absolute"
    DRIVE = "drive"
    PARENT = "parent"
    HIDDEN = "hidden"
    CONTROL = "control"
    CHARACTER = "character"
    RESERVED = "reserved"
    ENDING = "ending"
    DEPTH = "depth"
    LENGTH = "length"
    EXTENSION = "extension"


def _describe(fault: NameFault) -> Text:
    sentences = {
        NameFault.EMPTY: text("a part of it is empty"),
        NameFault.ABSOLUTE: text("it begins at the root"),
        NameFault.DRIVE: text("it names a drive"),
        NameFault.PARENT: text("it leads upwards (`..`)"),
        NameFault.HIDDEN: text("a part of it begins with a dot"),
        NameFault.CONTROL: text("it holds invisible characters"),
        NameFault.CHARACTER: text("it holds characters that file names of an exchange never hold"),
        NameFault.RESERVED: text("it is the name of a device"),
        NameFault.ENDING: text("a part of it ends with a dot or a space"),
        NameFault.DEPTH: text("it lies too many folders deep"),
        NameFault.LENGTH: text("it is too long"),
        NameFault.EXTENSION: text("files of this kind are not taken"),
    }
    return sentences[fault]


class UnsafeNameError(FindingsError):
    """A name that came from outside must not become the name of a file.

    Attributes:
        fault: why.
    """

    code = "E130"

    def __init__(self, name: str, fault: NameFault) -> None:
        super().__init__(
            text(
                "The file name {name} is refused: {reason}",
                name=shown(name),
                reason=_describe(fault),
            ),
            hint=text(
                "Names are relative, like import0_1.xml or import_files/ab/1.jpg; nothing was"
                " written"
            ),
        )
        self.fault = fault


def shown(name: str) -> str:
    """A name from outside, quoted for people: control characters as escapes, not endless."""
    longest = 120
    cut = name if len(name) <= longest else f"{name[:longest]}…"
    return ascii(cut) if not cut.isprintable() else f"`{cut}`"


class NotAnArchiveError(FindingsError):
    """A .zip file that is none, or is cut off."""

    code = "E140"

    def __init__(self, file: str) -> None:
        super().__init__(
            text("This is not a whole zip archive"),
            hint=text("It may have been cut off on the way: have it sent again"),
            place=Place(file=file),
        )


class DamagedEntryError(FindingsError):
    """The content of an archive's entry does not fit its checksum, or cannot be unpacked."""

    code = "E141"

    def __init__(self, file: str, name: str) -> None:
        super().__init__(
            text("`{name}` in this archive is damaged", name=name),
            hint=text("Its checksum is wrong: have the archive sent again; nothing was taken"),
            place=Place(file=file),
        )


class ArchiveLimitError(FindingsError):
    """An archive is larger than allowed: in entries, in bytes, or in what they unpack to."""

    code = "E142"

    def __init__(self, file: str, reason: Text) -> None:
        super().__init__(
            text("This archive is refused: {reason}", reason=reason),
            hint=text("If it is an honest one, unpack it yourself and name the folder"),
            place=Place(file=file),
        )


class UnsafeArchiveError(FindingsError):
    """An archive that no honest program writes: links, doubles, overlaps, encryption, nesting."""

    code = "E143"

    def __init__(self, file: str, reason: Text) -> None:
        super().__init__(
            text("This archive is refused: {reason}", reason=reason),
            hint=text("Have it made anew by an ordinary program; nothing was unpacked"),
            place=Place(file=file),
        )


class SpoolDamagedError(StoreError):
    """A package in the spool is not what its manifest says."""

    code = "E1250"

    def __init__(self, path: str, reason: Text) -> None:
        super().__init__(
            text(
                "The package `{path}` in the spool is damaged: {reason}", path=path, reason=reason
            ),
            hint=text("Move this folder away and pull again: the sender still has what it sent"),
        )


class SpoolWriteError(StoreError):
    """The spool cannot be written: no space, no rights, a read-only disk. Not worth a retry."""

    code = "E1251"

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            text("`{path}` cannot be written: {reason}", path=path, reason=reason),
            hint=text("Make room or mend the rights, then run again; nothing was confirmed"),
        )


class ScratchWriteError(StoreError):
    """The temporary folder does not take what memory has no room for."""

    code = "E1253"

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            text(
                "The temporary folder `{path}` cannot be written: {reason}",
                path=path,
                reason=system_words(reason),
            ),
            hint=text("Make room there, or name another folder in TMPDIR, then run again"),
        )
