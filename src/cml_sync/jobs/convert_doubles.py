"""What `convert` refuses where something stands twice, with the lines of both."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from cml_sync.packages.convert.applying import Applied
from cml_sync.packages.convert.errors import DoubledIdError
from cml_sync.packages.doubles.doubled import Doubled, Doubles
from cml_sync.packages.doubles.findings import shown_key
from cml_sync.packages.doubles.watching import DoublesWatch


@contextmanager
def by_both_lines(watch: DoublesWatch) -> Iterator[None]:
    """Says of a `DoubledIdError` where the first one stands: who joins pieces does not know it.

    Args:
        watch: of the package that is joined.
    """
    try:
        yield
    except DoubledIdError as error:
        wanted = (error.kind, error.identifier)
        if error.first is None:
            found = watch.found(lambda kind, key: (kind, key) == wanted).touched
            if found is not None:
                raise refusal(found) from error
        raise


def doubles_beside(watch: DoublesWatch, applied: Sequence[Applied]) -> Doubles:
    """What stands twice in the full package, and is kept.

    Args:
        watch: of the full package, which was read.
        applied: changes that were laid over it.

    Raises:
        DoubledIdError: changes reach something that stands twice in one catalogue.
    """
    found = watch.found(partial(_touches, applied) if applied else None)
    if found.touched is not None:
        raise refusal(found.touched)
    return found


def check_changes(watch: DoublesWatch) -> None:
    """That changes say everything once in a catalogue: of two, nobody knows which is the change.

    Raises:
        DoubledIdError: they do not.
    """
    found = watch.found(lambda *_: True)
    if found.touched is not None:
        raise refusal(found.touched)


def refusal(one: Doubled) -> DoubledIdError:
    """The error that names both places."""
    return DoubledIdError(one.kind, shown_key(one), one.again, one.first)


def _touches(applied: Sequence[Applied], kind: str, key: str) -> bool:
    return any(one.touches(kind, key) for one in applied)
