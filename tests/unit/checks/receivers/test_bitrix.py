import pytest
from tests.unit.checks.receivers.bytes_of import Case, case, checked, goods, offers, root

from cml_sync.checks.receivers.bitrix import RULES

PRODUCT = "<Ид>{}</Ид><Наименование>Кружка</Наименование>"
UNIT = PRODUCT.format("p") + "<БазоваяЕдиница{}</БазоваяЕдиница>"
PRICES = "<Цены><Цена><ИдТипаЦены>t</ИдТипаЦены><ЦенаЗаЕдиницу>1</ЦенаЗаЕдиницу>{}</Цена></Цены>"
RESTS = "<Остатки><Остаток><Количество>1</Количество></Остаток></Остатки>"
TYPE = "<ТипЦены><Ид>{}</Ид>{}</ТипЦены>"
NAMED = "<Наименование>{}</Наименование>"
CHANGES = ' СодержитТолькоИзменения="true"'
DELETED = goods(PRODUCT.format("p")).replace("<Товар>", '<Товар Статус="Удален">')
BOTH = goods(PRODUCT.format("p") + "<Статус>Удален</Статус>").replace(
    "<Товар>", '<Товар Статус="Удален">'
)


def types(*each: tuple[str, str]) -> str:
    return offers(types="".join(TYPE.format(*one) for one in each))


def priced(currency: str) -> str:
    return offers("<Ид>p</Ид>" + PRICES.format(f"<Валюта>{currency}</Валюта>"))


def full(part: int, flags: str, product: str = PRODUCT) -> tuple[str, bytes]:
    return f"import0_{part}.xml", goods(product.format(f"p{part}"), flags=flags).encode()


CASES = (
    case("CML738", "bitrix", DELETED, BOTH),
    case("CML738", "bitrix", DELETED, goods(PRODUCT.format("p") + "<Статус>Удален</Статус>")),
    case(
        "CML738",
        "bitrix",
        DELETED,
        DELETED.replace(
            "<Наименование>Кр", "<ПометкаУдаления>true</ПометкаУдаления><Наименование>К"
        ),
    ),
    case("CML738", "opencart", goods(PRODUCT.format("p") + "<Статус>Удален</Статус>"), DELETED),
    case(
        "CML739",
        "bitrix",
        offers("<Ид>p</Ид>" + PRICES.format("") + "<Количество>1</Количество>"),
        offers("<Ид>p</Ид>" + PRICES.format("")),
    ),
    case(
        "CML739",
        "bitrix",
        offers("<Ид>p</Ид><НомерВерсии>A</НомерВерсии>" + RESTS),
        offers("<Ид>p</Ид>" + RESTS, PRODUCT.format("q") + PRICES.format("") + RESTS),
    ),
    case("CML740", "bitrix", goods(UNIT.format(">шт")), goods(UNIT.format(' Код="796 ">шт'))),
    case("CML740", "bitrix", goods(UNIT.format(' Код="  ">шт')), goods(UNIT.format(">796"))),
    case("CML740", "bitrix", goods(UNIT.format(">упак")), goods(UNIT.format(">"))),
    case("CML741", "bitrix", priced("грн"), priced("руб")),
    case(
        "CML741",
        "bitrix",
        types(("t", NAMED.format("Розница") + "<Валюта>тнг</Валюта>")),
        types(("t", NAMED.format("Розница") + "<Валюта>KZT</Валюта>")),
    ),
    Case(
        "CML742",
        "bitrix",
        (full(1, ' СодержитТолькоИзменения="false"'), full(2, CHANGES)),
        (full(1, CHANGES), full(2, CHANGES)),
    ),
    case("CML743", "bitrix", goods(PRODUCT, flags=""), goods(PRODUCT)),
    case("CML743", "bitrix", goods(PRODUCT, flags=""), root("<Каталог><Ид>c</Ид></Каталог>")),
    case(
        "CML744",
        "bitrix",
        types(("t", NAMED.format("Розница")), ("u", NAMED.format("Розница"))),
        types(("t", NAMED.format("Розница")), ("u", NAMED.format("Опт")), ("v", "")),
    ),
    case("CML744", "hostcms", types(("t", "")), types(("t", NAMED.format("Розница")))),
    case(
        "CML744",
        "cs-cart",
        types(("t", NAMED.format("Опт")), ("u", NAMED.format("Опт"))),
        types(("t", NAMED.format("Опт")), ("t", NAMED.format("Опт"))),
    ),
    case("CML745", "bitrix", offers(PRODUCT.format("p#a#b")), offers(PRODUCT.format("p#a"))),
    case("CML746", "bitrix", goods(PRODUCT.format("p#a")), goods(PRODUCT.format("p"))),
)


@pytest.mark.parametrize("one", CASES, ids=lambda one: f"{one.code}-{one.receiver}")
def test_a_sample_is_found_and_its_near_miss_is_not(one: Case) -> None:
    assert one.code in {problem.code for problem in checked(one.receiver, *one.found)}
    assert one.code not in {problem.code for problem in checked(one.receiver, *one.near)}


def test_every_rule_has_a_sample() -> None:
    assert {one.code for one in CASES} == {rule.code for rule in RULES}


def test_a_later_part_names_the_one_that_was_full() -> None:
    parts = (full(1, ' СодержитТолькоИзменения="false"'), full(2, CHANGES))
    (problem,) = checked("bitrix", *parts)
    assert problem.place.file == "import0_2.xml"
    assert str(problem.message).startswith("`import0_1.xml` began with a full set")
