from tests.property.sources import source_of

from cml_sync.model.goods import Product
from cml_sync.packages.diff.canonical import lines
from cml_sync.packages.diff.terms import Terms


def test_one_field_a_line_by_key_and_name() -> None:
    source = source_of(
        [
            Product(id="2", name="чайник"),
            Product(
                id="1", name="a\nb\\\u202e", images=("x", "y"), description=None, status="Удален"
            ),
        ]
    )
    assert list(lines(source, Terms())) == [
        "product 1",
        "    deleted = true",
        "    description = ",
        '    images = ["x", "y"]',
        "    name = a\\nb\\\\\\u202e",
        "product 2",
        "    name = чайник",
    ]


def test_kinds_and_fields_may_be_left_out() -> None:
    source = source_of([Product(id="1", name="чайник", sku="1")])
    assert list(lines(source, Terms(ignored=("sku",)))) == ["product 1", "    name = чайник"]
    assert list(lines(source, Terms(only=frozenset({"offer"})))) == []
