from cml_sync.xml.places.trail import Piece, Trail
from cml_sync.xml.source.encoding import Cursor


def added(trail: Trail, data: bytes, cursor: Cursor) -> Piece:
    piece = trail.add(data, cursor)
    assert piece is not None
    return piece


def test_pieces_keep_their_own_places() -> None:
    trail = Trail()
    added(trail, b"<a> <b/>", Cursor(1, 5))
    assert trail.add(b" text ", Cursor(3, 3)) is None
    added(trail, b"\n <c/>", Cursor(9, 9))
    source = trail.source()
    cursors = source.cursors_at(tag.at for tag in source.tags)
    assert [(tag.name, cursors[tag.at].line, cursors[tag.at].column) for tag in source.tags] == [
        ("a", 1, 5),
        ("b", 1, 9),
        ("c", 10, 2),
    ]


def test_a_child_that_is_forgotten_goes_alone_or_with_what_follows_it() -> None:
    trail = Trail()
    added(trail, b"<a>", Cursor())
    first = added(trail, b"<b>", Cursor())
    added(trail, b"<!-- -->", Cursor())
    second = added(trail, b"<c>", Cursor())
    added(trail, b"<d/>", Cursor())
    third = added(trail, b"<e>", Cursor())
    trail.drop(first, second)
    assert trail.source().data == b"<a><c><d/><e>"
    trail.drop(second, None)
    assert trail.source().data == b"<a><d/><e>"
    trail.drop(third, None)
    assert trail.source().data == b"<a><d/>"


def test_nothing_went_by() -> None:
    assert Trail().source().tags == []
