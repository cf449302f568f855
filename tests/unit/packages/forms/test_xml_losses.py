"""Losses that no field without words would show."""

from decimal import Decimal

import pytest

from cml_sync.model.goods import Product
from cml_sync.model.offers import Offer, Rest, RestWarehouse, Stock
from cml_sync.model.requisites import Requisite
from cml_sync.packages.forms.xml_losses import Loss, losses, told
from cml_sync.xml.dialects import DIALECTS

ROWS = (
    Stock(warehouse_id="w1", quantity=Decimal(3)),
    Stock(warehouse_id="w2", quantity=Decimal(4)),
)
RESTS = (Rest(warehouses=(RestWarehouse(id="w1", quantity=Decimal(3)),)),)


@pytest.mark.parametrize(
    ("offer", "form", "found"),
    [
        (Offer(id="p", stocks=ROWS), "2.05", (Loss.WAREHOUSES,)),
        (Offer(id="p", quantity=Decimal(7)), "2.05", ()),
        (Offer(id="p", stocks=ROWS, quantity=Decimal(7)), "2.07", ()),
        (Offer(id="p", stocks=ROWS, quantity=Decimal(7)), "3.1", ()),
        (Offer(id="p", stocks=ROWS, quantity=Decimal(9)), "3.1", (Loss.TOTAL,)),
        (Offer(id="p", name="Чай", stocks=ROWS, quantity=Decimal(9)), "3.1", ()),
        (Offer(id="p", stocks=ROWS, quantity=Decimal(9)), "bitrix", (Loss.TOTAL,)),
        (Offer(id="p", rests=RESTS), "3.1", ()),
        (Offer(id="p", rests=RESTS), "2.07", ()),
    ],
)
def test_stock_that_cannot_be_said(offer: Offer, form: str, found: tuple[Loss, ...]) -> None:
    assert losses(offer, DIALECTS[form]) == found


def test_requisites_without_a_value() -> None:
    empty = Product(id="p", requisites=(Requisite(name="Вес", values=("",)),))
    full = Product(id="p", requisites=(Requisite(name="Вес", values=("1",)),))
    assert losses(empty, DIALECTS["ut11"]) == (Loss.REQUISITES,)
    assert losses(full, DIALECTS["ut11"]) == ()
    assert losses(empty, DIALECTS["2.07"]) == ()


@pytest.mark.parametrize("loss", Loss)
def test_every_loss_is_told_with_its_count(loss: Loss) -> None:
    problem = told(loss, 3, DIALECTS["2.05"])
    assert (problem.code, problem.message.count, problem.place.path) == ("CML793", 3, loss.value)
    assert "2.05" in str(problem.message)
