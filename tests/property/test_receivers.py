"""What our writer writes is read by the receivers whose dialect it is written in."""

import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.property.elements import elements

from cml_sync.checks.checker import Checker
from cml_sync.checks.rule import Level
from cml_sync.checks.selection import Selection
from cml_sync.model.information import CommercialInformation
from cml_sync.model.offers import OffersPackage
from cml_sync.xml.dialects import DIALECTS
from cml_sync.xml.reader import open_part, read_whole
from cml_sync.xml.source.features import Features
from cml_sync.xml.writer import write_whole

EXAMPLES = Path(__file__).parents[2] / "examples"
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
LEXICAL = tuple(f"CML7{number}" for number in range(10, 21))


def codes(information: CommercialInformation, dialect: str, receiver: str) -> set[str]:
    file = io.BytesIO()
    write_whole(file, information, DIALECTS[dialect])
    file.seek(0)
    checker = Checker(Selection(Level.SYNTAX, receivers=frozenset({receiver})))
    features = Features()
    reader = open_part(file, "offers0_1.xml", features=features)
    checker.begin(reader.header, features)
    found = [problem for entry in reader for problem in checker.look(entry)]
    found += checker.end()
    found += checker.finish()
    return {problem.code for problem in found if "CML710" <= problem.code <= "CML759"}


@pytest.mark.parametrize("receiver", ["bitrix", "umi", "ut11", "unf", "django-cml", "dobromyslov"])
@SLOW
@given(package=elements(OffersPackage), data=st.data())
def test_no_receiver_stumbles_over_how_we_write(
    receiver: str, package: OffersPackage, data: st.DataObject
) -> None:
    dialect = receiver if receiver in DIALECTS else data.draw(st.sampled_from(sorted(DIALECTS)))
    information = CommercialInformation(schema_version="2.07", offers_packages=(package,))
    assert codes(information, dialect, receiver).isdisjoint(LEXICAL)


@pytest.mark.parametrize(
    ("example", "dialect", "receiver"),
    [
        ("shop-2.07/import0_1.xml", "bitrix", "bitrix"),
        ("shop-2.07/offers0_1.xml", "bitrix", "bitrix"),
        ("orders/orders.xml", "ut11", "ut11"),
        ("orders/containers.xml", "3.1", "bus"),
    ],
)
def test_a_dialect_leaves_nothing_to_warn_of(example: str, dialect: str, receiver: str) -> None:
    with (EXAMPLES / example).open("rb") as file:
        information, _ = read_whole(file, example)
    assert codes(information, dialect, receiver) == set()
