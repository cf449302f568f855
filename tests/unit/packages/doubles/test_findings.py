"""What is said of records that stand twice."""

from cml_sync.packages.doubles.doubled import Doubled
from cml_sync.packages.doubles.findings import FOUND_IN_DOUBLES, STANDS_TWICE, shown_key
from cml_sync.problems import Place


def test_an_id_that_may_name_a_person_is_masked() -> None:
    login = "12#anna#Иванова Анна"
    party = Doubled("counterparty", login, Place(), Place())
    assert "Иванова" not in shown_key(party)
    assert shown_key(party, show_data=True) == login
    assert shown_key(Doubled("product", login, Place(), Place())) == login


def test_every_finding_has_an_article() -> None:
    assert [finding for finding, _ in FOUND_IN_DOUBLES] == [STANDS_TWICE]
