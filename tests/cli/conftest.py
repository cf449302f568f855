"""A working folder in which the real command line is run."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.commandline import EXAMPLES, CommandLine
from tests.servers.shop import Shop, running


@pytest.fixture
def cml_sync(tmp_path: Path) -> CommandLine:
    """In an empty folder, without a configuration."""
    folder = tmp_path / "work"
    folder.mkdir()
    return CommandLine(folder)


@pytest.fixture
def exchange(cml_sync: CommandLine) -> CommandLine:
    """Between a folder of 1C, filled from the examples, and an empty folder of a shop."""
    shutil.copytree(EXAMPLES / "shop-2.07", cml_sync.folder / "erp")
    for name in ("in", "out"):
        (cml_sync.folder / "shop" / name).mkdir(parents=True)
    configure(cml_sync)
    return cml_sync


@pytest.fixture
def shop() -> Iterator[Shop]:
    """A shop that speaks the dialogue over HTTP."""
    with running() as found:
        yield found


FOLDERS = """\
state = "state"

[endpoint.erp]
role = "erp"
url = "file:erp"
preset = "ut11"
write = "orders"
settle = 0

[endpoint.shop]
role = "shop"
url = "file:shop"
read = "out"
write = "in"
settle = 0

[job.goods]
steps = ["pull catalog offers", "push catalog offers"]
"""
_SHOP = FOLDERS[FOLDERS.index('url = "file:shop"') : FOLDERS.index("[job.goods]")]


def configure(command: CommandLine, *, shop: str = _SHOP, more: str = "") -> None:
    """Write the configuration; `shop` says how the shop is reached."""
    command.write_config(FOLDERS.replace(_SHOP, shop) + more)


def over_http(shop: Shop) -> str:
    """How a shop is reached over HTTP, without patience."""
    return (
        f'url = "{shop.url}"\nlogin = "exchange"\npassword = {{ env = "SHOP_PASSWORD" }}\n\n{ONCE}'
    )


ONCE = "[endpoint.shop.retry]\nattempts = 1\n\n"
