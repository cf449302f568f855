import pytest
from tests.unit.checks.receivers.bytes_of import ORDER, Case, case, checked, goods, order, root

from cml_sync.checks.receivers.replies import RULES

NAMESPACE = ' ВерсияСхемы="2.07" xmlns="urn:1C.ru:commerceml_2"'
REQUISITES = "<ЗначенияРеквизитов>{}</ЗначенияРеквизитов>"
REQUISITE = (
    "<ЗначениеРеквизита><Наименование>{}</Наименование><Значение>{}</Значение></ЗначениеРеквизита>"
)
DELIVERY = (
    "<Товары><Товар>{}<Наименование>Доставка</Наименование>"
    + REQUISITES.format(REQUISITE.format("ТипНоменклатуры", "Услуга"))
    + "</Товар></Товары>"
)
ONE = root("<Документ>" + ORDER + "</Документ>", start="")


def requisites(*pairs: tuple[str, str]) -> str:
    return order(REQUISITES.format("".join(REQUISITE.format(*pair) for pair in pairs)))


CASES = (
    case("CML720", "ut11", "\n" + order(), order()),
    case("CML720", "smb", ONE, order()),
    case("CML720", "unf", "\n" + ONE, ONE),
    case("CML721", "ut11", root("", NAMESPACE), root("")),
    case(
        "CML721",
        "unf",
        root("<Документ/>", NAMESPACE),
        goods().replace("КоммерческаяИнформация В", 'КоммерческаяИнформация xmlns="urn:a" В'),
    ),
    case(
        "CML723",
        "ut11",
        order(base=ORDER.replace("A-1", "SHOP-0000123")),
        order(base=ORDER.replace("A-1", "SHOP-000123")),
    ),
    case(
        "CML724",
        "ut11",
        requisites(("Отменен", "true"), ("Комментарии покупателя", "")),
        requisites(("Комментарии покупателя", " "), ("Отменен", "true")),
    ),
    case(
        "CML725",
        "ut11",
        requisites(("Сайт", "первый"), ("Сайт", "второй")),
        requisites(("Сайт", "первый"), ("Сайт", "первый")),
    ),
    case(
        "CML726",
        "ut11",
        order(base=ORDER.replace("Заказ товара", "Отпуск товара")),
        order(base=ORDER.replace("Заказ товара", "ЗаказТовара")),
    ),
    case(
        "CML727",
        "ut11",
        order(base=ORDER.replace("RUB", "")),
        order(base=ORDER.replace("RUB", "руб")),
    ),
    case(
        "CML737",
        "ut11",
        order(DELIVERY.format("")),
        order(DELIVERY.format("<Ид>ORDER_DELIVERY</Ид>")),
    ),
)


@pytest.mark.parametrize("one", CASES, ids=lambda one: f"{one.code}-{one.receiver}")
def test_a_sample_is_found_and_its_near_miss_is_not(one: Case) -> None:
    assert one.code in {problem.code for problem in checked(one.receiver, *one.found)}
    assert one.code not in {problem.code for problem in checked(one.receiver, *one.near)}


def test_every_rule_has_a_sample() -> None:
    assert {one.code for one in CASES} == {rule.code for rule in RULES}


def test_the_requisite_whose_value_is_taken_is_named() -> None:
    content = requisites(("Отменен", "true"), ("Сайт", ""), ("Дата отгрузки", ""))
    found = [str(problem.message) for problem in checked("ut11", ("o.xml", content.encode()))]
    assert found == [
        "`Сайт` is empty and gets the value of `Отменен`",
        "`Дата отгрузки` is empty and gets the value of `Отменен`",
    ]
