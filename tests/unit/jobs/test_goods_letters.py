"""The parts of goods for one endpoint."""

import io
from pathlib import Path

import pytest
from tests.unit.jobs.world import World, catalog, offers

from cml_sync.config.words import ExchangeKind
from cml_sync.errors import ExitCode
from cml_sync.jobs.goods_letters import GoodsLetters, is_due
from cml_sync.jobs.letters import Outbox
from cml_sync.jobs.pull import PullRequest, pull
from cml_sync.store.rows import Facet, Tally
from cml_sync.xml.reader import read_whole

GOODS = (ExchangeKind.CATALOG, ExchangeKind.OFFERS)


@pytest.fixture
def two_catalogs(world: World) -> World:
    """Goods of two catalogues, of which the second has no offers."""
    world.write("erp", "import0_1.xml", catalog({"a": "A"}))
    second = catalog({"b": "B"}).replace("<Ид>c1</Ид>", "<Ид>c2</Ид>").replace(">c1<", ">c2<")
    world.write("erp", "import1_1.xml", second)
    world.write("erp", "offers0_1.xml", offers({"a": ("10.50", "3")}))
    with world.context() as context:
        assert pull(context, PullRequest(GOODS)).exit_code == ExitCode.DONE
    return world


def written(world: World, facet: Facet = Facet.WHOLE, *, full: bool = False) -> dict[str, bytes]:
    folder = world.root / f"letters-{facet}-{full}"
    with world.context() as context, context.store.reading() as view:
        outbox = Outbox(None, folder)
        letters = GoodsLetters(context, view, context.endpoints["shop"], outbox, full=full)
        if facet is Facet.WHOLE:
            letters.write_catalog(letters.catalog_tallies())
        letters.write_offers(letters.offers_tallies(facet), facet)
    return {name: (folder / name).read_bytes() for name in outbox.parts}


def test_each_catalogue_has_a_part_of_its_own_and_offers_come_after(two_catalogs: World) -> None:
    parts = written(two_catalogs)
    assert list(parts) == ["import0_1.xml", "import1_1.xml", "offers0_1.xml"]
    for name, catalog_id in (("import0_1.xml", "c1"), ("import1_1.xml", "c2")):
        information, _ = read_whole(io.BytesIO(parts[name]), name)
        assert [found.id for found in information.catalogs] == [catalog_id]
        assert [found.classifier_id for found in information.catalogs] == [catalog_id]
        assert [len(found.products) for found in information.catalogs] == [1]
        assert [found.changes_only for found in information.catalogs] == [True]


def test_offers_are_written_with_the_lists_that_they_refer_to(two_catalogs: World) -> None:
    information, _ = read_whole(io.BytesIO(written(two_catalogs)["offers0_1.xml"]), "offers0_1.xml")
    (package,) = information.offers_packages
    assert (package.catalog_id, len(package.offers)) == ("c1", 1)
    assert [price_type.id for price_type in package.price_types] == ["retail"]


@pytest.mark.parametrize(
    ("facet", "name", "there", "missing"),
    [
        (Facet.PRICES, "prices0_1.xml", "Цены>", "Количество>"),
        (Facet.RESTS, "rests0_1.xml", "Количество>", "Цены>"),
    ],
)
def test_prices_or_rests_have_parts_of_their_own(
    two_catalogs: World, facet: Facet, name: str, there: str, missing: str
) -> None:
    parts = written(two_catalogs, facet)
    assert list(parts) == [name]
    assert there in parts[name].decode()
    assert missing not in parts[name].decode()


def test_only_a_whole_and_full_part_calls_itself_full(two_catalogs: World) -> None:
    says_full = 'СодержитТолькоИзменения="false"'
    assert all(
        says_full in content.decode() for content in written(two_catalogs, full=True).values()
    )
    (prices,) = written(two_catalogs, Facet.PRICES, full=True).values()
    assert says_full not in prices.decode()


def test_nothing_is_written_without_an_outbox(two_catalogs: World, tmp_path: Path) -> None:
    with two_catalogs.context() as context, context.store.reading() as view:
        letters = GoodsLetters(context, view, context.endpoints["shop"])
        with pytest.raises(ValueError, match="outbox"):
            letters.write_catalog(letters.catalog_tallies())
    assert not (tmp_path / "import0_1.xml").exists()


@pytest.mark.parametrize(
    ("tally", "full", "expected"),
    [
        (Tally("product", unchanged=5), False, False),
        (Tally("product", unchanged=5), True, True),
        (Tally("product", changed=1), False, True),
        (Tally("product", withdrawn=1), False, True),
        (Tally("product"), True, False),
    ],
)
def test_what_is_due(tally: Tally, full: bool, expected: bool) -> None:
    assert is_due(tally, full=full) is expected
