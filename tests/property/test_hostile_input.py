"""Whatever comes in: our own errors, or a reading that holds what it promises.

The same functions are what the fuzzer runs; here hypothesis makes what is nearly right.
"""

import io
import struct
import zipfile
from datetime import date, datetime, time
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter
from tests.fuzz import targets

from cml_sync.model.values import Amount, Moment
from cml_sync.xml.reading.lexical import mend
from cml_sync.xml.writing.markup import spell_decimal

TAGS = (
    "КоммерческаяИнформация", "Каталог", "Классификатор", "ПакетПредложений", "Документ", "Группы",
    "Группа", "Товары", "Товар", "Предложения", "Предложение", "Цены", "Цена", "Ид", "Вес", "Сумма",
    "Наименование", "ЗначенияСвойств", "x:Товар", "а",
)  # fmt: skip
TEXTS = ("", "т1", "1,5", "-0", "1E+999999999", "2024-05-01", "&amp;", "&nbsp;", " ", "\u00a0", "<")
ATTRIBUTES = (
    "",
    ' ВерсияСхемы="2.07"',
    " Статус='Удален'",
    ' xmlns="u"',
    ' xmlns:x="u"',
    ' а="&#0;"',
)
BEFORE = (
    "",
    '<?xml version="1.0"?>',
    "<?xml version='1.0' encoding='windows-1251'?>",
    "\n",
    "<!-- -->",
)
CODECS = ("utf-8", "utf-8-sig", "cp1251", "utf-16", "utf-16-le", "utf-16-be")


def _around(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda tag, attributes, children: f"<{tag}{attributes}>{''.join(children)}</{tag}>",
        st.sampled_from(TAGS),
        st.sampled_from(ATTRIBUTES),
        st.lists(inner, max_size=4),
    )


TREES = st.recursive(st.sampled_from(TEXTS), _around, max_leaves=40)


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """Something like a file of CommerceML, in some encoding, a few of its bytes changed."""
    root = f"<КоммерческаяИнформация{draw(st.sampled_from(ATTRIBUTES))}>"
    body = "".join(draw(st.lists(TREES, max_size=4)))
    text = f"{draw(st.sampled_from(BEFORE))}{root}{body}</КоммерческаяИнформация>"
    data = bytearray(text.encode(draw(st.sampled_from(CODECS)), "replace"))
    for at in draw(st.lists(st.integers(0, len(data) - 1), max_size=2)):
        data[at] = draw(st.integers(0, 255))
    return bytes(data)


@st.composite
def archives(draw: st.DrawFn) -> bytes:
    """An archive with some of its fields, bytes and ends changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", draw(st.sampled_from([0, 8]))) as archive:
        for number in range(draw(st.integers(0, 3))):
            archive.writestr(f"webdata/{number}.xml", draw(st.binary(max_size=200)))
    data = bytearray(target.getvalue())
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, max(0, len(data) - 4)))
        field = draw(st.sampled_from([0, 1, 0x7FFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF, len(data)]))
        data[at : at + 4] = struct.pack("<I", field)
    return bytes(data[: draw(st.integers(0, len(data)))] if draw(st.booleans()) else data)


@settings(max_examples=300, deadline=None)
@given(files())
def test_a_file_is_read_the_same_both_ways_or_refused(data: bytes) -> None:
    targets.read(data)


@settings(max_examples=200, deadline=None)
@given(files())
def test_small_limits_hold(data: bytes) -> None:
    targets.read_small(data)


@settings(max_examples=100, deadline=None)
@given(st.lists(files(), min_size=1, max_size=3))
def test_no_rule_raises(parts: list[bytes]) -> None:
    targets.package(b"\0\0\0\0".join(parts))


@settings(max_examples=300, deadline=None)
@given(st.one_of(files(), st.binary(max_size=300)))
def test_the_encoding_is_decided_or_refused(data: bytes) -> None:
    targets.encoding(data)


@settings(max_examples=300, deadline=None)
@given(archives())
def test_an_archive_stays_within_its_limits(data: bytes) -> None:
    targets.archive(data)


@settings(max_examples=500, deadline=None)
@given(st.one_of(st.text(max_size=60), st.text("0123456789.,'+-eE :TZ\u00a0", max_size=40)))
def test_a_value_is_mended_or_left(text: str) -> None:
    targets.values(text.encode("utf-8", "replace"))


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80))
def test_a_name_is_safe_or_refused(text: str) -> None:
    targets.names(text.encode("utf-8", "replace"))


NUMBERS = st.decimals(-(10**12), 10**12, allow_nan=False, allow_infinity=False, places=4)
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2199, 12, 31)).map(  # noqa: DTZ001 - as local as the value
    lambda moment: moment.replace(microsecond=0)
)


@given(NUMBERS, st.sampled_from([" ", "\u00a0", "\u202f", "'"]))
def test_a_number_with_a_comma_and_thousands_apart_means_itself(
    number: Decimal, apart: str
) -> None:
    written = f"{number:,f}".replace(",", apart).replace(".", ",")
    mended = mend(written, Decimal)
    assert mended is not None
    assert mended.value is not None
    assert TypeAdapter(Amount).validate_python(mended.value) == number


@given(NUMBERS)
def test_a_number_that_we_write_we_read_again(number: Decimal) -> None:
    assert TypeAdapter(Amount).validate_python(spell_decimal(number)) == number


@given(MOMENTS, st.booleans())
def test_a_moment_with_dots_and_one_digit_for_the_hour_means_itself(
    moment: datetime, dotted: bool
) -> None:
    clock = f"{moment.hour}:{moment:%M:%S}"
    day = f"{moment.day}.{moment.month}.{moment.year}" if dotted else moment.date().isoformat()
    mended = mend(f"{day} {clock}", datetime)
    assert mended is not None
    assert TypeAdapter(Moment).validate_python(mended.value) == moment


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=40), st.sampled_from([Decimal, bool, datetime, date, time]))
def test_mending_never_raises(text: str, kind: type) -> None:
    mended = mend(text, kind)
    assert mended is None or mended.value is None or isinstance(mended.value, str)
