"""Real files against the published schemas: in pieces the same is found as in one."""

from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from cml_sync.errors import FindingsError
from cml_sync.xml.schema.schema_advice import schema_advice
from cml_sync.xml.schema.schema_file import SchemaFile, load_schema

SHARED = Path(__file__).parents[3] / "shared"
FILES = sorted((SHARED / "corpus" / "files").glob("*/*.xml"))
XSDS = [SHARED / "xsd" / f"commerceml-{version}.xsd" for version in ("2.04", "2.07", "2.10")]
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(
        not FILES or not XSDS[0].is_file(),
        reason="the real files and schemas are not beside the repository",
    ),
]


@cache
def loaded(path: Path) -> tuple[SchemaFile, etree.XMLSchema]:
    return load_schema(path), etree.XMLSchema(etree.parse(path))


@pytest.mark.parametrize("xsd", XSDS, ids=lambda path: path.stem)
def test_there_is_advice_just_where_the_whole_document_is_not_valid(xsd: Path) -> None:
    ours, theirs = loaded(xsd)
    different = []
    compared = 0
    for path in FILES:
        content = path.read_bytes()
        try:
            root = etree.fromstring(content)
            found = list(schema_advice(ours, BytesIO(content), path.name))
        except (etree.XMLSyntaxError, FindingsError):
            continue
        if etree.QName(root).localname != "КоммерческаяИнформация":
            continue  # a fragment gets its envelope from the reader
        compared += 1
        if bool(found) == theirs.validate(_moved(root, ours.namespace)):
            different.append(path.name)
    assert different == []
    assert compared > 100


def _moved(root: etree._Element, namespace: str) -> etree._Element:
    own = etree.QName(root).namespace
    for element in root.iter("{*}*"):
        name = etree.QName(element)
        if name.namespace == own:
            element.tag = f"{{{namespace}}}{name.localname}"
    return root
