"""``cml-sync pull offers`` as the README says, from a folder, an SFTP server and HTTP; the demo."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.servers.sshd_server import running_sshd

EXAMPLES = Path(__file__).parents[2] / "examples"
OFFERS, PRICE_TYPES, WAREHOUSES = 16, 2, 2

pytestmark = pytest.mark.servers


def cml_sync(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "cml_sync", *arguments],
        cwd=folder,
        env=environment(folder),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def environment(folder: Path) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "PASSWORD": "s3cret",
    }


def pulled_offers(folder: Path, configuration: str) -> Mapping[str, int]:
    """Pull offers twice with this configuration; what the first pull took over, by kind."""
    (folder / "cml-sync.toml").write_text(configuration, encoding="utf-8")
    first = cml_sync(folder, "pull", "offers", "--output", "json")
    assert first.returncode == 0, first.stderr
    again = cml_sync(folder, "pull", "offers", "--output", "json")
    assert again.returncode == 0, again.stderr
    assert {row["accepted"] for run in json.loads(again.stdout)["runs"] for row in run["rows"]} <= {
        0
    }
    rows = json.loads(first.stdout)["runs"][0]["rows"]
    return {row["kind"]: row["accepted"] for row in rows if row["accepted"]}


ALL = {"offer": OFFERS, "price_type": PRICE_TYPES, "warehouse": WAREHOUSES}


def test_from_a_folder(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES / "shop-2.07", tmp_path / "outgoing")
    configuration = '[endpoint.erp]\nrole = "erp"\nurl = "file:outgoing"\nsettle = 0\n'
    assert pulled_offers(tmp_path, configuration) == ALL


def test_from_an_sftp_server(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES / "shop-2.07", tmp_path / "outgoing")
    (tmp_path / "sshd").mkdir()
    with running_sshd(tmp_path / "sshd") as sshd:
        configuration = f"""
            [endpoint.erp]
            role = "erp"
            url = "sftp://{sshd.user}@127.0.0.1:{sshd.port}{tmp_path}/outgoing"
            key = "{sshd.key}"
            known_hosts = "{sshd.known_hosts}"
            settle = 0
        """
        assert pulled_offers(tmp_path, configuration) == ALL


def test_from_an_http_endpoint(tmp_path: Path) -> None:
    with served_shop(tmp_path / "shop") as address:
        configuration = f"""
            [endpoint.erp]
            role = "erp"
            url = "{address}"
            login = "1c"
            password = {{ env = "PASSWORD" }}
        """
        # The answer is one archive of all goods, and a file is taken over whole or not at all.
        others = {"group": 4, "property": 6, "product": 12}
        assert pulled_offers(tmp_path, configuration) == ALL | others


@contextmanager
def served_shop(folder: Path) -> Iterator[str]:
    """Another cml-sync that serves the goods of the example; its address."""
    shutil.copytree(EXAMPLES / "shop-2.07", folder / "outgoing")
    (folder / "cml-sync.toml").write_text(
        """
        [endpoint.erp]
        role = "erp"
        url = "file:outgoing"
        settle = 0
        [serve]
        listen = "127.0.0.1:0"
        login = "1c"
        password = { env = "PASSWORD" }
        """,
        encoding="utf-8",
    )
    filled = cml_sync(folder, "pull", "catalog", "offers")
    assert filled.returncode == 0, filled.stderr
    server = subprocess.Popen(
        [sys.executable, "-m", "cml_sync", "serve"],
        cwd=folder,
        env=environment(folder),
        stderr=subprocess.PIPE,
        text=True,
    )
    assert server.stderr is not None
    try:
        line = server.stderr.readline()
        assert line.startswith("listening at http://127.0.0.1:"), line + server.stderr.read()
        yield line.split()[2].rstrip(";")
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=60)
        server.stderr.close()
    assert server.returncode == 0


def test_the_demo_brings_goods_and_orders_over_and_sends_nothing_twice(tmp_path: Path) -> None:
    done = cml_sync(tmp_path, "demo", "--folder", "look", "--output", "json")
    assert done.returncode == 0, done.stderr
    acts = json.loads(done.stdout)["acts"]
    assert [(act["round"], act["command"], act["sent"], act["accepted"]) for act in acts] == [
        (1, "pull catalog offers", 0, 42),
        (1, "push catalog offers", 50, 50),
        (1, "pull orders", 0, 3),
        (1, "push orders --to 1c", 3, 3),
        (1, "pull orders --from 1c", 0, 3),
        (1, "push orders --to shop", 3, 3),
        (2, "pull catalog offers", 0, 0),
        (2, "push catalog offers", 0, 0),
        (2, "pull orders", 0, 0),
        (2, "push orders --to 1c", 0, 0),
        (2, "pull orders --from 1c", 0, 0),
        (2, "push orders --to shop", 0, 0),
    ]
    assert list((tmp_path / "look" / "1c" / "incoming").glob("orders-*.xml"))


def test_the_demo_refuses_a_folder_with_things_in_it(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").touch()
    done = cml_sync(tmp_path, "demo", "--folder", ".")
    assert (done.returncode, done.stdout) == (2, "")
    assert "is not empty" in done.stderr
