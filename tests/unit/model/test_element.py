import pytest
from pydantic import ValidationError

from cml_sync.model.element import Unknown
from cml_sync.model.goods import Product


def test_absent_and_empty_stay_apart() -> None:
    absent = Product.model_validate({"id": "p-1"})
    empty = Product.model_validate({"id": "p-1", "description": "", "group_ids": (), "sku": None})

    assert absent.model_fields_set == {"id"}
    assert empty.model_fields_set == {"id", "description", "group_ids", "sku"}
    assert (empty.description, empty.group_ids, empty.sku) == ("", (), None)


def test_a_record_is_frozen() -> None:
    product = Product(id="p-1")

    with pytest.raises(ValidationError, match="frozen"):
        product.id = "p-2"  # type: ignore[misc]


def test_a_name_that_no_field_has_is_refused() -> None:
    with pytest.raises(ValidationError, match="colour"):
        Product.model_validate({"colour": "red"})


def test_the_value_is_not_in_the_message() -> None:
    with pytest.raises(ValidationError) as error:
        Product.model_validate({"weight": "секретно"})

    assert "секретно" not in str(error.value)


def test_unknown_children_are_kept_with_their_container() -> None:
    unknown = Unknown(at="ЗначенияСвойств", xml="<Цвет>синий</Цвет>")
    product = Product(id="p-1", unknown=(unknown,), unknown_attributes=(("Вид", "2"),))

    assert product.unknown == (unknown,)
    assert product.unknown_attributes == (("Вид", "2"),)
