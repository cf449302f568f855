"""A part held against a schema that the user supplies: advice, in memory that does not grow.

The elements are compared as if they stood in the namespace of the schema, whatever their own is.
Records are taken out a few hundred at a time; what is left of the file is compared at its end.
"""

import re
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from typing import BinaryIO, Final

from lxml import etree

from cml_sync.messages import text, text_n
from cml_sync.problems import Place, Problem
from cml_sync.xml.findings import SCHEMA_ADVICE
from cml_sync.xml.hardening import explain_end, feed, push_parser
from cml_sync.xml.limits import Limits
from cml_sync.xml.reading.extraction import tag_of
from cml_sync.xml.schema.schema_file import Chain, SchemaFile
from cml_sync.xml.source.opening import Opened, open_bytes

SHOWN: Final = 10
"""So many cases of one kind at one element are told; the others are counted."""

_BATCH: Final = 500
_ELEMENT: Final = re.compile(
    r"^Element '(?:\{[^}]*\})?([^']+)'(?:, attribute '([^']+)')?: (.*)$", re.DOTALL
)
_NAMESPACE: Final = re.compile(r"\{[^{}']*\}(?=\w)")
_VALUE: Final = re.compile(r"^(?:The (?:actual )?value )?'.*' (?=is |has |does )", re.DOTALL)
_FACET: Final = re.compile(r"^\[facet '(\w+)'\] ")

_SAYINGS: Final = {
    1824: text("The value is of another type"),
    1825: text("The value is of another type"),
    1826: text("The value is of another type"),
    1830: text("The value has another length"),
    1831: text("The value is too short"),
    1832: text("The value is too long"),
    1833: text("The value is too small"),
    1834: text("The value is too large"),
    1835: text("The value is too small"),
    1836: text("The value is too large"),
    1837: text("The number has too many digits"),
    1838: text("The number has too many digits behind its dot"),
    1839: text("The value does not have the form that is asked for"),
    1840: text("The value is none of those that are listed"),
    1841: text("The element ought to be empty"),
    1842: text("Elements stand where a plain value is expected"),
    1843: text("Text stands where elements are expected"),
    1844: text("Text stands where elements are expected"),
    1845: text("The root element is another one"),
    1866: text("The attribute is not known"),
    1867: text("The attribute is not known"),
    1868: text("An attribute is missing"),
    1871: text("The element is not expected here, or a child of it is missing"),
}
_OTHERWISE: Final = text("The element is written otherwise")


def schema_advice(
    schema: SchemaFile, file: BinaryIO, name: str, limits: Limits | None = None
) -> Iterator[Problem]:
    """What of a part is not as `schema` says.

    Raises:
        ReadError: the part cannot be read; the reader says the same.
    """
    yield from _Comparison(schema, name).run(file, limits or Limits())


