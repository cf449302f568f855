import inspect

import pytest

from cml_sync.errors import CmlSyncError
from cml_sync.messages import text
from cml_sync.transports import dialogue_errors, errors, http_errors
from cml_sync.transports.dialogue_errors import LoginRefusedError

CLASSES = [
    kind
    for module in (errors, dialogue_errors, http_errors)
    for _, kind in inspect.getmembers(module, inspect.isclass)
    if issubclass(kind, CmlSyncError) and kind.__module__ == module.__name__
]
VALUES: dict[str, object] = {
    "address": "https://shop.example.ru/x",
    "credential": "variable SHOP_PASSWORD",
    "evidence": "no",
    "least": 1024,
    "limit": 81,
    "name": "a.xml",
    "path": "ca.pem",
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
    error = LoginRefusedError("https://shop.example.ru/x", "")
    assert str(error) == "`https://shop.example.ru/x` refuses the login"
    assert "No password" in str(error.hint)
