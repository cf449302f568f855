from cml_sync.xml import peek, reader
from cml_sync.xml.reading import part, whole


def test_the_front_offers_what_other_floors_call() -> None:
    assert reader.open_part is part.open_part
    assert reader.read_whole is whole.read_whole
    assert reader.peek is peek.peek
    assert set(reader.__all__) == {
        "Limits",
        "Outline",
        "PartReader",
        "open_part",
        "peek",
        "read_whole",
    }
