"""A folder or a file that appears whole or not at all.

It is written beside its place under a hidden name, brought to the disk, and takes its place by a
rename; an error or an interruption leaves what stood there before, and nothing else. What a run
leaves that could not clear up (`kill -9`, a power cut) the next one to the same place removes.
"""

import errno
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import BinaryIO, Final, Self

from cml_sync.messages import text
from cml_sync.packages.errors import SameNameError, UnsafeNameError
from cml_sync.packages.forms.output_errors import (
    OutputExistsError,
    OutputPlaceError,
    OutputWriteError,
)
from cml_sync.packages.forms.output_place import checked_place
from cml_sync.packages.forms.staging import Staging, clear_dead, new_staging, set_aside
from cml_sync.packages.landing import new_file, remove_tree, sync_folder, sync_tree
from cml_sync.packages.naming import TAKEN, safe_name

FORM_FILES: Final = TAKEN | {"jsonl", "json", "csv"}
"""Extensions of the files that an output may hold."""

STDOUT: Final = Path("-")
"""Stands for the standard output, where the output is a single file."""

_COPY: Final = 1024 * 1024
_TRIES: Final = 100
_FILES: Final = frozenset({".xml", ".jsonl"})


def is_single(path: Path, *more: str) -> bool:
    """Whether an output is one file, as its name says; a folder otherwise.

    Args:
        path: as the user named it; ``-`` is the standard output.
        more: endings of files, beside ``.xml`` and ``.jsonl``.
    """
    ending = path.suffix.lower()
    return path == STDOUT or ending in _FILES or ending in more


