"""Paths at which no ordinary file lies."""

import os
import socket
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tests.faults.hostile.stage import Hostile, Stage, product, read, refused, write

_GOOD: Final = product("").encode()


def _folder(stage: Stage) -> Sequence[Path]:
    (stage.folder / "import.xml").mkdir()
    return [stage.folder / "import.xml"]


def _folder_inside(stage: Stage) -> Sequence[Path]:
    (stage.folder / "import.xml").mkdir()
    write(stage.folder / "offers.xml", _GOOD)
    return [stage.folder]


def _pipe(stage: Stage) -> Sequence[Path]:
    os.mkfifo(stage.folder / "import.xml")
    return [stage.folder / "import.xml"]


def _pipe_inside(stage: Stage) -> Sequence[Path]:
    write(stage.folder / "import.xml", _GOOD)
    os.mkfifo(stage.folder / "offers.xml")
    return [stage.folder]


def _pipe_of_pictures(stage: Stage) -> Sequence[Path]:
    write(stage.folder / "import.xml", _GOOD)
    (stage.folder / "import_files").mkdir()
    os.mkfifo(stage.folder / "import_files" / "1.jpg")
    return [stage.folder / "import.xml"]


def _socket(stage: Stage) -> Sequence[Path]:
    path = stage.folder / "import.xml"
    here = Path.cwd()
    os.chdir(stage.folder)  # the name of a socket may not be long
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(path.name)
    finally:
        os.chdir(here)
    return [path]


def _loop(stage: Stage) -> Sequence[Path]:
    first, second = stage.folder / "import.xml", stage.folder / "offers.xml"
    first.symlink_to(second)
    second.symlink_to(first)
    return [first]


def _loop_inside(stage: Stage) -> Sequence[Path]:
    write(stage.folder / "import.xml", _GOOD)
    (stage.folder / "more").symlink_to(stage.folder)
    return [stage.folder]


def _link_inside(stage: Stage) -> Sequence[Path]:
    write(stage.folder / "import.xml", _GOOD)
    (stage.folder / "offers.xml").symlink_to(stage.secret)
    return [stage.folder]


def _linked_pictures(stage: Stage) -> Sequence[Path]:
    write(stage.folder / "import.xml", _GOOD)
    (stage.folder / "import_files").symlink_to("/dev")
    return [stage.folder / "import.xml"]


def _dangling(stage: Stage) -> Sequence[Path]:
    (stage.folder / "import.xml").symlink_to(stage.folder / "nowhere.xml")
    return [stage.folder / "import.xml"]


def _endless(_: Stage) -> Sequence[Path]:
    return [Path("/dev/zero")]


def _null(_: Stage) -> Sequence[Path]:
    return [Path("/dev/null")]


def _memory(_: Stage) -> Sequence[Path]:
    return [Path("/proc/self/mem")]


def _kernel(_: Stage) -> Sequence[Path]:
    return [Path("/proc/self/environ")]


def _linked_zero(stage: Stage) -> Sequence[Path]:
    (stage.folder / "import.xml").symlink_to("/dev/zero")
    return [stage.folder / "import.xml"]


def _sparse(stage: Stage) -> Sequence[Path]:
    path = write(stage.folder / "import.xml", _GOOD)
    os.truncate(path, 5 * 1024**3)
    return [path]


def _sparse_zip(stage: Stage) -> Sequence[Path]:
    path = write(stage.folder / "goods.zip", b"PK\x03\x04")
    os.truncate(path, 5 * 1024**3)
    return [path]


def _deep(stage: Stage) -> Sequence[Path]:
    here = Path.cwd()
    os.chdir(stage.folder)
    try:
        for _ in range(1_000):
            Path("d").mkdir()
            os.chdir("d")
        write(Path("import.xml"), _GOOD)
    finally:
        os.chdir(here)
    return [stage.folder]


def _names(stage: Stage) -> Sequence[Path]:
    return [write(stage.folder / "import\n\x1b[31m\u202e.xml", product("")[:-9].encode())]


def _no_text(stage: Stage) -> Sequence[Path]:
    path = stage.folder / os.fsdecode(b"\xff\xfe.xml")
    return [write(path, product("")[:-9].encode())]


def _long(stage: Stage) -> Sequence[Path]:
    return [stage.folder / ("x" * 5_000 + ".xml")]


def _many(stage: Stage) -> Sequence[Path]:
    for number in range(500):
        write(stage.folder / f"{number}.xml", b"<a/>")
    return [stage.folder]


def _twice(stage: Stage) -> Sequence[Path]:
    path = write(stage.folder / "import.xml", _GOOD)
    return [path] * 200


PLACES: Final[tuple[Hostile, ...]] = (
    refused("a folder called import.xml", _folder, "E151"),
    read("a folder called import.xml beside a file", _folder_inside),
    refused("a pipe", _pipe, "E153"),
    refused("a pipe in the folder", _pipe_inside, "E153"),
    refused("a pipe among the pictures", _pipe_of_pictures, "E153"),
    refused("a socket", _socket, "E152"),
    refused("links in a circle", _loop, "E150"),
    read("a link to the folder above", _loop_inside),
    refused("a link to a secret", _link_inside, "E153"),
    read("pictures that are a link to devices", _linked_pictures),
    refused("a link to nothing", _dangling, "E150"),
    refused("/dev/zero", _endless, "E153"),
    refused("/dev/null", _null, "E153"),
    refused("a link to /dev/zero", _linked_zero, "E153"),
    refused("the memory of the process", _memory, "E152"),
    refused("a file of the kernel", _kernel, "E110"),
    refused("5 GB of zero bytes behind the root", _sparse, "E103"),
    refused("5 GB that call themselves an archive", _sparse_zip, "E140"),
    refused("1,000 folders deep", _deep, "E130"),
    refused("a name of new lines and escapes", _names, "E106"),
    refused("a name that is no text", _no_text, "E106"),
    refused("a name too long", _long, "E152"),
    refused("500 files of something else", _many, "E102"),
    read("one file 200 times", _twice),
)
"""Only regular files are read, and no link inside a folder is followed."""
