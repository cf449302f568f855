from decimal import Decimal

import pytest

from cml_sync.model.document_views import (
    is_cancelled,
    is_paid,
    is_posted,
    is_service,
    is_shipped,
    line_total,
    line_unit_code,
    number_1c,
    status,
    status_id,
)
from cml_sync.model.documents import Document, DocumentLine, LineUnit
from cml_sync.model.goods import BaseUnit
from cml_sync.model.requisites import Requisite
from cml_sync.model.taxes import Discount

D = Decimal


def an_order(**requisites: str) -> Document:
    return Document(
        requisites=tuple(
            Requisite(name=name.replace("_", " "), values=(value,))
            for name, value in requisites.items()
        )
    )


@pytest.mark.parametrize(
    ("order", "paid"),
    [
        (an_order(), None),
        (an_order(Оплачен="true"), True),
        (an_order(Заказ_оплачен="false"), False),
        (an_order(ЗаказОплачен="TRUE"), True),
        (an_order(Дата_оплаты_по_1С="2026-03-01"), True),
        (an_order(Номер_оплаты_по_1С="15"), True),
        (an_order(Дата_оплаты_по_1С="T"), None),
        (an_order(Дата_оплаты_по_1С="0001-01-01T00:00:00"), None),
        (an_order(Оплачен="", Дата_оплаты_по_1С=""), None),
        (an_order(Оплачен="false", Дата_оплаты_по_1С="2026-03-01"), False),
    ],
)
def test_whether_an_order_is_paid(order: Document, paid: bool | None) -> None:
    assert is_paid(order) is paid


@pytest.mark.parametrize(
    ("order", "shipped"),
    [
        (an_order(), None),
        (an_order(Отгружен="false"), False),
        (an_order(Отгружено="1"), True),
        (an_order(Дата_отгрузки_по_1С="2026-03-02T9:00:00"), True),
        (an_order(Номер_отгрузки_по_1С="01.01.0001 0:00:00"), None),
    ],
)
def test_whether_an_order_is_shipped(order: Document, shipped: bool | None) -> None:
    assert is_shipped(order) is shipped


def test_whether_an_order_is_cancelled_or_posted() -> None:
    assert is_cancelled(an_order(Отменен="true"))
    assert is_cancelled(an_order(Отменён="Да"))
    assert not is_cancelled(an_order(Отменен="false"))
    assert not is_cancelled(an_order())
    assert is_posted(an_order(Проведен="true")) is True
    assert is_posted(an_order()) is None


def test_the_status_in_both_spellings() -> None:
    assert status(an_order(Статус_заказа="[N] Принят")) == "[N] Принят"
    assert status(an_order(СтатусЗаказа="Собран")) == "Собран"
    assert status(an_order(Статус_заказа="")) is None
    assert status_id(an_order(Статуса_заказа_ИД="N")) == "N"


def test_the_number_in_1c() -> None:
    assert number_1c(Document(number_1c="УТ-17")) == "УТ-17"
    assert number_1c(an_order(Номер_по_1С="УТ-18")) == "УТ-18"
    assert number_1c(an_order()) is None


def test_a_line_is_a_service_by_its_requisite() -> None:
    service = Requisite(name="ТипНоменклатуры", values=("услуга",))

    assert is_service(DocumentLine(requisites=(service,)))
    assert is_service(DocumentLine(extra_requisites=(service,)))
    assert not is_service(DocumentLine())


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (DocumentLine(), None),
        (DocumentLine(base_unit=BaseUnit(code="796")), "796"),
        (DocumentLine(unit=LineUnit(text="778"), base_unit=BaseUnit(code="796")), "778"),
        (DocumentLine(unit=LineUnit(text="уп"), base_unit=BaseUnit(code="796")), None),
        (DocumentLine(unit=LineUnit(id="796 ", code="778")), "778"),
        (DocumentLine(unit=LineUnit(id="796 ")), "796"),
    ],
)
def test_the_unit_of_a_line(line: DocumentLine, code: str | None) -> None:
    assert line_unit_code(line) == code


@pytest.mark.parametrize(
    ("line", "total"),
    [
        (DocumentLine(total=D("99.90"), price=D(1), quantity=D(1)), D("99.90")),
        (DocumentLine(price=D("10.50"), quantity=D(3)), D("31.50")),
        (DocumentLine(price=D(10)), None),
        (DocumentLine(quantity=D(10)), None),
        (
            DocumentLine(
                price=D(10),
                quantity=D(3),
                discounts=(
                    Discount(amount=D(4)),
                    Discount(amount=D(5), included=True),
                    Discount(percent=D(10)),
                ),
            ),
            D(26),
        ),
    ],
)
def test_the_total_of_a_line(line: DocumentLine, total: Decimal | None) -> None:
    assert line_total(line) == total
