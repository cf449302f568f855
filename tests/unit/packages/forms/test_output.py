import errno
import io
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cml_sync.packages.errors import SameNameError, UnsafeNameError
from cml_sync.packages.forms.output import STDOUT, Output, is_single
from cml_sync.packages.forms.output_errors import (
    OutputExistsError,
    OutputPlaceError,
    OutputWriteError,
)
from cml_sync.packages.forms.staging import new_staging


def _fill(
    output: Output, files: dict[str, bytes], then: Callable[[], object] = lambda: None
) -> None:
    with output:
        for name, content in files.items():
            with output.file(name) as file:
                file.write(content)
        then()


def _raising(error: BaseException) -> Callable[[], object]:
    def fail() -> None:
        raise error

    return fail


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_folder_appears_with_all_its_files(tmp_path: Path) -> None:
    _fill(Output(tmp_path / "out"), {"import0_1.xml": b"<a/>", "goods/goods_1.xml": b"<b/>"})
    assert _tree(tmp_path) == {"out/import0_1.xml": b"<a/>", "out/goods/goods_1.xml": b"<b/>"}


def test_a_folder_is_not_there_before_the_end(tmp_path: Path) -> None:
    with Output(tmp_path / "out") as output:
        with output.file("a.xml") as file:
            file.write(b"<a/>")
        assert not (tmp_path / "out").exists()
        assert (output.staged / "a.xml").read_bytes() == b"<a/>"
        assert output.staged.parent == tmp_path
    assert _tree(tmp_path) == {"out/a.xml": b"<a/>"}


def test_an_empty_folder_that_is_there_is_filled(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    _fill(Output(tmp_path / "out"), {"a.xml": b"<a/>"})
    assert _tree(tmp_path) == {"out/a.xml": b"<a/>"}


def test_a_single_file_appears_at_its_place(tmp_path: Path) -> None:
    with Output(tmp_path / "goods.jsonl", single=True) as output:
        with output.file("any/name.jsonl") as file:
            file.write(b"{}\n")
        assert output.staged.read_bytes() == b"{}\n"
        assert not (tmp_path / "goods.jsonl").exists()
    assert _tree(tmp_path) == {"goods.jsonl": b"{}\n"}


def test_files_may_be_read_by_whom_the_umask_lets(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        _fill(Output(tmp_path / "out"), {"goods/a.xml": b"<a/>"})
        _fill(Output(tmp_path / "one.xml", single=True), {"one.xml": b"<a/>"})
    finally:
        os.umask(before)
    modes = [
        (tmp_path / name).stat().st_mode & 0o777
        for name in ("out", "out/goods", "out/goods/a.xml", "one.xml")
    ]
    assert modes == [0o750, 0o750, 0o640, 0o640]


@pytest.mark.parametrize("single", [True, False])
@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_after_an_error_nothing_is_left(
    tmp_path: Path, error: type[BaseException], *, single: bool
) -> None:
    with pytest.raises(error):
        _fill(Output(tmp_path / "out", single=single), {"a.xml": b"<half"}, _raising(error()))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("single", [True, False])
def test_what_is_there_is_refused_before_anything_is_written(
    tmp_path: Path, *, single: bool
) -> None:
    place = tmp_path / "out"
    if single:
        place.write_bytes(b"old")
    else:
        place.mkdir()
        (place / "a.xml").write_bytes(b"old")
    before = _tree(tmp_path)
    with pytest.raises(OutputExistsError, match="exists already"):
        Output(place, single=single)
    assert _tree(tmp_path) == before


@pytest.mark.parametrize("linked", [True, False])
@pytest.mark.parametrize("single", [True, False])
def test_what_appears_in_the_meantime_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, single: bool, linked: bool
) -> None:
    if not linked:

        def no_links(*_: object) -> None:
            raise OSError(errno.EPERM, "no links here")

        monkeypatch.setattr(os, "link", no_links)
    place = tmp_path / "out"

    def appear() -> None:
        file = place if single else place / "a.xml"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"old")

    with pytest.raises(OutputExistsError):
        _fill(Output(place, single=single), {"a.xml": b"new"}, appear)
    assert list(_tree(tmp_path).values()) == [b"old"]


