"""Whatever is planted twice is found, with both lines, and nothing else; and `diff` agrees."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.property.sources import MemorySource, source_of

from cml_sync.checks.rule import Level
from cml_sync.checks.selection import Selection
from cml_sync.cli.chance import seeded
from cml_sync.jobs.generate import Wanted, generate
from cml_sync.jobs.validate import validate
from cml_sync.model.classifier import Group, PriceType
from cml_sync.model.documents import Container, Document, SubordinateDocument
from cml_sync.model.element import Element
from cml_sync.model.goods import Product
from cml_sync.model.offers import Offer, OfferChange, Price
from cml_sync.packages.diff.compare import compare
from cml_sync.packages.diff.pieces import UNKEYED
from cml_sync.packages.diff.spill import Spill
from cml_sync.packages.diff.terms import Terms
from cml_sync.packages.doubles.doubled import Doubles
from cml_sync.packages.doubles.watching import DoublesWatch
from cml_sync.packages.forms.form import Source
from cml_sync.packages.forms.opening import open_source
from cml_sync.packages.generate.shape import Shape, Sizes
from cml_sync.xml.dialects import DIALECTS

IDS = st.sampled_from(["1", "2", "3", "1#1", None])
DOCUMENTS = st.builds(
    Document,
    id=IDS,
    number=IDS,
    operation=st.sampled_from([None, "Заказ товара"]),
    subordinates=st.lists(st.builds(SubordinateDocument, id=IDS), max_size=2).map(tuple),
)
GROUPS = st.recursive(
    st.builds(Group, id=IDS),
    lambda below: st.builds(Group, id=IDS, children=st.lists(below, max_size=2).map(tuple)),
    max_leaves=4,
)
RECORDS: st.SearchStrategy[Element] = st.one_of(
    st.builds(Product, id=IDS),
    st.builds(Offer, id=IDS, name=st.just("a")),
    st.builds(Offer, id=IDS, prices=st.just((Price(),))),
    st.builds(OfferChange, id=IDS, characteristic_id=IDS),
    st.builds(PriceType, id=IDS),
    GROUPS,
    DOCUMENTS,
    st.builds(Container, documents=st.lists(DOCUMENTS, max_size=2).map(tuple)),
)


def watched(source: Source) -> Doubles:
    with DoublesWatch(source) as watch:
        for part in watch.parts:
            with part.read() as reading:
                for _ in reading:
                    pass
        return watch.found()


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(RECORDS, max_size=8), max_size=3))
def test_diff_says_the_same(parts: list[list[Element]]) -> None:
    source = source_of(*parts)
    with Spill() as spill:
        by_diff = compare(MemorySource([]), source, spill, Terms())
    expected = [
        (one.kind, one.key, one.place.line)
        for one in by_diff.doubled
        if not one.key.startswith(UNKEYED)
    ]
    found = watched(source)
    assert [(one.kind, one.key, one.again.line) for one in found.named] == expected
    assert found.total == len(expected)


@settings(max_examples=25, deadline=None)
@given(
    st.fixed_dictionaries({"CML211": st.integers(0, 4), "CML212": st.integers(0, 4)}),
    st.sampled_from(("2.07", "2.10", "3.1")),
    st.integers(0, 2**32),
)
def test_goods_that_were_planted_twice_are_found(
    planted: dict[str, int], dialect: str, seed: int
) -> None:
    sizes = Sizes(products=30, variants=3)
    assert_found(planted, sizes, dialect, seed)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 4), st.sampled_from(("2.10", "3.1")), st.integers(0, 2**32))
def test_orders_that_were_planted_twice_are_found(count: int, dialect: str, seed: int) -> None:
    assert_found({"CML215": count}, Sizes(orders=20, products=0), dialect, seed)


def assert_found(planted: dict[str, int], sizes: Sizes, dialect: str, seed: int) -> None:
    """Both lines of every one, as `validate` names the second."""
    defects = tuple((code, count) for code, count in planted.items() if count)
    told: list[tuple[str, str | None, int | None]] = []
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "out"
        shape = Shape(DIALECTS[dialect])
        wanted = Wanted(output=output, sizes=sizes, shape=shape, seed=seed, defects=defects)
        generate(wanted, seeded(seed))
        validate(
            [output],
            on_problem=lambda one: told.append((one.code, one.place.file, one.place.line)),
            selection=Selection(Level.STRICT),
        )
        with open_source([output]) as source:
            found = watched(source)
    expected = [(file, line) for code, file, line in told if code in planted]
    assert len(expected) == found.total == sum(planted.values())
    assert sorted((one.again.file, one.again.line) for one in found.named) == sorted(expected)
    for one in found.named:
        assert (one.first.file, one.first.line) < (one.again.file, one.again.line)
