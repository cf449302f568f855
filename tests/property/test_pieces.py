import io

from hypothesis import given
from hypothesis import strategies as st
from tests.servers.talk import outgoing

from cml_sync.transports.pieces import cut

CONTENT = st.lists(st.sampled_from([b"<?xml ", b"\r\n", b"a" * 700, b"\x00", b"<a>" * 50])).map(
    b"".join
)


@given(content=st.one_of(st.binary(max_size=5000), CONTENT), limit=st.integers(1024, 6000))
def test_pieces_of_any_limit_join_to_the_file(content: bytes, limit: int) -> None:
    joined = io.BytesIO()
    for piece in cut(outgoing("import.xml", content), limit):
        assert piece.size <= limit
        with piece.file.open() as file:
            file.seek(piece.offset)
            joined.write(file.read(piece.size))
    assert joined.getvalue() == content
