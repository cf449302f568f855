"""4xx: what stands in the place of a barcode; check digits are looked at in `quality`."""

from collections.abc import Iterable
from typing import Final

from cml_sync.checks.rule import Found, Rule, rule
from cml_sync.checks.view import RecordView
from cml_sync.messages import text
from cml_sync.model.goods import Product
from cml_sync.model.kinds import Kind
from cml_sync.model.offers import OfferChange
from cml_sync.patterns import pattern
from cml_sync.problems import Severity

_CODED: Final = (Kind.PRODUCT, Kind.OFFER, Kind.OFFER_CHANGE)
_NEEDS: Final = ("barcode",)
_SEVERAL: Final = pattern(r"[0-9]{8,}\s*[,;/|\s]\s*[0-9]{8,}")
_UNFIT: Final = pattern(r"\s|[^\x00-\x7f]")

Coded = RecordView[Product] | RecordView[OfferChange]


@rule(
    "CML431", Severity.WARNING, on=_CODED, needs=_NEEDS, title=text("Several barcodes in one field")
)
def several_barcodes(view: Coded) -> Iterable[Found]:
    """`Штрихкод` holds more than one barcode.

    Why: no scanner reads such a text; receivers cut it or take it for one that nobody has.

    Mend: the standard has one barcode for each product or offer. In 1C, give each barcode to a
    characteristic or package of its own, or choose the one to export.

    Source: `Товар/Штрихкод` (schema 2.04): one, 8 to 14 characters.
    """
    barcode = view.record.barcode
    if barcode is None or barcode.isdigit() or _SEVERAL.search(barcode) is None:
        return ()
    message = text("The barcode is `{barcode}`", barcode=barcode)
    return (Found(message, text("Choose the barcode to export"), at="Штрихкод"),)


@rule(
    "CML432",
    Severity.WARNING,
    on=_CODED,
    needs=_NEEDS,
    title=text("Barcode that no scanner reads"),
)
def unreadable_barcode(view: Coded) -> Iterable[Found]:
    """`Штрихкод` has white space inside, or letters that are not Latin.

    Why: what the scanner reads is never equal to it; the goods cannot be found at the till. Mostly
    a name or an article number was entered in the field.

    Mend: in 1C, scan the barcode once more; an article number belongs into "Артикул".

    Source: `Товар/Штрихкод` (schema 2.04). Latin letters are fine: Code 128 has them.
    """
    barcode = view.record.barcode
    if barcode is None or barcode.isdigit():
        return ()
    bare = barcode.strip()
    if _UNFIT.search(bare) is None or _SEVERAL.search(bare) is not None:
        return ()
    message = text("The barcode is `{barcode}`", barcode=bare)
    return (Found(message, text("Scan the barcode once more in 1C"), at="Штрихкод"),)


RULES: Final[tuple[Rule, ...]] = (several_barcodes, unreadable_barcode)
