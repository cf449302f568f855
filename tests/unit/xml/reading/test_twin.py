"""A reader that is told of records which were read from the same bytes elsewhere."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from cml_sync.model.element import Element
from cml_sync.model.offers import Offer
from cml_sync.xml.entries import RecordRead
from cml_sync.xml.reader import open_part

EXAMPLES = Path(__file__).parents[4] / "examples"
OFFERS = (EXAMPLES / "shop-2.07" / "offers0_1.xml").read_bytes()


def read(twin: Callable[[bytes, type[Element]], Element | None] | None) -> list[RecordRead]:
    reader = open_part(io.BytesIO(OFFERS), "offers.xml")
    reader.twin = twin
    return [entry for entry in reader if isinstance(entry, RecordRead)]


def test_a_twin_that_knows_nothing_changes_nothing() -> None:
    assert read(lambda _data, _model: None) == read(None)


def test_what_the_twin_knows_is_not_read_again() -> None:
    known = Offer(id="known")
    seen: list[bytes] = []

    def twin(data: bytes, model: type[Element]) -> Element | None:
        seen.append(data)
        return known if model is Offer and "Маяк".encode() in data else None

    plain, told = read(None), read(twin)
    assert [entry.record for entry in told if entry.record is known] == [known]
    assert [one.place for one in told if one.record is not known] == [
        one.place for one, other in zip(plain, told, strict=True) if other.record is not known
    ]
    assert all(b"</" + "Предложение".encode() not in data for data in seen)


def test_the_place_of_a_known_record_is_that_in_its_own_file() -> None:
    [place] = [entry.place for entry in read(_known) if entry.record.__dict__["id"] == "1"]
    line = OFFERS[: OFFERS.index("<Предложение>".encode())].count(b"\n") + 1
    assert (place.file, place.line, place.record_id) == ("offers.xml", line, "1")


def _known(data: bytes, model: type[Element]) -> Element | None:
    first = OFFERS.index("<Предложение>".encode())
    return Offer(id="1") if model is Offer and OFFERS.index(data.lstrip()) == first else None


@pytest.mark.parametrize("number", [1, 16])
def test_a_piece_is_the_record_up_to_its_end_tag(number: int) -> None:
    entry = [one for one in read(None) if isinstance(one.record, Offer)][number - 1]
    cut = entry.origin
    piece = cut.piece(number)  # type: ignore[union-attr]
    assert piece.lstrip() + "</Предложение>".encode() == cut.raw(number)  # type: ignore[union-attr]
    assert piece in OFFERS
