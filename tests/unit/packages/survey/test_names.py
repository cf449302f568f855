from cml_sync.model.goods import BaseUnit, Product
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.records import MODELS
from cml_sync.packages.survey.names import element_path, joined, record_path, tag_of


def test_every_kind_has_the_tag_of_the_standard() -> None:
    assert tag_of(Kind.PRODUCT) == "Товар"
    assert tag_of(Kind.OFFER_CHANGE) == "Предложение"
    assert all(tag_of(kind) for kind in MODELS)


def test_a_field_stands_where_its_wire_says() -> None:
    assert element_path(Product, "group_ids") == "Группы/Ид"
    assert element_path(BaseUnit, "code") == "@Код"
    assert element_path(BaseUnit, "text") == ""


def test_paths_are_joined_without_empty_pieces() -> None:
    assert (joined("a", "b"), joined("", "b"), joined("a", "")) == ("a/b", "b", "a")


def test_a_record_stands_in_its_section() -> None:
    assert record_path(Kind.PRODUCT, Section.CATALOG) == "КоммерческаяИнформация/Каталог/Товар"
    assert record_path(Kind.DOCUMENT, None) == "КоммерческаяИнформация/Документ"
