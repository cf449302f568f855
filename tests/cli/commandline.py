"""The real command line in a process of its own, and folders to compare before and after."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

PROGRAM: Final = Path(sys.executable).with_name("cml-sync")
"""As it is installed, beside the Python that runs the tests."""

EXAMPLES: Final = Path(__file__).parents[2] / "examples"


@dataclass(frozen=True)
class Ran:
    """What one command did."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        """Its output as JSON."""
        return json.loads(self.out)


@dataclass(frozen=True)
class CommandLine:
    """Runs cml-sync in a working folder, with an environment of its own.

    Attributes:
        folder: the working folder; ``home`` in it is the user's.
        environ: variables beside the usual ones.
    """

    folder: Path
    environ: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, *words: str | Path, **environ: str) -> Ran:
        """Run it to its end. No command may show a traceback."""
        process = self.start(*words, **environ)
        out, err = process.communicate(timeout=60)
        assert "Traceback" not in err, err
        return Ran(process.returncode, out, err)

    def start(self, *words: str | Path, **environ: str) -> subprocess.Popen[str]:
        """Start it and do not wait."""
        return subprocess.Popen(
            [PROGRAM, *words],
            cwd=self.folder,
            env=self._environment() | environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def write_config(self, content: str) -> Path:
        """Write ``cml-sync.toml`` into the working folder."""
        path = self.folder / "cml-sync.toml"
        path.write_text(content, encoding="utf-8")
        return path

    def remembered(self, state: Path) -> dict[str, list[tuple[Any, ...]]]:
        """What the store knows of goods and documents, and who has confirmed what."""
        with closing(sqlite3.connect(state / "store.sqlite3")) as store:
            return {
                table: store.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall()  # noqa: S608 - the names stand here
                for table in ("records", "headers", "pictures", "confirmed")
            }

    def _environment(self) -> dict[str, str]:
        home = self.folder.parent / "home"
        home.mkdir(exist_ok=True)
        return {
            "PATH": os.environ.get("PATH", ""),
            "HOME": str(home),
            "TMPDIR": str(home),
            "LANG": "C.UTF-8",
            "COLUMNS": "100",
            **self.environ,
        }


def tree(folder: Path) -> dict[str, bytes | None]:
    """Every file below a folder with its content, folders as None."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }
