"""Whatever is asked for: what is generated has no finding but those that were asked for."""

import tempfile
from datetime import datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from cml_sync.checks.rule import Level
from cml_sync.checks.selection import Selection
from cml_sync.cli.chance import seeded
from cml_sync.jobs.generate import Wanted, generate
from cml_sync.jobs.validate import validate
from cml_sync.model.kinds import Kind
from cml_sync.packages.generate.defects.registry import DEFECTS
from cml_sync.packages.generate.planted import Spot
from cml_sync.packages.generate.shape import Shape, Sizes
from cml_sync.xml.dialects import DIALECTS

NAMES = tuple(name for name in DIALECTS if name != "faithful")
RECEIVERS = {
    "bitrix": frozenset({"bitrix"}),
    "3.1": frozenset({"bitrix", "bus"}),
    "ut11": frozenset({"ut11", "unf", "smb"}),
}
TRAPS = ("bitrix", "umi", "hostcms", "dobromyslov", "commerceml-js")
"""Receivers that read every package of goods which is right by itself."""

GOODS = st.builds(
    Sizes,
    products=st.integers(1, 12),
    variants=st.integers(0, 12),
    groups=st.integers(0, 30),
    price_types=st.integers(1, 7),
    warehouses=st.integers(0, 40),
    pictures=st.booleans(),
)
ORDERS = st.builds(Sizes, orders=st.integers(1, 25), products=st.just(0))


def codes(wanted: Wanted, receivers: frozenset[str] = frozenset()) -> list[str]:
    generate(wanted, seeded(wanted.seed))
    found: list[str] = []
    selection = Selection(Level.STRICT, receivers=receivers)
    validate(
        [wanted.output],
        on_problem=lambda one: found.append(f"{one.code} {one.message}"),
        selection=selection,
    )
    return found


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(GOODS, ORDERS),
    st.sampled_from(NAMES),
    st.booleans(),
    st.integers(0, 2**32),
    st.datetimes(datetime(1991, 1, 1), datetime(2099, 1, 1)),  # noqa: DTZ001 - local, as in files
)
def test_there_is_nothing_to_find(
    sizes: Sizes, dialect: str, changes_only: bool, seed: int, moment: datetime
) -> None:
    shape = Shape(DIALECTS[dialect], moment.replace(microsecond=0), changes_only)
    receivers = RECEIVERS.get(dialect, frozenset())
    with tempfile.TemporaryDirectory() as folder:
        wanted = Wanted(output=Path(folder) / "out", sizes=sizes, shape=shape, seed=seed)
        assert codes(wanted, receivers) == []


@settings(max_examples=10, deadline=None)
@given(GOODS, st.sampled_from(("2.07", "bitrix")), st.integers(0, 2**32))
def test_receivers_that_read_right_packages_read_these(
    sizes: Sizes, dialect: str, seed: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        wanted = Wanted(
            output=Path(folder) / "out", sizes=sizes, shape=Shape(DIALECTS[dialect]), seed=seed
        )
        assert codes(wanted, frozenset(TRAPS)) == []


PLANTED = (Spot.PRODUCT, Spot.OFFER, Spot.PRICED, Spot.STOCKED, Spot.NEW, Spot.ORDER, Spot.DEAL)
DOCUMENTS = (Kind.DOCUMENT, Kind.CONTAINER)


def together(*, orders: bool) -> list[str]:
    """Codes of defects of records, which stand beside each other in peace."""
    return [
        code
        for code, one in DEFECTS.items()
        if one.spot in PLANTED
        and not one.receiver
        and not one.needs
        and orders == (one.spot in (Spot.ORDER, Spot.DEAL) or one.kind in DOCUMENTS)
    ]


@settings(max_examples=25, deadline=None)
@given(st.data(), st.booleans(), st.sampled_from(("2.07", "2.10", "3.1")), st.integers(0, 2**32))
def test_many_defects_stand_beside_each_other(
    data: st.DataObject, orders: bool, dialect: str, seed: int
) -> None:
    asked = data.draw(st.lists(st.sampled_from(together(orders=orders)), max_size=8, unique=True))
    sizes = Sizes(orders=20) if orders else Sizes(products=30)
    with tempfile.TemporaryDirectory() as folder:
        wanted = Wanted(
            output=Path(folder) / "out",
            sizes=sizes,
            shape=Shape(DIALECTS[dialect]),
            seed=seed,
            defects=tuple((code, 1) for code in asked),
        )
        found = {line.partition(" ")[0] for line in codes(wanted)}
    besides = {code for name in asked for code in DEFECTS[name].also}
    assert found == {*asked, *besides}
