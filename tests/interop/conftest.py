"""A running shop, and cml-sync between it and a folder that plays 1C."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.commandline import EXAMPLES, CommandLine
from tests.interop.django_shop import LOGIN, PASSWORD, DjangoShop, prepare, running

CONFIG = """\
state = "state"

[endpoint.erp]
role = "erp"
url = "file:erp"
preset = "ut11"
write = "orders"
settle = 0

[endpoint.shop]
role = "shop"
url = "{url}"
preset = "{preset}"
login = "{login}"
password = {{ env = "SHOP_PASSWORD" }}
"""


@pytest.fixture(scope="session")
def prepared_shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("prepared-shop")
    prepare(folder)
    return folder


@pytest.fixture
def shop(prepared_shop: Path, tmp_path: Path) -> Iterator[DjangoShop]:
    folder = tmp_path / "shop"
    folder.mkdir()
    with running(prepared_shop, folder) as started:
        yield started


@pytest.fixture
def cml_sync(shop: DjangoShop, tmp_path: Path) -> CommandLine:
    folder = tmp_path / "sync"
    shutil.copytree(EXAMPLES / "shop-2.07", folder / "erp")
    command = CommandLine(folder, {"SHOP_PASSWORD": PASSWORD})
    configure(command, shop)
    return command


def configure(command: CommandLine, shop: DjangoShop, preset: str = "django-cml") -> None:
    """Write the configuration: a folder plays 1C, the shop is reached over HTTP."""
    command.write_config(CONFIG.format(url=shop.url, login=LOGIN, preset=preset))
