"""The face for other programs: its names are pinned, and each does what it says."""

import inspect
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

import cml_sync
from cml_sync import library
from cml_sync.errors import StoreError, UsageError

EXAMPLES = Path(__file__).parents[2] / "examples"
SHOP, TREE, ORDERS = (EXAMPLES / name for name in ("shop-2.07", "shop-3.1", "orders"))

MODELS = {
    *("Catalog", "Category", "Classifier", "CommercialInformation", "Container", "Counterparty"),
    *("Document", "DocumentLine", "Element", "Group", "Offer", "OfferChange", "OffersPackage"),
    *("Price", "PriceType", "Product", "Property", "ReferenceBook", "Requisite", "Unit"),
    "Warehouse",
}
OTHERS = {
    *("Change", "CmlSyncError", "Comparison", "FindingsError", "Kind", "Package", "Place"),
    *("Problem", "Severity", "Validation"),
}
SIGNATURES = {
    "convert": "(*paths: str | pathlib.Path, to: str, output: str | pathlib.Path,"
    " replace: bool = False) -> tuple[cml_sync.problems.Problem, ...]",
    "diff": "(old: str | pathlib.Path, new: str | pathlib.Path, *,"
    " only: collections.abc.Iterable[str] = (), ignore: collections.abc.Iterable[str] = (),"
    " apply_changes: bool = False, on_change: collections.abc.Callable[["
    "cml_sync.packages.diff.change.Change], None] | None = None) -> cml_sync.library.Comparison",
    "is_deleted": "(record: cml_sync.model.element.Element) -> bool",
    "open_package": "(*paths: str | pathlib.Path) -> cml_sync.library.Package",
    "price_tiers": "(offer: cml_sync.model.offers.Offer | cml_sync.model.offers.OfferChange)"
    " -> tuple[cml_sync.model.offer_views.PriceTier, ...]",
    "read": "(path: str | pathlib.Path) -> cml_sync.model.information.CommercialInformation",
    "requisite": "(requisites: collections.abc.Iterable[cml_sync.model.requisites.Requisite],"
    " *names: str) -> str | None",
    "split_id": "(identifier: str) -> tuple[str, str | None]",
    "stock_levels": "(offer: cml_sync.model.offers.Offer | cml_sync.model.offers.OfferChange)"
    " -> cml_sync.model.offer_views.StockLevels",
    "validate": "(*paths: str | pathlib.Path, level: str = 'business',"
    " receivers: collections.abc.Iterable[str] = (), on_problem: collections.abc.Callable[["
    "cml_sync.problems.Problem], None] | None = None) -> cml_sync.library.Validation",
    "write": "(path: str | pathlib.Path,"
    " information: cml_sync.model.information.CommercialInformation, *, dialect: str = 'faithful',"
    " replace: bool = False) -> tuple[cml_sync.problems.Problem, ...]",
}
MEMBERS = {
    *("parts", "groups", "properties", "price_types", "warehouses", "products", "offers"),
    *("documents", "counterparties", "records", "close"),
}


def test_the_public_names_are_these() -> None:
    assert set(library.__all__) == MODELS | OTHERS | set(SIGNATURES)
    assert set(vars(cml_sync)["__all__"]) == {*library.__all__, "__version__"}
    assert dir(cml_sync) == sorted(vars(cml_sync)["__all__"])


def test_every_public_name_is_found_and_explained() -> None:
    for name in library.__all__:
        value = getattr(cml_sync, name)
        assert value is getattr(library, name)
        assert inspect.getdoc(value), name


@pytest.mark.parametrize("name", SIGNATURES)
def test_signatures_stay(name: str) -> None:
    assert str(inspect.signature(getattr(cml_sync, name))) == SIGNATURES[name]


def test_a_package_keeps_its_members() -> None:
    assert {name for name in vars(library.Package) if not name.startswith("_")} == MEMBERS
    assert str(inspect.signature(library.Package.records)) == (
        "(self, *kinds: cml_sync.model.kinds.Kind | str)"
        " -> collections.abc.Iterator[cml_sync.model.element.Element]"
    )


def test_the_stub_says_the_same_names() -> None:
    stub = Path(cml_sync.__file__).with_suffix(".pyi").read_text(encoding="utf-8")
    assert "from cml_sync.library import *" in stub
    assert "__version__: str" in stub


def test_a_name_that_is_none_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        cml_sync.nothing  # type: ignore[attr-defined] # noqa: B018


def test_importing_the_name_alone_loads_nothing() -> None:
    code = "import sys, cml_sync; print(len([m for m in sys.modules if m.startswith('cml_sync')]))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "1\n"