def test_a_disk_without_links_takes_a_file_by_rename(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", no_links)
    _fill(Output(tmp_path / "one.xml", single=True), {"one.xml": b"<a/>"})
    assert _tree(tmp_path) == {"one.xml": b"<a/>"}


def test_what_is_to_be_replaced_goes_when_the_new_is_whole(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "old.xml").write_bytes(b"old")
    (tmp_path / "one.xml").write_bytes(b"old")
    _fill(Output(tmp_path / "out", replace=True), {"a.xml": b"new"})
    _fill(Output(tmp_path / "one.xml", single=True, replace=True), {"b.xml": b"new"})
    assert _tree(tmp_path) == {"out/a.xml": b"new", "one.xml": b"new"}


def test_the_old_stays_when_the_new_fails(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "old.xml").write_bytes(b"old")
    with pytest.raises(RuntimeError):
        _fill(Output(tmp_path / "out", replace=True), {"a.xml": b"half"}, _raising(RuntimeError()))
    assert _tree(tmp_path) == {"out/old.xml": b"old"}


def test_the_old_is_put_back_when_the_new_cannot_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "old.xml").write_bytes(b"old")
    rename, calls = Path.rename, []

    def second_fails(path: Path, target: Path) -> Path:
        calls.append(path)
        if len(calls) == 2:
            raise OSError(errno.EIO, "the disk gave up")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", second_fails)
    with pytest.raises(OutputWriteError, match="the disk gave up"):
        _fill(Output(tmp_path / "out", replace=True), {"a.xml": b"new"})
    assert _tree(tmp_path) == {"out/old.xml": b"old"}


def test_a_full_disk_is_said_in_our_words(tmp_path: Path) -> None:
    with (
        pytest.raises(OutputWriteError, match="No space left") as caught,
        Output(tmp_path / "out") as output,
        output.file("a.xml"),
    ):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert caught.value.exit_code == 12
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_rights_is_said_in_our_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refused)
    with pytest.raises(OutputWriteError, match="Permission denied"):
        _fill(Output(tmp_path / "out"), {})


def test_an_interruption_at_the_very_beginning_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, made = Path.mkdir, []

    def interrupted(path: Path) -> None:
        make(path)
        made.append(path)
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "mkdir", interrupted)
    with pytest.raises(KeyboardInterrupt):
        _fill(Output(tmp_path / "out"), {})
    assert [path.suffix for path in made] == [".partial"]
    assert list(tmp_path.iterdir()) == []


def test_stdout_gets_the_whole_or_nothing() -> None:
    stdout = io.BytesIO()
    with Output(STDOUT, single=True, stdout=stdout) as output:
        with output.file("goods.jsonl") as file:
            file.write(b"{}\n")
        assert stdout.getvalue() == b""
    assert stdout.getvalue() == b"{}\n"
    failed = io.BytesIO()
    with pytest.raises(RuntimeError):
        _fill(
            Output(STDOUT, single=True, stdout=failed), {"a.jsonl": b"{"}, _raising(RuntimeError())
        )
    assert failed.getvalue() == b""


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SameNameError):
        _fill(Output(tmp_path / "out"), {"a.xml": b"1", "./a.xml": b"2"})
    assert list(tmp_path.iterdir()) == []


def test_names_that_lead_outside_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnsafeNameError):
        _fill(Output(tmp_path / "out"), {"../a.xml": b"1"})
    assert list(tmp_path.iterdir()) == []


def test_a_single_output_takes_one_file(tmp_path: Path) -> None:
    with pytest.raises(OutputPlaceError, match="several parts"):
        _fill(Output(tmp_path / "a.xml", single=True), {"a.xml": b"1", "b.xml": b"2"})


