"""What of a record is replaced and what stays, field by field."""

from datetime import date
from decimal import Decimal

import pytest

from cml_sync.model.addresses import Contact
from cml_sync.model.classifier import Group, Property, PropertyOption
from cml_sync.model.documents import Document, DocumentLine
from cml_sync.model.element import Unknown
from cml_sync.model.goods import Catalog, Product, PropertyValue
from cml_sync.model.information import CommercialInformation
from cml_sync.model.parties import Bank, BankAccount, Counterparty, Representative
from cml_sync.model.requisites import Requisite
from cml_sync.packages.anonymize.inflection import stem
from cml_sync.packages.anonymize.keyed import Keyed
from cml_sync.packages.anonymize.masker import Masker, Wanted, names_in
from cml_sync.packages.anonymize.texts import Texts
from cml_sync.xml.writing.unwritable import BrokenFragmentError

KEYED = Keyed(b"a key for tests, long enough")
GUID = "6bba10c4-f5ca-405f-a949-20cd097ca2bb"


def masker(*keep: str, goods: bool = False) -> Masker:
    return Masker(KEYED, Wanted(goods=goods, keep=frozenset(keep)))


ORDER = Document(
    id="1001",
    number="1001",
    date=date(2026, 3, 2),
    total=Decimal("10.00"),
    comment="Позвонить за час",
    counterparties=(
        Counterparty(
            id="15#anna#Примерова Анна",
            name="Примерова Анна",
            birth_date=date(1980, 5, 1),
            gender="Ж",
            role="Покупатель",
            contacts=(Contact(kind="Почта", value="anna@mail.ru"),),
        ),
    ),
    requisites=(
        Requisite(name="Статус заказа", values=("[N] Принят",)),
        Requisite(name="Адрес доставки", values=("ул. Речная, д. 5",)),
        Requisite(name="Склад", values=(GUID,)),
        Requisite(name="Номер по 1С", values=("ВК01276",)),
        Requisite(name="Получатель", values=("Примерова", "true", "")),
        Requisite(name="ИНН", values=("7707083893",)),
    ),
    lines=(
        DocumentLine(
            id=GUID,
            name="Кружка «Утро» для Анна",
            sku="K-15",
            price=Decimal(5),
            images=("import_files/Паспорт.jpg",),
            property_values=(PropertyValue(id="p1", values=("Надпись: Анна",)),),
            requisites=(
                Requisite(name="ТипНоменклатуры", values=("Товар",)),
                Requisite(name="СвойствоКорзины#TEXT", values=("Любимой Анне",)),
            ),
            unknown=(Unknown(xml='<Надпись кому="Анне">Любимой</Надпись>'),),
        ),
    ),
)


def test_people_are_replaced_and_the_order_stays() -> None:
    new = masker().element(ORDER)
    assert (new.id, new.number, new.date, new.total) == (
        "1001",
        "1001",
        date(2026, 3, 2),
        Decimal(10),
    )
    assert new.comment != ORDER.comment
    (party,) = new.counterparties
    assert party.id == f"15#{party.id.split('#')[1]}#{party.name}" if party.id else False
    assert party.name != "Примерова Анна"
    assert party.birth_date not in (None, date(1980, 5, 1))
    assert (party.gender, party.role, party.contacts[0].kind) == ("Ж", "Покупатель", "Почта")
    assert (party.contacts[0].value or "").endswith("@example.com")
    assert new.model_fields_set == ORDER.model_fields_set


def test_requisites_stay_only_where_their_names_are_known_to_be_harmless() -> None:
    values = {one.name: one.values for one in masker().element(ORDER).requisites}
    assert values["Статус заказа"] == ("[N] Принят",)
    assert values["Склад"] == (GUID,)
    assert values["Номер по 1С"] == ("ВК01276",)
    assert values["Адрес доставки"][0].startswith("ул. ")
    assert values["Адрес доставки"] != ("ул. Речная, д. 5",)
    name, *others = values["Получатель"]
    assert (name != "Примерова", others) == (True, ["true", ""])
    assert values["ИНН"] != ("7707083893",)


