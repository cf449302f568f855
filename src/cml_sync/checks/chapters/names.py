"""8xx: names of goods and of lists."""

from collections.abc import Iterable
from typing import Any, Final

from cml_sync.checks.knowledge import odd_text
from cml_sync.checks.knowledge.versions import name_limit
from cml_sync.checks.rule import Found, Rule, rule
from cml_sync.checks.view import RecordView
from cml_sync.checks.written import NAME, labels, list_names
from cml_sync.messages import Text, text
from cml_sync.model.documents import Document
from cml_sync.model.goods import Product
from cml_sync.model.kinds import Kind
from cml_sync.problems import Severity

_GOODS: Final = (Kind.PRODUCT, Kind.OFFER)
_NAMED: Final = (Kind.GROUP, Kind.PROPERTY, Kind.CATEGORY, Kind.PRICE_TYPE, Kind.WAREHOUSE)
_LISTS: Final = (*_NAMED, Kind.UNIT)
_NAME: Final = ("name",)
_GROUP_LIMIT: Final = 3000
_TYPE_AGAIN: Final = text("Type the name once more in 1C")


@rule("CML805", Severity.WARNING, on=_GOODS, needs=_NAME, title=text("HTML in a name"))
def markup_in_name(view: RecordView[Product]) -> Iterable[Found]:
    """The name of goods holds a tag of HTML.

    Why: shops show it as text (`<br>` in the menu and in the title of the page), or run it.

    Mend: in 1C, take the tags out of the working name ("Рабочее наименование"); descriptions have
    their own field ("Описание в формате HTML").

    Source: `Товар/Наименование` (schema 2.04), plain text.
    """
    name = view.record.name
    if not name or "<" not in name or (tag := odd_text.markup(name)) is None:
        return ()
    return (Found(text("The name holds `{tag}`", tag=tag), at=NAME),)


@rule(
    "CML806",
    Severity.WARNING,
    on=(*_GOODS, Kind.DOCUMENT),
    needs=("name", "lines"),
    title=text("Name escaped twice"),
)
def entity_in_name(view: RecordView[Product] | RecordView[Document]) -> Iterable[Found]:
    """The name of goods still holds an entity after it was read: `&quot;` instead of a quote.

    Why: the sender escaped it twice (`&amp;quot;` in the file). The shop shows the letters
    `&quot;`, and search does not find the goods; in an order, 1C does not find them by name.

    Mend: look for the extension or script that escapes by itself what 1C escapes anyway. If the
    name looks so in 1C, too, it came from a shop: type it once more.

    Source: XML 1.0, section 4.6; `Товар/Наименование` (schema 2.04), in catalogues and in lines of
    documents.
    """
    record = view.record
    if isinstance(record, Document):
        return [
            Found(
                text("The name holds `{entity}`", entity=found),
                text("Look for what escapes the names a second time"),
                at=f"Товары/Товар[{number}]/{NAME}",
            )
            for number, line in enumerate(record.lines, start=1)
            if line.name and "&" in line.name and (found := odd_text.entity(line.name)) is not None
        ]
    name = record.name
    if not name or "&" not in name or (found := odd_text.entity(name)) is None:
        return ()
    return (Found(text("The name holds `{entity}`", entity=found), _TYPE_AGAIN, at=NAME),)


@rule(
    "CML809",
    Severity.WARNING,
    on=(*_GOODS, *_LISTS),
    title=text("Characters that nobody sees"),
)
def invisible_characters(view: RecordView[Any]) -> Iterable[Found]:
    """A name, article or barcode holds a character that nobody sees.

    Why: soft hyphens, zero-width spaces, byte order marks and control characters count like
    letters: search does not find the goods, and an article does not match the one of the supplier.

    Mend: in 1C, type the value once more instead of pasting it from a web page or a PDF.

    Source: `Наименование`, `Артикул`, `Штрихкод` (schema 2.04).
    """
    record = view.record
    if isinstance(record, Product) and _is_visible(record):
        return ()
    for at, written in labels(record):
        if not written.isprintable() and (found := odd_text.invisible(written)) is not None:
            return (Found(text("The value holds the character {code}", code=found), at=at),)
    return ()


