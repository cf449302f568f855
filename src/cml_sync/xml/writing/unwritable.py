"""What cannot be written: one class per cause, each naming the record and the field."""

import unicodedata
from typing import ClassVar

from cml_sync.errors import FindingsError
from cml_sync.messages import text
from cml_sync.problems import Place


def _code_point(character: str) -> str:
    return f"U+{ord(character):04X}"


class ForbiddenCharacterError(FindingsError):
    """A value holds a character that XML 1.0 cannot hold in any form.

    Attributes:
        path: the field, as element names joined by ``/``.
        record_id: the `Ид` of the record, if it has one.
        code_point: ``U+000B``.
    """

    code: ClassVar[str] = "E120"

    def __init__(self, character: str, path: str, record_id: str | None) -> None:
        self.code_point = _code_point(character)
        self.path = path
        self.record_id = record_id
        super().__init__(
            text(
                "{path} of {record} holds the character {code_point}, which XML cannot hold",
                path=path,
                record=record_id or "–",
                code_point=self.code_point,
            ),
            hint=text("Remove the character from the value in 1C or in the shop"),
            place=Place(path=path, record_id=record_id),
        )


class UnencodableCharacterError(FindingsError):
    """A value holds a character that the encoding of the receiver does not have.

    Attributes:
        path: the field, as element names joined by ``/``.
        record_id: the `Ид` of the record, if it has one.
        code_point: ``U+1F600``.
        encoding: of the receiver.
    """

    code: ClassVar[str] = "E121"

    def __init__(self, character: str, encoding: str, path: str, record_id: str | None) -> None:
        self.code_point = _code_point(character)
        self.encoding = encoding
        self.path = path
        self.record_id = record_id
        super().__init__(
            text(
                "{path} of {record} holds the character {code_point} ({name}), "
                "which {encoding} does not have",
                path=path,
                record=record_id or "–",
                code_point=self.code_point,
                name=unicodedata.name(character, "–"),
                encoding=encoding,
            ),
            hint=text("Write UTF-8 to this receiver if it can read it, or change the value"),
            place=Place(path=path, record_id=record_id),
        )


class UnwritableNumberError(FindingsError):
    """A value is no finite number."""

    code: ClassVar[str] = "E122"

    def __init__(self, path: str, record_id: str | None) -> None:
        super().__init__(
            text("{path} of {record} is not a finite number", path=path, record=record_id or "–"),
            place=Place(path=path, record_id=record_id),
        )


class BrokenFragmentError(FindingsError):
    """An unknown element or attribute that was kept is no well-formed XML (any more)."""

    code: ClassVar[str] = "E123"

    def __init__(self, record_id: str | None) -> None:
        super().__init__(
            text(
                "An unknown part kept with {record} is not well-formed XML",
                record=record_id or "–",
            ),
            hint=text("Fetch the record again from where it came from"),
            place=Place(record_id=record_id),
        )
