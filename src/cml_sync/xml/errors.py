"""What stops the reading of a part. Nothing of a part that raises one of these may be applied."""

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Final

from cml_sync.errors import FindingsError, UsageError
from cml_sync.messages import Text, system_words, text, text_n
from cml_sync.patterns import pattern
from cml_sync.problems import Place
from cml_sync.xml.limits import Limit

_INNER_SHOWN = 8


class ReadError(FindingsError):
    """A part cannot be read; its classes say why."""


class Fault(Enum):
    """Why something is not well-formed XML."""

    MISMATCH = "mismatch"
    ENTITY = "entity"
    CHARACTER = "character"
    NAMESPACE = "namespace"
    ATTRIBUTE = "attribute"
    AFTER_END = "after end"
    OTHER = "other"


class NotXmlError(ReadError):
    """The bytes are not well-formed XML."""

    code = "E101"

    def __init__(self, place: Place, fault: Fault, reason: str):
        super().__init__(_FAULTS[fault](reason), hint=_FAULT_HINTS.get(fault), place=place)
        self.fault = fault


class NoMarkupError(NotXmlError):
    """The file does not begin with a tag."""

    code = "E110"

    def __init__(self, place: Place, start: str, kind: "Foreign"):
        ReadError.__init__(
            self,
            text("This is not XML: it begins with `{start}`", start=start)
            if kind in _FOREIGN_TEXTS
            else text("This is not XML, but {kind}", kind=kind.value),
            hint=_FOREIGN_HINTS[kind],
            place=place,
        )
        self.fault = Fault.OTHER


class Foreign(Enum):
    """What a file that is not XML looks like."""

    ARCHIVE = "zip"
    GZIP = "gzip"
    BZIP2 = "bzip2"
    XZ = "xz"
    SEVEN_ZIP = "7z"
    RAR = "rar"
    PDF = "PDF"
    PICTURE = "JPEG/PNG"
    LINES = "JSON"
    TABLE = "CSV"
    TEXT = "text"


class Other(Enum):
    """What a well-formed file that is not CommerceML 2 or 3 seems to be."""

    VERSION_1 = "1"
    EDI = "edi"
    SITE_INFO = "info"
    UNKNOWN = "unknown"


class NotCommerceMLError(ReadError):
    """Well-formed, but not CommerceML 2.x or 3.1."""

    code = "E102"

    def __init__(self, place: Place, other: Other, name: str):
        super().__init__(_OTHERS[other](name), hint=_OTHER_HINTS[other], place=place)
        self.other = other


class LimitError(ReadError):
    """The file asks for more than is allowed."""

    code = "E103"

    def __init__(self, place: Place, limit: Limit, allowed: int):
        super().__init__(
            _LIMITS[limit](allowed),
            hint=_TOO_MUCH_IN_ALL if limit in _OF_A_FILE else _TOO_MUCH_HERE,
            place=place,
        )
        self.limit = limit


class HostileError(ReadError):
    """The file declares a DOCTYPE: entities and external files have no place in CommerceML."""

    code = "E104"

    def __init__(self, place: Place):
        super().__init__(
            text("The file declares a DOCTYPE, which CommerceML never needs"),
            hint=text("Ask the sender for a file without it; nothing of this one was read"),
            place=place,
        )


class EmptyFileError(ReadError):
    """The file holds nothing, or nothing but white space."""

    code = "E105"

    def __init__(self, place: Place):
        super().__init__(
            text("The file is empty"),
            hint=text("The sender was interrupted, or had nothing to say: let it export again"),
            place=place,
        )


class TruncatedError(ReadError):
    """The file ends before its root element does."""

    code = "E106"

    def __init__(self, place: Place, missing: Sequence[str] = (), records: int = 0):
        """Say what is missing.

        Args:
            place: where the file ends.
            missing: the names of the elements that are still open, the innermost first.
            records: how many were read before.
        """
        super().__init__(
            text_n(
                "The file ends too early: {tags} is missing; {count} record stands before",
                "The file ends too early: {tags} is missing; {count} records stand before",
                records,
                tags=_end_tags(missing),
            )
            if missing
            else text("The file ends too early: the end of its root element is missing"),
            hint=text("It was cut while being written or sent: fetch or export it again"),
            place=place,
        )


