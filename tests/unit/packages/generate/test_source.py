"""An invented package is read like any other."""

import pytest
from tests.unit.packages.generate.inventing import world

from cml_sync.model.kinds import Kind
from cml_sync.packages.generate.layout import invented
from cml_sync.packages.generate.png import png
from cml_sync.xml.entries import RecordRead


def test_a_part_is_read_again_and_again() -> None:
    with invented(world()) as source:
        part = source.parts[0]
        with part.read() as first, part.read() as second:
            assert list(first) == list(second)
            assert first.information is part.header.information
        assert (part.name, part.size, part.generated_at) == (
            "import0_1.xml",
            0,
            part.header.information.generated_at,
        )


def test_records_can_be_changed_in_passing() -> None:
    part = invented(world()).parts[0]
    changed = part.changed(lambda one: one.model_copy(update={"sku": "X"}), Kind.PRODUCT)
    with changed.read() as reading:
        products = [one for one in reading if isinstance(one, RecordRead)]
    assert {one.record.sku for one in products if one.kind is Kind.PRODUCT} == {"X"}  # type: ignore[attr-defined]


def test_pictures_are_made_when_they_are_opened() -> None:
    made = world("3.1", pictures=1)
    pictures = invented(made).pictures
    assert len(pictures) == 5
    identifier = made.goods.product_id(0)
    with pictures[0].open() as file:
        assert file.read() == png(*bytes.fromhex(identifier[:6]))
    assert pictures[0].relative.startswith("goods/import_files/")
    assert [one.relative for one in pictures[1:3]] == [pictures[1].relative, pictures[2].relative]
    with pytest.raises(IndexError):
        pictures[5]
    assert len(invented(world()).pictures) == 0
