"""A package that comes through a pipe: read as a file would be, called `<stdin>`, and not kept."""

import io
import os
import subprocess
import zipfile
from pathlib import Path

import pytest
from tests.cli.commandline import EXAMPLES, PROGRAM, CommandLine, Ran

SHOP = EXAMPLES / "shop-2.07"
IMPORT = SHOP / "import0_1.xml"
OFFERS = SHOP / "offers0_1.xml"
ORDERS = EXAMPLES / "orders" / "orders.xml"


def piped(command: CommandLine, data: bytes, *words: str | Path) -> Ran:
    """Run it with `data` coming through a pipe; nothing temporary may be left behind."""
    temporary = command.folder.parent / "temporary"
    temporary.mkdir(exist_ok=True)
    ran = subprocess.run(
        [PROGRAM, *words],
        input=data,
        capture_output=True,
        cwd=command.folder,
        env={**os.environ, "TMPDIR": str(temporary), "LANG": "C.UTF-8", "COLUMNS": "100"},
        check=False,
        timeout=60,
    )
    assert list(temporary.iterdir()) == []
    err = ran.stderr.decode()
    assert "Traceback" not in err
    return Ran(ran.returncode, ran.stdout.decode(), err)


def test_validate_reads_it(cml_sync: CommandLine) -> None:
    ran = piped(cml_sync, IMPORT.read_bytes(), "validate", "-")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "1 part, 23 records: 0 errors, 0 warnings\n"
    ran = piped(cml_sync, IMPORT.read_bytes(), "validate", "--jobs", "2", "-")
    assert (ran.code, ran.err) == (0, "1 part, 23 records: 0 errors, 0 warnings\n")


def test_what_is_wrong_with_it_is_told_of_stdin(cml_sync: CommandLine) -> None:
    ran = piped(cml_sync, IMPORT.read_bytes()[:3000], "validate", "-")
    assert ran.code == 1
    assert ran.out.startswith("<stdin>:64:25: error[E106]: The file ends too early")
    ran = piped(cml_sync, b"", "inspect", "-")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("error[E105]: <stdin>: The file is empty\n")
    ran = piped(cml_sync, b"\x1f\x8b\x08\x00rest", "inspect", "-")
    assert ran.err.startswith("error[E110]: <stdin>:1:1: This is not XML, but gzip\n")


def test_inspect_reads_every_form(cml_sync: CommandLine) -> None:
    def kinds(data: bytes) -> list[str]:
        ran = piped(cml_sync, data, "inspect", "-", "--output", "json")
        assert ran.code == 0, ran.err
        report = ran.json()
        assert report["paths"] == ["<stdin>"]
        return [f"{part['name']} {part['kind']}" for part in report["parts"]]

    assert kinds(OFFERS.read_bytes()) == ["<stdin> offers"]
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as made:
        made.write(OFFERS, "webdata/offers.xml")
    assert kinds(archive.getvalue()) == ["<stdin>!offers.xml offers"]
    utf_16 = OFFERS.read_text("utf-8-sig").replace('"UTF-8"', '"UTF-16"').encode("utf-16")
    assert kinds(utf_16) == ["<stdin> offers"]
    for form, name in (("jsonl", "stdin.jsonl"), ("csv", "prices.csv")):
        assert cml_sync("convert", OFFERS, "--to", form, "-o", name, "--no-pictures").code == 0
        data = (cml_sync.folder / name).read_bytes()
        expected = "offers0_1.xml offers" if form == "jsonl" else "<stdin> prices"
        assert [kind.removeprefix("<stdin>!") for kind in kinds(data)] == [expected]


def test_diff_takes_it_on_either_side(cml_sync: CommandLine) -> None:
    same = piped(cml_sync, OFFERS.read_bytes(), "diff", OFFERS, "-")
    assert (same.code, same.out) == (0, "")
    other = OFFERS.read_text("utf-8").replace(">1890.5<", ">1790<").encode()
    assert "value: 1890.5 → 1790\n" in piped(cml_sync, other, "diff", OFFERS, "-").out
    assert "value: 1790 → 1890.5\n" in piped(cml_sync, other, "diff", "-", OFFERS).out
    text = piped(cml_sync, OFFERS.read_bytes(), "diff", "--textconv", "-")
    assert text.out == cml_sync("diff", "--textconv", OFFERS).out
    ran = piped(cml_sync, ORDERS.read_bytes(), "diff", OFFERS, "-")
    assert (ran.code, "`<stdin>` holds orders [E125]" in ran.err) == (2, True)