@pytest.mark.parametrize("name", ["a\nb.xml", "../a.xml", "a.old", "", "CON"])
def test_what_a_single_output_is_called_inside_is_never_seen(tmp_path: Path, name: str) -> None:
    _fill(Output(tmp_path / "a.xml", single=True), {name: b"<a/>"})
    assert _tree(tmp_path) == {"a.xml": b"<a/>"}


def test_an_output_that_is_not_open_says_so(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not open"):
        _ = Output(tmp_path / "a").staged


def test_what_a_dead_run_has_left_is_removed_and_told(tmp_path: Path) -> None:
    dead = new_staging(tmp_path / "out")
    (dead.path / "half.xml").write_bytes(b"<a")
    dead.release()
    told: list[int] = []
    with Output(tmp_path / "out", on_cleared=told.append) as output:
        assert (told, (output.staged / "half.xml").exists()) == ([1], False)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_what_a_living_run_writes_is_not_touched(tmp_path: Path) -> None:
    told: list[int] = []
    with Output(tmp_path / "out", replace=True) as living:
        with living.file("a.xml") as file:
            file.write(b"<a/>")
        _fill(Output(tmp_path / "out", on_cleared=told.append), {"b.xml": b"<b/>"})
        assert _tree(tmp_path / "out") == {"b.xml": b"<b/>"}
    assert (told, _tree(tmp_path)) == ([], {"out/a.xml": b"<a/>"})


def test_a_target_may_enter_what_is_open_already(tmp_path: Path) -> None:
    with Output(tmp_path / "out") as output:
        _fill(output, {"a.xml": b"<a/>"})
        assert (output.staged / "a.xml").read_bytes() == b"<a/>"
        assert not (tmp_path / "out").exists()
    assert _tree(tmp_path) == {"out/a.xml": b"<a/>"}


@pytest.mark.parametrize(
    ("name", "single", "with_tables"),
    [
        ("-", True, True),
        ("a.xml", True, True),
        ("a.JSONL", True, True),
        ("a.csv", False, True),
        ("a", False, False),
        ("a.d", False, False),
        (".xml", False, False),
    ],
)
def test_a_name_says_whether_it_is_a_file(name: str, *, single: bool, with_tables: bool) -> None:
    assert is_single(Path(name)) is single
    assert is_single(Path(name), ".csv") is with_tables


def test_runs_that_replace_one_folder_at_once_all_end_well(tmp_path: Path) -> None:
    place = tmp_path / "out"
    _fill(Output(place), {"a.xml": b"old", "b.xml": b"old"})
    runs, rounds = 6, 10
    outputs = [[Output(place, replace=True) for _ in range(rounds)] for _ in range(runs)]
    begin = threading.Barrier(runs)

    def run(number: int) -> None:
        for output in outputs[number]:
            begin.wait(30)
            content = b"%d" % number
            try:
                _fill(output, {"a.xml": content, "b.xml": content})
            except BaseException:
                begin.abort()  # the others need not wait for this one
                raise

    with ThreadPoolExecutor(runs) as pool:
        list(pool.map(run, range(runs)))  # raises what one of them did
    tree = _tree(tmp_path)
    assert sorted(tree) == ["out/a.xml", "out/b.xml"]
    assert tree["out/a.xml"] == tree["out/b.xml"] != b"old"


def test_what_another_run_puts_there_in_between_is_replaced_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "out"
    _fill(Output(place), {"old.xml": b"old"})
    rename, calls = Path.rename, list[Path]()

    def slow(path: Path, target: Path) -> Path:
        calls.append(path)
        if len(calls) == 2:
            _fill(Output(place), {"other.xml": b"other"})
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", slow)
    _fill(Output(place, replace=True), {"a.xml": b"new"})
    assert _tree(tmp_path) == {"out/a.xml": b"new"}
