from decimal import Decimal

from tests.unit.checks.staging import line, order

from cml_sync.checks.totals import (
    document_sum,
    document_sums,
    is_plain,
    line_sums,
    line_tolerance,
    plain_sum,
)


def test_taxes_outside_the_lines_are_added_once() -> None:
    tax = {"name": "НДС", "amount": "140", "included": False}
    document = order(lines=(line("350", "2", "700", taxes=(tax,)),), taxes=(tax,))
    assert document_sum(document) == Decimal(840)


def test_included_taxes_and_discounts_are_not_counted_again() -> None:
    document = order(
        taxes=({"name": "НДС", "amount": "126.23", "included": True},),
        discounts=({"amount": "50", "included": True},),
    )
    assert document_sum(document) == Decimal("700.00")
    assert Decimal("650.00") in document_sums(document)


def test_a_line_without_a_sum_leaves_the_document_without_one() -> None:
    document = order(lines=(line("350", "2", "700"), {"id": "gift"}))
    assert document_sum(document) is None
    assert document_sums(document) == set()


def test_an_empty_line_total_is_counted_from_price_and_quantity() -> None:
    document = order(
        lines=(line("10", "3", None, discounts=({"amount": "5", "included": False},)),)
    )
    assert document_sum(document) == Decimal(25)


def test_a_line_may_count_its_discount_and_its_unit() -> None:
    sums = line_sums(line("10", "3", None, coefficient="12", discounts=({"amount": "5"},)))
    assert {Decimal(30), Decimal(25), Decimal(360), Decimal(355)} <= sums


def test_the_rounding_of_a_price_grows_with_the_quantity() -> None:
    assert line_tolerance(line("33.33", "300", "10000")) == Decimal("1.51")
    assert line_tolerance(line("33.33", "-2", "10000")) == Decimal("0.02")


def test_what_needs_no_ways_of_counting_is_plain() -> None:
    plain = line("350.00", "2", "700.00")
    assert is_plain(plain)
    assert not is_plain(line("350.00", "2", "699.99"))
    assert not is_plain(line("350.00", "2", None))
    assert plain_sum(order(lines=(plain, plain))) == Decimal(1400)
    assert plain_sum(order(lines=(plain, line("350.00", "2", None)))) is None
    assert plain_sum(order(lines=())) is None
