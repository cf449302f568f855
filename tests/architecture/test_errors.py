"""Every error has a code of its own that begins with its exit code, and a next step."""

from collections import Counter

from tests.architecture import tree

from cml_sync.errors import CmlSyncError, ExitCode


def test_codes_are_unique() -> None:
    codes = Counter(error.code for error in tree.subclasses(CmlSyncError) if "code" in vars(error))
    assert [code for code, times in codes.items() if times > 1] == []


def test_a_code_begins_with_the_exit_code() -> None:
    for error in tree.subclasses(CmlSyncError):
        assert error.code[0] == "E", error
        assert int(error.code[1:]) // 100 == error.exit_code, error


def test_every_error_that_is_raised_has_a_code_of_its_own() -> None:
    groups = {"cml_sync.errors", "cml_sync.xml.errors.ReadError"}
    without = [
        error.__name__
        for error in tree.subclasses(CmlSyncError)
        if "code" not in vars(error)
        and not {error.__module__, f"{error.__module__}.{error.__name__}"} & groups
    ]
    assert without == []


def test_exit_codes_are_the_documented_ones() -> None:
    assert {code.name: int(code) for code in ExitCode} == {
        "DONE": 0,
        "FINDINGS": 1,
        "USAGE": 2,
        "PARTLY": 3,
        "REFUSED": 4,
        "TEMPORARY": 5,
        "OTHER_SIDE": 6,
        "HELD": 7,
        "NOTHING": 9,
        "LOCKED": 10,
        "CONFIGURATION": 11,
        "STORE": 12,
        "BUG": 70,
        "INTERRUPTED": 130,
        "TERMINATED": 143,
    }
