"""1C-Bitrix and its like: goods and offers that are skipped, taken for others, or deleted."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from cml_sync.checks.receivers.receiver import RECEIVERS, chosen, named
from cml_sync.checks.rule import Found, Level, Rule, Scope, rule
from cml_sync.checks.view import PackageView, RecordView, SectionView
from cml_sync.messages import text
from cml_sync.model.classifier import PriceType
from cml_sync.model.goods import Product
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.offers import Offer
from cml_sync.model.views import Deletion, deletion
from cml_sync.problems import Severity

_GOODS: Final = (Kind.PRODUCT, Kind.OFFER)
_UNREAD: Final = {"bitrix": Deletion.ATTRIBUTE, "opencart": Deletion.ELEMENT}
_BY_NAME: Final = ("bitrix", "hostcms", "cs-cart")
_ALONE: Final = (frozenset({"id", "prices"}), frozenset({"id", "rests"}))
_TRADED: Final = ("prices", "rests", "quantity", "stocks", "warehouse_quantities")
_NO_CHILDREN: Final = frozenset({"status", "unknown_attributes"})
_DESCRIBED: Final = frozenset({"name", "status_element"})
_SINCE_SPLIT: Final = 3


@rule(
    "CML738",
    Severity.ERROR,
    on=_GOODS,
    receivers=tuple(_UNREAD),
    needs=("status", "status_element"),
    title=text("{receivers}: the deletion is not read", receivers=named(*_UNREAD)),
)
def deletion_unread(view: RecordView[Product]) -> Iterator[Found]:
    """A product or offer says that it is deleted in a form which the receiver does not read.

    Why: it stays on sale. 1C-Bitrix does not look at the attribute `Статус="Удален"`, only at the
    child `Статус` and at `ПометкаУдаления`; exchange1c reads these but not the child.

    Mend: let cml-sync send the file: its presets write every form that the receiver reads. In 1C
    itself the form cannot be chosen.

    Source: 1C-Bitrix 19.0 and 22.100; Tseka85/opencart3-exchange1c, `model/extension/exchange1c`,
    `parseOffers`.
    """
    record = view.record
    form = deletion(record)
    if form is None or record.deletion_mark:
        return
    for name in chosen(view.part, *_UNREAD):
        both = name == "bitrix" and record.status_element
        if form is _UNREAD[name] and not both:
            yield Found(
                text(
                    "{receiver} does not read the deletion in `{form}`",
                    receiver=RECEIVERS[name].title,
                    form=form.value,
                ),
                text("Write `ПометкаУдаления` as well"),
                at=form.value,
            )


@rule(
    "CML739",
    Severity.ERROR,
    on=(Kind.OFFER,),
    receivers=("bitrix",),
    needs=_TRADED,
    title=text(
        "{receivers}: prices or stock are taken for a whole offer", receivers=named("bitrix")
    ),
)
def more_than_prices(view: RecordView[Offer]) -> Iterator[Found]:
    """An offer without a name has more children than `Ид` and `Цены`, or `Ид` and `Остатки`.

    Why: 1C-Bitrix knows a file of prices or stock by offers with just these two children. One more
    (`НомерВерсии`, `Количество`, `Склад`) makes it a whole offer: name, picture and properties
    that the file does not have are emptied.

    Mend: write prices and stock in parts of their own, or whole offers with their names.

    Source: 1C-Bitrix 19.0 and 22.100, the import of `ПакетПредложений` by `catalog.import.1c`.
    """
    given = view.record.model_fields_set
    if given in _ALONE or not given.isdisjoint(_DESCRIBED) or given.isdisjoint(_TRADED):
        return
    if given - _NO_CHILDREN in _ALONE:
        return
    yield Found(
        text("Besides `Ид` and prices or stock there is more: it is taken for a whole offer"),
        text("Write nothing but `Ид` and `Цены`, or `Ид` and `Остатки`"),
    )


@lru_cache(maxsize=1024)
def _is_codeless(code: str | None, written: str | None) -> bool:
    """Whether a unit that is named has nothing that 1C-Bitrix could read as its code."""
    used = code if code and code.strip() else written
    return bool(used) and not (used or "").strip()[:1].isdigit()


@rule(
    "CML740",
    Severity.ERROR,
    on=_GOODS,
    receivers=("bitrix",),
    needs=("base_unit",),
    title=text("{receivers}: a unit without code stops the import", receivers=named("bitrix")),
)
def unit_without_code(view: RecordView[Product]) -> Iterator[Found]:
    """The base unit has a name but no code of ОКЕИ.

    Why: 1C-Bitrix reads the attribute `Код`, or the text if there is none, as a number. Where that
    gives nothing the import stops with an error.

    Mend: in 1C: "НСИ и администрирование — Классификаторы — Единицы измерения", fill in "Код".

    Source: `БазоваяЕдиница@Код` (schema 2.04); 1C-Bitrix 19.0; threads of users about an import
    that a unit without code stops.
    """
    unit = view.record.base_unit
    if unit is None or not _is_codeless(unit.code, unit.text or unit.full_name):
        return
    name = unit.text or unit.full_name or ""
    if view.index.for_receivers.first(f"CML740{name}", view.part.header.file):
        yield Found(
            text("The unit `{unit}` has no code", unit=name),
            text("Write the code of ОКЕИ into `Код`"),
            at="БазоваяЕдиница",
        )


@lru_cache(maxsize=256)
def _becomes_roubles(currency: str) -> bool:
    """Whether 1C-Bitrix takes a currency for roubles though it is written otherwise."""
    return not currency.isascii() and currency.strip().lower() != "руб"


@rule(
    "CML741",
    Severity.ERROR,
    scope=Scope.PACKAGE,
    level=Level.REFERENCES,
    receivers=("bitrix",),
    title=text("{receivers}: the currency becomes roubles", receivers=named("bitrix")),
)
def currency_to_roubles(view: PackageView) -> Iterator[Found]:
    """A currency is written in other than Latin letters, and is not "руб".

    Why: 1C-Bitrix takes it for RUB and reports an error: prices in hryvnias become prices in
    roubles.

    Mend: in 1C: "НСИ и администрирование — Классификаторы — Валюты", give it the letters of
    ISO 4217 (UAH, KZT, BYN).

    Source: 1C-Bitrix 19.0 and 22.100, `iblock/classes/mysql/cml2.php`.
    """
    for currency in sorted({one for one in view.index.currencies.values() if one}):
        if _becomes_roubles(currency):
            yield Found(
                text("The currency `{currency}` of price types becomes RUB", currency=currency)
            )
    told: set[str] = set()
    for (_, currency), sighting in view.index.price_currencies.items():
        if _becomes_roubles(currency) and currency not in told:
            told.add(currency)
            yield Found(
                text("The currency `{currency}` of prices becomes RUB", currency=currency),
                text("Write the three letters of ISO 4217"),
                place=sighting.place,
            )


@rule(
    "CML742",
    Severity.ERROR,
    scope=Scope.SECTION,
    on=(Section.CATALOG, Section.OFFERS_PACKAGE),
    receivers=("bitrix",),
    title=text(
        "{receivers}: what stands in other parts is deleted and made again",
        receivers=named("bitrix"),
    ),
)
def full_in_portions(view: SectionView[Any]) -> Iterator[Found]:
    """A catalogue or package of offers that is called full comes in several parts.

    Why: 1C-Bitrix looks at each part by itself: after the first one it deletes (or deactivates)
    everything that this part does not hold. Goods of the later parts are made again, without what
    editors of the site have added to them.

    Mend: in 1C, in the node of the exchange, make the portion large enough for a full export, or
    export only changes.

    Source: 1C:УТ 11.5, which writes `СодержитТолькоИзменения="false"` into the first portion;
    1C-Bitrix, `catalog.import.1c`: `ELEMENT_ACTION`.
    """
    version = view.part.version
    if not view.records or (version is not None and version >= _SINCE_SPLIT):
        return
    memory = view.index.for_receivers
    key = (view.section.value, view.header.id or "")
    earlier = memory.full.get(key)
    if earlier is not None:
        yield Found(
            text(
                "`{file}` began with a full set: all that stands here was deleted by then",
                file=earlier,
            ),
            text("Send a full set in one part"),
        )
    elif view.header.changes_only is not True:
        memory.full[key] = view.part.header.file


@rule(
    "CML743",
    Severity.WARNING,
    scope=Scope.SECTION,
    on=(Section.CATALOG, Section.OFFERS_PACKAGE, Section.REFERENCE_BOOKS),
    receivers=("bitrix",),
    title=text("{receivers}: what is not in the file is deleted", receivers=named("bitrix")),
)
def taken_for_full(view: SectionView[Any]) -> Iterator[Found]:
    """`СодержитТолькоИзменения` is missing.

    Why: 1C-Bitrix then takes the section for a full set, and deletes or deactivates what is not in
    it; of reference books it deletes items.

    Mend: write `СодержитТолькоИзменения="true"` where only changes are sent.

    Source: 1C-Bitrix 19.0 and 22.100, `catalog.import.1c`, `catalog.import.hl`.
    """
    if view.records and view.header.changes_only is None:
        yield Found(
            text("Nothing says whether these are only changes: it is taken for the full set"),
            text("Write `СодержитТолькоИзменения`"),
        )


@rule(
    "CML744",
    Severity.ERROR,
    on=(Kind.PRICE_TYPE,),
    level=Level.REFERENCES,
    receivers=_BY_NAME,
    title=text("{receivers}: price types are told by their names", receivers=named(*_BY_NAME)),
)
def price_type_names(view: RecordView[PriceType]) -> Iterator[Found]:
    """Two price types have one name, or a price type has none.

    Why: 1C-Bitrix 19.0 refuses the price types if a name stands twice; HostCMS and the add-on of
    CS-Cart find the price by the name, and mix up prices or leave them out.

    Mend: in 1C: "НСИ и администрирование — Настройка НСИ — Виды цен", give each its own name.

    Source: 1C-Bitrix, `iblock/classes/mysql/cml2.php` (message `PRICE_DUP_ERROR`); HostCMS,
    `modules/shop/item/import/cml/controller.php`.
    """
    name = view.record.name
    if not name:
        for receiver in chosen(view.part, "hostcms", "cs-cart"):
            yield Found(
                text(
                    "{receiver} finds no price type without a name",
                    receiver=RECEIVERS[receiver].title,
                )
            )
    elif view.index.price_type_names.get(name, view.record.id) != view.record.id:
        for receiver in chosen(view.part, *_BY_NAME):
            yield Found(
                text(
                    "{receiver} cannot tell two price types `{name}` apart",
                    receiver=RECEIVERS[receiver].title,
                    name=name,
                ),
                at="Наименование",
            )


@rule(
    "CML745",
    Severity.ERROR,
    on=_GOODS,
    receivers=("bitrix",),
    title=text("{receivers}: the id is split at another place", receivers=named("bitrix")),
)
def several_hashes(view: RecordView[Product]) -> Iterator[Found]:
    """An `Ид` holds more than one `#`.

    Why: 1C and HostCMS split product and characteristic at the first `#`, 1C-Bitrix at the last:
    the offer finds no product.

    Mend: 1C writes one; look for the extension or script that made this id.

    Source: 1C-Bitrix 19.0, `iblock/classes/mysql/cml2.php`; 1C:УТ 11.5, `ОбменССайтом`.
    """
    identifier = view.record.id
    if identifier and identifier.count("#") > 1:
        yield Found(text("`{id}` is split at its last `#`", id=identifier), at="Ид")


@rule(
    "CML746",
    Severity.WARNING,
    on=(Kind.PRODUCT,),
    receivers=("bitrix",),
    title=text("{receivers}: a product with characteristic is skipped", receivers=named("bitrix")),
)
def characteristic_in_catalog(view: RecordView[Product]) -> Iterator[Found]:
    """A product of the catalogue has a characteristic in its `Ид` (`product#characteristic`).

    Why: 1C-Bitrix passes over such rows where offers are kept apart from products: the picture and
    description of the characteristic are lost.

    Mend: in 1C, in the node of the exchange, switch characteristics off for the catalogue; offers
    keep them.

    Source: 1C:УТ 11.5, which writes a product for each characteristic; 1C-Bitrix 19.0.
    """
    identifier = view.record.id
    if identifier and "#" in identifier:
        yield Found(text("`{id}` is skipped", id=identifier), at="Ид")


RULES: Final[tuple[Rule, ...]] = (
    deletion_unread,
    more_than_prices,
    unit_without_code,
    currency_to_roubles,
    full_in_portions,
    taken_for_full,
    price_type_names,
    several_hashes,
    characteristic_in_catalog,
)
