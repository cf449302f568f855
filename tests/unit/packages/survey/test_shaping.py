from decimal import Decimal

from cml_sync.model.goods import Catalog, Product
from cml_sync.model.information import CommercialInformation
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.offers import Offer, Price
from cml_sync.packages.survey.shape import Holder, ShapePath, write_shape
from cml_sync.packages.survey.shaping import Shaping
from cml_sync.packages.survey.shares import Share
from cml_sync.xml.entries import PartHeader


def header(version: str = "2.07", namespace: str = "", *, bom: bool = False) -> PartHeader:
    information = CommercialInformation(schema_version=version)
    return PartHeader("a.xml", "utf-8", "UTF-8", bom, namespace, information)


def test_headers_are_told_once() -> None:
    shaping = Shaping()
    shaping.part(header(bom=True))
    shaping.part(header(bom=True))
    shaping.part(header("3.1", "urn:1C.ru:commerceml_2"))
    shape = shaping.shape()
    assert shape.versions == ("2.07", "3.1")
    assert shape.namespaces == ("", "urn:1C.ru:commerceml_2")
    assert shape.encodings == ("utf-8", "utf-8 BOM")


def test_paths_are_sorted_and_coarse() -> None:
    shaping = Shaping()
    for number in range(40):
        price = Price(value=Decimal("1.50") if number else Decimal(2))
        shaping.record(Kind.OFFER, Offer(id=str(number), prices=(price, price)))
    shape = shaping.shape()
    assert shape.holders == (
        Holder(path="offer", element="Предложение", at_least=30),
        Holder(path="offer/prices", element="Предложение/Цены/Цена", at_least=30),
    )
    assert shape.paths[-1] == ShapePath(
        path="offer/prices/value",
        element="Предложение/Цены/Цена/ЦенаЗаЕдиницу",
        holder="offer/prices",
        present=Share.ALWAYS,
        filled=Share.ALWAYS,
        values={"number.2": Share.MOSTLY},
    )


def test_sections_and_the_root_have_a_shape() -> None:
    shaping = Shaping()
    shaping.section(Section.CATALOG, Catalog(id="c"))
    shaping.information(CommercialInformation(schema_version="2.07"))
    elements = {path.path: path.element for path in shaping.shape().paths}
    assert elements == {
        "catalog/id": "Каталог/Ид",
        "information/schema_version": "КоммерческаяИнформация/@ВерсияСхемы",
    }


def test_only_the_kinds_that_were_asked_for() -> None:
    shaping = Shaping((Kind.OFFER,))
    shaping.record(Kind.PRODUCT, Product(id="1"))
    shaping.record(Kind.OFFER, Offer(id="1"))
    shaping.section(Section.CATALOG, Catalog(id="c"))
    shape = shaping.shape()
    assert [path.path for path in shape.paths] == ["offer/id"]
    assert shape.kinds == (Kind.OFFER,)


def test_a_shape_holds_no_data() -> None:
    shaping = Shaping()
    shaping.record(Kind.PRODUCT, Product(id="Секрет-1", name="Тайна", sku="4600000000017"))
    written = write_shape(shaping.shape())
    assert not {"Секрет", "Тайна", "4600000000017"} & set(written.replace('"', " ").split())
    assert '"text"' in written
