"""The stage of the demo: folders that play 1C and a shop, and the two configurations."""

import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cml_sync

LOGIN: Final = "demo"

_OURS: Final = """\
# Written by `cml-sync demo`: 1C is the folder 1c/, the shop is `cml-sync serve` on this machine.

[endpoint.1c]
role = "erp"
url = "file:1c"
read = "outgoing"
write = "incoming"
settle = 0
preset = "ut11"

[endpoint.shop]
role = "shop"
url = "{address}"
preset = "cml-sync"
login = "{login}"
password = {{ file = "{password}" }}

[job.exchange]
schedule = "*/10 * * * *"
steps = ["pull catalog offers", "push catalog offers", "pull orders", "push orders --to 1c"]
"""

_SHOP: Final = """\
# Written by `cml-sync demo`: the shop. Its orders lie in a folder; the others come by `serve`.

[endpoint.website]
role = "shop"
url = "file:orders"
settle = 0

[serve]
listen = "127.0.0.1:{port}"
endpoint = "partner"
login = "{login}"
password = {{ file = "../password" }}
"""


@dataclass(frozen=True, slots=True)
class Stage:
    """Where everything of one demo lies.

    Attributes:
        folder: of the demo.
        outgoing: what 1C writes for others.
        incoming: what others write for 1C.
        ours: our configuration.
        shop: that of the shop.
    """

    folder: Path
    outgoing: Path
    incoming: Path
    ours: Path
    shop: Path

    def connect(self, address: str) -> None:
        """Write our configuration, now that the shop has an address."""
        content = _OURS.format(address=address, login=LOGIN, password="password")  # noqa: S106 - a file name
        self.ours.write_text(content, encoding="utf-8")

    def answer(self) -> None:
        """1C has taken the orders and writes what became of them."""
        for file in sorted(example("statuses").glob("*.xml")):
            shutil.copyfile(file, self.outgoing / file.name)


def set_up(folder: Path) -> Stage:
    """Make the folders and fill 1C's with goods and the shop's with orders."""
    stage = Stage(
        folder=folder,
        outgoing=folder / "1c" / "outgoing",
        incoming=folder / "1c" / "incoming",
        ours=folder / "cml-sync.toml",
        shop=folder / "shop" / "cml-sync.toml",
    )
    shutil.copytree(example("shop-2.07"), stage.outgoing)
    stage.incoming.mkdir()
    orders = folder / "shop" / "orders"
    orders.mkdir(parents=True)
    shutil.copyfile(example("orders") / "orders.xml", orders / "orders.xml")
    password = folder / "password"
    password.touch(mode=0o600)
    password.write_text(secrets.token_urlsafe(16), encoding="utf-8")
    stage.shop.write_text(_SHOP.format(port=0, login=LOGIN), encoding="utf-8")
    return stage


def example(name: str) -> Path:
    """A folder of examples: inside an installed package, or beside the source."""
    package = Path(cml_sync.__file__).parent
    installed = package / "examples" / name
    return installed if installed.is_dir() else package.parent.parent / "examples" / name