class HtmlInsteadError(ReadError):
    """A web page stands where CommerceML was expected."""

    code = "E107"

    def __init__(self, place: Place):
        super().__init__(
            text("This is a web page, not CommerceML"),
            hint=text("The server answered with a login form or an error page: look at it"),
            place=place,
        )


class DoubledFileError(ReadError):
    """A second XML declaration: the file was written twice into one."""

    code = "E108"

    def __init__(self, place: Place):
        super().__init__(
            text("A second XML declaration begins here: the file was appended to itself"),
            hint=text("An upload was repeated without starting again: export or fetch it anew"),
            place=place,
        )


class EncodingError(ReadError):
    """The bytes do not fit the encoding, or nobody knows the encoding."""

    code = "E109"

    def __init__(self, place: Place, encoding: str, *, known: bool):
        super().__init__(
            text("A byte here does not fit the encoding {encoding}", encoding=encoding)
            if known
            else text("The encoding `{encoding}` is not supported", encoding=encoding),
            hint=text("Let the sender write the whole file in UTF-8"),
            place=place,
        )


def _end_tags(names: Sequence[str]) -> str:
    shown = [*names[:_INNER_SHOWN], *names[-1:]] if len(names) > _INNER_SHOWN + 1 else names
    tags = [f"</{name}>" for name in shown]
    if len(shown) < len(names):
        tags.insert(_INNER_SHOWN, "…")
    return "".join(tags)


_MISMATCH: Final = pattern(r"[^:]*: (?P<opened>\S+) line (?P<line>\d+) and (?P<closed>\S+)")
"""The words of libxml2."""


def _mismatch(reason: str) -> Text:
    found = _MISMATCH.fullmatch(reason)
    if found is None:
        return text("The tags do not match: {reason}", reason=reason)
    return text("`<{opened}>` of line {line} is closed by `</{closed}>`", **found.groupdict())


_FAULTS: dict[Fault, Callable[[str], Text]] = {
    Fault.MISMATCH: _mismatch,
    Fault.ENTITY: lambda reason: text("An entity that XML does not know: {reason}", reason=reason),
    Fault.CHARACTER: lambda reason: text("A character that XML forbids: {reason}", reason=reason),
    Fault.NAMESPACE: lambda reason: text("A wrong namespace: {reason}", reason=reason),
    Fault.ATTRIBUTE: lambda reason: text("A wrong attribute: {reason}", reason=reason),
    Fault.AFTER_END: lambda _: text("Something stands after the end of the root element"),
    Fault.OTHER: lambda reason: text("This is not well-formed XML: {reason}", reason=reason),
}

_FAULT_HINTS: dict[Fault, Text] = {
    Fault.MISMATCH: text("An end tag is missing or one too many: export or fetch it anew"),
    Fault.ENTITY: text("Write the character itself, or `&amp;` for the sign &"),
    Fault.CHARACTER: text("Remove it at the source; it often comes from a pasted description"),
    Fault.AFTER_END: text("Two files may have been written into one: export or fetch it anew"),
}

_FOREIGN_TEXTS = frozenset({Foreign.LINES, Foreign.TABLE, Foreign.TEXT})
_FOREIGN_HINTS: dict[Foreign, Text] = {
    Foreign.LINES: text(
        "If these are JSON Lines: `cml-sync convert FILE --to 2.07 -o OUT` makes XML of them"
    ),
    Foreign.TABLE: text(
        "If this is a table: `cml-sync convert FILE --to 2.07 -o OUT` makes XML of it"
    ),
    Foreign.ARCHIVE: text("This is a zip archive: give it a name that ends in .zip"),
    **dict.fromkeys(
        (Foreign.GZIP, Foreign.BZIP2, Foreign.XZ, Foreign.SEVEN_ZIP, Foreign.RAR),
        text("This is compressed: unpack it first"),
    ),
    **dict.fromkeys(
        (Foreign.PDF, Foreign.PICTURE, Foreign.TEXT),
        text("Check that this is the file that you meant"),
    ),
}

