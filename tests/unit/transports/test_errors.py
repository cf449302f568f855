import inspect

import pytest

from cml_sync.errors import CmlSyncError
from cml_sync.messages import text
from cml_sync.transports import errors

CLASSES = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, CmlSyncError) and kind.__module__ == errors.__name__
]
VALUES: dict[str, object] = {
    "address": "https://shop.example.ru/x",
    "credential": "variable SHOP_PASSWORD",
    "evidence": "no",
    "expected": 10,
    "least": 1024,
    "limit": 81,
    "name": "a.xml",
    "path": "ca.pem",
    "received": 5,
    "seconds": 1.5,
    "size": 2048,
    "status": 503,
    "step": "import",
    "target": "https://new.example.ru/x",
}


def made(kind: type[CmlSyncError]) -> CmlSyncError:
    parameters = inspect.signature(kind).parameters
    given = {name: VALUES[name] for name in parameters if name in VALUES}
    if "reason" in parameters:
        words = text("it broke")
        given["reason"] = str(words) if parameters["reason"].annotation is str else words
    return kind(**given)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", CLASSES)
def test_every_error_says_what_is_wrong_and_what_to_do(kind: type[CmlSyncError]) -> None:
    error = made(kind)
    sentence = str(error)
    assert "{" not in sentence
    assert not sentence.endswith(".")
    assert error.hint is not None
    assert "{" not in str(error.hint)


@pytest.mark.parametrize("kind", CLASSES)
def test_every_number_begins_with_its_exit_code(kind: type[CmlSyncError]) -> None:
    assert int(kind.code.removeprefix("E")) // 100 == kind.exit_code


def test_no_number_is_used_twice() -> None:
    codes = [kind.code for kind in CLASSES]
    assert len(set(codes)) == len(codes)


def test_a_login_without_a_password_says_so() -> None:
    error = errors.LoginRefusedError("https://shop.example.ru/x", "")
    assert str(error) == "`https://shop.example.ru/x` refuses the login"
    assert "No password" in str(error.hint)


def test_a_short_file_is_told_with_its_sizes_where_they_are_known() -> None:
    assert str(errors.ShortAnswerError("a.xml", 10, 5)) == "`a.xml` ended too early: 5 of 10 bytes"
    assert str(errors.ShortAnswerError("a.xml")) == "`a.xml` ended too early"
