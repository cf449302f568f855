"""Lines that are really written fit the schemas of lines."""

import json
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from tests.cli.commandline import EXAMPLES
from tests.property.rewriting import as_lines

from cml_sync.packages.package import open_package
from schemas.generate import HERE

PACKAGES = ("shop-2.07", "shop-3.1", "orders", "changes", "statuses")


@cache
def schema(name: str) -> Draft202012Validator:
    path = HERE / "lines" / f"{name}.schema.json"
    return Draft202012Validator(json.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", PACKAGES)
def test_lines_of_the_examples_fit(name: str, tmp_path: Path) -> None:
    place = tmp_path / "lines"
    with open_package([EXAMPLES / name]) as package:
        assert as_lines(package, place) == ()
    manifest = json.loads((place / "manifest.json").read_text(encoding="utf-8"))
    schema("manifest").validate(manifest)
    for file in manifest["files"]:
        fits = schema(file["kind"])
        lines = (place / file["file"]).read_text(encoding="utf-8").splitlines()
        assert [line for line in lines if not fits.is_valid(json.loads(line))] == []
        assert len(lines) == file["count"] > 0


@pytest.mark.parametrize(
    "line",
    [
        {"id": "1", "deleted": False},
        {"kind": "offer", "id": "1", "deleted": False},
        {"kind": "product", "id": 5, "deleted": False},
        {"kind": "product", "id": "1", "deleted": "no"},
        {"kind": "product", "id": "1", "deleted": False, "requisites": {"a": 5}},
        {"kind": "product", "id": "1", "deleted": False, "name": 7},
    ],
)
def test_others_do_not(line: dict[str, object]) -> None:
    assert not schema("product").is_valid(line)
    assert schema("product").is_valid(
        {"kind": "product", "id": "1", "deleted": False, "colour": "blue"}
    )
