from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cml_sync.checks import usual_documents as usual
from cml_sync.model.addresses import Contact
from cml_sync.model.documents import Document, DocumentLine, SubordinateDocument
from cml_sync.model.element import Unknown
from cml_sync.model.parties import BankAccount, Counterparty, PersonDetails, Representative
from cml_sync.model.requisites import Requisite
from cml_sync.model.taxes import Discount, Tax, TaxRate

UNKNOWN = (Unknown(xml="<А/>"),)


def line(**changes: Any) -> DocumentLine:
    usually: dict[str, Any] = {
        "id": "p",
        "name": "Кружка",
        "price": Decimal(10),
        "quantity": Decimal(2),
        "total": Decimal(20),
    }
    return DocumentLine(**(usually | changes))


def order(**changes: Any) -> Document:
    usually: dict[str, Any] = {
        "id": "1",
        "number": "1",
        "date": date(2026, 3, 1),
        "operation": "Заказ товара",
        "role": "Продавец",
        "currency": "RUB",
        "total": Decimal(20),
        "counterparties": (Counterparty(id="u", name="Покупатель", role="Покупатель"),),
        "lines": (line(),),
    }
    return Document(**(usually | changes))


@pytest.mark.parametrize(
    "odd",
    [
        {"number": ""},
        {"date": None},
        {"date": date(1989, 12, 31)},
        {"operation": "Заказ"},
        {"role": None},
        {"currency": None},
        {"total": None},
        {"total": Decimal(0)},
        {"counterparties": ()},
        {"lines": ()},
        {"subordinates": (SubordinateDocument(),)},
    ],
)
def test_heads(odd: dict[str, Any]) -> None:
    assert usual.has_usual_head(order())
    assert not usual.has_usual_head(order(**odd))


@pytest.mark.parametrize(
    "odd",
    [
        {"id": ""},
        {"id": " "},
        {"id": "ORDER_DELIVERY"},
        {"name": "Кружка &amp; блюдце"},
        {"price": None},
        {"price": Decimal(-10), "quantity": Decimal(-2)},
        {"quantity": None},
        {"quantity": Decimal(0), "total": Decimal(0)},
        {"quantity": Decimal(10) ** 12, "total": Decimal(10) ** 13},
        {"total": None},
        {"total": Decimal(19)},
        {"coefficient": Decimal(0)},
        {"discounts": (Discount(),)},
    ],
)
def test_lines(odd: dict[str, Any]) -> None:
    one = line(**odd)
    assert usual.has_usual_lines(order())
    assert not usual.has_usual_lines(order(lines=(one,), total=one.total))


@pytest.mark.parametrize(
    "odd",
    [
        {"total": Decimal(21)},
        {"lines": (), "total": Decimal(0)},
        {"discounts": (Discount(),)},
        {"subordinates": (SubordinateDocument(),)},
    ],
)
def test_what_lines_add_up_to(odd: dict[str, Any]) -> None:
    assert not usual.has_usual_lines(order(**odd))


@pytest.mark.parametrize(("rate", "known"), [("22", True), ("", True), ("0.2", False)])
def test_rates(rate: str, known: bool) -> None:
    assert usual.has_known_rates(order(taxes=(Tax(rate=rate),))) is known
    assert usual.has_known_rates(order(lines=(line(taxes=(Tax(rate=rate),)),))) is known
    assert usual.has_known_rates(order(lines=(line(tax_rates=(TaxRate(rate=rate),)),))) is known


def test_unknown_elements() -> None:
    assert usual.has_nothing_unknown(order())
    assert not usual.has_nothing_unknown(order(unknown=UNKNOWN))
    assert not usual.has_nothing_unknown(order(lines=(line(), line(unknown=UNKNOWN))))
    assert not usual.has_nothing_unknown(order(counterparties=(Counterparty(unknown=UNKNOWN),)))


@pytest.mark.parametrize(
    ("said", "is_usual"),
    [
        ({}, True),
        ({"Отменен": "false", "Оплачен": "true", "Дата оплаты по 1С": "2026-03-02"}, True),
        ({"Оплачен": "false", "Дата оплаты по 1С": "T"}, True),
        ({"Оплачен": "false", "Дата оплаты по 1С": "2026-03-02"}, False),
        ({"Оплачен": "иногда"}, False),
        ({"Отменен": "true"}, False),
        ({"Проведен": "true"}, True),
        ({"Проведен": "true", "ПометкаУдаления": "true"}, False),
        ({"Дата по 1С": "когда-нибудь"}, False),
        ({"Статус заказа": "Новый"}, True),
    ],
)
def test_requisites(said: dict[str, str], is_usual: bool) -> None:
    requisites = tuple(Requisite(name=name, values=(value,)) for name, value in said.items())
    assert usual.has_usual_requisites(order(requisites=requisites)) is is_usual
    assert not usual.has_usual_requisites(order(requisites=(Requisite(name="А"),) * 2))


def test_a_posted_document_that_is_deleted_by_its_mark() -> None:
    posted = (Requisite(name="Проведен", values=("true",)),)
    assert not usual.has_usual_requisites(order(requisites=posted, deletion_mark=True))


@pytest.mark.parametrize(
    "odd",
    [
        {"inn": "7707083893"},
        {"kpp": "770701001"},
        {"person": PersonDetails()},
        {"birth_date": date(1990, 1, 1)},
        {"unknown": UNKNOWN},
        {"bank_accounts": (BankAccount(),)},
        {"bank_account": BankAccount()},
        {"representatives": (Representative(),)},
        {"name": None},
        {"name": " "},
        {"contacts": (Contact(kind="Электронная почта", value="нет"),)},
    ],
)
def test_parties(odd: dict[str, Any]) -> None:
    mail = Contact(kind="Почта", value="u@example.org")
    phone = Contact(kind="Телефон", value="нет")
    usually: dict[str, Any] = {"id": "u", "name": "Покупатель", "contacts": (mail, phone)}
    plain, party = Counterparty(**usually), Counterparty(**(usually | odd))
    assert usual.is_plain_party(plain)
    assert not usual.is_plain_party(party)
    assert usual.has_plain_parties(order(counterparties=(plain,)))
    assert not usual.has_plain_parties(order(counterparties=(plain, party)))


def test_roles_and_ids_of_parties() -> None:
    plain = Counterparty(id="u", name="Покупатель")
    assert not usual.has_plain_parties(order(counterparties=(plain, plain)))
    assert not usual.has_plain_parties(order(role="Директор"))
    other = Counterparty(id="v", name="Покупатель", role="Директор")
    assert not usual.has_plain_parties(order(counterparties=(plain, other)))
