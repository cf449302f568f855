"""Headers of sections in another layout, and what a first look at a package says of them."""

from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from cml_sync.model.classifier import Classifier
from cml_sync.model.element import Element
from cml_sync.model.goods import Catalog
from cml_sync.model.kinds import Kind
from cml_sync.model.offers import OffersPackage
from cml_sync.model.views import catalog_key
from cml_sync.model.wiring import slots_by_name
from cml_sync.packages.convert.layouts import APART, Layout
from cml_sync.packages.forms.form import Source
from cml_sync.xml.entries import RecordRead, SectionClosed
from cml_sync.xml.writing.changing import changed

E = TypeVar("E", bound=Element)

_OWN: Final = frozenset({"changes_only", "unknown"})
_LONG: Final = frozenset({Kind.PRODUCT, Kind.OFFER, Kind.OFFER_CHANGE, Kind.DOCUMENT})
"""Behind the first of these a part says nothing more that a first look wants to know."""


@dataclass(slots=True)
class Headers:
    """The headers of a package as far as they stand before the goods.

    Attributes:
        classifiers: by their ids.
        catalogs: by the ids of their classifiers.
        alone: those of `catalogs` that stand without products, so that no part of goods need come.
    """

    classifiers: dict[str, Classifier] = field(default_factory=dict)
    catalogs: dict[str, Catalog] = field(default_factory=dict)
    alone: set[str] = field(default_factory=set)

    def know(self, header: Classifier) -> None:
        """Remember a classifier, and what becomes known of it behind its records."""
        named = header.id or ""
        known = self.classifiers.get(named)
        self.classifiers[named] = bare(header) if known is None else united(known, bare(header))

    def classifier(self, identifier: str) -> Classifier:
        """The classifier of that id; invented from its catalogue where nobody described it."""
        known = self.classifiers.get(identifier)
        if known is not None:
            return known
        catalog = self.catalogs.get(identifier)
        if catalog is not None and catalog.name:
            return Classifier(id=identifier, name=catalog.name)
        return Classifier(id=identifier)

    def catalog(self, identifier: str) -> Catalog:
        """The header that a part with records of the classifier has in front.

        It says that it holds changes only: a set without goods that calls itself full would mean
        that none are left. What else a catalogue without products says, the first part repeats.
        """
        known = self.catalogs.get(identifier)
        classifier = self.classifiers.get(identifier)
        said: dict[str, Any] = {"id": identifier, "classifier_id": identifier}
        if known is not None and identifier in self.alone:
            self.alone.remove(identifier)
            return changed_header(bare(known), changes_only=True)
        if known is not None:
            said = {
                name: getattr(known, name)
                for name in ("id", "classifier_id", "name")
                if name in known.model_fields_set
            }
        elif classifier is not None and classifier.name is not None:
            said["name"] = classifier.name
        return Catalog(changes_only=True, **said)


def first_look(source: Source) -> Headers:
    """The headers of classifiers and catalogues in `source`.

    Raises:
        FindingsError: a part cannot be read as far as that.
    """
    headers = Headers()
    for part in source.parts:
        if part.kind in APART:
            continue
        with part.read() as reading:
            for entry in reading:
                if isinstance(entry, RecordRead) and entry.kind in _LONG:
                    break
                if not isinstance(entry, RecordRead):
                    _note(headers, entry.header, whole=isinstance(entry, SectionClosed))
    return headers


def _note(headers: Headers, header: Element, *, whole: bool) -> None:
    if isinstance(header, Classifier):
        headers.know(header)
    elif isinstance(header, Catalog):
        named = header.classifier_id or header.id or ""
        known = headers.catalogs.get(named)
        headers.catalogs[named] = bare(header) if known is None else united(known, bare(header))
        if whole:
            headers.alone.add(named)


def scope_of(header: Element) -> str:
    """The catalogue that a section speaks of, by its id; empty where it does not say."""
    if isinstance(header, OffersPackage):
        return catalog_key(header.catalog_id or header.id or "")
    return catalog_key(getattr(header, "id", None) or "")


def classifier_of(header: Element) -> str:
    """The id of the classifier that a section refers to."""
    named: str | None = getattr(header, "classifier_id", None)
    return named or scope_of(header)


def in_layout(header: E, layout: Layout) -> E:
    """`header` with the id of a package of offers as the layout writes it.

    ``<catalogue>#`` in 2.x, ``#<catalogue>`` in 3.1; an id without ``#`` stays as it is.
    """
    if not isinstance(header, OffersPackage) or not header.id or "#" not in header.id:
        return header
    key = catalog_key(header.id)
    written = f"#{key}" if layout is Layout.SPLIT else f"{key}#"
    return changed_header(header, id=written)


def changed_header(header: E, **values: object) -> E:
    """`header` with other values."""
    return changed(header, values)


def bare(header: E) -> E:
    """`header` without records, and without what says that a container of them was there."""
    streamed = {name for name, slot in slots_by_name(type(header)).items() if slot.wire.streamed}
    return changed(header, {}, unset=streamed)


def united(header: E, other: Element) -> E:
    """`header` with what `other` says of the same section, where it is silent itself.

    Whether the set is full stays its own word; unknown elements of both are kept.
    """
    fresh = {
        name: getattr(other, name)
        for name in other.model_fields_set - header.model_fields_set - _OWN
    }
    strange = tuple(one for one in other.unknown if one not in header.unknown)
    if strange:
        fresh["unknown"] = (*header.unknown, *strange)
    return changed_header(header, **fresh) if fresh else header
