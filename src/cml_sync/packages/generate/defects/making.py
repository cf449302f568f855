"""How records are spoilt, and how those are made that are added."""

from typing import Any, TypeVar

from cml_sync.model.classifier import Group, PriceType, Property, Unit
from cml_sync.model.documents import Container, Document, DocumentLine
from cml_sync.model.element import Element, Unknown
from cml_sync.model.goods import BaseUnit, Product, PropertyValue
from cml_sync.model.offers import Offer, Price, Stock
from cml_sync.model.parties import Counterparty
from cml_sync.model.requisites import Requisite
from cml_sync.model.warehouses import Warehouse
from cml_sync.packages.generate.defects.defect import Site
from cml_sync.packages.generate.lists import COLOUR
from cml_sync.xml.dialects import StockForm
from cml_sync.xml.writing.changing import changed

E = TypeVar("E", bound=Element)


def but(record: E, **fields: Any) -> E:
    """`record` with other values, read as a reader would."""
    made = type(record).model_validate(fields)
    return changed(record, {name: getattr(made, name) for name in fields})


def without(record: E, *names: str) -> E:
    """`record` with fields that are not set."""
    return changed(record, {}, unset=names)


def odd(record: E, xml: str, *names: str, at: str = "") -> E:
    """`record` with an element written as it stands, in place of the fields `names`."""
    return changed(record, {"unknown": (*record.unknown, Unknown(at=at, xml=xml))}, unset=names)


def name(site: Site, more: str = "") -> str:
    """A name that nothing else has."""
    return f"Проверка {int(site.code[3:])}, случай {site.number + 1}{more}"


def product(site: Site, more: int = 0, **fields: Any) -> Product:
    """A product that is added."""
    made = without(site.world.goods.product(site.beyond + more * 10_000), "images")
    return but(made, **fields) if fields else made


def offer(of: Product, site: Site, characteristic: str = "", **fields: Any) -> Offer:
    """An offer of a product that is added; without prices and stock."""
    said = {"id": f"{of.id}{characteristic}", "name": of.name, **site.world.lists.marks()}
    if of.base_unit is not None:
        said["base_unit"] = of.base_unit
    return Offer.model_validate(said | fields)


def order(site: Site, more: int = 0, **fields: Any) -> Document:
    """An order that is added."""
    name = f"{site.beyond + more * 10_000}"
    return but(site.world.orders.deal(0).order, **({"id": name, "number": name} | fields))


def documents(site: Site, *orders: Document) -> tuple[Element, ...]:
    """Orders as the package has them: each in a container in 3.1."""
    if not site.shape.split:
        return orders
    return tuple(Container(documents=(one,)) for one in orders)


def group(site: Site, **fields: Any) -> Group:
    """A group that is added."""
    said = {"id": site.guid("group"), "name": name(site), **site.world.lists.marks()}
    return Group.model_validate(said | fields)


def prop(site: Site, **fields: Any) -> Property:
    """A property that is added; of text."""
    said = {"id": site.guid("property"), "name": name(site), "value_type": "Строка"}
    return Property.model_validate(said | site.world.lists.marks() | fields)


def price_type(site: Site, **fields: Any) -> PriceType:
    """A price type that is added."""
    said = {"id": site.guid("price"), "name": name(site), "currency": "RUB"}
    return PriceType.model_validate(said | site.world.lists.marks() | fields)


def warehouse(site: Site, **fields: Any) -> Warehouse:
    """A warehouse that is added."""
    said = {"id": site.guid("warehouse"), "name": name(site)}
    return Warehouse.model_validate(said | site.world.lists.marks() | fields)


def unit(site: Site, **fields: Any) -> Unit:
    """A unit that is added: one of ОКЕИ that no product has."""
    codes = (("839", "компл"), ("704", "набор"), ("778", "упак"), ("736", "рул"), ("868", "бут"))
    code, short = codes[site.number % len(codes)]
    said = {"id": code, "code": code, "short_name": short}
    return Unit.model_validate(said | site.world.lists.marks() | fields)


def value(identifier: str | None, *values: str) -> PropertyValue:
    """The value of a property."""
    return PropertyValue(id=identifier, values=values)


def with_values(record: Product, *values: PropertyValue) -> Product:
    """`record` with no other values of properties."""
    return but(record, property_values=values)


def colour_id(site: Site) -> str | None:
    """The id of the property that lists its options."""
    return site.world.lists.properties[COLOUR].id


