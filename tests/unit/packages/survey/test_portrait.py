from decimal import Decimal

from cml_sync.model.documents import Document
from cml_sync.model.element import Element, Unknown
from cml_sync.model.goods import BaseUnit, Product
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.offers import Offer, Price
from cml_sync.model.parties import Counterparty
from cml_sync.packages.survey.portrait import LONGEST, MOST_LINES, Veil, lines


def shown(record: Element, veil: Veil) -> list[tuple[str, str]]:
    return [(row.element, row.value) for row in lines(record, veil)[0]]


GOODS = Veil(Kind.OFFER, Section.OFFERS_PACKAGE)
ORDERS = Veil(Kind.DOCUMENT, None)


def test_values_stand_under_the_names_of_the_standard() -> None:
    offer = Offer(
        id="1",
        name="",
        base_unit=BaseUnit(code="796", text="шт"),
        deletion_mark=False,
        images=(),
        prices=(Price(value=Decimal("1.50")), Price(value=Decimal("1E+3"))),
    )
    assert shown(offer, GOODS) == [
        ("Ид", "1"),
        ("ПометкаУдаления", "false"),
        ("Наименование", ""),
        ("БазоваяЕдиница/@Код", "796"),
        ("БазоваяЕдиница", "шт"),
        ("Картинка", ""),
        ("Цены/Цена[1]/ЦенаЗаЕдиницу", "1.50"),
        ("Цены/Цена[2]/ЦенаЗаЕдиницу", "1000"),
    ]


def test_customers_are_masked_and_sums_are_not() -> None:
    order = Document(
        number="А-17",
        total=Decimal("5.00"),
        counterparties=(Counterparty(full_name="Иванов Иван Иванович"),),
        unknown=(Unknown(xml="<Телефон>+79000000000</Телефон>"),),
        unknown_attributes=(("Кто", "Петров Пётр"),),
    )
    masked = dict(shown(order, ORDERS))
    assert masked["Сумма"] == "5.00"
    for word in ("Иванов", "Петров", "+7900", "Телефон"):
        assert word not in "".join(masked.values())
    open_ = dict(shown(order, Veil(Kind.DOCUMENT, None, lifted=True)))
    assert open_["Контрагенты/Контрагент/ПолноеНаименование"] == "Иванов Иван Иванович"
    assert open_["?"] == "<Телефон>+79000000000</Телефон>"


def test_unknown_elements_of_goods_are_shown() -> None:
    product = Product(unknown=(Unknown(at="Группы", xml="<Слаг>a</Слаг>"),))
    assert shown(product, Veil(Kind.PRODUCT, Section.CATALOG)) == [("Группы/?", "<Слаг>a</Слаг>")]


def test_long_things_are_cut_and_counted() -> None:
    product = Product(name="н" * 2 * LONGEST, images=("a",) * (MOST_LINES + 9))
    kept, more = lines(product, Veil(Kind.PRODUCT, Section.CATALOG))
    assert (len(kept), more) == (MOST_LINES, 10)
    assert kept[0].value == "н" * LONGEST + "…"
