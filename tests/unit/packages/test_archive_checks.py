import io
import zipfile

import pytest

from cml_sync.packages.archive_checks import (
    ArchiveLimits,
    check_places,
    check_sizes,
    checked_names,
)
from cml_sync.packages.errors import ArchiveLimitError, NotAnArchiveError, UnsafeArchiveError
from cml_sync.packages.naming import TAKEN, TAKEN_UPLOADS


def entry(name: str, size: int = 0, packed: int = 0, offset: int = 0) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.file_size, info.compress_size, info.header_offset = size, packed, offset
    return info


def test_many_small_bombs_are_one_large_bomb() -> None:
    small = [entry(f"{number}.xml", 3 * 1024**2, 3_000) for number in range(4)]
    limits = ArchiveLimits()
    check_sizes(small[:1], "in.zip", limits)
    with pytest.raises(ArchiveLimitError, match="12000 bytes unpack to 12582912"):
        check_sizes(small, "in.zip", limits)


def test_the_limits_are_those_that_are_allowed() -> None:
    limits = ArchiveLimits(entries=2, entry_bytes=10, total_bytes=20)
    check_sizes([entry("a.xml", 10, 10), entry("b.xml", 10, 10)], "in.zip", limits)
    with pytest.raises(ArchiveLimitError):
        check_sizes([entry("a.xml", 11, 11)], "in.zip", limits)


def test_an_entry_must_be_where_the_directory_says() -> None:
    with pytest.raises(NotAnArchiveError):
        check_places([entry("a.xml", offset=0)], io.BytesIO(b"x" * 100), 50, "in.zip")


def test_a_zip_is_taken_nowhere_inside_a_zip_even_where_zips_are_taken() -> None:
    with pytest.raises(UnsafeArchiveError):
        checked_names([entry("v8_1_a.zip")], "in.zip", TAKEN_UPLOADS)


def test_names_are_found_and_others_are_skipped() -> None:
    files, skipped = checked_names(
        [entry("webdata/a.xml"), entry("goods/"), entry("goods/b.png"), entry("goods/desktop.ini")],
        "in.zip",
        TAKEN,
    )
    assert list(files) == ["a.xml", "goods/b.png"]
    assert skipped == ("goods/desktop.ini",)
