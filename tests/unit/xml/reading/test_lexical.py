from datetime import date, datetime, time
from decimal import Decimal

import pytest

from cml_sync.xml.findings import EMPTY_DATE, ODD_DATE, ODD_FLAG, ODD_NUMBER
from cml_sync.xml.reading.lexical import Mended, has_shape, mend


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("1,5", "1.5"),
        ("4\u00a0625", "4625"),
        ("4\u202f625,10", "4625.10"),
        ("-999 999 999,9", "-999999999.9"),
        ("1'000.25", "1000.25"),
        ("1,234,567.89", "1234567.89"),
        ("+3", "+3"),
        ("1\u2009234", "1234"),
        ("1’234,5", "1234.5"),
        ("1_000", "1000"),
        ("٣,٥", "3.5"),
        ("4\u00a0625 руб", "4625"),
        ("4 625,50 руб.", "4625.50"),
        ("100р.", "100"),
        ("99.90 ₽", "99.90"),
        ("5 USD", "5"),
        ("7,5€", "7.5"),
        ("12 грн.", "12"),
        ("1e5", "1e5"),
        ("1E005", "1E005"),
        ("1.0E-5", "1.0E-5"),
        ("1,5E+03", "1.5E+03"),
        ("１２", "12"),
    ],
)
def test_a_number_with_comma_or_spaces_is_understood(written: str, means: str) -> None:
    assert mend(written, Decimal) == Mended(means, ODD_NUMBER)


@pytest.mark.parametrize(
    "written",
    [
        "договорная",
        "1.2.3",
        "1,2,3",
        "1.234,5",
        "20%",
        "1e100",
        "e5",
        "Infinity",
        "NaN",
        "0x10",
        "-",
        "",
        "руб.",
        "5 кг",
        "100 RUB за PCE",
    ],
)
def test_what_may_be_no_number_is_left_alone(written: str) -> None:
    assert mend(written, Decimal) is None


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("да", "true"),
        ("ИСТИНА", "true"),
        ("Нет", "false"),
        ("ложь", "false"),
        ("N", "false"),
        ("так", "true"),
        ("Off", "false"),
        ("T", "true"),
    ],
)
def test_a_yes_or_no_in_words_is_understood(written: str, means: str) -> None:
    assert mend(written, bool) == Mended(means, ODD_FLAG)


def test_a_maybe_is_left_alone() -> None:
    assert mend("возможно", bool) is None


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("2014-06-01T0:36:33", "2014-06-01T00:36:33"),
        ("2022-10-31UTC02:25:50", "2022-10-31T02:25:50"),
        ("2019-01-01MSK10:00:00", "2019-01-01T10:00:00"),
        ("2019-01-01 9:00", "2019-01-01T09:00:00"),
        ("31.12.2019 23:59:58", "2019-12-31T23:59:58"),
        ("1.2.2019", "2019-02-01"),
        ("2019-01-01T1:00:00+03:00", "2019-01-01T01:00:00+03:00"),
        ("20080918T10:11:12", "2008-09-18T10:11:12"),
        ("20080918T101112", "2008-09-18T10:11:12"),
        ("20080918101112", "2008-09-18T10:11:12"),
        ("20080918T101112Z", "2008-09-18T10:11:12Z"),
        ("2022-10-31 2:25:50 UTC", "2022-10-31T02:25:50Z"),
        ("2022-10-31 02:25:50 MSK", "2022-10-31T02:25:50+03:00"),
        ("2022-10-31T02:25:50 +0300", "2022-10-31T02:25:50+0300"),
        ("2022/10/31", "2022-10-31"),
        ("2022.1.5 7:08", "2022-01-05T07:08:00"),
        ("2022-1-5", "2022-01-05"),
        ("31.12.2019, 23:59", "2019-12-31T23:59:00"),
        ("2022-10-31t02:25:50z", "2022-10-31T02:25:50z"),
        ("2022-10-31_02:25:50,5", "2022-10-31T02:25:50,5"),
        ("2022-10-31T02:25:50\u221203:00", "2022-10-31T02:25:50\u221203:00"),
        ("2022-10-31Z", "2022-10-31"),
        ("2022-10-31+03:00", "2022-10-31"),
    ],
)
def test_a_moment_of_another_shape_is_understood(written: str, means: str) -> None:
    assert mend(written, datetime) == Mended(means, ODD_DATE)


def test_a_moment_where_a_day_is_wanted_gives_its_day() -> None:
    assert mend("2018-03-05T15:30:18", date) == Mended("2018-03-05", ODD_DATE)


def test_a_time_is_padded_or_taken_from_a_moment() -> None:
    assert mend("9:05", time) == Mended("09:05:00", ODD_DATE)
    assert mend("9:05Z", time) == Mended("09:05:00Z", ODD_DATE)
    assert mend("2018-03-05T5:30:18", time) == Mended("05:30:18", ODD_DATE)


@pytest.mark.parametrize(
    "written", ["0001-01-01T00:00:00", "0001-01-01", "01.01.0001 0:00:00", "0000-00-00"]
)
@pytest.mark.parametrize("wanted", [date, datetime, time])
def test_the_empty_date_is_none(written: str, wanted: type) -> None:
    assert mend(written, wanted) == Mended(None, EMPTY_DATE)


@pytest.mark.parametrize(
    "written", ["завтра", "20200101", "2020", "2020-13", "T", "01/02/2019", "2019-01/02"]
)
@pytest.mark.parametrize("wanted", [date, datetime, time])
def test_what_may_be_no_date_is_left_alone(written: str, wanted: type) -> None:
    assert mend(written, wanted) is None


def test_texts_are_never_mended() -> None:
    assert mend("1,5", str) is None


@pytest.mark.parametrize(
    ("value_type", "right", "other"),
    [
        (Decimal, ["0", "-1.50", "+5", ".5", "5.", "007"], ["1_0", "1e5", "٣", "1,5", "NaN", ""]),
        (bool, ["true", "false", "1", "0"], ["True", "yes", "on", "t", "01", "да"]),
        (date, ["2024-05-01"], ["2024-05-01T00:00:00", "2024-5-1", "20240501", "2024-05-01Z"]),
        (
            datetime,
            ["2024-05-01", "2024-05-01T10:00:00", "2024-05-01T10:00:00.5+03:00"],
            ["2024-05-01 10:00:00", "2024-05-01T10:00", "2024-05-01T10:00:00+0300"],
        ),
        (time, ["10:00:00", "10:00:00.25Z"], ["10:00", "9:00:00", "10:00:00,5"]),
        (str, ["", "1_000"], []),
    ],
)
def test_only_the_shapes_of_the_schemas_are_taken_as_they_stand(
    value_type: type, right: list[str], other: list[str]
) -> None:
    assert [value for value in right if not has_shape(value, value_type)] == []
    assert [value for value in other if has_shape(value, value_type)] == []
