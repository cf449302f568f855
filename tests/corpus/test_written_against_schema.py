"""What is written for a version of the standard is valid by its official schema."""

import io
from pathlib import Path

import pytest
from lxml import etree

from cml_sync.xml.dialects import DIALECTS
from cml_sync.xml.reader import read_whole
from cml_sync.xml.writer import write_whole

ROOT = Path(__file__).parents[2]
FOLDER = ROOT.parent / "shared" / "xsd"
EXAMPLES = ROOT / "examples"

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="the schemas are not beside the repository"),
]

PARTS = [
    "shop-2.07/import0_1.xml",
    "shop-2.07/offers0_1.xml",
    "changes/import0_1.xml",
    "changes/offers0_1.xml",
    "orders/orders.xml",
    "orders/payments.xml",
    "orders/returns.xml",
]


@pytest.mark.parametrize("version", ["2.07", "2.10"])
@pytest.mark.parametrize("name", PARTS)
def test_the_examples_written_for_a_version_are_valid_by_its_schema(
    version: str, name: str
) -> None:
    path = EXAMPLES / name
    with path.open("rb") as file:
        information, _ = read_whole(file, name)
    written = io.BytesIO()
    write_whole(written, information, DIALECTS[version])
    schema = etree.XMLSchema(etree.parse(FOLDER / f"commerceml-{version}.xsd"))
    schema.validate(etree.fromstring(written.getvalue()))
    assert [str(error.message) for error in schema.error_log] == []