class _Comparison:
    def __init__(self, schema: SchemaFile, name: str) -> None:
        self._file = schema
        self._name = name
        self._kinds: Counter[tuple[str, int]] = Counter()
        self._taken: Counter[Chain] = Counter()
        self._batch: dict[Chain, list[etree._Element]] = {}

    def run(self, file: BinaryIO, limits: Limits) -> Iterator[Problem]:
        opened = open_bytes(file, self._name, limits)
        tags = {chain[-1] for chain in self._file.wrappers} or {"-"}
        parser = push_parser(tags)
        root: etree._Element | None = None
        feed(parser, opened.padding + _in_namespace(opened, self._file.namespace))
        data = opened.rest
        while data:
            self._feed(parser, data)
            yield from self._records(parser)
            data = opened.read()
        if opened.fragment:
            self._feed(parser, opened.fragment[1])
        try:
            root = parser.close()
        except etree.XMLSyntaxError as error:
            raise explain_end(error, Place(self._name)) from None
        yield from self._records(parser, at_end=True)
        yield from self._rest(root)
        yield from self._untold()

    def _feed(self, parser: etree.XMLPullParser, data: bytes) -> None:
        try:
            feed(parser, data)
        except etree.XMLSyntaxError as error:
            place = Place(self._name, error.position[0] or None)
            raise explain_end(error, place) from None

    def _records(self, parser: etree.XMLPullParser, *, at_end: bool = False) -> Iterator[Problem]:
        for event, element in parser.read_events():
            if event != "end":
                continue
            chain = _chain(element)
            if chain in self._file.wrappers:
                _leave_copy(element)
                batch = self._batch.setdefault(chain, [])
                batch.append(element)
                if len(batch) >= _BATCH:
                    yield from self._compare(chain, batch)
        if at_end:
            for chain, batch in self._batch.items():
                yield from self._compare(chain, batch)

    def _compare(self, chain: Chain, batch: list[etree._Element]) -> Iterator[Problem]:
        """Take records out and compare them."""
        space = self._file.namespace
        name = self._file.wrappers[chain]
        wrapper = (
            etree.Element(f"{{{space}}}{name}", nsmap={None: space})
            if space
            else etree.Element(name)
        )
        wrapper.extend(batch)
        if not self._file.schema.validate(wrapper):
            for entry in self._file.schema.error_log:
                yield from self._told(entry, wrapper, chain[:-1])
        self._taken[chain] += len(batch)
        batch.clear()

    def _rest(self, root: etree._Element) -> Iterator[Problem]:
        """Compare what is left: everything but the records."""
        if self._file.schema.validate(root):
            return
        for entry in self._file.schema.error_log:
            yield from self._told(entry, root, ())

    def _told(
        self, entry: etree._LogEntry, root: etree._Element, above: Chain
    ) -> Iterator[Problem]:
        """One case, unless there were enough of its kind; `above` leads to the records."""
        where = _where(root, entry.path)
        chain = _chain(where)
        if not above and any(chain[: len(one)] == one for one in self._file.wrappers):
            return  # a record that stood in for those that were taken out
        found = _ELEMENT.match(entry.message)
        name, attribute, reason = found.groups() if found else (tag_of(where), None, entry.message)
        kind = (f"{name}/@{attribute}" if attribute else name, entry.type)
        self._kinds[kind] += 1
        if self._kinds[kind] <= SHOWN:
            path, record_id = self._path(where, chain, above)
            yield Problem(
                SCHEMA_ADVICE,
                text(
                    "`{element}`: {saying} ({reason})",
                    element=kind[0],
                    saying=_SAYINGS.get(entry.type, _OTHERWISE),
                    reason=_reason(reason),
                ),
                Place(self._name, entry.line or None, path=path, record_id=record_id),
            )

    def _path(self, where: etree._Element, chain: Chain, above: Chain) -> tuple[str, str | None]:
        if not above:
            return "/".join(chain), None
        record = where
        while (parent := record.getparent()) is not None and parent.getparent() is not None:
            record = parent
        if parent is None:
            return "/".join(above), None
        whole = (*above, tag_of(record))
        number = self._taken[whole] + parent.index(record) + 1
        inner = "".join(f"/{tag}" for tag in chain[2:])
        named = next((child.text for child in record if tag_of(child) == "Ид"), None)
        return f"{'/'.join(whole)}[{number}]{inner}", named

    def _untold(self) -> Iterator[Problem]:
        for (name, kind), count in self._kinds.items():
            if count > SHOWN:
                yield Problem(
                    SCHEMA_ADVICE,
                    text_n(
                        "`{element}`: {saying}, {count} more time",
                        "`{element}`: {saying}, {count} more times",
                        count - SHOWN,
                        element=name,
                        saying=_SAYINGS.get(kind, _OTHERWISE),
                    ),
                    Place(self._name),
                )


def _leave_copy(record: etree._Element) -> None:
    """Let a copy of the first record of a container stand in for all: none seems to be missing."""
    if not any(tag_of(one) == tag_of(record) for one in record.itersiblings(preceding=True)):
        record.addprevious(deepcopy(record))


def _in_namespace(opened: Opened, namespace: str) -> bytes:
    """The start tag of the root, in the namespace of the schema."""
    tag = opened.root_tag
    if not namespace:
        return tag
    name = re.match(rb"<[^\s/>]+", tag)
    end = name.end() if name is not None else 1
    uri = namespace.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    return tag[:end] + f' xmlns="{uri}"'.encode() + tag[end:]


def _chain(element: etree._Element) -> Chain:
    above = [tag_of(one) for one in element.iterancestors()]
    return (*reversed(above), tag_of(element))


def _where(root: etree._Element, path: str | None) -> etree._Element:
    """The element that an entry of the log is about."""
    try:
        found = root.getroottree().xpath(path) if path else None
    except etree.XPathError:
        found = None
    elements = found if isinstance(found, list) else []
    return next((one for one in elements if etree.iselement(one)), root)


def _reason(reason: str) -> str:
    """What libxml2 says, without namespaces and without the value: it may be anyone's data."""
    bare = _FACET.sub("", _NAMESPACE.sub("", reason))
    return _VALUE.sub("The value ", bare).strip().rstrip(".")
