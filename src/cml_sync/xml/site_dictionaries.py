"""Reads the answer of a site to ``type=sale&mode=info``: statuses, payment systems, deliveries.

Its root is ``Справочник``, without an envelope; it is no part of a package, so `open_part` refuses
it. Source: 1C-Bitrix, component sale.export.1c.
"""

from typing import BinaryIO, Final, cast

from lxml import etree

from cml_sync.model.reference_books import SiteDictionaries
from cml_sync.problems import Place, Problem
from cml_sync.xml.encoding import SAMPLE, Cursor, Utf8Source, decide
from cml_sync.xml.errors import LimitError, NotCommerceMLError, Other
from cml_sync.xml.extraction import Extraction, extract
from cml_sync.xml.findings import UNKNOWN_ELEMENT
from cml_sync.xml.hardening import explain, tree_parser
from cml_sync.xml.limits import Limit, Limits, OverLimitError
from cml_sync.xml.places import problems
from cml_sync.xml.plans import plan
from cml_sync.xml.prolog import Prolog, read_prolog, refuse_foreign
from cml_sync.xml.repair import validated
from cml_sync.xml.spots import Source

ROOT: Final = "Справочник"


def read_site_dictionaries(
    file: BinaryIO, name: str, *, limits: Limits | None = None
) -> tuple[SiteDictionaries, tuple[Problem, ...]]:
    """The dictionaries of a site, and what was odd about them.

    Args:
        file: open in binary, at its start; stays the caller's to close.
        name: as the user knows it; stands in every place.
        limits: what the file may ask for; `record_bytes` holds for all of it.

    Raises:
        ReadError: it is no such answer, or cannot be read.
    """
    limits = limits or Limits()
    start = file.read(SAMPLE)
    refuse_foreign(start, name)
    source = Utf8Source(file, start, decide(start, Place(name)), name, limits)
    prolog = read_prolog(source.read(), source.read, name, limits)
    place = Place(name, prolog.line, prolog.column, path=ROOT)
    if prolog.root != ROOT:
        raise NotCommerceMLError(place, Other.UNKNOWN, prolog.root)
    data = _rest(prolog, source, place, limits)
    try:
        root = etree.fromstring(data, tree_parser())
    except etree.XMLSyntaxError as error:
        line, column = error.position
        where = Place(name, (line or 1) + prolog.line - 1, column)
        raise explain(error, where, at_end=True) from None
    return _read(root, place, Source(data, Cursor(prolog.line, prolog.column)), limits)


def _rest(prolog: Prolog, source: Utf8Source, place: Place, limits: Limits) -> bytes:
    tag, _ = prolog.without_default_namespace()
    data = tag + prolog.data[prolog.root_end :]
    while block := source.read():
        data += block
        if len(data) > limits.record_bytes:
            raise LimitError(place, Limit.RECORD, limits.record_bytes)
    return data


def _read(
    root: etree._Element, place: Place, source: Source, limits: Limits
) -> tuple[SiteDictionaries, tuple[Problem, ...]]:
    work = Extraction(limits)
    shape = plan(SiteDictionaries)
    try:
        values = extract(shape, root, work)
        found = validated(shape, root, values, work)
    except OverLimitError as error:
        raise LimitError(place, error.limit, error.allowed) from None
    notes = [note for note in work.take_notes() if note.finding is not UNKNOWN_ELEMENT]
    return cast("SiteDictionaries", found), problems(notes, root, place, source)