def test_of_a_line_goods_stay_and_what_a_customer_may_have_written_does_not() -> None:
    (line,) = masker().element(ORDER).lines
    assert (line.id, line.sku, line.price) == (GUID, "K-15", Decimal(5))
    assert (line.name or "").startswith("Кружка «Утро» для ")
    assert (line.name or "").endswith(Texts(KEYED).text("Анна"))  # the customer is called so
    assert line.images[0].startswith("import_files/")
    assert "Паспорт" not in line.images[0]
    assert "Анна" not in line.property_values[0].values[0]
    assert line.requisites[0].values == ("Товар",)
    assert "Анне" not in line.requisites[1].values[0]
    assert line.unknown[0].xml.startswith('<Надпись кому="')
    assert not {"Анне", "Любимой"} & set(line.unknown[0].xml.replace('"', ">").split(">"))


def test_names_of_people_are_looked_for_and_those_of_companies_are_not() -> None:
    assert names_in(ORDER) == {"примеров", "анн"}
    company = Counterparty(official_name="ООО Посуда", name="Посуда", last_name="Примеров")
    assert names_in(Document(counterparties=(company,))) == {"примеров"}
    assert names_in(Document(counterparties=(Counterparty(name="Розничный покупатель"),))) == set()


def stated(
    name: str, value: str, of: Masker | None = None, parties: tuple[Counterparty, ...] = ()
) -> tuple[str, str]:
    """The one requisite of an order, as it is written."""
    requisite = Requisite(name=name, values=(value,))
    order = Document(id="1", counterparties=parties, requisites=(requisite,))
    (new,) = (of or masker()).element(order).requisites
    return new.name or "", new.values[0]


PETROVA = (Counterparty(name="Петрова Анна", last_name="Петрова", first_name="Анна"),)


@pytest.mark.parametrize(
    ("name", "value", "left"),
    [
        ("Статус заказа", "Ждём Петрову", "Ждём "),
        ("Метод оплаты", "карта Петровой", "карта "),
        ("Способ доставки", "Вручить Анне ПЕТРОВОЙ лично", "Вручить "),
        ("Полное наименование", "Кружка для Анны", "Кружка для "),
    ],
)
def test_names_in_any_case_go_from_what_is_harmless(name: str, value: str, left: str) -> None:
    said, new = stated(name, value, parties=PETROVA)
    assert (said, new.startswith(left), len(new)) == (name, True, len(value))
    assert not {"петров", "анн"} & set(map(stem, new.casefold().split()))


@pytest.mark.parametrize("form", ["Максим", "Максима", "Максиму", "Максимом", "МАКСИМЕ"])
def test_names_that_end_like_a_case_go_from_the_names_of_goods(form: str) -> None:
    party = Counterparty(name="Максим Волошин", last_name="Волошин", first_name="Максим")
    line = DocumentLine(id=GUID, name=f"Кружка для {form}, 250 мл")
    (new,) = masker().element(Document(id="1", counterparties=(party,), lines=(line,))).lines
    said = new.name or ""
    assert (said[:11], said[-8:], len(said)) == ("Кружка для ", ", 250 мл", len(line.name or ""))
    assert form not in said


def test_names_go_from_the_names_of_requisites_and_known_ones_stay() -> None:
    name, value = stated("Телефон Петровой", "+7 916 123-45-67", parties=PETROVA)
    assert (name.startswith("Телефон "), "Петров" in name, value[:2]) == (True, False, "+7")
    called_so = (Counterparty(name="Складов Метод"),)
    assert stated("Метод оплаты", "Наличными", parties=called_so)[0] == "Метод оплаты"


def test_who_was_met_before_is_looked_for_afterwards_but_in_goods() -> None:
    one = masker()
    assert stated("Статус заказа", "Ждём Петрову", one)[1] == "Ждём Петрову"
    one.element(PETROVA[0])
    assert stated("Статус заказа", "Ждём Петрову", one)[1] != "Ждём Петрову"
    line = DocumentLine(id=GUID, name="Кружка «Анна»")
    assert one.element(Document(id="2", lines=(line,))).lines[0].name == "Кружка «Анна»"


@pytest.mark.parametrize("value", ["Петровск", "Ул. Петровка", "Анналы", "Принят", "[N] Доставлен"])
def test_words_that_only_begin_alike_stay(value: str) -> None:
    assert stated("Статус заказа", value, parties=PETROVA)[1] == value


def test_with_the_goods_names_go_and_numbers_stay() -> None:
    (line,) = masker(goods=True).element(ORDER).lines
    assert (line.id, line.price, line.requisites[0].values) == (GUID, Decimal(5), ("Товар",))
    assert line.name != "Кружка «Утро» для Анна"
    assert line.sku != "K-15"


