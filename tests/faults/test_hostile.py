"""A hostile file costs an error message: in two seconds and 150 MB, and it writes nothing."""

import json
import os
import re
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
from tests.cli.commandline import PROGRAM
from tests.faults.hostile import measure
from tests.faults.hostile.registry import HOSTILE
from tests.faults.hostile.stage import Hostile, Stage, product, write

SECONDS: Final = 2.0
MEGABYTES: Final = 150
_ATTEMPTS: Final = 3  # neighbours may take the processor away, but not three times in a row
_OUTPUT_BYTES: Final = 1_000_000
_SECRET: Final = "what-nobody-may-read"
_CODE: Final = re.compile(r"\b(?:E\d{3,4}|CML\d{3})\b")
_CONTROLS: Final = re.compile(rb"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True)
class Ran:
    """What one run said and took."""

    code: int
    seconds: float
    megabytes: float
    said: bytes


@dataclass(frozen=True)
class Scene:
    """Folders around one hostile file, and a listener that nobody may call."""

    stage: Stage
    root: Path
    listener: socket.socket

    def run(self, paths: Sequence[Path]) -> Ran:
        """`validate` over the paths, measured from outside."""
        out, err = self.root / "out", self.root / "err"
        command: list[str | Path] = [sys.executable, "-I", "-S", measure.__file__, out, err, "30"]
        run = subprocess.run(
            [*command, PROGRAM, "validate", *paths],
            cwd=self.stage.folder,
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            check=True,
        )
        took: dict[str, Any] = json.loads(run.stdout)
        said = out.read_bytes() + err.read_bytes()
        out.unlink()
        err.unlink()
        return Ran(took["code"], took["seconds"], took["peak_kb"] / 1024, said)

    def untouched(self) -> bool:
        """Whether nobody called and nothing lies in the user's folder."""
        try:
            self.listener.accept()
        except BlockingIOError:
            return not any((self.root / "home").iterdir())
        return False

    def _environment(self) -> dict[str, str]:
        home = str(self.root / "home")
        path = os.environ.get("PATH", "")
        return {"PATH": path, "HOME": home, "TMPDIR": home, "LANG": "C.UTF-8"}


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    (tmp_path / "work").mkdir()
    (tmp_path / "home").mkdir()
    secret = write(tmp_path / "secret.txt", _SECRET.encode())
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        yield Scene(Stage(tmp_path / "work", secret, listener.getsockname()[1]), tmp_path, listener)
        # Some of them are large, and pytest keeps the folders of three runs.
        subprocess.run(["rm", "-rf", tmp_path / "work"], check=True)


def listing(folder: Path) -> dict[str, tuple[int, int]]:
    """Names, sizes and times of everything below a folder; links are not followed."""
    found: dict[str, tuple[int, int]] = {}
    pending = [str(folder)]  # `os.walk` of Python 3.11 goes as deep as the folders do
    while pending:
        with os.scandir(pending.pop()) as entries:
            for entry in entries:
                stat = entry.stat(follow_symlinks=False)
                found[entry.path] = (stat.st_size, stat.st_mtime_ns)
                if entry.is_dir(follow_symlinks=False):
                    pending.append(entry.path)
    return found


def within(run: Ran) -> bool:
    return run.seconds <= SECONDS and run.megabytes <= MEGABYTES


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda one: one.name)
def test_a_hostile_file_costs_an_error_message(scene: Scene, hostile: Hostile) -> None:
    paths = hostile.build(scene.stage)
    before = listing(scene.root)

    runs = [scene.run(paths)]
    while not within(runs[-1]) and len(runs) < _ATTEMPTS:
        runs.append(scene.run(paths))

    run, said = runs[-1], runs[-1].said.decode()
    codes = set(_CODE.findall(said))
    assert "Traceback" not in said
    assert run.code == hostile.code, said[:2000]
    assert hostile.says <= codes, said[:2000]
    assert _CONTROLS.search(run.said) is None
    assert _SECRET not in said
    assert len(run.said) < _OUTPUT_BYTES
    assert listing(scene.root) == before
    assert scene.untouched()
    assert run.megabytes <= MEGABYTES
    assert run.seconds <= SECONDS


def test_a_file_that_grows_while_it_is_read_is_read_or_refused(scene: Scene) -> None:
    path = write(scene.stage.folder / "import.xml", product("").encode())
    growing = subprocess.Popen(
        [
            sys.executable,
            "-I",
            "-S",
            "-c",
            "import sys\nwhile True:\n with open(sys.argv[1], 'ab') as f: f.write(b'<a/>' * 9999)",
            path,
        ]
    )
    try:
        run = scene.run([path])
    finally:
        growing.kill()
        growing.wait()
    assert run.code == 1
    assert b"Traceback" not in run.said
    assert run.megabytes <= MEGABYTES


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told_as_such(scene: Scene) -> None:
    path = write(scene.stage.folder / "import.xml", product("").encode())
    path.chmod(0)
    run = scene.run([path])
    assert (run.code, b"E152" in run.said) == (1, True)


def test_there_are_many_and_their_names_differ() -> None:
    names = Counter(one.name for one in HOSTILE)
    assert len(names) >= 60
    assert max(names.values()) == 1