class Output:
    """What a command writes; a context manager, which may be entered again inside itself.

    Leaving it (the outermost time) without an error puts the output in its place; leaving it with
    one leaves nothing. So what a target has written can be read back before it appears.

    Attributes:
        path: where it is to be, as the user named it.
        single: it is one file; otherwise a folder.

    Example:
        with Output(Path("goods.jsonl"), single=True) as output:
            with output.file("goods.jsonl") as file:
                file.write(b"…")
    """

    def __init__(
        self,
        path: Path,
        *,
        single: bool = False,
        replace: bool = False,
        inputs: Sequence[Path] = (),
        stdout: BinaryIO | None = None,
        on_cleared: Callable[[int], None] = lambda _: None,
    ) -> None:
        """Nothing is written yet, but what can be refused is.

        Args:
            path: of the folder or file; ``-`` with `single` and `stdout` for the standard output.
            single: one file; otherwise a folder, though it hold one file only.
            replace: what stands there goes, once the new is whole.
            inputs: what is read meanwhile; an output in it or around it is refused.
            stdout: for ``-``.
            on_cleared: is told of how many dead runs something was removed.

        Raises:
            OutputExistsError: something is there, and `replace` is not said.
            OutputPlaceError: no output can be there (see `output_place.checked_place`).
        """
        self.path = path
        self.single = single
        self._replace = replace
        self._stdout = stdout if single and path == STDOUT else None
        self._place = (
            path if self._stdout else checked_place(path, inputs, single=single, replace=replace)
        )
        self._on_cleared = on_cleared
        self._depth = 0
        self._staged: Path | None = None
        self._staging: Staging | None = None
        self._file_name: str | None = None
        self._spooled: TemporaryDirectory[str] | None = None

    @property
    def staged(self) -> Path:
        """Where the output is while it is written: to be read back before it appears.

        Of a single file the file itself, once `file` has been closed.
        """
        folder = self._open_folder()
        return folder if not self.single else folder / (self._file_name or "")

    def __enter__(self) -> Self:
        self._depth += 1
        if self._depth > 1:
            return self
        if self._stdout is not None:
            self._spooled = TemporaryDirectory(prefix="cml-sync-")
            self._staged = Path(self._spooled.name)
            return self
        cleared = clear_dead(self._place)
        if cleared:
            self._on_cleared(cleared)
        with self._writing():
            self._staging = new_staging(self._place)
        self._staged = self._staging.path
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._depth -= 1
        if self._depth:
            return
        folder = self._open_folder()
        try:
            if error is None:
                if self._stdout is not None:
                    self._copy_out(self._stdout)
                else:
                    with self._writing():
                        self._put(folder)
        finally:
            self._staged = None
            if self._spooled is not None:
                self._spooled.cleanup()
            elif folder.is_dir():
                with suppress(OSError):  # the error that came before says more
                    remove_tree(folder)
            if self._staging is not None:
                self._staging.release()
                self._staging = None

    @contextmanager
    def file(self, relative: str) -> Iterator[BinaryIO]:
        """A new file of the output; several may be open side by side.

        Args:
            relative: its name inside a folder, with forward slashes; of a single file any name, of
                which nothing will be seen.

        Raises:
            UnsafeNameError: the name could lead outside.
            SameNameError: the output has a file of that name.
            OutputWriteError: the disk does not take it.
            OutputPlaceError: a second file, where the output is a single one.
        """
        folder = self._open_folder()
        safe = _unseen(relative) if self.single else safe_name(relative, taken=FORM_FILES)
        if self.single:
            if self._file_name is not None:
                raise OutputPlaceError(
                    str(self.path),
                    text("it is one file, and the package has several parts"),
                    text("Name a folder: a name without an extension"),
                )
            self._file_name = safe
        try:
            with self._writing(), new_file(folder, safe, private=False) as file:
                yield file
        except FileExistsError as error:
            raise SameNameError(safe, relative, safe) from error

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """What the disk says becomes our error; a file that is there already is told apart."""
        try:
            yield
        except (FileExistsError, BrokenPipeError):
            raise
        except OSError as error:
            raise OutputWriteError(str(self.path), error.strerror or str(error)) from error

    def _open_folder(self) -> Path:
        if self._staged is None:
            message = "the output is not open"
            raise ValueError(message)
        return self._staged

    def _copy_out(self, stdout: BinaryIO) -> None:
        with self.staged.open("rb") as file:
            shutil.copyfileobj(file, stdout, _COPY)
        stdout.flush()

    def _put(self, folder: Path) -> None:
        if self.single:
            self._put_file(self.staged)
        else:
            sync_tree(folder)
            self._put_folder(folder)
        sync_folder(self._place.parent)

    def _put_file(self, staged: Path) -> None:
        if self._replace:
            staged.replace(self._place)
            return
        try:
            os.link(staged, self._place)  # fails where something appeared in the meantime
        except FileExistsError as error:
            raise OutputExistsError(str(self.path)) from error
        except OSError:  # a disk without links
            if self._place.exists():
                raise OutputExistsError(str(self.path)) from None
            staged.rename(self._place)

    def _put_folder(self, folder: Path) -> None:
        for _ in range(_TRIES):
            try:
                if self._took_place(folder):
                    return
            except FileNotFoundError:  # another run has just set aside what stood there
                if not folder.exists():
                    raise
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))

    def _took_place(self, folder: Path) -> bool:
        """Rename the folder to its place; False if another run was faster, and may be replaced."""
        place = self._place
        if not place.exists():
            return _renamed(folder, place)
        if not self._replace and any(place.iterdir()):
            raise OutputExistsError(str(self.path))
        with set_aside(place) as aside:
            place.rename(aside)  # onto an empty folder
            try:
                done = _renamed(folder, place)
            except BaseException:
                aside.rename(place)
                raise
            remove_tree(aside)  # what stands there now was put there by another run, if not by us
        return done


def _renamed(folder: Path, place: Path) -> bool:
    """Rename a folder to where nothing stands; False if something does."""
    try:
        folder.rename(place)
    except OSError as error:
        if error.errno in (errno.ENOTEMPTY, errno.EEXIST):
            return False
        raise
    return True


def _unseen(relative: str) -> str:
    """What a single file is called before it gets its place, and by whose extension it is known."""
    try:
        return safe_name(relative, taken=FORM_FILES).rpartition("/")[2]
    except UnsafeNameError:  # a name that a person may give to a file, and an exchange may not
        extension = relative.rpartition(".")[2].lower()
        return f"part.{extension if extension in FORM_FILES else 'xml'}"
