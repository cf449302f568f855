"""Small packages of lines, written for the tests."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from cml_sync.model.goods import Catalog, Product
from cml_sync.model.information import CommercialInformation
from cml_sync.model.kinds import Kind, Section
from cml_sync.packages.forms.jsonl.target import JsonLinesTarget
from cml_sync.packages.forms.output import Output
from cml_sync.problems import Place
from cml_sync.xml.entries import Entry, PartHeader, RecordRead, SectionClosed, SectionOpened

HEADER = PartHeader("x", "utf-8", "UTF-8", False, "urn:1C.ru:commerceml_2", CommercialInformation())
PRODUCTS = tuple(Product(id=str(number), name="Кружка") for number in range(3))


def entries(products: Iterable[Product] = PRODUCTS) -> Iterable[Entry]:
    catalog = Catalog(changes_only=False, id="c")
    yield SectionOpened(Section.CATALOG, catalog, Place())
    for product in products:
        yield RecordRead(Kind.PRODUCT, product, Section.CATALOG, Place())
    yield SectionClosed(Section.CATALOG, catalog)


def written(place: Path, *, single: bool = False, names: Iterable[str] = ("import.xml",)) -> Path:
    with JsonLinesTarget(Output(place, single=single)) as target:
        for name in names:
            with target.part(name, HEADER) as part:
                for entry in entries():
                    part.entry(entry)
                part.finish(HEADER.information)
    return place


def from_shop(folder: Path, files: Mapping[str, tuple[str, str]], **keys: Any) -> Path:
    """A folder as a shop writes it: ``{kind: (file, content)}`` and a manifest without parts."""
    folder.mkdir()
    said = []
    for kind, (name, content) in files.items():
        data = content.encode()
        (folder / name).write_bytes(data)
        said.append(
            {
                "kind": kind,
                "file": name,
                "count": len(data.splitlines()),
                "sha256": hashlib.sha256(data).hexdigest(),
            }
        )
    manifest = {"contract": "cml-sync.jsonl/1", "files": said, **keys}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder
