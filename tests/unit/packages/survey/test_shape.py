import json
from pathlib import Path

import pytest

from cml_sync.model.kinds import Kind
from cml_sync.packages.survey.errors import NotAShapeError, ShapeNewerError, ShapeUnreadableError
from cml_sync.packages.survey.shape import Holder, Shape, ShapePath, read_shape, write_shape
from cml_sync.packages.survey.shares import Share

SHAPE = Shape(
    kinds=(Kind.PRODUCT,),
    versions=("2.07",),
    namespaces=("",),
    encodings=("utf-8 BOM",),
    holders=(Holder(path="product", element="Товар", at_least=30),),
    paths=(
        ShapePath(
            path="product/sku",
            element="Товар/Артикул",
            holder="product",
            present=Share.ALWAYS,
            filled=Share.MOSTLY,
            values={"digits": Share.OFTEN},
        ),
    ),
)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    file = tmp_path / "shape.json"
    file.write_text(write_shape(SHAPE), encoding="utf-8")
    assert read_shape(file) == SHAPE


def test_one_path_stands_in_one_line() -> None:
    [line] = [line for line in write_shape(SHAPE).splitlines() if "product/sku" in line]
    assert json.loads(line)["values"] == {"digits": "often"}


def test_an_empty_shape_is_written_as_well(tmp_path: Path) -> None:
    file = tmp_path / "shape.json"
    file.write_text(write_shape(Shape()), encoding="utf-8")
    assert read_shape(file) == Shape()


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(ShapeUnreadableError) as caught:
        read_shape(tmp_path / "missing.json")
    assert "missing.json cannot be read: No such file" in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[1]",
        "[" * 100_000,
        "<xml/>",
        '{"schema": "cml-sync.baseline/1", "problems": []}',
        '{"schema": 1}',
        '{"schema": "cml-sync.shape/1", "versions": [1]}',
        '{"schema": "cml-sync.shape/1", "more": 1}',
    ],
)
def test_something_else(tmp_path: Path, content: str) -> None:
    file = tmp_path / "shape.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(NotAShapeError):
        read_shape(file)


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    file = tmp_path / "shape.json"
    file.write_bytes(b"\xff\xfe\x00\xd8")
    with pytest.raises(NotAShapeError):
        read_shape(file)


def test_a_newer_shape(tmp_path: Path) -> None:
    file = tmp_path / "shape.json"
    file.write_text('{"schema": "cml-sync.shape/2", "other": {}}', encoding="utf-8")
    with pytest.raises(ShapeNewerError) as caught:
        read_shape(file)
    assert "cml-sync.shape/2" in str(caught.value)
