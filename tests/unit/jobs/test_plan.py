"""What becomes of a record."""

from datetime import date
from decimal import Decimal

import pytest

from cml_sync.jobs.plan import (
    Action,
    Known,
    Part,
    document_number,
    fingerprints,
    normal_scope,
    outgoing,
    plan_record,
    recipients,
    stored_id,
)
from cml_sync.model.documents import Container, Document
from cml_sync.model.element import Element
from cml_sync.model.goods import Product
from cml_sync.model.kinds import Kind
from cml_sync.model.offers import Offer, OfferChange, Price, Rest, Stock
from cml_sync.model.records import dump, load


def after(*records: Element) -> Element:
    """The state after these records came one after another."""
    known = None
    for record in records:
        planned = plan_record(record, known)
        known = Known(planned.body, planned.deleted)
    assert known is not None
    kind = Kind.PRODUCT if isinstance(records[0], Product) else Kind.DOCUMENT
    return load(Kind.OFFER if isinstance(records[0], Offer) else kind, known.body)


def known(record: Element, **more: bool) -> Known:
    return Known(dump(record), **more)


def price(type_: str, value: str) -> Price:
    return Price(price_type_id=type_, value=Decimal(value))


def test_a_new_record_is_added_and_the_same_again_kept() -> None:
    product = Product(id="1", name="Ведро")
    first = plan_record(product, None)
    assert first.action is Action.ADD
    assert plan_record(product, Known(first.body)).action is Action.KEEP


def test_an_absent_field_is_left_alone_and_an_empty_one_cleared() -> None:
    old = Product(id="1", name="Ведро", description="Из цинка", sku="V1")
    assert after(old, Product(id="1", name="Таз", description=None)) == Product(
        id="1", name="Таз", description=None, sku="V1"
    )


def test_the_parts_of_one_offer_are_put_together_in_any_order() -> None:
    parts = [
        Offer(id="1", name="Ведро"),
        Offer(id="1", prices=(price("r", "5"),)),
        Offer(id="1", rests=(Rest(quantity=Decimal(3)),)),
    ]
    forwards, backwards = after(*parts), after(*reversed(parts))
    assert dump(forwards) == dump(backwards)
    assert forwards.model_fields_set == {"id", "name", "prices", "rests"}


def test_a_record_that_was_withdrawn_and_comes_again_is_changed() -> None:
    product = Product(id="1", name="Ведро")
    assert plan_record(product, known(product, withdrawn=True)).action is Action.CHANGE


def test_a_deletion_mark_deletes_and_a_full_record_without_one_brings_it_back() -> None:
    live, gone = Product(id="1", name="Ведро"), Product(id="1", name="Ведро", status="Удален")
    deleted = plan_record(gone, known(live))
    assert (deleted.action, deleted.deleted) == (Action.DELETE, True)
    back = plan_record(live, Known(deleted.body, deleted=True))
    assert (back.action, back.deleted) == (Action.CHANGE, False)


def test_prices_of_a_deleted_offer_do_not_bring_it_back() -> None:
    gone = Offer(id="1", name="Ведро", deletion_mark=True)
    planned = plan_record(Offer(id="1", prices=(price("r", "5"),)), known(gone, deleted=True))
    assert planned.deleted


def test_a_change_of_an_offer_replaces_the_price_types_and_warehouses_it_names() -> None:
    old = Offer(
        id="1#2",
        name="Ведро",
        prices=(price("retail", "5"), price("whole", "4")),
        stocks=(
            Stock(warehouse_id="a", quantity=Decimal(1)),
            Stock(warehouse_id="b", quantity=Decimal(2)),
        ),
    )
    change = OfferChange(
        id="1",
        characteristic_id="2",
        prices=(price("retail", "6"),),
        stocks=(Stock(warehouse_id="b", quantity=Decimal(0)),),
    )
    assert stored_id(change) == "1#2"
    new = after(old, change)
    assert isinstance(new, Offer)
    assert {p.price_type_id: p.value for p in new.prices} == {
        "retail": Decimal(6),
        "whole": Decimal(4),
    }
    assert {s.warehouse_id: s.quantity for s in new.stocks} == {"a": Decimal(1), "b": Decimal(0)}
    assert new.name == "Ведро"


