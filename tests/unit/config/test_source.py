"""The file as it stands: Windows editors, broken TOML, the environment."""

from pathlib import Path

import pytest

from cml_sync.config.errors import ConfigUnreadableError
from cml_sync.config.source import read_source, with_environment


def written(folder: Path, content: bytes) -> Path:
    path = folder / "cml-sync.toml"
    path.write_bytes(content)
    return path


def test_a_byte_order_mark_and_crlf_are_fine(tmp_path: Path) -> None:
    source = read_source(written(tmp_path, b'\xef\xbb\xbfstate = "x"\r\n[job.a]\r\n'))
    assert source.tables == {"state": "x", "job": {"a": {}}}
    assert source.lines["job", "a"] == 2


def test_windows_1251_is_named_with_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, "a = 1\nb = 'Склад'\n".encode("cp1251"))
    with pytest.raises(ConfigUnreadableError) as caught:
        read_source(path)
    assert (
        str(caught.value)
        == f"{path}:2: the configuration cannot be read: it is not UTF-8 (windows-1251?)"
    )


def test_broken_toml_is_named_with_line_and_column(tmp_path: Path) -> None:
    path = written(tmp_path, b"a = 1\nb = \n")
    with pytest.raises(ConfigUnreadableError) as caught:
        read_source(path)
    assert str(caught.value) == f"{path}:2:5: the configuration cannot be read: Invalid value"


def test_a_variable_beats_the_file() -> None:
    tables = {"endpoint": {"my-shop": {"url": "a"}}, "state": "s"}
    environ = {
        "CML_SYNC_ENDPOINT__MY_SHOP__URL": "b",
        "CML_SYNC_STATE": "t",
        "CML_SYNC_CONFIG": "ignored",
        "CML_SYNC_SHOP_PASSWORD": "a secret of somebody's",
    }
    assert with_environment(tables, environ) == {
        "endpoint": {"my-shop": {"url": "b"}},
        "state": "t",
    }
    assert tables["state"] == "s"
