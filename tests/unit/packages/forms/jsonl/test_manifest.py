"""The contract of a manifest: what may be left out, and what may not be in it."""

from datetime import datetime

import pytest
from pydantic import ValidationError

from cml_sync.packages.forms.jsonl.manifest import (
    CONTRACT,
    LinesFile,
    LinesPart,
    Manifest,
    Window,
)
from cml_sync.packages.parts import PartKind

SUM = "0" * 63 + "f"


def test_a_manifest_of_a_shop_may_be_short() -> None:
    short = Manifest.model_validate({"contract": CONTRACT, "later": "a key of a newer program"})
    assert short == Manifest()
    assert short.parts is None
    assert (short.kind, short.files, short.pictures, short.changes_only) == (
        "manifest",
        (),
        0,
        None,
    )


def test_it_comes_back_as_it_was_written() -> None:
    first = datetime(2026, 3, 2, 4, 5, 6)  # noqa: DTZ001 - as 1C says it
    whole = Manifest(
        changes_only=False,
        generated_at=first,
        window=Window(first=first, last=first),
        schema_version="2.10",
        package_ids=("c", "p"),
        files=(LinesFile(kind="product", file="products.jsonl", count=3, bytes=90, sha256=SUM),),
        parts=(
            LinesPart(
                name="import.xml",
                kind=PartKind.GOODS,
                generated_at=first,
                records={"product": 3},
                bytes=90,
                starts={"layout": 1, "product": 1},
            ),
        ),
        pictures=2,
    )
    assert Manifest.model_validate_json(whole.model_dump_json()) == whole


@pytest.mark.parametrize(
    "wrong",
    [
        {"contract": "cml-sync.jsonl/2"},
        {"kind": "product"},
        {"pictures": -1},
        {"pictures": "1"},
        {"files": [{"kind": "product", "file": "a"}]},
        {"files": [{"kind": "product", "file": "a", "count": -1}]},
        {"files": [{"kind": "product", "file": "a", "count": 1.5}]},
        {"files": [{"kind": "product", "file": "a", "count": 1, "sha256": SUM.upper()}]},
        {"files": [{"kind": "product", "file": "a", "count": 1, "sha256": SUM[1:]}]},
        {"parts": [{"name": "a", "kind": "nothing"}]},
        {"parts": [{"name": "a", "kind": "goods", "starts": {"layout": 0}}]},
        {"window": {"first": "2026-03-02T04:05:06"}},
    ],
)
def test_what_is_no_manifest(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Manifest.model_validate(wrong)
