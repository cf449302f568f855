"""Packages of anything: into another dialect and back they say whatever both can say."""

from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st
from tests.property.elements import elements
from tests.property.sayable import meaning

from cml_sync.jobs.convert import Wish, convert
from cml_sync.model.classifier import Classifier, Group, PriceType, Property
from cml_sync.model.element import Element
from cml_sync.model.goods import Catalog, Product
from cml_sync.model.information import CommercialInformation
from cml_sync.model.offers import Offer, OffersPackage, Stock
from cml_sync.model.warehouses import Warehouse
from cml_sync.packages.convert.errors import DoubledIdError
from cml_sync.packages.convert.portions import Size
from cml_sync.xml.dialects import DIALECTS, FAITHFUL
from cml_sync.xml.writer import write_whole
from cml_sync.xml.writing.changing import changed

IDS = ["a", "b", "c", "d#1", "d#2"]
_STOCK = {"stocks", "rests", "warehouse_quantities", "quantity"}
_SAID_APART = {"unknown", "unknown_attributes"}
_FORMS = {"status", "status_element", "deletion_mark", "base_unit", "prices", *_SAID_APART}


def of(model: type[Element], unset: set[str]) -> st.SearchStrategy[tuple[Element, ...]]:
    """Some records of a model, each with an id of its own, without what has several forms."""

    def named(found: list[Element]) -> tuple[Element, ...]:
        rows = zip(IDS, found, strict=False)
        return tuple(
            changed(one, {"id": key}, unset=unset & one.model_fields_set) for key, one in rows
        )

    return st.lists(elements(model), max_size=3).map(named)


@st.composite
def stocks(draw: st.DrawFn, offer: Element) -> Element:
    """An offer with stock as 2.x says it, and a total that is the sum."""
    amounts = draw(st.lists(st.integers(-5, 1000).map(Decimal), max_size=2))
    if not amounts:
        return offer
    rows = tuple(Stock(warehouse_id=f"w{n}", quantity=amount) for n, amount in enumerate(amounts))
    return changed(offer, {"stocks": rows, "quantity": sum(amounts, Decimal(0))})


@st.composite
def packages(draw: st.DrawFn) -> CommercialInformation:
    """A shop in one file: a classifier, goods, offers, orders."""
    plain = _FORMS - {"prices"}
    offers = draw(of(Offer, _FORMS | _STOCK | {"discount_tiers"}))
    values: dict[str, Any] = {
        "classifiers": (
            Classifier(
                id="k",
                groups=draw(of(Group, plain)),
                properties=draw(of(Property, plain)),
            ),
        ),
        "catalogs": (Catalog(id="k", classifier_id="k", products=draw(of(Product, plain))),),
        "offers_packages": (
            OffersPackage(
                id="k#",
                catalog_id="k",
                classifier_id="k",
                price_types=draw(of(PriceType, plain)),
                warehouses=draw(of(Warehouse, plain)),
                offers=tuple(draw(stocks(one)) for one in offers),
            ),
        ),
    }
    return CommercialInformation(schema_version="2.07", **values)


def written(information: CommercialInformation, folder: Path) -> Path:
    path = folder / "shop.xml"
    with path.open("wb") as file:
        write_whole(file, information, FAITHFUL)
    return path


def into(source: Path, form: str, place: Path, **said: Any) -> Path:
    convert([source], Wish(to=form, output=place, **said), on_problem=lambda _: None)
    return place


SLOW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(packages())
def test_from_2_10_to_3_1_and_back(information: CommercialInformation) -> None:
    with TemporaryDirectory() as folder:
        place = Path(folder)
        before = into(written(information, place), "2.10", place / "before")
        there = into(before, "3.1", place / "there")
        back = into(there, "2.10", place / "back")
        both = [DIALECTS["2.10"], DIALECTS["3.1"]]
        assert meaning([back], both) == meaning([before], both)


@SLOW
@given(packages())
def test_lines_lose_nothing(information: CommercialInformation) -> None:
    with TemporaryDirectory() as folder:
        place = Path(folder)
        before = written(information, place)
        lines = into(before, "jsonl", place / "lines")
        assert meaning([into(lines, "faithful", place / "back")]) == meaning([before])


@SLOW
@given(packages(), st.integers(1, 4))
def test_portions_joined_are_the_whole(information: CommercialInformation, most: int) -> None:
    with TemporaryDirectory() as folder:
        place = Path(folder)
        before = into(written(information, place), "2.10", place / "before", merge=True)
        cut = into(before, "2.10", place / "cut", size=Size(records=most))
        assert meaning([into(cut, "2.10", place / "back", merge=True)]) == meaning([before])


@SLOW
@given(packages(), packages())
def test_changes_that_are_applied_twice_change_nothing_more(
    information: CommercialInformation, other: CommercialInformation
) -> None:
    with TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "other").mkdir()
        full = into(written(information, place), "2.10", place / "full", merge=True)
        change = into(written(other, place / "other"), "2.10", place / "change", merge=True)
        try:
            once = into(full, "faithful", place / "once", changes=(change,))
        except DoubledIdError:  # groups inside groups that were drawn with one id
            reject()
        twice = into(once, "faithful", place / "twice", changes=(change,))
        assert meaning([twice]) == meaning([once])
