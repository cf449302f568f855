from cml_sync.checks.written import labels, list_names, texts
from cml_sync.model.classifier import Group, Property, PropertyOption, Unit
from cml_sync.model.goods import Product


def test_the_words_of_goods() -> None:
    record = Product(name="Чай", sku="1", barcode="", description="<p>")
    assert list(labels(record)) == [("Наименование", "Чай"), ("Артикул", "1")]
    assert list(texts(record)) == [("Наименование", "Чай"), ("Описание", "<p>")]


def test_the_words_of_lists() -> None:
    option = PropertyOption(value="красный")
    assert list(list_names(Property(name="Цвет", options=(PropertyOption(), option)))) == [
        ("Наименование", "Цвет"),
        ("ВариантыЗначений/Справочник[2]/Значение", "красный"),
    ]
    assert list(texts(Unit(short_name="шт"))) == [("НаименованиеКраткое", "шт")]


def test_groups_inside_a_group_are_read_in_the_order_of_the_file() -> None:
    inner = (Group(name="б", children=(Group(name="в"),)), Group(), Group(name="г"))
    names = [name for _, name in labels(Group(name="а", children=inner))]
    assert names == ["а", "б", "в", "г"]