PRODUCT = Product(
    id=GUID,
    name="Кружка 250 мл",
    barcode="4601546021298",
    images=("import_files/Кружка.jpg",),
    property_values=(PropertyValue(id="p", values=("red",)),),
    requisites=(Requisite(name="Автор", values=("Примерова",)),),
    unknown=(Unknown(xml="<Новое>Примерова</Новое>"),),
)


def test_goods_are_the_same_objects_unless_asked_for() -> None:
    assert masker().element(PRODUCT) is PRODUCT
    group = Group(id="1", name="Посуда", children=(Group(id="2", name="Кружки"),))
    assert masker().element(group) is group
    assert masker(goods=True).element(group) != group


def test_a_manufacturer_is_a_company() -> None:
    made = PRODUCT.model_copy(update={"manufacturer": Counterparty(name="ООО Пример")})
    new = masker().element(made)
    assert new.manufacturer is not None
    assert (new.manufacturer.name or "").startswith("ООО ")
    assert new.manufacturer.name != "ООО Пример"
    assert new.name == made.name
    assert masker("изготовитель").element(made) is made


def test_with_goods_options_and_what_refers_to_them_go_together() -> None:
    prop = Property(id="p", name="Цвет", options=(PropertyOption(id="red", value="Красный"),))
    own = masker(goods=True)
    new, product = own.element(prop), own.element(PRODUCT)
    assert product.property_values[0].values[0] == new.options[0].id != "red"
    assert new.options[0].value != "Красный"
    assert product.images == PRODUCT.images
    assert product.unknown[0].xml != PRODUCT.unknown[0].xml


def test_titles_keep_their_usual_words_and_the_owner_goes() -> None:
    new = masker().element(Catalog(id="1", name="Каталог товаров (Пример)"))
    assert (new.name or "").startswith("Каталог товаров (")
    assert "Пример" not in (new.name or "")


def test_unknown_attributes_of_the_root_go() -> None:
    root = CommercialInformation(
        schema_version="2.07", unknown_attributes=(("Автор", "Примерова"),)
    )
    new = masker().element(root)
    assert (new.schema_version, new.unknown_attributes[0][0]) == ("2.07", "Автор")
    assert new.unknown_attributes[0][1] != "Примерова"


def test_accounts_fit_the_bank_that_stands_beside_them() -> None:
    account = BankAccount(
        number="40702810938000000001",
        bank=Bank(bic="044525225", correspondent_account="30101810400000000225"),
    )
    new = masker().element(account)
    assert new.bank is not None
    assert (new.number or "")[:8] == "40702810"
    assert (new.bank.correspondent_account or "")[-3:] == (new.bank.bic or "")[-3:]


def test_a_date_that_could_not_be_read_stays_and_a_name_in_its_place_does_not() -> None:
    broken = Document(
        unknown=(Unknown(xml="<Дата>32.13.2020</Дата>"), Unknown(xml="<Сумма>Анна</Сумма>"))
    )
    first, second = masker().element(broken).unknown
    assert first.xml == "<Дата>32.13.2020</Дата>"
    assert second.xml != "<Сумма>Анна</Сумма>"


def test_unknown_numbers_of_companies_stay_right() -> None:
    party = Counterparty(unknown=(Unknown(xml="<ОГРН>1027700132195</ОГРН>"),))
    new = masker().element(party).unknown[0].xml
    assert new.startswith("<ОГРН>1")
    assert new != "<ОГРН>1027700132195</ОГРН>"


def test_a_contact_person_is_still_called_one() -> None:
    party = Counterparty(representatives=(Representative(relation="Контактное лицо", name="Анна"),))
    (one,) = masker().element(party).representatives
    assert (one.relation, one.name != "Анна") == ("Контактное лицо", True)


@pytest.mark.parametrize("name", ["комментарий", "comment"])
def test_what_is_kept_is_known_by_both_its_names(name: str) -> None:
    own = masker(name)
    assert own.element(ORDER).comment == ORDER.comment
    assert own.kept == {name}


def test_requisites_and_unknown_elements_are_kept_by_name() -> None:
    new = masker("получатель", "надпись").element(ORDER)
    assert new.requisites[4].values[0] == "Примерова"
    assert "Любимой" in new.lines[0].unknown[0].xml
    assert "Анне" not in new.lines[0].unknown[0].xml


def test_values_are_counted() -> None:
    own = masker()
    own.element(Document(comment="Анна", number="5"))
    assert own.replaced == 1


def test_an_unknown_part_that_is_no_xml_is_refused() -> None:
    with pytest.raises(BrokenFragmentError):
        masker().element(Document(id="7", unknown=(Unknown(xml="<a>"),)))