def repriced(record: Offer, at: int = 0, **fields: Any) -> Offer:
    """`record` with one of its prices changed, and without tiers of it."""
    prices = [price for price in record.prices if "min_quantity" not in price.model_fields_set]
    if not prices:
        prices = [Price(value=1)]
    fields.setdefault("presentation", None)
    prices[at] = without(but(prices[at], **fields), *_unset(fields))
    return but(record, prices=tuple(prices))


def tiered(record: Offer, *tiers: dict[str, Any]) -> Offer:
    """`record` with tiers of its first price in place of all its prices."""
    first = without(record.prices[0], "presentation", "min_quantity")
    return but(record, prices=tuple(but(first, **tier) for tier in tiers))


def restocked(record: Offer, *rows: tuple[str | None, Any], total: Any = None) -> Offer:
    """`record` with other stock by warehouse, in the form it has it."""
    if "rests" in record.model_fields_set:
        rests = tuple({"warehouses": ({"id": one, "quantity": much},)} for one, much in rows)
        record = but(record, rests=rests)
        return record if total is None else but(record, quantity=total)
    stocks = tuple(Stock(warehouse_id=one, quantity=much) for one, much in rows)
    whole = sum(much for _, much in rows) if total is None else total
    return but(record, stocks=stocks, quantity=whole)


def totalled(record: Offer, total: Any) -> Offer:
    """`record` with its total alone."""
    record = without(record, *({"stocks", "rests"} & record.model_fields_set))
    return but(record, quantity=total)


def weighed(record: Offer) -> Offer:
    """`record` in kilograms, of which there may be a part."""
    if "base_unit" not in record.model_fields_set:
        return record
    kilogram = BaseUnit(code="166", full_name="Килограмм", international="KGM", text="кг")
    prices = tuple(without(price, "unit", "presentation") for price in record.prices)
    record = but(record, base_unit=kilogram)
    return but(record, prices=prices) if prices else record


def attributes(site: Site) -> bool:
    """Whether stock is said by attributes."""
    return site.shape.dialect.stocks is StockForm.ATTRIBUTES


def with_line(document: Document, at: int = 0, **fields: Any) -> Document:
    """`document` with one line changed."""
    lines = list(document.lines)
    lines[at] = without(but(lines[at], **fields), *_unset(fields))
    return but(document, lines=tuple(lines))


def alone(document: Document, **fields: Any) -> Document:
    """`document` with its first line alone, changed so that all of it is plain; it adds up."""
    line = _plain(document.lines[0])
    made = without(but(line, **fields), *_unset(fields))
    said: dict[str, Any] = {"lines": (made,), "total": made.total}
    return without(but(document, **said), "taxes")


def plain_line(document: Document) -> DocumentLine:
    """The first line of `document`, for two pieces at 350."""
    return _plain(document.lines[0])


def _plain(line: DocumentLine) -> DocumentLine:
    bare = without(line, "taxes", "discounts")
    return but(bare, price="350.00", quantity="2", total="700.00")


def lined(document: Document, *lines: DocumentLine, **fields: Any) -> Document:
    """`document` with other lines, and their total."""
    total = sum(line.total for line in lines if line.total is not None)
    return without(but(document, **{"lines": lines, "total": total, **fields}), "taxes")


def with_buyer(document: Document, **fields: Any) -> Document:
    """`document` with its buyer changed, under an id of its own."""
    buyer = document.counterparties[0]
    made = without(but(buyer, **fields), *_unset(fields))
    return but(document, counterparties=(made,))


def bought_by(document: Document, *buyers: Counterparty) -> Document:
    """`document` with other parties."""
    return but(document, counterparties=buyers)


def buyer(site: Site, **fields: Any) -> Counterparty:
    """A person that buys, with nothing but a name."""
    said = {"id": f"client-{site.beyond}", "name": "Примеров Иван", "role": "Покупатель"}
    return Counterparty.model_validate(said | fields)


def requisites(record: E, **values: str | None) -> E:
    """`record` with requisites of these names in place of those it has; `_` stands for a space."""
    wanted = {name.replace("_", " "): value for name, value in values.items()}
    kept = [one for one in getattr(record, "requisites", ()) if one.name not in wanted]
    added = [Requisite(name=name, values=(said,)) for name, said in wanted.items() if said]
    return but(record, requisites=(*kept, *added))


def _unset(fields: dict[str, Any]) -> list[str]:
    return [name for name, value in fields.items() if value is None]
