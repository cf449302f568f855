import io

import pytest

from cml_sync.model.kinds import Kind, Section
from cml_sync.xml.errors import HostileError, NotXmlError
from cml_sync.xml.peek import Outline, peek

ROOT = "КоммерческаяИнформация"


def outline(text: str, size: int = 100_000) -> Outline:
    return peek(io.BytesIO(text.encode()), "x.xml", size=size)


def prices(count: int) -> str:
    offer = "<Предложение><Ид>1</Ид><Цены><Цена/></Цены></Предложение>\n"
    return (
        f'<{ROOT} xmlns="urn:1C.ru:commerceml_3" ВерсияСхемы="3.1"><ПакетПредложений><Ид>1</Ид>'
        f"<Предложения>{offer * count}</Предложения></ПакетПредложений></{ROOT}>"
    )


def test_the_outline_says_what_kind_of_part_it_is() -> None:
    assert outline(prices(2)) == Outline(
        file="x.xml",
        root=ROOT,
        fragment=False,
        namespace="urn:1C.ru:commerceml_3",
        schema_version="3.1",
        encoding="utf-8",
        sections=(Section.OFFERS_PACKAGE,),
        kinds=(Kind.OFFER,),
        fields={Kind.OFFER: frozenset({"id", "prices"})},
        complete=True,
    )


def test_only_the_start_of_a_long_part_is_looked_at() -> None:
    found = outline(prices(3000) + "<broken", size=5000)
    assert not found.complete
    assert found.fields[Kind.OFFER] == {"id", "prices"}


def test_rests_are_told_from_prices_by_their_fields() -> None:
    text = prices(1).replace("Цены", "Остатки").replace("Цена", "Остаток")
    assert outline(text).fields[Kind.OFFER] == {"id", "rests"}


def test_sections_and_records_come_in_their_order_each_once() -> None:
    found = outline(
        f"<{ROOT}><Каталог><Товары><Товар><Слаг/></Товар></Товары></Каталог><Документ/><Документ/>"
        f"<Классификатор><Группы><Группа/></Группы></Классификатор></{ROOT}>"
    )
    assert found.sections == (Section.CATALOG, Section.CLASSIFIER)
    assert found.kinds == (Kind.PRODUCT, Kind.DOCUMENT, Kind.GROUP)
    assert found.fields[Kind.PRODUCT] == {"unknown"}


def test_a_fragment_is_named() -> None:
    found = outline("<Классификатор><Ид>1</Ид></Классификатор>")
    assert (found.root, found.fragment) == ("Классификатор", True)
    assert found.sections == (Section.CLASSIFIER,)


def test_a_cut_part_is_looked_at_as_far_as_it_goes() -> None:
    found = outline(prices(3)[:-60])
    assert not found.complete
    assert found.kinds == (Kind.OFFER,)


def test_wherever_a_part_is_cut_it_is_cut_and_not_broken() -> None:
    whole = prices(1).encode()
    for end in range(whole.index(b"><") + 1, len(whole) - 1):
        assert not peek(io.BytesIO(whole[:end]), "x.xml").complete


def test_what_is_broken_at_the_start_is_an_error() -> None:
    with pytest.raises(NotXmlError):
        outline(f"<{ROOT}></Другое>")
    with pytest.raises(HostileError):
        outline(f"<!DOCTYPE {ROOT}><{ROOT}/>")
