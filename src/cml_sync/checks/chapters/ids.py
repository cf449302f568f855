"""23x: the shape of ids."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from cml_sync.checks.knowledge.odd_text import invisible
from cml_sync.checks.memory.gather import NO_ID
from cml_sync.checks.rule import Found, Rule, rule
from cml_sync.checks.view import RecordView
from cml_sync.messages import text
from cml_sync.model.element import Element
from cml_sync.model.kinds import Kind
from cml_sync.patterns import pattern
from cml_sync.problems import Severity

_GOODS: Final = (Kind.PRODUCT, Kind.OFFER, Kind.OFFER_CHANGE)
_LISTS: Final = (
    Kind.GROUP,
    Kind.PROPERTY,
    Kind.CATEGORY,
    Kind.PRICE_TYPE,
    Kind.WAREHOUSE,
)
_GUID: Final = pattern(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_PLAIN: Final = pattern(f"{_GUID.pattern}(?:#{_GUID.pattern})?")
_ALMOST: Final = pattern(r"[^\W_]{4,12}(?:-[^\W_]{2,8}){3}-[^\W_]{8,16}")
_LIST_LIMIT: Final = 40
_SCRIPT: Final = text("Look for the extension or script that made this id")


@rule("CML231", Severity.WARNING, on=(*_GOODS, *_LISTS), title=text("Id that is nearly a GUID"))
def broken_guid(view: RecordView[Any]) -> Iterable[Found]:
    """An `Ид` looks like a GUID, but has a group of a wrong length or a letter that no GUID has.

    Why: it was cut, typed by hand, or a Cyrillic letter got in. Receivers that keep ids as GUIDs
    refuse the record, and what refers to the right GUID does not find it.

    Mend: 1C writes right ones; look for the extension or script that made this id, and for a
    spreadsheet through which the file went.

    Source: `Ид` (schema 2.04), a text of up to 40 characters; by custom a GUID of 36.
    """
    identifier = view.record.id
    if not identifier or "-" not in identifier or _PLAIN.fullmatch(identifier) is not None:
        return ()
    return _broken(identifier)


def _broken(identifier: str) -> Iterator[Found]:
    for piece in identifier.split("#"):
        if piece and _GUID.fullmatch(piece) is None and _ALMOST.fullmatch(piece) is not None:
            yield Found(text("`{id}` is nearly a GUID, but none", id=piece), _SCRIPT)


@rule(
    "CML232",
    Severity.WARNING,
    on=(*_GOODS, *_LISTS),
    title=text("White space or invisible characters in an id"),
)
def blank_in_id(view: RecordView[Any]) -> Iterable[Found]:
    """An `Ид` holds a space, a no-break space, a line end or a character that nobody sees.

    Why: some receivers cut it there, others strip it: the record comes back as another one, and
    what refers to it is lost.

    Mend: look for the extension or script that made this id; in 1C, look at the code
    ("Код") of the goods if ids are made of codes.

    Source: `Ид` (schema 2.04). White space at both ends is cut by every reader and reported as
    padding.
    """
    identifier = view.record.id
    if not identifier or (identifier.isascii() and identifier.isprintable()):
        return (_spaced(identifier),) if identifier and " " in identifier else ()
    if invisible(identifier) or identifier.split() != [identifier]:
        return (_spaced(identifier),)
    return ()


def _spaced(identifier: str) -> Found:
    return Found(text("Id `{id}` holds white space or invisible characters", id=identifier))


@rule("CML233", Severity.ERROR, on=(*_GOODS, *_LISTS), title=text("The id of nothing"))
def zero_guid(view: RecordView[Any]) -> Iterable[Found]:
    """A record bears the GUID of zeros, by which 1C means "nothing".

    Why: every such record is the same one to a receiver; references to it are taken for none.

    Mend: in 1C, this is an object that was not yet written when the exchange ran, or an empty
    reference. Write it ("Записать") and export again; look at the extension that made this file.

    Source: `Ид` (schema 2.04); the empty reference of 1C.
    """
    identifier = view.record.id
    if identifier and identifier.startswith("00000000-") and identifier.startswith(NO_ID):
        return (Found(text("The id is the GUID of zeros, which means nothing")),)
    return ()


@rule("CML234", Severity.WARNING, on=_GOODS, title=text("Nothing beside the `#` of an id"))
def half_id(view: RecordView[Any]) -> Iterable[Found]:
    """An `Ид` begins or ends with `#`, or its characteristic is the GUID of zeros.

    Why: one side of `product#characteristic` is missing. Receivers make a variant without a name
    of it, or a product of its own.

    Mend: in 1C, goods without characteristics are exported by their bare id; look for the
    extension or script that adds the `#`.

    Source: `Товар/Ид`, `Предложение/Ид` (schema 2.04).
    """
    identifier = view.record.id
    if not identifier or "#" not in identifier:
        return ()
    product, _, characteristic = identifier.partition("#")
    if product and characteristic and characteristic != NO_ID:
        return ()
    return (Found(text("Id `{id}` has nothing on one side of the `#`", id=identifier), _SCRIPT),)


@rule("CML235", Severity.ADVICE, on=_LISTS, title=text("Id of a list too long"))
def long_list_id(view: RecordView[Element]) -> Iterable[Found]:
    """The id of a group, property, price type or warehouse has more than 40 characters.

    Why: the standard allows 40 (1C:УНФ reads 110); receivers keep ids in columns of this length,
    and a cut id belongs to nothing.

    Mend: look for the extension or script that adds to the ids.

    Source: type `ИдентификаторГлобальныйТип` (schema 2.04): up to 40 characters.
    """
    identifier = view.identifier
    if identifier and len(identifier) > _LIST_LIMIT:
        message = text("The id has {count} characters, 40 fit", count=len(identifier))
        return (Found(message, at="Ид"),)
    return ()


@rule(
    "CML236",
    Severity.ADVICE,
    on=(*_GOODS, *_LISTS),
    title=text("GUID in capitals or in braces"),
)
def odd_guid(view: RecordView[Any]) -> Iterable[Found]:
    """A GUID is written in capital letters or stands in braces.

    Why: 1C writes small letters and no braces, and ids are compared as they are written: the same
    goods in small letters are others.

    Mend: write it as 1C does; look for the extension or script that made this id.

    Source: `Ид` (schema 2.04); as 1C writes it.
    """
    identifier = view.record.id
    if not identifier or "-" not in identifier:
        return ()
    bare = identifier.partition("#")[0].strip("{}")
    odd = bare != identifier.partition("#")[0] or bare != bare.lower()
    if odd and _GUID.fullmatch(bare):
        return (Found(text("GUID `{id}` is not written in small letters", id=identifier)),)
    return ()


RULES: Final[tuple[Rule, ...]] = (
    broken_guid,
    blank_in_id,
    zero_guid,
    half_id,
    long_list_id,
    odd_guid,
)
