"""What happens when stdout is closed, full or not there: no traceback, and the exit code tells."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from tests.cli.commandline import EXAMPLES, PROGRAM, CommandLine

SHOP = str(EXAMPLES / "shop-2.07")
CHANGED = str(EXAMPLES / "changes")
FULL = Path("/dev/full")
WRITERS = [
    ("diff", SHOP, CHANGED),
    ("diff", SHOP, CHANGED, "--format", "json"),
    ("diff", SHOP, CHANGED, "--format", "html"),
    ("diff", "--textconv", SHOP),
    ("convert", SHOP, "--to", "jsonl", "-o", "-"),
    ("anonymize", f"{SHOP}/import0_1.xml", "-o", "-"),
    ("generate", "--orders", "1500", "-o", "-"),
    ("generate", "--defects"),
    ("inspect", SHOP, "--sample", "20"),
    ("inspect", SHOP, "--output", "json", "--sample", "20"),
    ("validate", f"{SHOP}/import0_1.xml", "--format", "sarif"),
    ("explain", "--output", "json"),
    ("explain", "CML301"),
    ("diff", "--help"),
    ("--help",),
    ("--version",),
]


@pytest.fixture
def folder(cml_sync: CommandLine) -> Path:
    """An empty folder to work in."""
    return cml_sync.folder


def into(descriptor: int, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run it, its stdout led to an open file."""
    return subprocess.run(
        [PROGRAM, *words],
        stdout=descriptor,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        cwd=folder,
        env={**os.environ, "LANG": "C.UTF-8"},
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("words", WRITERS, ids=" ".join)
def test_a_reader_that_is_gone_ends_it_quietly(folder: Path, words: tuple[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        ran = into(writing, folder, *words)
    finally:
        os.close(writing)
    assert (ran.returncode, ran.stderr) == (141, "")


def test_a_reader_that_goes_in_the_middle_ends_it_quietly(cml_sync: CommandLine) -> None:
    process = cml_sync.start("generate", "--orders", "1500", "-o", "-")
    assert process.stdout is not None
    assert process.stderr is not None
    assert "<?xml" in process.stdout.readline()
    process.stdout.close()
    with process.stderr:
        assert process.stderr.read() == ""
    assert process.wait(timeout=60) == 141


@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")
@pytest.mark.parametrize("words", WRITERS, ids=" ".join)
def test_a_full_stdout_is_named(folder: Path, words: tuple[str]) -> None:
    with FULL.open("wb") as full:
        ran = into(full.fileno(), folder, *words)
    diff = words[0] == "diff" and "--help" not in words
    assert ran.returncode == (2 if diff else 12)
    assert ("E218" if diff else "E1290") in ran.stderr
    assert "standard output cannot be written: No space left on device" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert "Exception ignored" not in ran.stderr


@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")
def test_a_full_stderr_leaves_the_exit_code(cml_sync: CommandLine) -> None:
    with FULL.open("wb") as full:
        ran = subprocess.run(
            [PROGRAM, "validate", "nothing"], stderr=full, cwd=cml_sync.folder, check=False
        )
    assert ran.returncode == 1


@pytest.mark.parametrize(
    ("descriptor", "words", "code"),
    [(1, ("explain",), 0), (1, ("--version",), 0), (2, ("validate", "nothing"), 1)],
)
def test_a_stream_that_is_not_there_is_no_bug(
    cml_sync: CommandLine, descriptor: int, words: tuple[str, ...], code: int
) -> None:
    line = f'exec "$@" {descriptor}>&-'
    ran = subprocess.run(
        ["sh", "-c", line, "sh", PROGRAM, *words],
        cwd=cml_sync.folder,
        capture_output=True,
        check=False,
        timeout=60,
        env={**os.environ, "LANG": "C.UTF-8"},
    )
    assert (ran.returncode, ran.stderr) == (code, b"")


@pytest.mark.parametrize(
    "words",
    [
        ("convert", SHOP, "--to", "jsonl", "-o", "-"),
        ("inspect", "nofile"),
        ("validate", "--nope"),
    ],
    ids=" ".join,
)
def test_words_for_people_never_go_to_stdout(cml_sync: CommandLine, words: tuple[str, ...]) -> None:
    heard = cml_sync(*words)
    assert heard.err != ""
    ran = subprocess.run(
        ["sh", "-c", 'exec "$@" 2>&-', "sh", PROGRAM, *words],
        cwd=cml_sync.folder,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert (ran.returncode, ran.stdout) == (heard.code, heard.out)
    assert all(isinstance(json.loads(line), dict) for line in ran.stdout.splitlines())


@pytest.mark.parametrize(
    ("stream", "words", "code", "start"),
    [
        ("stdout", ("explain",), 0, b"Structure\n"),
        ("stderr", ("inspect", "nofile"), 1, b"error[E150]: "),
    ],
)
def test_a_full_pipe_that_does_not_wait_is_waited_for(
    cml_sync: CommandLine, stream: str, words: tuple[str, ...], code: int, start: bytes
) -> None:
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    filled = _fill(writing)
    process = subprocess.Popen(
        [PROGRAM, *words],
        cwd=cml_sync.folder,
        stdout=writing if stream == "stdout" else subprocess.DEVNULL,
        stderr=writing if stream == "stderr" else subprocess.DEVNULL,
        env={**os.environ, "LANG": "C.UTF-8"},
    )
    os.close(writing)
    with pytest.raises(subprocess.TimeoutExpired):  # nobody has made room yet
        process.wait(timeout=1)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()[filled:]
    assert process.wait(timeout=60) == code
    assert said.startswith(start)


def _fill(descriptor: int) -> int:
    """Write until the pipe takes no more; how many bytes it took."""
    filled = 0
    try:
        while True:
            filled += os.write(descriptor, b"." * 4096)
    except BlockingIOError:
        return filled
