import pytest
from tests.unit.checks.receivers.bytes_of import ORDER, Case, case, checked, order, root

from cml_sync.checks.receivers.orders import RULES

LINE = "<Товар><Ид>{}</Ид><Наименование>{}</Наименование>{}</Товар>"
RATE = "<СтавкиНалогов><СтавкаНалога><Наименование>НДС</Наименование><Ставка>{}</Ставка></СтавкаНалога></СтавкиНалогов>"  # noqa: E501
TAX = "<Налоги><Налог><Наименование>НДС</Наименование><Ставка>{}</Ставка></Налог></Налоги>"
FROM = "<Склады><Склад><Ид>{}</Ид><Наименование>С</Наименование></Склад></Склады>"
ADDRESS = "<Адрес><Представление>г. Тверь</Представление>{}</Адрес>"
FIELD = "<АдресноеПоле><Тип>Город</Тип><Значение>Тверь</Значение></АдресноеПоле>"
CONTACT = "<Контакты><Контакт><Тип>Почта</Тип><Значение>a@b.ru</Значение></Контакт></Контакты>"
PARTY = "<Контрагент><Ид>{}</Ид><Наименование>Н</Наименование><Роль>{}</Роль>{}</Контрагент>"
INNER = "<Отношение>Контактное лицо</Отношение><Ид>u</Ид><Наименование>Н</Наименование>"
WITH_REPRESENTATIVE = "<Представители><Представитель>{}</Представитель></Представители>"
DOCUMENT = f"<Документ>{ORDER}</Документ>"


def lines(*each: tuple[str, str, str]) -> str:
    return order(f"<Товары>{''.join(LINE.format(*one) for one in each)}</Товары>")


def at(warehouse: str) -> str:
    return order(f"<Склады><Склад><Ид>w</Ид>{warehouse}</Склад></Склады>")


def parties(*each: tuple[str, str, str]) -> str:
    return order(f"<Контрагенты>{''.join(PARTY.format(*one) for one in each)}</Контрагенты>")


def represented(inner: str) -> str:
    return parties(("u", "Покупатель", WITH_REPRESENTATIVE.format(inner)))


def version(number: str, content: str) -> str:
    return root(content, f' ВерсияСхемы="{number}"')


CASES = (
    case(
        "CML722",
        "ut11",
        lines(("p", "К", RATE.format("22"))),
        lines(("p", "К", RATE.format("20.00")), ("q", "К", TAX.format("18/118"))),
    ),
    case(
        "CML722",
        "ut11",
        lines(("p", "К", TAX.format("5/105"))),
        lines(("p", "К", TAX.format("Без НДС"))),
    ),
    case(
        "CML728",
        "ut11",
        order(base=ORDER.replace("RUB", "руб.")),
        lines(("p", "К", "<Единица>шт.</Единица>")),
    ),
    case(
        "CML728",
        "ut11",
        lines(("p", "К", "<Единица>упак</Единица>")),
        lines(("p", "К", "<Единица>778</Единица>")),
    ),
    case("CML729", "ut11", at(ADDRESS.format("") + CONTACT), at(ADDRESS.format(FIELD) + CONTACT)),
    case("CML729", "ut11", at(ADDRESS.format(FIELD)), order()),
    case(
        "CML730",
        "ut11",
        parties(("a", "Плательщик", ""), ("b", "Покупатель", "")),
        parties(("b", "Покупатель", "")),
    ),
    case(
        "CML731",
        "ut11",
        represented(INNER),
        represented(f"<Контрагент>{INNER}</Контрагент>"),
    ),
    case(
        "CML732",
        "ut11",
        lines(("p", "Гель #5", "")),
        lines(("p#5", "Гель#5", ""), ("q", "Гель №5", "")),
    ),
    case(
        "CML733",
        "bus",
        order("<Организация>Ромашка</Организация>"),
        order("<Основание>o-0</Основание><Операции>1</Операции>"),
    ),
    case("CML733", "ut11", order("<Склад>Центральный</Склад>"), at(ADDRESS.format(FIELD))),
    case(
        "CML734",
        "bus",
        lines(("p", "К", RATE.format("20")), ("q", "К", RATE.format("10"))),
        lines(("p", "К", RATE.format("20")), ("q", "К", RATE.format("20"))),
    ),
    case(
        "CML734",
        "ut11",
        lines(("p", "К", FROM.format("w")), ("q", "К", FROM.format("v"))),
        lines(("p", "К", FROM.format("w")), ("q", "К", FROM.format("w"))),
    ),
    case(
        "CML735",
        "bus",
        version("3.1", DOCUMENT),
        version("3.1", f"<Контейнер>{DOCUMENT}</Контейнер>"),
    ),
    case("CML735", "bus", version("3.1", DOCUMENT), version("2.10", DOCUMENT)),
    *(
        case("CML736", name, version("3.1", f"<Контейнер>{DOCUMENT}</Контейнер>"), order())
        for name in ("php-commerceml", "yii2", "dobromyslov", "commerceml-js")
    ),
)


@pytest.mark.parametrize("one", CASES, ids=lambda one: f"{one.code}-{one.receiver}")
def test_a_sample_is_found_and_its_near_miss_is_not(one: Case) -> None:
    assert one.code in {problem.code for problem in checked(one.receiver, *one.found)}
    assert one.code not in {problem.code for problem in checked(one.receiver, *one.near)}


def test_every_rule_has_a_sample() -> None:
    assert {one.code for one in CASES} == {rule.code for rule in RULES}


def test_a_rate_is_told_once_per_order() -> None:
    content = lines(*(("p", "К", RATE.format("22")) for _ in range(3)))
    (problem,) = checked("ut11", ("orders.xml", content.encode()))
    assert str(problem.message) == "The VAT rate `22` is read as 0"
    assert problem.place.path.endswith("/Документ[1]/Товары/Товар[1]")


@pytest.mark.parametrize(
    ("roles", "message"),
    [
        (
            ("Плательщик", "Покупатель"),
            "The first counterparty is taken for the buyer, who stands behind it",
        ),
        (("Покупатель", "Плательщик"), "Of 2 counterparties only the first one is read"),
    ],
)
def test_the_buyer_ought_to_stand_first(roles: tuple[str, str], message: str) -> None:
    content = parties(*((role, role, "") for role in roles))
    (problem,) = checked("ut11", ("orders.xml", content.encode()))
    assert str(problem.message) == message