@rule("CML813", Severity.WARNING, on=_LISTS, title=text("Letters of two alphabets in one word"))
def mixed_alphabets(view: RecordView[Any]) -> Iterable[Found]:
    """The name of an entry of a list has a word in which Latin letters pass for Cyrillic ones.

    Why: receivers that find price types, warehouses and properties by name do not find this one;
    the same name typed rightly makes a second one. The same goes for Cyrillic letters in a Latin
    word.

    Mend: in 1C, type the name once more with one keyboard layout.

    Source: `Наименование` (schema 2.04).
    """
    return [
        Found(_mixed(found), _TYPE_AGAIN, at=at)
        for at, written in list_names(view.record)
        if (found := odd_text.mixed_word(written)) is not None
    ]


@rule(
    "CML814",
    Severity.ADVICE,
    on=_GOODS,
    needs=_NAME,
    title=text("Letters of two alphabets in the name of goods"),
)
def mixed_alphabets_of_goods(view: RecordView[Product]) -> Iterable[Found]:
    """The name of goods has a word in which Latin letters pass for Cyrillic ones.

    Why: a customer who types the word does not find the goods.

    Mend: in 1C, type the name once more with one keyboard layout.

    Source: `Товар/Наименование` (schema 2.04).
    """
    name = view.record.name
    if not name or name.isascii() or (found := odd_text.mixed_word(name)) is None:
        return ()
    return (Found(_mixed(found), _TYPE_AGAIN, at=NAME),)


@rule(
    "CML815",
    Severity.ADVICE,
    on=(*_GOODS, *_NAMED),
    needs=_NAME,
    title=text("Odd spaces in a name"),
)
def odd_spaces(view: RecordView[Any]) -> Iterable[Found]:
    """A name begins with a space, or holds two in a row, a no-break space, a tab or a line end.

    Why: receivers differ in which of them they trim: the same name comes twice into a list, and
    `14 123` does not match `14123`.

    Mend: in 1C, correct the name.

    Source: `Наименование` (schema 2.04).
    """
    name = view.record.name
    if not name or not odd_text.is_oddly_spaced(name):
        return ()
    return (Found(text("Name `{name}` has odd spaces", name=name), at=NAME),)


@rule("CML816", Severity.ADVICE, on=_LISTS, title=text("Name of a list too long"))
def long_list_name(view: RecordView[Any]) -> Iterable[Found]:
    """The name of an entry of a list is longer than the schema version allows.

    Why: receivers cut it; two names with the same beginning become one.

    Mend: in 1C, shorten the name.

    Source: types `НаименованиеТип` (250 characters, since schema 2.07 255) and `КомментарийТип`
    (groups: 3000).
    """
    limit = _GROUP_LIMIT if view.kind is Kind.GROUP else name_limit(view.part.version)
    return [
        Found(
            text("The name has {count} characters, {limit} fit", count=len(written), limit=limit),
            at=at,
        )
        for at, written in list_names(view.record)
        if len(written) > limit
    ]


def _is_visible(record: Product) -> bool:
    name, sku, barcode = record.name, record.sku, record.barcode
    return (
        (not name or name.isprintable())
        and (not sku or sku.isprintable())
        and (not barcode or barcode.isprintable())
    )


def _mixed(word: str) -> Text:
    return text("`{word}` mixes Latin and Cyrillic letters that look alike", word=word)


RULES: Final[tuple[Rule, ...]] = (
    markup_in_name,
    entity_in_name,
    invisible_characters,
    mixed_alphabets,
    mixed_alphabets_of_goods,
    odd_spaces,
    long_list_name,
)
