import pytest
from tests.unit.checks.receivers.bytes_of import Case, case, checked, goods, offers, order, root

from cml_sync.checks.receivers.accepted import RULES

UNIT = '<БазоваяЕдиница Код="796" НаименованиеПолное="Штука" МеждународноеСокращение="PCE"/>'
PRODUCT = (
    "<Ид>p</Ид><Артикул/><Код>1</Код><Наименование>К</Наименование>"
    + UNIT
    + "<Категория>k</Категория>"
)
RATES = "<СтавкиНалогов><СтавкаНалога><Наименование>НДС</Наименование><Ставка>{}</Ставка></СтавкаНалога></СтавкиНалогов>"  # noqa: E501
OFFER = "<Ид>p</Ид><Наименование>К</Наименование>" + UNIT + "{}<Количество>{}</Количество>"
PRICE = (
    "<Цены><Цена><Представление>1 руб</Представление><ИдТипаЦены>t</ИдТипаЦены>"
    "<ЦенаЗаЕдиницу>1</ЦенаЗаЕдиницу><Валюта>RUB</Валюта>{}<Коэффициент>1</Коэффициент></Цена></Цены>"
)
PROPERTY = (
    "<Классификатор><Ид>c</Ид><Свойства><Свойство><Ид>s</Ид><Наименование>Цвет</Наименование>"
    "<ТипЗначений>Строка</ТипЗначений>{}</Свойство></Свойства></Классификатор>"
)
TYPE = "<ТипЦены><Ид>t</Ид><Наименование>Р</Наименование><Валюта>RUB</Валюта>{}</ТипЦены>"
TAX = "<Налог><Наименование>НДС</Наименование><УчтеноВСумме>true</УчтеноВСумме></Налог>"


def named(receiver: str, wrong: str, right: str) -> Case:
    content = goods().encode()
    return Case("CML757", receiver, ((wrong, content),), ((right, content),))


CASES = (
    case(
        "CML755",
        "django-cml2",
        goods(PRODUCT.replace("<Код>1</Код>", "")),
        goods(PRODUCT + RATES.format("20.0")),
    ),
    case("CML755", "django-cml2", goods(PRODUCT + RATES.format("Без НДС")), goods(PRODUCT)),
    case(
        "CML755",
        "django-cml2",
        offers(OFFER.format("", "1.5")),
        offers(OFFER.format("", "5")),
    ),
    case(
        "CML755",
        "django-cml2",
        offers(OFFER.format(PRICE.format(""), "5")),
        offers(OFFER.format(PRICE.format("<Единица>шт</Единица>"), "5")),
    ),
    case(
        "CML755",
        "django-cml2",
        root(PROPERTY.format("")),
        root(PROPERTY.format("<ДляТоваров>true</ДляТоваров>")),
    ),
    case("CML755", "django-cml2", offers(types=TYPE.format("")), offers(types=TYPE.format(TAX))),
    case(
        "CML755",
        "django-cml2",
        root(PROPERTY.format("<ДляТоваров>true</ДляТоваров>").replace("Строка", "ДатаВремя")),
        root(PROPERTY.format("<ДляТоваров>true</ДляТоваров>").replace("Строка", "Время")),
    ),
    named("opencart", "goods_1.xml", "webdata/Import0_1.xml"),
    named("cs-cart", "prices.xml", "shop.zip!dir\\1-import.xml"),
    named("okaycms", "goods.xml", "rests_1.xml"),
    named("yii2", "prices.xml", "offers0_1.xml"),
    named("laravel", "import0_1.xml", "a/import.xml"),
    Case(
        "CML757",
        "laravel",
        (("a.xml", goods().encode()),),
        (("orders.xml", order().encode()),),
    ),
    *(
        case("CML758", name, order(), goods())
        for name in ("tilda", "megagroup", "shop-script", "django-cml")
    ),
)


@pytest.mark.parametrize("one", CASES, ids=lambda one: f"{one.code}-{one.receiver}")
def test_a_sample_is_found_and_its_near_miss_is_not(one: Case) -> None:
    assert one.code in {problem.code for problem in checked(one.receiver, *one.found)}
    assert one.code not in {problem.code for problem in checked(one.receiver, *one.near)}


def test_every_rule_has_a_sample() -> None:
    assert {one.code for one in CASES} == {rule.code for rule in RULES}


def test_missing_elements_are_named() -> None:
    content = goods("<Ид>p</Ид><Наименование>К</Наименование>" + UNIT)
    (problem,) = checked("django-cml2", ("import.xml", content.encode()))
    assert (
        str(problem.message) == "`Артикул`, `Код`, `Категория` missing: the whole file is refused"
    )