def test_reading_loads_no_transport_no_store_and_no_terminal() -> None:
    heavy = "{'click', 'rich', 'httpx', 'paramiko', 'sqlalchemy', 'alembic'}"
    code = (
        "import sys; from cml_sync import open_package\n"
        f"with open_package({str(SHOP)!r}) as package: print(len(list(package.products)))\n"
        f"print(sorted({heavy} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "13\n[]\n"


def test_a_package_walks_through_its_records_again_and_again() -> None:
    with cml_sync.open_package(SHOP) as package:
        for _ in range(2):
            assert len(list(package.products)) == 13
            assert len(list(package.offers)) == 16
        assert [one.name for one in package.price_types] == ["Розничная", "Оптовая"]
        assert len(list(package.warehouses)) == 2
        assert len(list(package.groups)) == 4
        assert len(list(package.properties)) == 6
        assert [part.relative for part in package.parts] == ["import0_1.xml", "offers0_1.xml"]
        assert (package.problems, package.problem_count) == ([], 0)


def test_records_of_kinds_by_value_or_word() -> None:
    with cml_sync.open_package(SHOP / "import0_1.xml", SHOP / "offers0_1.xml") as package:
        found = list(package.records("price_type", cml_sync.Kind.WAREHOUSE))
        assert {type(one).__name__ for one in found} == {"PriceType", "Warehouse"}
        assert len(list(package.records())) == 43
        with pytest.raises(ValueError, match="prices"):
            package.records("prices")


def test_documents_in_containers_are_documents() -> None:
    with cml_sync.open_package(ORDERS / "containers.xml") as package:
        numbers = [document.number for document in package.documents]
        held = [
            document.number
            for container in package.records("container")
            if isinstance(container, cml_sync.Container)
            for document in container.documents
        ]
    assert numbers == held
    assert len(numbers) > 1


def test_pieces_of_3_1_come_one_by_one() -> None:
    with cml_sync.open_package(TREE) as package:
        offers = list(package.offers)
    with_prices = [one for one in offers if one.prices]
    assert 0 < len(with_prices) < len(offers)
    assert cml_sync.price_tiers(with_prices[0])[0].value == with_prices[0].prices[0].value


def test_problems_are_collected(tmp_path: Path) -> None:
    path = tmp_path / "orders.xml"
    text = (ORDERS / "orders.xml").read_text(encoding="utf-8")
    path.write_text(text.replace("10000.00", "10 000,00"), encoding="utf-8")
    with cml_sync.open_package(str(path)) as package:
        assert next(package.documents).total == Decimal("10000.00")
        assert list(package.documents)
        assert {problem.code for problem in package.problems} == {"CML762"}
        assert package.problem_count == len(package.problems)


def test_a_package_that_is_not_there() -> None:
    with pytest.raises(cml_sync.FindingsError) as caught:
        cml_sync.open_package("nowhere.xml")
    assert caught.value.code == "E150"
    assert isinstance(caught.value, cml_sync.CmlSyncError)


def test_read_and_write_give_the_same(tmp_path: Path) -> None:
    information = cml_sync.read(ORDERS / "orders.xml")
    assert len(information.documents) == 3
    assert cml_sync.write(tmp_path / "again.xml", information) == ()
    assert cml_sync.read(tmp_path / "again.xml") == information


def test_write_says_what_a_dialect_cannot(tmp_path: Path) -> None:
    information = cml_sync.CommercialInformation(
        schema_version="3.1",
        catalogs=(
            cml_sync.Catalog(
                id="1", products=(cml_sync.Product(id="7", name="Кружка", width=Decimal(9)),)
            ),
        ),
    )
    problems = cml_sync.write(tmp_path / "goods.xml", information, dialect="2.07")
    assert any("Ширина" in problem.place.path for problem in problems)
    text = (tmp_path / "goods.xml").read_text(encoding="utf-8-sig")
    assert 'ВерсияСхемы="2.07"' in text
    assert "<Наименование>Кружка</Наименование>" in text
    assert "Ширина" not in text


def test_write_never_takes_the_place_of_something(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError):
        cml_sync.write(path, cml_sync.CommercialInformation())
    assert path.read_text(encoding="utf-8") == "mine"
    cml_sync.write(path, cml_sync.CommercialInformation(), replace=True)
    assert path.read_text(encoding="utf-8").startswith("<?xml")
    with pytest.raises(ValueError, match="there is no dialect '9'"):
        cml_sync.write(tmp_path / "b.xml", cml_sync.CommercialInformation(), dialect="9")
    assert not issubclass(UsageError, StoreError)


def test_validate_collects_or_hands_on(tmp_path: Path) -> None:
    assert cml_sync.validate(SHOP).ok
    path = tmp_path / "orders.xml"
    text = (ORDERS / "orders.xml").read_text(encoding="utf-8")
    path.write_text(text.replace("0000123450", "0000123459"), encoding="utf-8")
    found = cml_sync.validate(path)
    assert [problem.code for problem in found.problems] == ["CML501"]
    assert (found.ok, found.report.warnings) == (True, 1)
    handed: list[cml_sync.Problem] = []
    assert cml_sync.validate(path, on_problem=handed.append).problems == ()
    assert handed == list(found.problems)
    with pytest.raises(ValueError, match="there is no level 'deep'"):
        cml_sync.validate(path, level="deep")


def test_diff_collects_or_hands_on(tmp_path: Path) -> None:
    assert cml_sync.diff(SHOP, SHOP).equal
    path = tmp_path / "orders.xml"
    text = (ORDERS / "orders.xml").read_text(encoding="utf-8")
    path.write_text(text.replace("Позвонить за час", "Не звонить"), encoding="utf-8")
    found = cml_sync.diff(ORDERS / "orders.xml", path)
    assert not found.equal
    (change,) = found.changes
    assert (change.kind, [field.field for field in change.fields]) == (
        "document",
        ["comment", "requisites[Комментарии покупателя].values"],
    )
    handed: list[cml_sync.Change] = []
    assert cml_sync.diff(ORDERS / "orders.xml", path, on_change=handed.append).changes == ()
    assert handed == [change]
    assert cml_sync.diff(ORDERS / "orders.xml", path, ignore=["comment", "requisites"]).equal


def test_convert_writes_another_form(tmp_path: Path) -> None:
    assert cml_sync.convert(ORDERS, to="jsonl", output=tmp_path / "lines") == ()
    with cml_sync.open_package(tmp_path / "lines") as package:
        assert len(list(package.documents)) == len(list(cml_sync.open_package(ORDERS).documents))
