import pytest
from hypothesis import given
from hypothesis import strategies as st

from cml_sync.transports.file_errors import UnsafeNameError
from cml_sync.transports.names import (
    following,
    is_leftover,
    is_unfinished,
    numbered,
    parts_of,
    temporary_name,
)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("import0_1.xml", ("import0_1.xml",)),
        ("import_files/ab/рисунок 1.jpg", ("import_files", "ab", "рисунок 1.jpg")),
        ("a..b.xml", ("a..b.xml",)),
    ],
)
def test_ordinary_names_are_taken_apart(name: str, parts: tuple[str, ...]) -> None:
    assert parts_of(name) == parts


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "/", "/a", "a/", "a//b", "../a", "a/../b", "a\\b", "a\nb", "\0", "\udcef"],
)
def test_names_that_could_lead_elsewhere_are_refused(name: str) -> None:
    with pytest.raises(UnsafeNameError) as refused:
        parts_of(name)
    assert str(refused.value).isprintable()


@given(st.text())
def test_no_name_leads_out_of_a_folder(name: str) -> None:
    try:
        parts = parts_of(name)
    except UnsafeNameError:
        return
    assert "/".join(parts) == name
    assert not {"", ".", ".."} & set(parts)


@pytest.mark.parametrize("name", ["a.part", "a.xml.TMP", "a~", "~$a.xml", ".a.xml", "a.filepart"])
def test_names_of_unfinished_files_are_known(name: str) -> None:
    assert is_unfinished(name)


@pytest.mark.parametrize("name", ["import.xml", "part.xml", "tmp", "a.part.xml"])
def test_names_of_finished_files_are_not_mistaken(name: str) -> None:
    assert not is_unfinished(name)


@given(st.text(alphabet="абвz. ", min_size=1, max_size=150))
def test_temporary_names_fit_are_hidden_and_are_recognised(name: str) -> None:
    temporary = temporary_name(name, "0123456789abcdef")
    assert len(temporary.encode()) <= 255
    assert is_unfinished(temporary)
    assert is_leftover(temporary)


@pytest.mark.parametrize("name", [".note.part", "a.0123456789abcdef.part", ".a.0123.part"])
def test_files_of_others_are_no_leftovers_of_ours(name: str) -> None:
    assert not is_leftover(name)


def test_a_number_goes_before_the_ending() -> None:
    assert [numbered("a.b.xml", number) for number in range(3)] == [
        "a.b.xml",
        "a.b.1.xml",
        "a.b.2.xml",
    ]
    assert numbered("orders", 1) == "orders.1"
    assert numbered(".xml", 1) == ".xml.1"


@pytest.mark.parametrize(
    ("name", "next_one"),
    [
        ("import0_1.xml", "import0_2.xml"),
        ("import0_9.xml", "import0_10.xml"),
        ("goods/offers.xml", "goods/offers_2.xml"),
        ("orders-0aa9e469_1.xml", "orders-0aa9e469_2.xml"),
        ("rests", "rests_2"),
    ],
)
def test_the_next_portion_has_the_next_number(name: str, next_one: str) -> None:
    assert following(name) == next_one
