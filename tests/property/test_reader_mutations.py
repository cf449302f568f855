"""Whatever happens to a file on its way: it is read, or refused by an error of ours."""

import contextlib
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cml_sync.xml.errors import EmptyFileError, EncodingError, ReadError, TruncatedError
from cml_sync.xml.limits import Limits
from cml_sync.xml.peek import peek
from cml_sync.xml.reading.part import open_part

TEXT = """<?xml version="1.0" encoding="UTF-8"?>
<КоммерческаяИнформация xmlns="urn:1C.ru:commerceml_2" ВерсияСхемы="2.07">
  <Классификатор><Ид>к</Ид><Группы><Группа><Ид>г1</Ид><Группы><Группа><Ид>г2</Ид></Группа></Группы>
  </Группа></Группы></Классификатор>
  <Каталог СодержитТолькоИзменения="false"><Ид>к</Ид><Товары>
    <Товар Статус="Новый"><Ид>т1</Ид><Вес>1,5</Вес><Описание>a &lt; b</Описание><Слаг/></Товар>
    <Товар><Ид>т2</Ид><Группы><Ид>г1</Ид></Группы>
      <БазоваяЕдиница Код="796">шт</БазоваяЕдиница></Товар>
    <!-- два -->
    <Товар><Ид>т3</Ид></Товар>
  </Товары></Каталог>
  <Документ><Номер>7</Номер><Дата>2024-05-01</Дата></Документ>
</КоммерческаяИнформация>
"""
DATA = TEXT.encode()
MARKS = ("<", ">", "/", "&", '"', "<!--", "-->", "<![CDATA[", "]]>", "<?", " ")
TAGS = ("<Товар>", "</Товар>", "<Товары>", "</Товары>", "<Группа/>", "<!DOCTYPE>", "<?xml?>")
WORDS = (" xmlns='u'", "&nbsp;", "&#0;", "\u00a0")
BYTES = (b"\x00", b"\xff", b"\xd0", b"\x0b", "ж".encode("cp1251"), b"\xef\xbb\xbf", b"")
SCRAPS = [*(scrap.encode() for scrap in MARKS + TAGS + WORDS), *BYTES, DATA[:200]]


@st.composite
def mutants(draw: st.DrawFn) -> bytes:
    """The file with a few stretches replaced by scraps or by stretches of itself."""
    data = draw(st.sampled_from([DATA, TEXT.encode("utf-16"), TEXT.encode("cp1251")]))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        length = draw(st.integers(0, 40))
        source = draw(st.integers(0, len(data)))
        own = data[source : source + draw(st.integers(0, 200))]
        data = data[:start] + draw(st.sampled_from([*SCRAPS, own])) + data[start + length :]
    return data


def outcome(data: bytes, limits: Limits | None = None) -> tuple[object, ...]:
    """Everything that reading gives: entries, problems, root; or the error."""
    try:
        part = open_part(io.BytesIO(data), "x.xml", limits=limits)
        entries = list(part)
    except ReadError as error:
        # Where in a line the parser notices depends on how far it was fed; tests of exact places
        # hold the usual faults to their column.
        line = error.place.line if error.place else None
        return type(error), str(error.message), line
    return "read", entries, part.problems, part.information


@settings(max_examples=1500, deadline=None)
@given(mutants())
def test_a_mutant_is_read_or_refused_and_both_ways_agree(data: bytes) -> None:
    slow = outcome(data, Limits(chunk_bytes=0))
    for limits in (Limits(), Limits(chunk_bytes=150)):
        fast = outcome(data, limits)
        if EncodingError not in (slow[0], fast[0]):  # which comes first: some read further ahead
            assert fast == slow


@settings(max_examples=300, deadline=None)
@given(mutants())
def test_a_look_at_a_mutant_ends_in_an_outline_or_an_error_of_ours(data: bytes) -> None:
    with contextlib.suppress(ReadError):
        assert peek(io.BytesIO(data), "x.xml").file == "x.xml"


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(DATA.rstrip()) - 1))
def test_wherever_a_file_is_cut_it_is_told_as_cut(length: int) -> None:
    with pytest.raises((TruncatedError, EmptyFileError)):
        list(open_part(io.BytesIO(DATA[:length]), "x.xml"))


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300))
def test_noise_is_refused_by_an_error_of_ours(data: bytes) -> None:
    with pytest.raises(ReadError):
        list(open_part(io.BytesIO(data), "x.xml"))
