import pytest
from tests.unit.checks.receivers.bytes_of import Case, case, checked, goods, offers, root

from cml_sync.checks.receivers.shops import RULES

OFFER = "<Ид>{}</Ид><Наименование>Кружка (белая)</Наименование>{}"
FEATURE = "<ХарактеристикаТовара><Наименование>{}</Наименование><Значение>{}</Значение></ХарактеристикаТовара>"  # noqa: E501
STOCK = "<Количество>5</Количество>"
PRICE = (
    "<Цены><Цена><ИдТипаЦены>t</ИдТипаЦены><ЦенаЗаЕдиницу>100.00</ЦенаЗаЕдиницу>"
    "<Коэффициент>{}</Коэффициент></Цена></Цены>"
)
TYPE = "<ТипЦены><Ид>t</Ид><Наименование>Розница</Наименование></ТипЦены>"
PRODUCT = "<Ид>p</Ид><Наименование>Кружка</Наименование>"
FULL = ' СодержитТолькоИзменения="false"'


def variant(identifier: str, *values: tuple[str, str], more: str = STOCK) -> str:
    features = "".join(FEATURE.format(*value) for value in values)
    listed = f"<ХарактеристикиТовара>{features}</ХарактеристикиТовара>"
    return OFFER.format(identifier, listed + more)


def variants(*identifiers: str) -> str:
    return offers(*(OFFER.format(identifier, "") for identifier in identifiers))


CASES = (
    case(
        "CML747",
        "opencart",
        offers(variant("p#a", ("Цвет", "белый"), ("Размер", "L"))),
        offers(
            variant("p#a", ("Цвет", "белый"), ("Размер", "")),
            variant("q", ("Цвет", "белый"), ("Размер", "L")),
        ),
    ),
    case(
        "CML748",
        "opencart",
        offers(variant("p#a", ("Цвет", "белый"), more="")),
        offers(variant("p#a", ("Цвет", "белый"), more="<Количество>0</Количество>")),
    ),
    case("CML749", "opencart", root("", ""), root("", ' ВерсияСхемы="1"')),
    case("CML749", "cs-cart", root("", ' ВерсияСхемы="2.08"'), root("", ' ВерсияСхемы="2.05"')),
    case("CML750", "opencart", offers(types=TYPE), offers(OFFER.format("p", ""))),
    case(
        "CML751",
        "woocommerce",
        offers(OFFER.format("p", PRICE.format("10"))),
        offers(OFFER.format("p", PRICE.format("1.000"))),
    ),
    case(
        "CML752", "woocommerce", variants("p#a", "q#a", "p#b"), variants("p#a", "p#b", "q", "q#a")
    ),
    case("CML753", "woocommerce", goods(PRODUCT, flags=FULL), goods(PRODUCT)),
    case("CML754", "hostcms", goods(name="Мебель"), goods(name="Основной каталог товаров")),
    case("CML756", "django-cml", offers(OFFER.format("p", STOCK)), offers(OFFER.format("p", ""))),
    *(
        Case(
            "CML759",
            name,
            (("import.xml", goods().encode()), ("offers.xml", offers().encode())),
            (("import.xml", goods().encode()),),
        )
        for name in ("django-cml2", "yii2", "medusa")
    ),
)


@pytest.mark.parametrize("one", CASES, ids=lambda one: f"{one.code}-{one.receiver}")
def test_a_sample_is_found_and_its_near_miss_is_not(one: Case) -> None:
    assert one.code in {problem.code for problem in checked(one.receiver, *one.found)}
    assert one.code not in {problem.code for problem in checked(one.receiver, *one.near)}


def test_every_rule_has_a_sample() -> None:
    assert {one.code for one in CASES} == {rule.code for rule in RULES}


def test_what_the_price_becomes_is_counted() -> None:
    content = offers(OFFER.format("p", PRICE.format("10")))
    (problem,) = checked("woocommerce", ("offers.xml", content.encode()))
    assert str(problem.message) == "The price `100.00` becomes `1000.00`"


def test_variants_in_two_parts_are_two_imports() -> None:
    one, two = variants("p#a").encode(), variants("p#b").encode()
    assert checked("woocommerce", ("offers0_1.xml", one), ("offers0_2.xml", two)) == []


def test_stock_that_is_not_read_is_told_once_per_part() -> None:
    content = offers(*(OFFER.format(f"p{n}", STOCK) for n in range(3))).encode()
    found = checked("django-cml", ("offers.xml", content), ("offers1.xml", content))
    assert [problem.place.file for problem in found] == ["offers.xml", "offers1.xml"]
