"""Rules of scope `STORE`: a case each that is found, and a near miss."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from cml_sync.checks.chapters.store import RULES
from cml_sync.checks.memory.index import Target
from cml_sync.checks.memory.tables import Sighting
from cml_sync.checks.registry import BY_CODE
from cml_sync.checks.remembered import Compared, Late, NewCatalog, Outcome, SetView
from cml_sync.checks.rule import Found
from cml_sync.model.goods import BaseUnit, Product
from cml_sync.model.kinds import Kind
from cml_sync.model.offers import Offer, OfferChange, Price
from cml_sync.problems import Place

PLACE = Place("import0_1.xml")
NOW = datetime(2026, 3, 1, 4, tzinfo=UTC)


def goods(**changed: object) -> Outcome:
    """A full set of a hundred known products, but for what is `changed`."""
    fields: dict[str, object] = {"met": 100, "known": 100, "before": 100, "absent": 0}
    found = SetView(Kind.PRODUCT, "c", PLACE, **{**fields, **changed})  # type: ignore[arg-type]
    return Outcome(sets=(found,))


def offers(unpriced: int) -> Outcome:
    return Outcome(sets=(SetView(Kind.OFFER, "c", PLACE, 50, 50, 50, None, unpriced),))


def late(by: timedelta | None) -> Outcome:
    return Outcome(late=() if by is None else (Late(PLACE, NOW - by, NOW),))


def prices(*values: tuple[str, str], currency: str = "RUB") -> tuple[Price, ...]:
    return tuple(
        Price(price_type_id=type_, value=Decimal(value), currency=currency)
        for type_, value in values
    )


RETAIL = prices(("retail", "100"))


def priced(old: tuple[Price, ...], new: tuple[Price, ...]) -> Compared[Offer]:
    return Compared(Kind.OFFER, Offer(id="p", prices=new), Offer(id="p", prices=old), PLACE)


def measured(old: str, new: str) -> Compared[Product]:
    return Compared(
        Kind.PRODUCT,
        Product(id="p", base_unit=BaseUnit(code=new)),
        Product(id="p", base_unit=BaseUnit(code=old)),
        PLACE,
    )


def catalogue(known: int) -> Outcome:
    return Outcome(new_catalogs=(NewCatalog("new", PLACE, 10, known, "old"),))


def leap(*new: tuple[str, str], currency: str = "RUB") -> Compared[Offer]:
    return priced(RETAIL, prices(*new, currency=currency))


SAMPLES = (
    ("CML951", Outcome(unresolved={Target.GROUP: [("g9", Sighting(PLACE, 2))]}), Outcome()),
    ("CML952", goods(met=0, known=0, absent=100), goods(met=1, known=1, absent=99)),
    ("CML952", goods(met=0, known=0, absent=100), goods(met=0, known=0, absent=None)),
    ("CML953", goods(absent=11), goods(absent=10)),
    ("CML953", goods(absent=99), goods(met=0, known=0, absent=100)),
    ("CML953", goods(before=20, absent=3), goods(before=19, absent=3)),
    ("CML954", late(timedelta(hours=1)), late(None)),
    ("CML955", goods(known=9), goods(known=10)),
    ("CML955", goods(known=0), goods(met=19, known=0)),
    ("CML956", leap(("retail", "1000")), leap(("retail", "999.99"))),
    ("CML956", leap(("retail", "10")), leap(("retail", "0"))),
    ("CML956", leap(("retail", "1000")), leap(("retail", "1000"), currency="KZT")),
    ("CML956", leap(("retail", "1000")), leap(("bulk", "1000"))),
    ("CML956", leap(("retail", "1000")), leap(("retail", "1000"), ("retail", "90"))),
    ("CML957", offers(2), offers(1)),
    ("CML958", measured("796", "778"), measured("796", "796 ")),
    ("CML959", catalogue(6), catalogue(5)),
)


def found(code: str, view: object) -> list[Found]:
    return list(BY_CODE[code].check(view))


@pytest.mark.parametrize(("code", "case", "near"), SAMPLES)
def test_each_rule_finds_its_case_and_not_the_near_miss(
    code: str, case: object, near: object
) -> None:
    assert len(found(code, case)) == 1
    assert found(code, near) == []


def test_every_rule_has_a_sample() -> None:
    assert {code for code, _, _ in SAMPLES} == {rule.code for rule in RULES}


def test_a_leap_is_told_at_the_price_that_leapt() -> None:
    old = prices(("bulk", "5"), ("retail", "100"))
    (case,) = found("CML956", priced(old, prices(("bulk", "5"), ("retail", "1"))))
    assert (case.at, str(case.message)) == ("Цены/Цена[2]", "The price was `100` and is `1`")


def test_a_change_of_an_offer_is_compared_with_the_offer() -> None:
    change = OfferChange(id="p", prices=prices(("retail", "1500")))
    view = Compared(Kind.OFFER_CHANGE, change, Offer(id="p", prices=RETAIL), PLACE)
    assert [case.at for case in found("CML956", view)] == ["Цены/Цена[1]"]


def test_what_is_missing_is_named_with_its_place_and_its_uses() -> None:
    elsewhere = found("CML951", SAMPLES[0][1])
    assert [(str(case.message), case.place) for case in elsewhere] == [
        ("group `g9` is neither in the package nor in the store (2 uses)", PLACE)
    ]
