from pathlib import Path

import pytest
from pydantic import ValidationError

from cml_sync.transports.folder_options import FolderOptions
from cml_sync.transports.url_errors import BadUrlError

BASE = Path("/etc/cml-sync")


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("file:///srv/exchange", "/srv/exchange"),
        ("file://localhost/srv/exchange", "/srv/exchange"),
        ("file:///srv/%D0%BE%D0%B1%D0%BC%D0%B5%D0%BD%201C", "/srv/обмен 1C"),
        ("file:1c", "/etc/cml-sync/1c"),
        ("file:./1c", "/etc/cml-sync/1c"),
    ],
)
def test_a_url_names_a_folder(url: str, path: str) -> None:
    assert FolderOptions.from_url(url, BASE) == {"path": Path(path)}


@pytest.mark.parametrize("url", ["file://server/share", "file://", "file:", "file:///a%00b"])
def test_a_url_that_names_none_is_refused(url: str) -> None:
    with pytest.raises(BadUrlError):
        FolderOptions.from_url(url, BASE)


@pytest.mark.parametrize(
    "wrong",
    [
        {"read": "../up"},
        {"write": "a/./b"},
        {"done": ""},
        {"settle": -1},
        {"after": "burn"},
        {"pth": "/"},
    ],
)
def test_options_that_cannot_be_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        FolderOptions.model_validate({"path": "/srv", **wrong})


def test_slashes_around_a_subfolder_do_not_matter() -> None:
    assert FolderOptions(path=BASE, read="/from 1c/webdata/").read == "from 1c/webdata"


@pytest.mark.parametrize(
    ("options", "left_out"),
    [
        ({}, set()),
        ({"done": "d"}, set()),
        ({"after": "move"}, {"done"}),
        ({"write": "in"}, {"in"}),
        ({"read": "out", "write": "in", "after": "move", "done": "d/e"}, {"d/e"}),
        ({"read": "x", "write": "x"}, set()),
        ({"read": "x", "write": "x/y/z"}, {"y/z"}),
        ({"read": "x", "write": "xy"}, set()),
    ],
)
def test_folders_we_fill_ourselves_are_not_read(
    options: dict[str, object], left_out: set[str]
) -> None:
    assert FolderOptions.model_validate({"path": "/srv", **options}).left_out() == left_out
