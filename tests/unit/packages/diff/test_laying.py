"""What may be laid over another package."""

import pytest

from cml_sync.model.element import Element
from cml_sync.model.goods import Catalog
from cml_sync.model.information import CommercialInformation
from cml_sync.model.kinds import Section
from cml_sync.model.offers import OffersChanges, OffersPackage
from cml_sync.packages.diff.errors import FullChangesError
from cml_sync.packages.diff.laying import check_changes
from cml_sync.problems import Place
from cml_sync.xml.entries import SectionOpened


@pytest.mark.parametrize(
    ("section", "header"),
    [
        (Section.CATALOG, Catalog(changes_only=True)),
        (Section.CATALOG, Catalog(id="c")),
        (Section.OFFERS_PACKAGE, OffersPackage(changes_only=True)),
        (Section.OFFERS_CHANGES, OffersChanges()),
        (Section.CLASSIFIER, CommercialInformation()),
    ],
)
def test_what_does_not_call_itself_full_may_be_changes(section: Section, header: Element) -> None:
    check_changes(SectionOpened(section, header, Place("a.xml", 1)))


@pytest.mark.parametrize(
    ("section", "header"),
    [
        (Section.CATALOG, Catalog(changes_only=False)),
        (Section.OFFERS_PACKAGE, OffersPackage(changes_only=False)),
    ],
)
def test_what_calls_itself_full_is_no_change(section: Section, header: Element) -> None:
    with pytest.raises(FullChangesError, match=r"a\.xml:7"):
        check_changes(SectionOpened(section, header, Place("a.xml", 7)))
