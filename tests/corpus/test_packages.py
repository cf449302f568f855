"""Real files are classified by what they hold."""

from collections import Counter

import pytest
from tests.corpus.real import CORPUS, listed

from cml_sync.packages.package import open_package
from cml_sync.packages.parts import PartKind

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="no real files beside the repository"),
]

GOODS = {PartKind.CATALOG, PartKind.GOODS, PartKind.MIXED}
OFFERS = {PartKind.OFFERS, PartKind.PRICES, PartKind.RESTS, PartKind.CHANGES, PartKind.MIXED}
DOCUMENTS = {PartKind.DOCUMENTS, PartKind.MIXED}


def manifest() -> dict[str, dict[str, str]]:
    return {row["local path"].removeprefix("files/"): row for row in listed()}


def test_every_real_file_is_what_its_records_say() -> None:
    rows = manifest()
    with open_package([CORPUS / "files"]) as package:
        parts = {part.relative: part for part in package.parts}
    assert set(parts) == set(rows)
    for name, row in rows.items():
        kind = parts[name].kind
        if kind is PartKind.UNREADABLE:
            assert row["well-formed"] != "yes", name
            continue
        assert (kind in GOODS) == (row["products"] != "0"), name
        assert (kind in OFFERS) == (row["offers"] != "0"), name
        assert (kind in DOCUMENTS) == (row["documents"] != "0"), name


def test_the_parts_of_a_real_3_1_tree_fall_into_their_stages() -> None:
    with open_package([CORPUS / "files" / "freesport"]) as package:
        kinds = Counter(part.kind for part in package.parts)
        order = [part.kind for part in package.parts]
    assert kinds == {
        PartKind.GROUPS: 1,
        PartKind.UNITS: 1,
        PartKind.PRICE_TYPES: 1,
        PartKind.WAREHOUSES: 1,
        PartKind.PROPERTIES: 3,
        PartKind.GOODS: 1,
        PartKind.OFFERS: 1,
        PartKind.PRICES: 1,
        PartKind.RESTS: 1,
        PartKind.DOCUMENTS: 1,
    }
    assert order.index(PartKind.PROPERTIES) < order.index(PartKind.GOODS)
    assert order[-1] is PartKind.DOCUMENTS
