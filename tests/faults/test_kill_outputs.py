"""Commands that are killed or interrupted in the middle, and what the next run makes of it."""

import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from tests.cli.commandline import EXAMPLES, CommandLine

if TYPE_CHECKING:
    from subprocess import Popen

INPUT: Final = "big.xml"
WRITTEN: Final = 100_000


@pytest.fixture
def command(tmp_path: Path) -> CommandLine:
    """In a folder with a package that takes some seconds."""
    content = (EXAMPLES / "orders" / "orders.xml").read_text(encoding="utf-8")
    head, tail = content.split("<Документ>", 1)
    documents, end = tail.rsplit("</Документ>", 1)
    folder = tmp_path / "work"
    folder.mkdir()
    with (folder / INPUT).open("w", encoding="utf-8") as file:
        file.write(head)
        for _ in range(4000):
            file.write(f"<Документ>{documents}</Документ>")
        file.write(end)
    return CommandLine(folder)


COMMANDS: Final = {
    "convert": ("convert", INPUT, "-o", "new"),
    "convert to a file": ("convert", INPUT, "--to", "jsonl", "-o", "new.jsonl"),
    "generate": ("generate", "--products", "50000", "-o", "new"),
    "anonymize": ("anonymize", INPUT, "-o", "new.xml"),
}


def listed(command: CommandLine) -> list[str]:
    return sorted(path.name for path in command.folder.iterdir())


def begun(command: CommandLine, words: Sequence[str]) -> "Popen[str]":
    """A run that has written something, and is stopped in the middle of it."""
    before = set(listed(command))
    process = command.start(*words)
    deadline = time.monotonic() + 30
    while not any(
        path.stat().st_size > WRITTEN
        for folder in command.folder.glob(".*.partial")
        if folder.name not in before
        for path in folder.rglob("*.*")
    ):
        assert process.poll() is None, process.stderr and process.stderr.read()
        assert time.monotonic() < deadline
        os.sched_yield()
    return process


def killed(process: "Popen[str]") -> None:
    process.kill()
    process.communicate(timeout=30)
    assert process.returncode == -9


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_the_next_run_clears_what_a_killed_one_has_left(
    command: CommandLine, words: tuple[str, ...]
) -> None:
    for _ in range(2):
        killed(begun(command, words))
    out = words[-1]
    form = "jsonl" if out.endswith(".jsonl") else "xml"
    assert [name.endswith(".partial") for name in listed(command)] == [True, False]
    ran = command("generate", "--orders", "2", "--form", form, "-o", out)
    assert ran.code == 0, ran.err
    assert ran.err == f"{out}: what 1 run that was killed had left beside it was removed\n"
    assert listed(command) == sorted((INPUT, out))


def test_quietly_it_is_cleared_as_well(command: CommandLine) -> None:
    killed(begun(command, COMMANDS["anonymize"]))
    ran = command("generate", "-q", "--orders", "2", "-o", "new.xml")
    assert (ran.code, ran.err) == (0, "")
    assert listed(command) == [INPUT, "new.xml"]


def test_what_a_living_run_writes_is_left_to_it(command: CommandLine) -> None:
    living = begun(command, (*COMMANDS["convert"], "--replace"))
    (theirs,) = (name for name in listed(command) if name.endswith(".partial"))
    ran = command("generate", "--orders", "2", "-o", "new", "--replace")
    assert (ran.code, ran.err) == (0, "")
    if living.poll() is None:
        assert theirs in listed(command)
    _, err = living.communicate(timeout=60)
    assert living.returncode == 0, err
    assert listed(command) == [INPUT, "new"]


def test_six_runs_that_replace_one_folder_all_end_well(command: CommandLine) -> None:
    words = ("convert", EXAMPLES / "shop-3.1", "-o", "new")
    assert command(*words).code == 0
    whole = _contents(command.folder / "new")
    processes = [command.start(*words, "--replace") for _ in range(6)]
    said = [process.communicate(timeout=60)[1] for process in processes]
    assert [process.returncode for process in processes] == [0] * 6, said
    assert listed(command) == [INPUT, "new"]
    assert _contents(command.folder / "new") == whole


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
@pytest.mark.parametrize(
    ("sent", "code", "word"),
    [(signal.SIGINT, 130, "interrupted"), (signal.SIGTERM, 143, "terminated")],
    ids=["Ctrl+C", "SIGTERM"],
)
def test_an_interruption_leaves_nothing_and_says_one_line(
    command: CommandLine, words: tuple[str, ...], sent: signal.Signals, code: int, word: str
) -> None:
    process = begun(command, words)
    process.send_signal(sent)
    _, err = process.communicate(timeout=30)
    assert process.returncode == code
    assert err.strip() == f"{word}; nothing is half-applied, run it again"
    assert listed(command) == [INPUT]


def test_an_interrupted_diff_leaves_nothing(command: CommandLine) -> None:
    old = (command.folder / INPUT).read_text(encoding="utf-8")
    (command.folder / "new.xml").write_text(old.replace("<Сумма>", "<Сумма>1"), encoding="utf-8")
    process = command.start("diff", INPUT, "new.xml")
    assert process.stdout is not None
    assert process.stdout.read(1)  # it has begun, and ends only when somebody reads on
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert err.strip() == "interrupted; nothing is half-applied, run it again"
    assert listed(command) == [INPUT, "new.xml"]
    assert list((command.folder.parent / "home").iterdir()) == []
