from cml_sync.model import words
from cml_sync.model.views import version_number


def test_a_word_is_its_russian_text() -> None:
    assert words.Operation("Заказ товара") is words.Operation.ORDER
    assert f"{words.Status.DELETED}" == "Удален"
    assert words.CARD_PAYMENT not in set(words.Operation)
    assert words.CARD_PAYMENT in words.PAYMENT_OPERATIONS


def test_the_schema_versions_stand_in_order() -> None:
    numbers = [version_number(version) for version in words.SCHEMA_VERSIONS]

    assert numbers == sorted(number for number in numbers if number is not None)
    assert list(words.SCHEMA_VERSIONS) == sorted(words.SCHEMA_VERSIONS)