_OTHERS: dict[Other, Callable[[str], Text]] = {
    Other.VERSION_1: lambda _: text(
        "This is CommerceML 1 (1C 7.7), which keeps data in attributes"
    ),
    Other.EDI: lambda name: text("This is CommerceML of EDI (`{name}`), not of shops", name=name),
    Other.SITE_INFO: lambda _: text(
        "This is the answer of a site to `type=sale&mode=info`: its statuses, payments, deliveries"
    ),
    Other.UNKNOWN: lambda name: text("This is not CommerceML: its root is `{name}`", name=name),
}

_OTHER_HINTS: dict[Other, Text] = {
    Other.VERSION_1: text("Let the sender export CommerceML 2.04 or newer"),
    Other.EDI: text("It carries business documents between companies; a shop cannot take it"),
    Other.SITE_INFO: text("It is no part of an exchange: leave it out"),
    Other.UNKNOWN: text("Check that this is the file that you meant"),
}

_LIMITS: dict[Limit, Callable[[int], Text]] = {
    Limit.FILE: lambda n: text("The file is larger than {allowed} bytes", allowed=n),
    Limit.RECORD: lambda n: text("One record takes more than {allowed} bytes", allowed=n),
    Limit.PROLOG: lambda n: text(
        "What stands before the root takes more than {allowed} bytes", allowed=n
    ),
    Limit.MARKS: lambda n: text(
        "One record holds more than {allowed} tags and attributes", allowed=n
    ),
    Limit.SECTIONS: lambda n: text("The file has more than {allowed} sections", allowed=n),
    Limit.ODDITIES: lambda n: text("One record has more than {allowed} oddities", allowed=n),
    Limit.HOLLOW: lambda n: text("The file has more than {allowed} empty records", allowed=n),
    Limit.TAG: lambda n: text("One tag takes more than {allowed} bytes", allowed=n),
    Limit.TEXT: lambda n: text("One text takes more than {allowed} bytes", allowed=n),
    Limit.DEPTH: lambda n: text("Elements are nested deeper than {allowed}", allowed=n),
    Limit.ATTRIBUTES: lambda n: text("One element has more than {allowed} attributes", allowed=n),
    Limit.ELEMENTS: lambda n: text("The file has more than {allowed} elements", allowed=n),
    Limit.KEPT: lambda n: text("One section keeps more than {allowed} other elements", allowed=n),
}


_OF_A_FILE = frozenset({Limit.FILE, Limit.ELEMENTS, Limit.SECTIONS, Limit.HOLLOW})
_TOO_MUCH_IN_ALL = text(
    "This limit is fixed, real exports stay far below it: let the sender write several files"
)
_TOO_MUCH_HERE = text(
    "This limit is fixed, real exports stay far below it: look at what was written here"
)


class SchemaFault(Enum):
    """Why a file cannot serve as a schema."""

    UNREADABLE = "unreadable"
    TOO_LARGE = "too large"
    DOCTYPE = "doctype"
    OTHER_ROOT = "other root"
    OUTSIDE = "outside"
    REPEATS = "repeats"
    WRONG = "wrong"


class SchemaFileError(UsageError):
    """The file given as schema is none, or asks for more than is allowed."""

    code = "E220"

    def __init__(self, place: Place, fault: SchemaFault, detail: str):
        super().__init__(
            _SCHEMA_FAULTS[fault](detail),
            hint=text("Give an XSD file of the standard, with what it includes beside it"),
            place=place,
        )
        self.fault = fault


_SCHEMA_FAULTS: dict[SchemaFault, Callable[[str], Text]] = {
    SchemaFault.UNREADABLE: lambda detail: text(
        "The schema cannot be read: {reason}", reason=system_words(detail)
    ),
    SchemaFault.TOO_LARGE: lambda detail: text(
        "The schema takes more than {allowed} bytes, or too many files", allowed=detail
    ),
    SchemaFault.DOCTYPE: lambda _: text("The schema declares a DOCTYPE, which is never read"),
    SchemaFault.OTHER_ROOT: lambda detail: text(
        "This is no schema: its root is `{root}`", root=detail
    ),
    SchemaFault.OUTSIDE: lambda detail: text(
        "The schema names `{location}`, which does not stand in its folder", location=detail
    ),
    SchemaFault.REPEATS: lambda detail: text(
        "`maxOccurs` is `{number}`: more than 10000 are not counted", number=detail
    ),
    SchemaFault.WRONG: lambda detail: text("The schema is wrong: {reason}", reason=detail),
}