def test_another_form_of_stock_replaces_the_old_one() -> None:
    old = Offer(id="1", stocks=(Stock(warehouse_id="a", quantity=Decimal(1)),))
    new = after(old, Offer(id="1", rests=(Rest(quantity=Decimal(3)),)))
    assert "stocks" not in new.model_fields_set


def test_a_document_replaces_its_older_state_whole() -> None:
    old = Document(id="1", number="A", comment="позвонить")
    assert after(old, Document(id="1", number="A")) == Document(id="1", number="A")


def test_prices_and_rests_have_fingerprints_of_their_own() -> None:
    old = plan_record(Offer(id="1", name="A", prices=(price("r", "5"),), quantity=Decimal(1)), None)
    new = plan_record(Offer(id="1", prices=(price("r", "6"),)), Known(old.body))
    assert old.prints is not None
    assert new.prints is not None
    assert new.prints.base == old.prints.base
    assert new.prints.rests == old.prints.rests
    assert new.prints.prices != old.prints.prices


def test_losing_the_price_is_noticed() -> None:
    priced = Offer(id="1", prices=(price("r", "5"),))
    assert plan_record(Offer(id="1", prices=(price("r", "0"),)), known(priced)).lost_price
    assert plan_record(Offer(id="1", prices=()), known(priced)).lost_price
    assert not plan_record(Offer(id="1", quantity=Decimal(0)), known(priced)).lost_price


def test_a_gone_record_goes_out_with_a_mark() -> None:
    assert outgoing(Product(id="1"), Part.WHOLE, live=False) == Product(id="1", status="Удален")
    marked = Product(id="1", deletion_mark=True)
    assert outgoing(marked, Part.WHOLE, live=False) is marked


def test_documents_that_are_no_orders_have_ids_of_their_own() -> None:
    order = Document(id="5", operation="Заказ товара")
    payment = Document(id="5", operation="Выплата безналичных денег")
    assert stored_id(order) == "5"
    assert stored_id(payment) == "5@Выплата безналичных денег"
    assert stored_id(Document(number="7")) == "7"
    assert stored_id(Document()) is None
    assert document_number(Container(documents=(Document(id="5", number="A"),))) == "A"


@pytest.mark.parametrize("written", ["c1", "c1#", "#c1", " c1# "])
def test_catalogue_and_offers_have_one_scope(written: str) -> None:
    assert normal_scope(written) == "c1"


def test_an_answer_goes_to_the_shop_whose_order_it_names() -> None:
    ours, theirs = Document(id="1", number="100"), Document(id="2", number="100")
    shops = [("a", ours), ("b", theirs)]
    assert recipients(Document(id="2", number="100"), shops) == {"b"}
    assert recipients(Document(id="guid", number="100"), shops) == {"a", "b"}
    assert recipients(Document(id="guid", number="101"), shops) == set()
    assert recipients(Document(id="guid", basis_id="1"), shops) == {"a"}


def test_the_date_tells_equal_numbers_apart() -> None:
    day, other = date(2026, 3, 1), date(2026, 3, 2)
    shops = [("a", Document(number="100", date=day)), ("b", Document(number="100", date=other))]
    assert recipients(Document(number="100", date=other), shops) == {"b"}


def test_the_body_beside_the_fingerprints_is_the_dump_byte_for_byte() -> None:
    offer = Offer(
        id="o#1",
        name='Ведро "Ё" \\ № 1',
        barcode="",
        prices=(Price(price_type_id="retail", value=Decimal("10.50")),),
        quantity=Decimal("3.000"),
    )
    body, prints = fingerprints(offer)
    assert body == dump(offer)
    bare = offer.model_copy()
    assert fingerprints(bare) == (body, prints)
    dearer = offer.model_copy(update={"prices": (Price(price_type_id="retail"),)})
    _, other = fingerprints(dearer)
    assert (other.base, other.rests) == (prints.base, prints.rests)
    assert other.prices != prints.prices
