"""Looks over goods that let nearly every product and offer pass by many rules (`looks`)."""

import re
from decimal import Decimal
from typing import Final

from cml_sync.checks.knowledge.digits import is_gtin, is_gtin_length
from cml_sync.checks.knowledge.odd_text import is_sound
from cml_sync.checks.knowledge.vat import is_known_rate
from cml_sync.checks.stock_rows import stock_rows
from cml_sync.checks.usual import PLENTY, are_usual_prices
from cml_sync.model.goods import Product
from cml_sync.model.offers import Offer, OfferChange

_GUID: Final = "[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"
_PLAIN: Final = re.compile(f"{_GUID}(?:#{_GUID})?").fullmatch
_ZEROS: Final = "00000000-0000-"
_ZERO: Final = Decimal(0)


def has_plain_id(record: Product | OfferChange) -> bool:
    """Whether the id is a GUID or two as 1C writes them, none of them that of nothing."""
    identifier = record.id
    if identifier is None or _PLAIN(identifier) is None:
        return False
    return _ZEROS not in identifier


def has_plain_labels(record: Product) -> bool:
    """Whether name and article are printable, without markup, and the barcode fits its digit."""
    name, sku, barcode = record.name, record.sku, record.barcode
    if name and not (name.isprintable() and "<" not in name and "&" not in name):
        return False
    if sku and not sku.isprintable():
        return False
    return not barcode or (is_gtin_length(barcode) and is_gtin(barcode))


def has_sound_texts(record: Product) -> bool:
    """Whether name and description came through unharmed."""
    name, description = record.name, record.description
    return not (name and not is_sound(name)) and not (description and not is_sound(description))


def has_plain_description(record: Product) -> bool:
    """Whether there is no markup in the description, written or escaped."""
    written = record.description
    return not written or ("<" not in written and ":" not in written and "lt;" not in written)


def has_usual_prices(record: Offer | OfferChange) -> bool:
    """Whether nothing is odd about any price (`usual.are_usual_prices`), and nothing unknown."""
    return not record.unknown and are_usual_prices(record.prices)


def has_usual_stock(record: Offer | OfferChange) -> bool:
    """Whether the stock is not below zero, not absurd, and that of its warehouses together."""
    total, whole = record.quantity, _ZERO
    warehouses: set[str] = set()
    for row in stock_rows(record):
        quantity, identifier = row.quantity, row.warehouse_id
        if quantity is None or not identifier or identifier in warehouses or quantity < _ZERO:
            return False
        warehouses.add(identifier)
        whole += quantity
    if total is None:
        return whole < PLENTY
    return _ZERO <= total < PLENTY and (whole == total or not warehouses)


def has_known_rates(record: Product) -> bool:
    """Whether there is one tax rate at most, and a known one."""
    rates = record.tax_rates
    return not rates or (len(rates) == 1 and (not rates[0].rate or is_known_rate(rates[0].rate)))


def has_usual_pictures(record: Product) -> bool:
    """Whether each picture lies in ``import_files`` and is named once."""
    images = record.images
    for path in images:
        if not path.startswith("import_files/") or ".." in path:
            return False
    return len(images) == 1 or len(images) == len(set(images))


def has_usual_values(record: Product) -> bool:
    """Whether properties, characteristics and requisites are named, and no value begins with ``-``.

    A number of an exchange that begins so may be the one that stands for nothing.
    """
    for value in record.property_values:
        if not value.id:
            return False
        for written in value.values:
            if written and written[0] == "-":
                return False
    for one in record.characteristics:
        text = one.value
        if not (one.name or one.id) or (text and text[0] == "-"):
            return False
    for item in record.requisites:  # noqa: SIM110 - a loop begins faster
        if not item.name:
            return False
    return True


def has_nothing_unknown(record: Product) -> bool:
    """Whether all its elements are known."""
    return not record.unknown
