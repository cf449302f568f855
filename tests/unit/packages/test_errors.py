import inspect

import pytest

from cml_sync.errors import CmlSyncError, FindingsError
from cml_sync.messages import text
from cml_sync.packages import errors
from cml_sync.packages.errors import NameFault, UnsafeNameError, shown

CLASSES = [
    member
    for _, member in inspect.getmembers(errors, inspect.isclass)
    if issubclass(member, CmlSyncError) and member.__module__ == errors.__name__
]
MADE = [
    errors.PathMissingError("a"),
    errors.NoPartsError("a"),
    errors.PathUnreadableError("a", "Permission denied"),
    errors.NotRegularFileError("a"),
    errors.SameNameError("a", "b", "c"),
    errors.NotAnArchiveError("a.zip"),
    errors.DamagedEntryError("a.zip", "b.xml"),
    errors.ArchiveLimitError("a.zip", text("it is large")),
    errors.UnsafeArchiveError("a.zip", text("it is odd")),
    errors.SpoolDamagedError("a", text("it is odd")),
    errors.SpoolWriteError("a", "No space left on device"),
    errors.ScratchWriteError("a", "No space left on device"),
    *(UnsafeNameError("a", fault) for fault in NameFault),
]


def test_codes_are_unique_and_begin_with_the_exit_code() -> None:
    codes = [cls.code for cls in CLASSES]
    assert len(set(codes)) == len(codes)
    for cls in CLASSES:
        assert int(cls.code[1:]) // 100 == cls.exit_code
    assert {type(error) for error in MADE} == set(CLASSES)


@pytest.mark.parametrize("error", MADE, ids=lambda error: f"{error.code} {error}"[:60])
def test_every_error_says_what_is_wrong_and_what_to_do_next(error: CmlSyncError) -> None:
    assert "{" not in str(error)
    assert not str(error).endswith(".")
    assert error.hint is not None
    assert "{" not in str(error.hint)
    assert isinstance(error, FindingsError) or error.code.startswith("E12")


def test_names_are_shown_short_and_without_control_characters() -> None:
    assert shown("import.xml") == "`import.xml`"
    assert shown("a\x1b[2Jb") == r"'a\x1b[2Jb'"
    assert len(shown("ж" * 500)) < 130
