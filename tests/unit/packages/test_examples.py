"""The examples are what their README says: right in every number, and read without a finding."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from cml_sync.config.loader import load_settings
from cml_sync.model.documents import Container, Document
from cml_sync.model.goods import Product
from cml_sync.model.offers import Offer
from cml_sync.packages.package import Package, open_package
from cml_sync.xml.entries import RecordRead
from cml_sync.xml.reader import open_part, read_whole

EXAMPLES = Path(__file__).parents[3] / "examples"
FILES = sorted(EXAMPLES.rglob("*.xml"))


def records(package: Package) -> Iterator[object]:
    for part in package.parts:
        with part.open() as file:
            for entry in open_part(file, part.name):
                if isinstance(entry, RecordRead):
                    yield entry.record


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(EXAMPLES)))
def test_every_part_is_read_without_a_finding(path: Path) -> None:
    with path.open("rb") as file:
        _, problems = read_whole(file, path.name)
    assert problems == []


def shop(folder: str) -> tuple[dict[str, tuple[object, ...]], dict[str, list[object]]]:
    """Products and offers, as far as both generations can say them."""
    products: dict[str, tuple[object, ...]] = {}
    offers: dict[str, list[object]] = {}
    with open_package([EXAMPLES / folder]) as package:
        for record in records(package):
            if isinstance(record, Offer):
                held = offers.setdefault(record.id or "", [])
                if record.name:
                    held += [record.name, record.barcode, record.sku, record.characteristics]
                held += [(p.price_type_id, p.value, p.min_quantity) for p in record.prices]
                held += [(stock.warehouse_id, stock.quantity) for stock in record.stocks]
                held += [(w.id, w.quantity) for rest in record.rests for w in rest.warehouses]
            elif isinstance(record, Product):
                products[record.id or ""] = (
                    record.name,
                    record.barcode,
                    record.group_ids,
                    record.images,
                    record.property_values,
                    record.tax_rates,
                    record.requisites,
                )
    return products, offers


def test_both_generations_tell_of_the_same_shop() -> None:
    assert shop("shop-2.07") == shop("shop-3.1")
    products, offers = shop("shop-2.07")
    assert (len(products), len(offers)) == (13, 16)


def test_every_picture_that_is_named_is_there() -> None:
    for folder in ("shop-2.07", "shop-3.1"):
        named = set()
        with open_package([EXAMPLES / folder]) as package:
            for part in package.parts:
                with part.open() as file:
                    text = file.read().decode("utf-8-sig")
                for reference in re.findall("<Картинка>(.*?)</Картинка>", text):
                    picture = package.picture(part, reference)
                    assert picture is not None, reference
                    named.add(picture)
            assert named == set(package.pictures)


def documents() -> list[Document]:
    found: list[Document] = []
    with open_package([EXAMPLES / "orders", EXAMPLES / "statuses"]) as package:
        for record in records(package):
            if isinstance(record, Document):
                found.append(record)
            elif isinstance(record, Container):
                found.extend(record.documents)
    return found


def test_documents_add_up() -> None:
    assert len(documents()) == 11
    for document in documents():
        lines = document.lines
        assert all(line.price * line.quantity == line.total for line in lines), document.number  # type: ignore[operator]
        total = sum((line.total or Decimal(0) for line in lines), Decimal(0))
        assert not lines or total == document.total, document.number


def test_stock_of_the_warehouses_is_the_quantity() -> None:
    with open_package([EXAMPLES / "shop-2.07"]) as package:
        offers = [record for record in records(package) if isinstance(record, Offer)]
    for offer in offers:
        total = sum((stock.quantity or Decimal(0) for stock in offer.stocks), Decimal(0))
        assert total == (offer.quantity or Decimal(0)), offer.id


def test_barcodes_have_right_check_digits() -> None:
    text = "".join(path.read_text("utf-8-sig") for path in FILES)
    barcodes = re.findall("<Штрихкод>(.*?)</Штрихкод>", text)
    assert len(set(barcodes)) > 15
    for barcode in barcodes:
        weighted = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(barcode))
        assert len(barcode) == 13
        assert weighted % 10 == 0, barcode


@pytest.mark.parametrize("name", ["folder", "sftp", "http"])
def test_every_configuration_is_right(name: str) -> None:
    settings = load_settings(EXAMPLES / "config" / f"{name}.toml", {})
    assert "shop" in settings.endpoints
    assert settings.jobs
