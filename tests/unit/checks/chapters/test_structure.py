import pytest
from tests.unit.checks.staging import MOMENT, Sample, codes, order, part, sample, section

from cml_sync.checks.chapters.structure import RULES
from cml_sync.model.classifier import Classifier, Group, PriceType, Property
from cml_sync.model.documents import Container
from cml_sync.model.element import Unknown
from cml_sync.model.goods import BaseUnit, Catalog, Product
from cml_sync.model.information import CommercialInformation
from cml_sync.model.offers import Offer, OfferChange, OffersPackage, Price
from cml_sync.model.warehouses import Warehouse

UNIT = BaseUnit(code="796", text="шт")
CATALOG = Catalog(id="c", changes_only=True)
NOTHING_BUT_STATE: dict[str, object] = {"total": None, "lines": (), "counterparties": ()}

SAMPLES = (
    sample(
        "CML101",
        Product(id="p", base_unit=UNIT),
        Product(id="p", base_unit=UNIT, status="Удален"),
    ),
    sample(
        "CML102", Product(id="p", name="Кружка"), Product(id="p", name="Кружка", base_unit=UNIT)
    ),
    sample("CML103", Product(name="Кружка", base_unit=UNIT), Product(sku="CUP-1", base_unit=UNIT)),
    sample(
        "CML103",
        Product(id="", sku="CUP-1", base_unit=UNIT),
        Product(id="p", sku="", base_unit=UNIT),
    ),
    sample("CML104", Offer(id="", sku="CUP-1"), Offer(id="p", sku="")),
    sample("CML104", Offer(name="Кружка"), Offer(barcode="4600000000015")),
    sample("CML104", OfferChange(characteristic_id="blue"), OfferChange(id="p")),
    sample("CML105", Group(id="g", children=(Group(name="Чашки"),)), Group(id="g", name="Посуда")),
    sample("CML105", Group(id="g"), Group(id="g", deletion_mark=True)),
    sample("CML106", Property(name="Цвет"), Property(id="c", name="Цвет")),
    sample("CML107", PriceType(name="Розничная"), PriceType(id="retail")),
    sample("CML107", Warehouse(name="Основной"), Warehouse(id="main")),
    sample("CML108", Offer(id="p", prices=(Price(),)), Offer(id="p", prices=())),
    sample("CML111", part(section(Catalog(name="Каталог"))), part(section(CATALOG))),
    sample(
        "CML112",
        part(section(OffersPackage(id="#", changes_only=True))),
        part(section(OffersPackage(id="c#", changes_only=True))),
    ),
    sample("CML121", order(number=None), order(id=None)),
    sample("CML122", order(date=None), order()),
    sample("CML122", Container(documents=(order(date=None),)), Container()),
    sample(
        "CML122",
        order(date=None),
        order(date=None, unknown=(Unknown(xml="<Дата>вчера</Дата>"),)),
    ),
    sample("CML123", order(operation=""), order(operation="Возврат товара")),
    sample("CML124", order(role=None), order(role="Покупатель")),
    sample("CML125", order(currency=""), order(currency="643")),
    sample("CML125", order(currency=None), order(currency=None, **NOTHING_BUT_STATE)),
    sample("CML126", order(total=None), order(total=0)),
    sample("CML126", order(total=None), order(**NOTHING_BUT_STATE)),
    sample("CML127", order(counterparties=()), order()),
    sample(
        "CML131",
        part(section(CATALOG), information=CommercialInformation(schema_version="2.07")),
        part(
            section(CATALOG),
            information=CommercialInformation(
                schema_version="2.07", unknown_attributes=(("ДатаФормирования", "сегодня"),)
            ),
        ),
    ),
    sample(
        "CML132",
        part(section(CATALOG), information=CommercialInformation(generated_at=MOMENT)),
        part(section(CATALOG), version="210"),
    ),
    sample("CML133", part(), part(section(Classifier(id="c")))),
)


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.code)
def test_a_sample_is_found_and_its_near_miss_is_not(case: Sample) -> None:
    assert case.code in codes(*case.found)
    assert case.code not in codes(*case.near)


def test_every_rule_has_a_sample() -> None:
    assert {case.code for case in SAMPLES} == {rule.code for rule in RULES}