def test_convert_and_anonymize_stand_in_the_middle_of_a_pipe(cml_sync: CommandLine) -> None:
    lines = piped(cml_sync, ORDERS.read_bytes(), "convert", "-q", "--to", "jsonl", "-o", "-", "-")
    assert (lines.code, lines.err) == (0, "")
    again = piped(cml_sync, lines.out.encode(), "convert", "-q", "-", "--to", "2.07", "-o", "a.xml")
    assert again.code == 0, again.err
    assert cml_sync("diff", ORDERS, "a.xml").code == 0
    safe = piped(cml_sync, ORDERS.read_bytes(), "anonymize", "-", "-o", "-")
    assert safe.code == 0, safe.err
    assert piped(cml_sync, safe.out.encode(), "diff", ORDERS, "-").code == 1


def test_changes_can_come_through_a_pipe(cml_sync: CommandLine) -> None:
    changes = (EXAMPLES / "changes" / "offers0_1.xml").read_bytes()
    ran = piped(cml_sync, changes, "convert", OFFERS, "--apply", "-", "-o", "new.xml")
    assert ran.code == 0, ran.err
    assert cml_sync("diff", OFFERS, "new.xml").code == 1


def test_a_folder_of_a_result_names_its_part(cml_sync: CommandLine) -> None:
    ran = piped(cml_sync, IMPORT.read_bytes(), "convert", "-", "--to", "faithful", "-o", "out")
    assert ran.code == 0, ran.err
    assert [path.name for path in (cml_sync.folder / "out").iterdir()] == ["stdin.xml"]


@pytest.mark.parametrize(
    "words",
    [
        ("diff", "-", "-"),
        ("validate", "-", "-"),
        ("convert", "-", "--apply", "-", "-o", "a.xml"),
    ],
)
def test_it_is_one_package(cml_sync: CommandLine, words: tuple[str, ...]) -> None:
    ran = piped(cml_sync, IMPORT.read_bytes(), *words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error[E221]: `-` is named twice, and standard input is one package")


def test_what_cannot_be_put_aside_is_trouble_of_diff(cml_sync: CommandLine) -> None:
    line = 'ulimit -f 1; exec "$1" "$2" "$3" - < "$3"'
    for command, code, said in (("diff", 2, "E218"), ("validate", 12, "E1253")):
        ran = subprocess.run(
            ["sh", "-c", line, "sh", PROGRAM, command, str(OFFERS)],
            capture_output=True,
            encoding="utf-8",
            cwd=cml_sync.folder,
            check=False,
        )
        assert (ran.returncode, said in ran.stderr) == (code, True), ran.stderr
        assert "cannot be written: File too large" in ran.stderr


def test_a_file_that_is_called_so_can_still_be_named(cml_sync: CommandLine) -> None:
    (cml_sync.folder / "-").write_bytes(IMPORT.read_bytes())
    assert cml_sync("inspect", "./-").code == 0


def test_a_pipe_that_does_not_wait_is_read_to_its_end(cml_sync: CommandLine) -> None:
    ours, theirs = os.pipe()
    os.set_blocking(ours, False)
    process = subprocess.Popen(
        [PROGRAM, "validate", "-"],
        stdin=ours,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        cwd=cml_sync.folder,
        env={**os.environ, "LANG": "C.UTF-8"},
    )
    with pytest.raises(subprocess.TimeoutExpired):  # it waits for what nobody has written yet
        process.wait(timeout=1)
    os.close(ours)
    with os.fdopen(theirs, "wb") as writing:
        writing.write(IMPORT.read_bytes())
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (0, "")
    assert err == "1 part, 23 records: 0 errors, 0 warnings\n"


def test_no_standard_input_at_all(cml_sync: CommandLine) -> None:
    ran = subprocess.run(
        ["sh", "-c", 'exec "$1" validate - 0<&-', "sh", PROGRAM],
        capture_output=True,
        encoding="utf-8",
        cwd=cml_sync.folder,
        check=False,
    )
    assert ran.returncode == 2
    assert ran.stderr.startswith("error[E222]: `-` is standard input, and there is none\n")


def test_a_terminal_is_told_what_is_waited_for(cml_sync: CommandLine) -> None:
    ours, theirs = os.openpty()
    process = subprocess.Popen(
        [PROGRAM, "inspect", "-"],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        cwd=cml_sync.folder,
        env={**os.environ, "LANG": "C.UTF-8"},
    )
    assert process.stderr is not None
    said = process.stderr.readline()
    os.write(ours, b"\x04")
    _, err = process.communicate(timeout=60)
    os.close(ours)
    os.close(theirs)
    assert said == "reading the package from standard input; Ctrl-D ends it\n"
    assert err.startswith("error[E105]: <stdin>: The file is empty\n")
