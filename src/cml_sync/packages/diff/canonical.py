"""A package as stable lines of text, one field a line: what a tool that compares lines can use."""

import json
from collections.abc import Iterator, Sequence
from operator import itemgetter
from types import TracebackType
from typing import Self

from cml_sync.packages.diff.change import Absent
from cml_sync.packages.diff.compare import compare
from cml_sync.packages.diff.spill import Spill
from cml_sync.packages.diff.terms import Terms
from cml_sync.packages.diff.values import Value, shown
from cml_sync.packages.forms.form import Source, SourcePart
from cml_sync.packages.package import Picture
from cml_sync.xml.limits import Limits


class _Nothing:
    """A package without anything: what another differs from it by is all that it says."""

    parts: Sequence[SourcePart] = ()
    pictures: Sequence[Picture] = ()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


def lines(source: Source, terms: Terms, *, limits: Limits | None = None) -> Iterator[str]:
    """Everything a package says, by kind, key and field; the order in its files does not matter.

    Raises:
        FindingsError: a part cannot be read to its end.
    """
    with Spill() as spill:
        for change in compare(_Nothing(), source, spill, terms, limits=limits):
            yield f"{change.kind} {_in_line(change.key)}"
            for field, _, value in sorted(change.fields, key=itemgetter(0)):
                if not isinstance(value, Absent):
                    yield f"    {_in_line(field)} = {_said(value)}"


def _said(value: Value) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(json.dumps(one, ensure_ascii=False) for one in map(_in_line, value))}]"
    return _in_line(shown(value))


def _in_line(words: str) -> str:
    """The words without what would end the line, or turn it around."""
    if words.isprintable() and "\\" not in words:
        return words
    return "".join(
        sign if sign.isprintable() and sign != "\\" else json.dumps(sign)[1:-1] for sign in words
    )
