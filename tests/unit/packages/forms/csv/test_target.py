"""Tables that are written: what they hold, and what they have no column for."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cml_sync.model.documents import Document
from cml_sync.model.element import Element
from cml_sync.model.goods import Product
from cml_sync.model.information import CommercialInformation
from cml_sync.model.kinds import Kind
from cml_sync.model.offers import Offer, OfferChange, Price, Rest, RestWarehouse, Stock
from cml_sync.model.records import kind_of
from cml_sync.model.requisites import Requisite
from cml_sync.packages.forms.csv.source import CsvSource
from cml_sync.packages.forms.csv.style import CsvStyle
from cml_sync.packages.forms.csv.target import CsvTarget
from cml_sync.packages.forms.output import Output
from cml_sync.problems import Place
from cml_sync.xml.entries import PartHeader, RecordRead
from cml_sync.xml.writing.unwritable import UnencodableCharacterError

HEADER = PartHeader("x", "utf-8", "UTF-8", False, "", CommercialInformation())
OFFER = Offer(
    id="a#1",
    prices=(Price(price_type_id="r", value=Decimal("590.50"), currency="RUB"),),
    stocks=(Stock(warehouse_id="w", quantity=Decimal(-3)),),
)


def write(place: Path, *given_records: Element, **options: object) -> list[str]:
    single = bool(options.pop("single", False))
    target = CsvTarget(Output(place, single=single), **options)  # type: ignore[arg-type]
    with target, target.part("a.xml", HEADER) as part:
        for record in given_records:
            part.entry(RecordRead(kind_of(record), record, None, Place(record_id="a#1")))
        part.finish(HEADER.information)
    return [str(problem.message) for problem in target.problems]


def read(place: Path) -> list[Element]:
    found = []
    for part in CsvSource([place]).parts:
        with part.read() as reading:
            found += [one.record for one in reading if isinstance(one, RecordRead)]
    return found


def test_offers_become_prices_and_stock(tmp_path: Path) -> None:
    assert write(tmp_path / "a", OFFER) == []
    assert (tmp_path / "a" / "prices.csv").read_bytes() == (
        b"id;price_type_id;value;currency;unit;coefficient;min_quantity\r\na#1;r;590.50;RUB;;;\r\n"
    )
    assert (tmp_path / "a" / "rests.csv").read_bytes() == (
        b"id;warehouse_id;quantity\r\na#1;w;-3\r\n"
    )


def test_as_russian_spreadsheets_want_it(tmp_path: Path) -> None:
    product = Product(id="1", name="Кружка; большая", weight=Decimal("0.5"))
    style = CsvStyle(decimal_comma=True, encoding="cp1251")
    write(tmp_path / "a.csv", product, single=True, style=style, tables=("goods",))
    assert (tmp_path / "a.csv").read_text(encoding="cp1251").splitlines()[1] == (
        '1;;;"Кружка; большая";;;;;;0,5;;'
    )
    assert read(tmp_path / "a.csv") == [product]


def test_excel_gets_its_mark(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", OFFER, single=True, style=CsvStyle(bom=True), tables=("rests",))
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfid;")
    assert read(tmp_path / "a.csv")


def test_every_form_of_stock(tmp_path: Path) -> None:
    offers = [
        Offer(
            id="a",
            rests=(Rest(warehouses=(RestWarehouse(id="w", quantity=Decimal(1)),)),),
        ),
        OfferChange(id="b", characteristic_id="2", quantity=Decimal(7)),
        Offer(id="c", quantity=Decimal(9), stocks=OFFER.stocks),
    ]
    write(tmp_path / "a.csv", *offers, single=True, tables=("rests",))
    assert (tmp_path / "a.csv").read_text().splitlines()[1:] == [
        "a;w;1",
        "b#2;;7",
        "c;w;-3",
        "c;;9",
    ]


def test_statuses(tmp_path: Path) -> None:
    document = Document(
        number="10",
        requisites=(
            Requisite(name="Статус заказа", values=("Новый",)),
            Requisite(name="Отменен", values=("false",)),
        ),
    )
    write(tmp_path / "a.csv", document, single=True, tables=("statuses",))
    assert (tmp_path / "a.csv").read_text(encoding="utf-8").splitlines()[1] == (
        "10;10;;Новый;;;;false"
    )


def test_what_has_no_column_is_counted(tmp_path: Path) -> None:
    named = OFFER.model_copy(update={"name": "Кружка", "sku": "1"})
    price = Offer(id="b", prices=(Price(value=None, presentation="0 руб"),))
    said = write(tmp_path / "a", named, named, price, Document(id="1"), Product(id="2"))
    assert said == [
        "1 record (`document`) has no row in these tables",
        "1 record (`offer`) has no row in these tables",
        "`name` of 2 records (`offer`) has no column",
        "`prices/presentation` of 1 record (`offer`) has no column",
        "`prices/value` of 1 record (`offer`) has no column",
        "`sku` of 2 records (`offer`) has no column",
        "1 record (`product`) has no row in these tables",
    ]


def test_a_character_that_the_encoding_has_not_is_refused(tmp_path: Path) -> None:
    product = Product(id="1", name="м²")
    with pytest.raises(UnencodableCharacterError, match=r"U\+00B2.* windows-1251"):
        write(tmp_path / "a", product, style=CsvStyle(encoding="cp1251"))
    assert list(tmp_path.iterdir()) == []


def test_a_single_file_has_one_table(tmp_path: Path) -> None:
    for tables in ((), ("prices", "rests"), ("teapots",)):
        with pytest.raises(ValueError, match="tables"):
            CsvTarget(Output(tmp_path / "a", single=True), tables=tables)


TEXTS = st.text(
    st.sampled_from(list("=+-@'\"\t\r\n;,. aяЁ№")) | st.characters(codec="utf-8"), max_size=8
).filter(lambda value: "\0" not in value)
NAMES = TEXTS.filter(lambda value: value != "")
NUMBERS = st.decimals(-(10**9), 10**9, places=2)


def some(**fields: st.SearchStrategy[object]) -> st.SearchStrategy[dict[str, object]]:
    return st.fixed_dictionaries({}, optional=fields)


PRODUCTS = st.builds(
    lambda identifier, name, others: Product(id=identifier, name=name, **others),
    NAMES,
    NAMES,
    some(sku=NAMES, brand=NAMES, description=NAMES, weight=NUMBERS),
)
PRICES = st.builds(
    lambda value, others: Price(value=value, **others),
    NUMBERS,
    some(price_type_id=NAMES, currency=NAMES, unit=NAMES, min_quantity=NUMBERS),
)
OFFERS = st.builds(
    lambda identifier, prices: Offer(id=identifier, prices=tuple(prices)),
    NAMES,
    st.lists(PRICES, min_size=1, max_size=3),
)
STYLES = st.builds(
    CsvStyle,
    separator=st.sampled_from([";", ",", "\t"]),
    decimal_comma=st.booleans(),
    bom=st.booleans(),
    encoding=st.just("utf-8"),
)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    records=st.lists(PRODUCTS) | st.lists(OFFERS, unique_by=lambda offer: offer.id), style=STYLES
)
def test_what_a_table_holds_comes_back(
    records: list[Element], style: CsvStyle, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("tables") / "a"
    assert write(place, *records, style=style) == []
    found = []
    for part in CsvSource([place], style).parts:
        with part.read() as reading:
            found += [one.record for one in reading if isinstance(one, RecordRead)]
    assert found == records
    kinds = {kind_of(record) for record in records}
    assert kinds <= {Kind.PRODUCT, Kind.OFFER}
