"""What 1C reads otherwise in an order than the site meant it, and what it does not read."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from cml_sync.checks.knowledge.vat import is_known_rate
from cml_sync.checks.receivers.receiver import RECEIVERS, chosen, named
from cml_sync.checks.rule import Found, Rule, rule
from cml_sync.checks.view import RecordView
from cml_sync.messages import text
from cml_sync.model.documents import Container, Document, DocumentLine
from cml_sync.model.kinds import Kind
from cml_sync.model.views import fold
from cml_sync.patterns import pattern
from cml_sync.problems import Severity

_UT_RATES: Final = frozenset({"0", "10", "10/110", "18", "18/118", "20", "20/120"})
_WITHOUT: Final = frozenset({"безндс", "безналога"})
_WITH_CENTS: Final = pattern(r"[.,]00(?=$|/)")
_LETTERS: Final = 3
_BUYER: Final = fold("Покупатель")
_MAPPED: Final = pattern(r"<(Организация|Склад|Соглашение|Операция)[\s/>]")
_READ_BESIDES: Final = ("php-commerceml", "yii2", "dobromyslov", "commerceml-js")
_MODULE_VERSION: Final = 3


@lru_cache(maxsize=256)
def _is_zero_to_ut(rate: str) -> bool:
    """Whether 1C:УТ reads a rate that is not 0 as 0."""
    folded = "".join(rate.split()).lower()
    if not folded or folded in _WITHOUT:
        return False
    return _WITH_CENTS.sub("", folded.replace("%", "")) not in _UT_RATES and is_known_rate(rate)


def _rates(line: DocumentLine) -> Iterator[str]:
    yield from (tax.rate for tax in line.taxes if tax.rate)
    yield from (tax.rate for tax in line.tax_rates if tax.rate)


@rule(
    "CML722",
    Severity.ERROR,
    on=(Kind.DOCUMENT,),
    receivers=("ut11",),
    needs=("lines",),
    title=text("{receivers}: the VAT rate is read as 0", receivers=named("ut11")),
)
def unknown_vat(view: RecordView[Document]) -> Iterator[Found]:
    """A line of an order has a VAT rate that 1C:УТ does not read.

    Why: it knows 0, 10, 18 and 20 per cent and the calculated rates 10/110, 18/118, 20/120.
    Anything else silently becomes 0: also 22, the standard rate since 2026, and 5 and 7.

    Mend: update 1C:УТ if a newer version reads the rate; otherwise set the rate in 1C, in the card
    of the product, after the order was loaded.

    Source: 1C:УТ 11.5.19.74, `ОбменССайтомПовтИсп`: the reading of `Ставка`.
    """
    told: set[str] = set()
    for number, line in enumerate(view.record.lines, start=1):
        for rate in _rates(line):
            if rate not in told and _is_zero_to_ut(rate):
                told.add(rate)
                yield Found(
                    text("The VAT rate `{rate}` is read as 0", rate=rate),
                    text("Set the rate in 1C after the order was loaded"),
                    at=f"Товары/Товар[{number}]",
                )


@rule(
    "CML728",
    Severity.WARNING,
    on=(Kind.DOCUMENT,),
    receivers=("ut11",),
    title=text("{receivers}: a code is cut to three characters", receivers=named("ut11")),
)
def cut_code(view: RecordView[Document]) -> Iterator[Found]:
    """A currency or the unit of a line is longer than three characters.

    Why: 1C:УТ keeps three: "упак" becomes "упа", and is not found among the units.

    Mend: write the currency in three letters, and the unit as its code in ОКЕИ (796, 778).

    Source: 1C:УТ 11.5, `ОбменССайтом`: `Валюта`, `Единица`.
    """
    currency = view.record.currency
    if currency and len(currency) > _LETTERS:
        yield Found(text("`{value}` is cut to three characters", value=currency), at="Валюта")
    told: set[str] = set()
    for number, line in enumerate(view.record.lines, start=1):
        unit = line.unit.text if line.unit is not None else None
        if unit and len(unit) > _LETTERS and unit not in told:
            told.add(unit)
            yield Found(
                text("`{value}` is cut to three characters", value=unit),
                at=f"Товары/Товар[{number}]/Единица",
            )


@rule(
    "CML729",
    Severity.ERROR,
    on=(Kind.DOCUMENT,),
    receivers=("ut11",),
    needs=("warehouses",),
    title=text(
        "{receivers}: a warehouse without address and contact is refused", receivers=named("ut11")
    ),
)
def bare_warehouse(view: RecordView[Document]) -> Iterator[Found]:
    """An order names a warehouse without the fields of its address, or without a contact.

    Why: 1C:УТ takes it for a pick-up point, asks for `Адрес/АдресноеПоле` and `Контакты/Контакт`,
    and stops where one is missing.

    Mend: write both, or leave `Склады` out and name the warehouse in a requisite.

    Source: 1C:УТ 11.5, `ОбменССайтом`, `СоздатьОбновитьЗаказы`: `Документ/Склады/Склад`.
    """
    for number, warehouse in enumerate(view.record.warehouses, start=1):
        if warehouse.contacts and warehouse.address is not None and warehouse.address.fields:
            continue
        yield Found(
            text("The warehouse has no address in fields, or no contact"),
            text("Write `Адрес/АдресноеПоле` and `Контакты/Контакт`, or leave the warehouse out"),
            at=f"Склады/Склад[{number}]",
        )


@rule(
    "CML730",
    Severity.ERROR,
    on=(Kind.DOCUMENT,),
    receivers=("ut11",),
    needs=("counterparties",),
    title=text("{receivers}: only the first counterparty is read", receivers=named("ut11")),
)
def later_counterparties(view: RecordView[Document]) -> Iterator[Found]:
    """An order has several counterparties.

    Why: 1C:УТ takes the first one for the buyer; payer and receiver behind it are lost.

    Mend: write the buyer first, and the others as requisites or in the comment.

    Source: 1C:УТ 11.5, `ОбменССайтом`, `СоздатьОбновитьЗаказы`: `Контрагенты`.
    """
    parties = view.record.counterparties
    if len(parties) < 2:  # noqa: PLR2004 - more than one
        return
    roles = [fold(party.role or "") for party in parties]
    if _BUYER in roles[1:] and roles[0] != _BUYER:
        message = text("The first counterparty is taken for the buyer, who stands behind it")
    else:
        message = text("Of {count} counterparties only the first one is read", count=len(parties))
    yield Found(message, text("Write the buyer first"), at="Контрагенты")


@rule(
    "CML731",
    Severity.ERROR,
    on=(Kind.DOCUMENT,),
    receivers=("ut11",),
    needs=("counterparties",),
    title=text("{receivers}: a representative is not read", receivers=named("ut11")),
)
def flat_representative(view: RecordView[Document]) -> Iterator[Found]:
    """A representative stands in `Представитель` itself, not in `Представитель/Контрагент`.

    Why: the second form, that of 1C-Bitrix, is the only one that 1C:УТ reads: the contact person
    is lost.

    Mend: put `Отношение`, `Ид` and `Наименование` into `Представитель/Контрагент`.

    Source: 1C:УТ 11.5, `ОбменССайтом`: `Представители`.
    """
    for number, party in enumerate(view.record.counterparties, start=1):
        if any(one.counterparty is None for one in party.representatives):
            yield Found(
                text("The representative does not stand in `Представитель/Контрагент`"),
                at=f"Контрагенты/Контрагент[{number}]/Представители",
            )


@rule(
    "CML732",
    Severity.WARNING,
    on=(Kind.DOCUMENT,),
    receivers=("ut11",),
    needs=("lines",),
    title=text("{receivers}: a name is split at the sign #", receivers=named("ut11")),
)
def hash_in_name(view: RecordView[Document]) -> Iterator[Found]:
    """The name of a line holds `#`, but its `Ид` has no characteristic.

    Why: 1C:УТ splits the name at the first `#`: what stands behind it becomes the name of a
    characteristic.

    Mend: write another sign into the name ("№").

    Source: 1C:УТ 11.5, `ОбменССайтом`, `ДобавитьТоварыЗаказаXDTO`.
    """
    for number, line in enumerate(view.record.lines, start=1):
        if line.name and "#" in line.name and "#" not in (line.id or ""):
            yield Found(
                text("`{name}` is split at `#`", name=line.name),
                at=f"Товары/Товар[{number}]/Наименование",
            )


@rule(
    "CML733",
    Severity.WARNING,
    on=(Kind.DOCUMENT,),
    receivers=("ut11", "bus"),
    needs=("unknown",),
    title=text(
        "{receivers}: organisation and warehouse are read from requisites only",
        receivers=named("ut11", "bus"),
    ),
)
def element_for_requisite(view: RecordView[Document]) -> Iterator[Found]:
    """`Организация`, `Склад`, `Соглашение` or `Операция` stands in an order as an element.

    Why: both pass over it. The Bitrix module looks for requisites of the same name and compares
    their values with the names in 1C; 1C:УТ keeps requisites for its own mapping.

    Mend: write a requisite (`ЗначенияРеквизитов`) as well, with the very name in 1C, and set up the
    mapping in the node of the exchange.

    Source: FREESPORT-B2B, `docs/integrations/1c/order-import-handler-diagnostics.md`; 1C:УТ 11.5.
    """
    for item in view.record.unknown:
        found = _MAPPED.match(item.xml) if not item.at else None
        if found is not None:
            yield Found(
                text("The element `{name}` is passed over", name=found[1]),
                text("Write a requisite of this name"),
                at=found[1],
            )


@rule(
    "CML734",
    Severity.WARNING,
    on=(Kind.DOCUMENT,),
    receivers=("ut11", "bus"),
    needs=("lines",),
    title=text(
        "{receivers}: one order cannot be booked as one document", receivers=named("ut11", "bus")
    ),
)
def mixed_lines(view: RecordView[Document]) -> Iterator[Found]:
    """The lines of an order have different VAT rates, or come from different warehouses.

    Why: 1C books one sale from one warehouse at one rate: a person must split the order.

    Mend: let the site make one order for each pair of rate and warehouse.

    Source: FREESPORT-B2B, `docs/integrations/1c/order-vat-warehouse-routing.md`.
    """
    rates = {rate for line in view.record.lines for rate in _rates(line)}
    if len(rates) > 1:
        yield Found(
            text("The lines have {count} different VAT rates", count=len(rates)),
            text("Make one order for each rate and warehouse"),
            at="Товары",
        )
    places = {house.id for line in view.record.lines for house in line.warehouses if house.id}
    if len(places) > 1:
        yield Found(
            text("The lines come from {count} warehouses", count=len(places)),
            text("Make one order for each rate and warehouse"),
            at="Товары",
        )


@rule(
    "CML735",
    Severity.ERROR,
    on=(Kind.DOCUMENT,),
    receivers=("bus",),
    title=text("{receivers}: an order without container is not read", receivers=named("bus")),
)
def no_container(view: RecordView[Document]) -> Iterator[Found]:
    """A document of schema 3.1 stands directly under the root.

    Why: from 6.5.0.0 on the Bitrix module of 1C looks for `Контейнер` and finds no order.

    Mend: put each order with its payments and shipments into a `Контейнер`.

    Source: arsengoian/commerce-ml, pull request 4.
    """
    version = view.part.version
    if version is None or version < _MODULE_VERSION or "/Контейнер[" in view.place.path:
        return
    yield Found(text("The document does not stand in a `Контейнер`"))


@rule(
    "CML736",
    Severity.ERROR,
    on=(Kind.CONTAINER,),
    receivers=_READ_BESIDES,
    needs=("documents",),
    title=text("{receivers}: orders in a container are not found", receivers=named(*_READ_BESIDES)),
)
def in_container(view: RecordView[Container]) -> Iterator[Found]:
    """Documents stand in a `Контейнер`.

    Why: these readers look for `Документ` directly under the root, and find no order.

    Mend: write schema 2.10 or older without `Контейнер`.

    Source: carono/php-commerceml, dobromyslov/commerceml-parser, commerceml-js: the reading of
    orders.
    """
    if view.record.documents:
        for name in chosen(view.part, *_READ_BESIDES):
            yield Found(
                text(
                    "{receiver} does not look for documents in a `Контейнер`",
                    receiver=RECEIVERS[name].title,
                )
            )


RULES: Final[tuple[Rule, ...]] = (
    unknown_vat,
    cut_code,
    bare_warehouse,
    later_counterparties,
    flat_representative,
    hash_in_name,
    element_for_requisite,
    mixed_lines,
    no_container,
    in_container,
)
