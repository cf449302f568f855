"""What a writer had to leave out or replace, as problems: one per field or character."""

from collections.abc import Iterator, Mapping
from typing import Final

from cml_sync.messages import text, text_n
from cml_sync.model.element import Element
from cml_sync.model.wiring import slots_by_name
from cml_sync.problems import Finding, Place, Problem, Severity
from cml_sync.xml.dialects import Dialect
from cml_sync.xml.writing.characters import Encoder

LEFT_OUT: Final = Finding(
    "CML790", Severity.WARNING, text("The receiver's version has no words for a field")
)
TRIFLE: Final = Finding(LEFT_OUT.code, Severity.ADVICE, LEFT_OUT.title)
"""The same where nothing is lost: an empty value, a ``false``, the opaque row version of 3.1."""

REPLACED: Final = Finding(
    "CML791", Severity.WARNING, text("Characters that the receiver's encoding lacks were replaced")
)


def left_out(
    counts: Mapping[tuple[type[Element], str], int], dialect: Dialect, finding: Finding = LEFT_OUT
) -> Iterator[Problem]:
    """One problem per field that `dialect` has no words for.

    Args:
        counts: how often each field was left out.
        dialect: of the receiver.
        finding: what these are: `LEFT_OUT` or `TRIFLE`.
    """
    for (model, name), count in sorted(counts.items(), key=lambda item: _sorting(*item[0])):
        path = slots_by_name(model)[name].wire.path
        yield Problem(
            finding,
            text_n(
                "{path} of {model} is not in schema {version}: left out of {count} element",
                "{path} of {model} is not in schema {version}: left out of {count} elements",
                count,
                path=path,
                model=model.__name__,
                version=dialect.schema_version or "–",
            ),
            Place(path=path),
            text("Choose a newer schema version for this receiver if it reads one"),
        )


def replaced(encoder: Encoder, dialect: Dialect) -> Iterator[Problem]:
    """One problem per character that the encoding of `dialect` lacks."""
    for character, count in sorted(encoder.replaced.items()):
        yield Problem(
            REPLACED,
            text_n(
                "{character} is not in {encoding}: written as “{replacement}” {count} time",
                "{character} is not in {encoding}: written as “{replacement}” {count} times",
                count,
                character=f"U+{ord(character):04X}",
                encoding=dialect.encoding_name,
                replacement=encoder.replacement(character),
            ),
            Place(),
            text("Write UTF-8 to this receiver if it can read it"),
        )


def _sorting(model: type[Element], name: str) -> tuple[str, str]:
    return model.__name__, name
