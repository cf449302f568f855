from cml_sync.model.classifier import Group
from cml_sync.model.documents import Container, Document, SubordinateDocument
from cml_sync.model.element import Element
from cml_sync.model.goods import Product
from cml_sync.model.parties import Counterparty
from cml_sync.model.records import kind_of
from cml_sync.packages.survey.inside import inside


def found(record: Element) -> list[tuple[str, str]]:
    return [(one.kind.value, one.at) for one in inside(kind_of(record), record)]


def test_groups_in_groups() -> None:
    leaf = Group(id="c")
    assert found(Group(children=(Group(), Group(children=(leaf,))))) == [
        ("group", ""),
        ("group", "Группы/Группа[1]"),
        ("group", "Группы/Группа[2]"),
        ("group", "Группы/Группа[2]/Группы/Группа[1]"),
    ]


def test_documents_and_parties() -> None:
    order = Document(
        counterparties=(Counterparty(),), subordinates=(SubordinateDocument(number="1"),)
    )
    assert found(Container(documents=(Document(), order))) == [
        ("container", ""),
        ("document", "Документ[1]"),
        ("document", "Документ[2]"),
        ("counterparty", "Документ[2]/Контрагенты/Контрагент[1]"),
        ("document", "Документ[2]/ПодчиненныеДокументы/ПодчиненныйДокумент[1]"),
    ]


def test_others_hold_none() -> None:
    assert found(Product(id="1")) == [("product", "")]
