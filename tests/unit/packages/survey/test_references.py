from collections import Counter
from decimal import Decimal

from cml_sync.model.classifier import Category, Group, Property
from cml_sync.model.documents import Container, Document, DocumentLine, SubordinateDocument
from cml_sync.model.element import Element
from cml_sync.model.goods import Analog, BaseUnit, Component, Product, PropertyValue
from cml_sync.model.offers import Offer, OfferChange, Price, Stock
from cml_sync.model.parties import Counterparty
from cml_sync.model.records import kind_of
from cml_sync.model.warehouses import Warehouse
from cml_sync.packages.survey.references import arrows


def found(record: Element) -> Counter[tuple[str, str, str]]:
    return Counter(
        (arrow.kind.value, arrow.id, arrow.source) for arrow in arrows(kind_of(record), record)
    )


def test_a_product() -> None:
    product = Product(
        group_ids=("g", "h"),
        category_id="c",
        base_unit=BaseUnit(code="796"),
        property_values=(PropertyValue(id="p"), PropertyValue()),
        components=(Component(id="x"),),
        analogs=(Analog(id="y"),),
    )
    assert found(product) == {
        ("group", "g", "product"): 1,
        ("group", "h", "product"): 1,
        ("category", "c", "product"): 1,
        ("unit", "796", "product"): 1,
        ("property", "p", "product"): 1,
        ("product", "x", "product"): 1,
        ("product", "y", "product"): 1,
    }


def test_an_offer() -> None:
    offer = Offer(
        id="p#c",
        prices=(Price(price_type_id="r"), Price(price_type_id="r"), Price()),
        stocks=(Stock(warehouse_id="w", quantity=Decimal(1)),),
    )
    assert found(offer) == {
        ("product", "p", "offer"): 1,
        ("price_type", "r", "price"): 2,
        ("warehouse", "w", "stock"): 1,
    }


def test_a_change_of_an_offer() -> None:
    assert found(OfferChange(id="p", characteristic_id="c")) == {
        ("product", "p", "offer_change"): 1,
        ("offer", "p#c", "offer_change"): 1,
    }


def test_documents_wherever_they_stand() -> None:
    payment = SubordinateDocument(basis_id="1")
    order = Document(
        counterparties=(Counterparty(id="k"),),
        warehouses=(Warehouse(id="w"),),
        lines=(DocumentLine(id="p#c"), DocumentLine(id="q")),
        subordinates=(payment,),
    )
    assert found(Container(documents=(order,))) == {
        ("counterparty", "k", "document"): 1,
        ("warehouse", "w", "document"): 1,
        ("product", "p", "line"): 1,
        ("offer", "p#c", "line"): 1,
        ("product", "q", "line"): 1,
        ("offer", "q", "line"): 1,
        ("document", "1", "document"): 1,
    }


def test_properties_of_groups_and_categories() -> None:
    inner = Group(properties=(Property(id="p"),))
    assert found(Group(children=(inner,))) == {("property", "p", "group"): 1}
    assert found(Category(property_ids=("p",))) == {("property", "p", "category"): 1}
    assert found(Property(id="p")) == {}
