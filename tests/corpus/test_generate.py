"""What is generated for a version of the standard is valid by its official schema."""

from pathlib import Path

import pytest
from tests.corpus.standard import FOLDER, MISSING

from cml_sync.checks.rule import Level
from cml_sync.checks.selection import Selection
from cml_sync.cli.chance import seeded
from cml_sync.jobs.against_schema import AgainstSchema
from cml_sync.jobs.generate import Wanted, generate
from cml_sync.jobs.validate import Manner, validate
from cml_sync.model.words import SCHEMA_VERSIONS
from cml_sync.packages.generate.shape import Shape, Sizes
from cml_sync.xml.dialects import DIALECTS

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not FOLDER.is_dir(), reason=MISSING),
]

VERSIONS = SCHEMA_VERSIONS[1:]
"""The versions that are written: the schema of 2.04 is read only."""

GOODS = Sizes(products=12, variants=2, price_types=6, warehouses=3, groups=20, pictures=True)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("sizes", [GOODS, Sizes(orders=40)], ids=["goods", "orders"])
def test_the_official_schema_has_nothing_to_say(version: str, sizes: Sizes, tmp_path: Path) -> None:
    output = tmp_path / "out"
    generate(Wanted(output=output, sizes=sizes, shape=Shape(DIALECTS[version])), seeded(0))
    found: list[str] = []
    validate(
        [output],
        on_problem=lambda one: found.append(str(one.message)),
        selection=Selection(Level.STRICT),
        manner=Manner(watchers=(AgainstSchema(FOLDER / f"commerceml-{version}.xsd"),)),
    )
    assert found == []


def test_what_a_schema_does_not_know_is_found(tmp_path: Path) -> None:
    output = tmp_path / "out"
    wanted = Wanted(
        output=output,
        sizes=GOODS,
        shape=Shape(DIALECTS["2.07"]),
        defects=(("CML167", 1),),
    )
    generate(wanted, seeded(0))
    found: list[str] = []
    validate(
        [output],
        on_problem=lambda one: found.append(one.code),
        selection=Selection(Level.STRICT),
        manner=Manner(watchers=(AgainstSchema(FOLDER / "commerceml-2.07.xsd"),)),
    )
    assert sorted(found) == ["CML167", "CML792"]
