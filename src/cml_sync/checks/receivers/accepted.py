"""What a receiver takes at all: names of files, kinds of records, elements it cannot do without."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

from cml_sync.checks.receivers.receiver import RECEIVERS, chosen, named
from cml_sync.checks.rule import Found, Rule, Scope, rule
from cml_sync.checks.view import PartView, RecordView
from cml_sync.messages import text
from cml_sync.model.element import Element
from cml_sync.model.kinds import Kind
from cml_sync.model.offers import Offer
from cml_sync.patterns import pattern
from cml_sync.problems import Severity

_NO_ORDERS: Final = ("tilda", "megagroup", "shop-script", "django-cml")

_NAMES: Final[Mapping[str, re.Pattern[str]]] = MappingProxyType(
    {
        "opencart": pattern(r"^(import|offers|prices|rests)", re.IGNORECASE),
        "cs-cart": pattern(r"import|offers", re.IGNORECASE),
        "okaycms": pattern(r"import|offers|prices|rests", re.IGNORECASE),
        "yii2": pattern(r"offer|import"),
        "laravel": pattern(r"^(import|offers)\.xml$"),
    }
)
"""The names of files with goods that a receiver reads."""

_WANTED: Final[Mapping[Kind, Mapping[str, str]]] = MappingProxyType(
    {
        Kind.PRODUCT: {
            "id": "Ид",
            "sku": "Артикул",
            "code": "Код",
            "name": "Наименование",
            "base_unit": "БазоваяЕдиница",
            "category_id": "Категория",
        },
        Kind.OFFER: {
            "id": "Ид",
            "name": "Наименование",
            "quantity": "Количество",
            "base_unit": "БазоваяЕдиница",
        },
        Kind.PROPERTY: {
            "id": "Ид",
            "name": "Наименование",
            "value_type": "ТипЗначений",
            "for_products": "ДляТоваров",
        },
        Kind.PRICE_TYPE: {
            "id": "Ид",
            "name": "Наименование",
            "currency": "Валюта",
            "taxes": "Налог",
        },
    }
)
_TYPES: Final = frozenset({"Строка", "Число", "Время", "Справочник"})
_WANTED_OF_PRICE: Final = {
    "presentation": "Представление",
    "price_type_id": "ИдТипаЦены",
    "value": "ЦенаЗаЕдиницу",
    "currency": "Валюта",
    "unit": "Единица",
    "coefficient": "Коэффициент",
}


def _missing(record: Element, wanted: Mapping[str, str]) -> str:
    given = record.model_fields_set
    return ", ".join(f"`{tag}`" for field, tag in wanted.items() if field not in given)


@rule(
    "CML755",
    Severity.ERROR,
    on=tuple(_WANTED),
    receivers=("django-cml2",),
    title=text("{receivers}: the whole file is refused", receivers=named("django-cml2")),
)
def wanted(view: RecordView[Any]) -> Iterator[Found]:
    """A record lacks an element that django-cml2 cannot do without, or has an odd value in it.

    Why: its reader raises an error at the first such element, and the whole file is refused. It
    wants `Артикул`, `Код`, `Категория` and `БазоваяЕдиница` with its attributes in products;
    `Количество` without a fraction and `БазоваяЕдиница` in offers; `Единица`, `Коэффициент` and
    the others in prices; `ДляТоваров` and a type of the standard in properties; a number in
    `Ставка`.

    Mend: let a script fill them in before the file is sent; 1C:УНФ writes most of them, 1C:УТ does
    not.

    Source: sergey-gru/django-cml, `cml/items.py` and `cml/xml.py`.
    """
    for case in _unwanted(view):
        # The reader stops at the first one: every kind of case is told once.
        if view.index.for_receivers.first(f"{view.kind}{case.message}", view.part.header.file):
            yield case


def _unwanted(view: RecordView[Any]) -> Iterator[Found]:
    record = view.record
    if missing := _missing(record, _WANTED[view.kind]):
        yield Found(text("{names} missing: the whole file is refused", names=missing))
    if view.kind is Kind.PRODUCT:
        yield from _odd_rates(record)
    elif view.kind is Kind.OFFER:
        yield from _odd_offer(record)
    elif view.kind is Kind.PROPERTY and record.value_type and record.value_type not in _TYPES:
        yield Found(
            text(
                "The type `{type}` is not known: the whole file is refused", type=record.value_type
            ),
            at="ТипЗначений",
        )


def _odd_rates(record: Any) -> Iterator[Found]:
    for tax in record.tax_rates:
        if tax.rate and not _is_number(tax.rate):
            yield Found(
                text("The rate `{rate}` is no number: the whole file is refused", rate=tax.rate),
                at="СтавкиНалогов",
            )


@lru_cache(maxsize=64)
def _is_number(rate: str) -> bool:
    return rate.strip().replace(".", "", 1).isdecimal()


def _odd_offer(offer: Offer) -> Iterator[Found]:
    quantity = offer.quantity
    if quantity is not None and quantity.as_tuple().exponent != 0:
        yield Found(
            text("A quantity has a fraction: the whole file is refused"),
            at="Количество",
        )
    for number, price in enumerate(offer.prices, start=1):
        if missing := _missing(price, _WANTED_OF_PRICE):
            yield Found(
                text("{names} missing: the whole file is refused", names=missing),
                at=f"Цены/Цена[{number}]",
            )


@rule(
    "CML757",
    Severity.ERROR,
    scope=Scope.PART,
    receivers=tuple(_NAMES),
    title=text("{receivers}: a file of this name is not read", receivers=named(*_NAMES)),
)
def name_unread(view: PartView) -> Iterator[Found]:
    """The name of a file with goods, prices or stock is not one that the receiver looks for.

    Why: these receivers choose by the name what to do, and pass over others, most of them with the
    answer `success`. OpenCart wants a name that begins with import, offers, prices or rests,
    CS-Cart and yii2 one with import or offers in it, OkayCMS also prices and rests,
    laravel-exchange1c exactly `import.xml` and `offers.xml`.

    Mend: rename the file before it is sent, or set the 1C side to an older version of the schema.

    Source: exchange1c; CS-Cart, `rus_exim_1c`; OkayCMS, `Integration1C`; carono/yii2-1c-exchange,
    `actionImport`; bigperson/exchange1c, `CatalogService`.
    """
    if not view.sections:
        return
    name = view.part.header.file.rpartition("!")[2].replace("\\", "/").rpartition("/")[2]
    for receiver in chosen(view.part, *_NAMES):
        if not _NAMES[receiver].search(name):
            yield Found(
                text(
                    "{receiver} does not read a file with the name `{name}`",
                    receiver=RECEIVERS[receiver].title,
                    name=name,
                )
            )


@rule(
    "CML758",
    Severity.ERROR,
    on=(Kind.DOCUMENT,),
    receivers=_NO_ORDERS,
    title=text("{receivers}: orders from 1C are not read", receivers=named(*_NO_ORDERS)),
)
def orders_unread(view: RecordView[Any]) -> Iterator[Found]:
    """The file holds orders.

    Why: these receivers take goods only, or answer `success` to orders and do nothing with them.
    django-cml looks for one document and goes through its elements as if each were one.

    Mend: do not send orders there; bring their statuses over in another way.

    Source: webasyst/shop-script, `plugins/cml1c`; ArtemiusUA/django-cml, `cml/utils.py`,
    `import_orders`; poofeg/vk-to-commerceml for Tilda.
    """
    if view.index.for_receivers.first("CML758", view.part.header.file):
        for receiver in chosen(view.part, *_NO_ORDERS):
            yield Found(
                text(
                    "{receiver} does not read orders, from this one on",
                    receiver=RECEIVERS[receiver].title,
                )
            )


RULES: Final[tuple[Rule, ...]] = (wanted, name_unread, orders_unread)
