"""8xx: quality of the data."""

from collections.abc import Iterable
from typing import Final

from cml_sync.checks.knowledge.digits import is_gtin, is_gtin_length, is_weighed
from cml_sync.checks.knowledge.versions import name_limit
from cml_sync.checks.rule import Found, Rule, rule
from cml_sync.checks.view import RecordView
from cml_sync.messages import text
from cml_sync.model.goods import Product
from cml_sync.model.kinds import Kind
from cml_sync.problems import Severity

_GOODS: Final = (Kind.PRODUCT, Kind.OFFER)
_BARCODE_LENGTHS: Final = range(8, 15)
_ID_LIMIT: Final = 80


@rule("CML801", Severity.WARNING, on=_GOODS, title=text("Barcode with a wrong check digit"))
def wrong_check_digit(view: RecordView[Product]) -> Iterable[Found]:
    """A barcode as long as an EAN-8, UPC-A, EAN-13 or GTIN-14 has a wrong last digit.

    Why: tills and marketplaces refuse it; the goods cannot be scanned.

    Mend: in 1C, scan the barcode once more, or print one of your own ("Новый штрихкод").

    Source: `Товар/Штрихкод` (schema 2.04); the check digit of GS1. Barcodes of goods sold by
    weight, which begin with 2 and hold the weight, are passed by.
    """
    barcode = (view.record.barcode or "").strip()
    if is_gtin_length(barcode) and not is_gtin(barcode) and not is_weighed(barcode):
        return (
            Found(
                text("The check digit of barcode `{barcode}` is wrong", barcode=barcode),
                text("Scan the barcode once more in 1C"),
                at="Штрихкод",
            ),
        )
    return ()


@rule("CML802", Severity.ADVICE, on=_GOODS, title=text("Barcode of another length"))
def odd_barcode(view: RecordView[Product]) -> Iterable[Found]:
    """A barcode has fewer than 8 or more than 14 characters.

    Why: the standard allows 8 to 14; 1C itself leaves other barcodes out of the exchange.

    Mend: in 1C, look whether an internal number was entered as a barcode.

    Source: `Товар/Штрихкод` (schema 2.04).
    """
    barcode = (view.record.barcode or "").strip()
    if barcode and len(barcode) not in _BARCODE_LENGTHS:
        return (
            Found(
                text("Barcode `{barcode}` has not 8 to 14 characters", barcode=barcode),
                at="Штрихкод",
            ),
        )
    return ()


@rule("CML803", Severity.ADVICE, on=_GOODS, title=text("Name too long"))
def long_name(view: RecordView[Product]) -> Iterable[Found]:
    """The name of goods is longer than the schema version allows.

    Why: receivers cut it, some in the middle of a character of two bytes.

    Mend: in 1C, shorten the working name; the full name has its own requisite.

    Source: type `НаименованиеТип`: 250 characters, since schema 2.07 255.
    """
    name, limit = view.record.name, name_limit(view.part.version)
    if name and len(name) > limit:
        return (
            Found(
                text("The name has {count} characters, {limit} fit", count=len(name), limit=limit),
                at="Наименование",
            ),
        )
    return ()


@rule(
    "CML804",
    Severity.ADVICE,
    on=(Kind.PRODUCT, Kind.OFFER, Kind.OFFER_CHANGE),
    title=text("Id too long"),
)
def long_id(view: RecordView[Product]) -> Iterable[Found]:
    """The id of goods has more than 80 characters.

    Why: receivers keep ids in columns of this length; a cut id belongs to other goods.

    Mend: look for the extension or script that adds to the ids.

    Source: `Товар/Ид` (schema 2.04): up to 80 characters.
    """
    identifier = view.record.id
    if identifier and len(identifier) > _ID_LIMIT:
        return (
            Found(text("The id has {count} characters, 80 fit", count=len(identifier)), at="Ид"),
        )
    return ()


RULES: Final[tuple[Rule, ...]] = (wrong_check_digit, odd_barcode, long_name, long_id)
