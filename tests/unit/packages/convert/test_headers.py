"""Headers of sections in another layout."""

from pathlib import Path

from tests.unit.packages.convert.samples import shop

from cml_sync.model.classifier import Classifier, Group
from cml_sync.model.element import Unknown
from cml_sync.model.goods import Catalog, Product
from cml_sync.model.offers import OffersPackage
from cml_sync.packages.convert.headers import (
    Headers,
    bare,
    classifier_of,
    first_look,
    in_layout,
    scope_of,
    united,
)
from cml_sync.packages.convert.layouts import Layout
from cml_sync.packages.package import open_package


def test_a_first_look_knows_classifier_and_catalogue(tmp_path: Path) -> None:
    with open_package([shop(tmp_path / "s")]) as source:
        headers = first_look(source)
    assert headers.classifier("c").name == "Всё"
    front = headers.catalog("c")
    assert (front.id, front.classifier_id, front.name, front.changes_only) == (
        "c",
        "c",
        "Товары",
        True,
    )


def test_what_nobody_described_is_invented_sparingly() -> None:
    headers = Headers()
    assert headers.classifier("x").model_fields_set == {"id"}
    assert headers.catalog("x").model_fields_set == {"changes_only", "id", "classifier_id"}
    headers.classifiers["x"] = Classifier(id="x", name="Имя")
    assert headers.catalog("x").name == "Имя"


def test_the_scope_of_a_section_is_its_catalogue() -> None:
    assert scope_of(OffersPackage(id="#c", catalog_id=None)) == "c"
    assert scope_of(OffersPackage(id="x#", catalog_id="c")) == "c"
    assert scope_of(Catalog(id="c")) == "c"
    assert scope_of(Catalog()) == ""
    assert classifier_of(Catalog(id="c", classifier_id="k")) == "k"
    assert classifier_of(Catalog(id="c")) == "c"


def test_the_id_of_a_package_follows_the_layout() -> None:
    assert in_layout(OffersPackage(id="c#"), Layout.SPLIT).id == "#c"
    assert in_layout(OffersPackage(id="#c"), Layout.CLASSIC).id == "c#"
    assert in_layout(OffersPackage(id="c"), Layout.SPLIT).id == "c"
    catalog = Catalog(id="c#")
    assert in_layout(catalog, Layout.SPLIT) is catalog


def test_a_bare_header_holds_no_records() -> None:
    assert bare(Catalog(id="c", products=(Product(id="p"),))).model_fields_set == {"id"}
    assert bare(Classifier(id="c", groups=(Group(id="g"),))).groups == ()


def test_headers_are_united_without_overruling_each_other() -> None:
    one = Catalog(id="c", name="Имя", changes_only=None)
    other = Catalog(id="c", name="Другое", description="Слова", changes_only=True)
    both = united(one, other)
    assert (both.name, both.description, both.changes_only) == ("Имя", "Слова", None)
    assert united(Catalog(id="c"), other).model_fields_set == {"id", "name", "description"}


def test_unknown_elements_of_two_headers_are_united_once() -> None:
    one, two = Unknown(xml="<А/>"), Unknown(xml="<Б/>")
    both = united(Catalog(id="c", unknown=(one,)), Catalog(name="Имя", unknown=(one, two)))
    assert (both.id, both.name, both.unknown) == ("c", "Имя", (one, two))
