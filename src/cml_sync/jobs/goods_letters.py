"""The parts of goods: ``import<n>_1.xml`` with classifier and products, ``offers<n>_1.xml``."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from cml_sync.config.settings import Endpoint
from cml_sync.jobs.context import Context
from cml_sync.jobs.letters import Letter, Outbox
from cml_sync.jobs.plan import normal_scope
from cml_sync.model.classifier import Classifier
from cml_sync.model.element import Element
from cml_sync.model.goods import Catalog
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.offers import OffersPackage
from cml_sync.model.records import SECTIONS, field_of, load
from cml_sync.model.wiring import slots_by_name
from cml_sync.store.confirmed import Wanted
from cml_sync.store.rows import Facet, Tally
from cml_sync.store.store import Transaction

CLASSIFIER: Final = (Kind.GROUP, Kind.PROPERTY, Kind.CATEGORY, Kind.UNIT)
"""What goes into a classifier, in the order of the standard."""

LISTS: Final = {
    Facet.WHOLE: (Kind.PRICE_TYPE, Kind.WAREHOUSE),
    Facet.PRICES: (Kind.PRICE_TYPE,),
    Facet.RESTS: (Kind.WAREHOUSE,),
}
"""What offers refer to: stands in every part with offers, in the order of the standard."""

NAMES: Final = {Facet.WHOLE: "offers", Facet.PRICES: "prices", Facet.RESTS: "rests"}
"""How the names of parts with offers begin."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """The classifier and the catalogue of one part; one of them may be missing."""

    classifier: str | None
    catalog: str | None


class GoodsLetters:
    """Writes the parts of goods that are due to one endpoint.

    Args:
        context: of the job.
        view: of the store, unchanging meanwhile.
        endpoint: to whom they go.
        outbox: to which they belong.
        full: everything, as a full set; otherwise what the endpoint has not confirmed.
    """

    def __init__(
        self,
        context: Context,
        view: Transaction,
        endpoint: Endpoint,
        outbox: Outbox | None = None,
        *,
        full: bool = False,
    ):
        self._context = context
        self._view = view
        self._endpoint = endpoint
        self._outbox = outbox
        self._full = full

    def catalog_tallies(self) -> list[Tally]:
        """What is due of classifiers and products, by kind and scope."""
        return [
            self._view.confirmed.tally(self._wanted(kind, scope))
            for kind in (*self._speakable(), Kind.PRODUCT)
            for scope in self._view.confirmed.scopes([kind.value])
        ]

    def offers_tallies(self, facet: Facet) -> list[Tally]:
        """What is due of offers and the lists they refer to, by kind and scope."""
        scopes = self._view.confirmed.scopes([Kind.OFFER.value])
        lists = self._lists(facet) if scopes else ()
        tallies = [self._view.confirmed.tally(self._wanted(kind, None)) for kind in lists]
        return tallies + [
            self._view.confirmed.tally(self._wanted(Kind.OFFER, scope, facet)) for scope in scopes
        ]

    def write_catalog(self, tallies: Sequence[Tally]) -> None:
        """Write one part per catalogue that has something due."""
        due = {(tally.kind, tally.scope) for tally in tallies if is_due(tally, full=self._full)}
        for index, pair in enumerate(self._pairs(due)):
            with self._letter(f"import{index}_1.xml") as letter:
                self._classifier(letter, pair, due)
                self._products(letter, pair)

    def write_offers(self, tallies: Sequence[Tally], facet: Facet) -> None:
        """Write one part per catalogue whose offers have something due.

        Parts with prices or rests only have names of their own, as in the scheme of 3.1.
        """
        scopes = self._view.confirmed.scopes([Kind.OFFER.value])
        lists_due = any(
            is_due(tally, full=False) for tally in tallies if tally.kind != Kind.OFFER.value
        )
        due = {
            tally.scope
            for tally in tallies
            if tally.kind == Kind.OFFER.value and is_due(tally, full=self._full)
        }
        if lists_due and not due:
            due = set(scopes[:1])
        for index, scope in enumerate(scope for scope in scopes if scope in due):
            with self._letter(f"{NAMES[facet]}{index}_1.xml") as letter:
                self._open_offers(letter, scope, facet, note=index == 0)
                letter.due(self._wanted(Kind.OFFER, scope, facet))
                letter.writer.close()

    def _classifier(self, letter: Letter, pair: _Pair, due: set[tuple[str, str]]) -> None:
        if pair.classifier is None:
            return
        header = self._header(Section.CLASSIFIER, pair.classifier)
        kinds = [kind for kind in self._speakable() if (kind.value, pair.classifier) in due]
        if header is None and not kinds:
            return
        found = header or Classifier(id=pair.classifier)
        letter.writer.open(Section.CLASSIFIER, _as_ours(found, full=None))
        for kind in kinds:
            letter.due(self._wanted(kind, pair.classifier))
        letter.writer.close()

    def _products(self, letter: Letter, pair: _Pair) -> None:
        if pair.catalog is None:
            return
        found = self._header(Section.CATALOG, pair.catalog) or Catalog(id=pair.catalog)
        letter.writer.open(Section.CATALOG, _as_ours(found, full=self._full))
        letter.due(self._wanted(Kind.PRODUCT, pair.catalog))
        letter.writer.close()

    def _pairs(self, due: set[tuple[str, str]]) -> list[_Pair]:
        """Which classifier goes with which catalogue: as the header of the catalogue says."""
        catalogs = sorted(scope for kind, scope in due if kind == Kind.PRODUCT.value)
        left = {scope for kind, scope in due if kind != Kind.PRODUCT.value}
        pairs = []
        for catalog in catalogs:
            header = self._header(Section.CATALOG, catalog)
            named = normal_scope(getattr(header, "classifier_id", None)) or catalog
            left.discard(named)
            pairs.append(_Pair(named, catalog))
        for classifier in sorted(left):
            known = self._header(Section.CATALOG, classifier) is not None
            # An empty full set would mean that nothing is left.
            pairs.append(_Pair(classifier, classifier if known and not self._full else None))
        return pairs

    def _open_offers(self, letter: Letter, scope: str, facet: Facet, *, note: bool) -> None:
        """Begin the package of offers; what they refer to stands in it, or in a classifier."""
        header = self._offers_header(scope, facet)
        before = self._endpoint.dialect.lists_in_classifier
        if before:
            named = normal_scope(getattr(header, "classifier_id", None)) or scope
            classifier = self._header(Section.CLASSIFIER, named) or Classifier(id=named)
            letter.writer.open(Section.CLASSIFIER, _as_ours(classifier, full=None))
        else:
            letter.writer.open(Section.OFFERS_PACKAGE, header)
        for kind in self._lists(facet):
            self._list(letter, kind, note=note)
        if before:
            letter.writer.close()
            letter.writer.open(Section.OFFERS_PACKAGE, header)

    def _list(self, letter: Letter, kind: Kind, *, note: bool) -> None:
        """All records of a short list, those that are due among them noted (once)."""
        due = list(self._view.confirmed.due(self._wanted(kind, None))) if note else []
        noted = {item.record.key for item in due}
        letter.add(
            load(kind, record.body)
            for record in self._view.records.walk(kind.value)
            if record.key not in noted
        )
        letter.send(due)

    def _offers_header(self, scope: str, facet: Facet) -> Element:
        found = self._header(Section.OFFERS_PACKAGE, scope)
        if found is None:
            found = OffersPackage(id=f"{scope}#", catalog_id=scope)
        # An offer without a price is not in a part with prices, and is not gone for that.
        return _as_ours(found, full=self._full and facet is Facet.WHOLE)

    def _header(self, section: Section, scope: str) -> Element | None:
        body = self._view.headers.get(section.value, scope)
        return None if body is None else SECTIONS[section].model_validate_json(body)

    def _speakable(self) -> tuple[Kind, ...]:
        return tuple(self._of_section(CLASSIFIER, Section.CLASSIFIER))

    def _lists(self, facet: Facet) -> tuple[Kind, ...]:
        return tuple(self._of_section(LISTS[facet], Section.OFFERS_PACKAGE))

    def _of_section(self, kinds: Sequence[Kind], section: Section) -> Iterator[Kind]:
        """Those kinds that the endpoint's dialect has words for."""
        slots = slots_by_name(SECTIONS[section])
        for kind in kinds:
            if self._endpoint.dialect.says(slots[field_of(kind, section)].wire):
                yield kind

    def _wanted(self, kind: Kind, scope: str | None, facet: Facet = Facet.WHOLE) -> Wanted:
        return Wanted(self._endpoint.name, kind.value, facet=facet, full=self._full, scope=scope)

    def _letter(self, name: str) -> Letter:
        if self._outbox is None:
            message = "nothing can be written without an outbox"
            raise ValueError(message)
        return Letter(self._context, self._view, self._endpoint, self._outbox, name)


def _as_ours(header: Element, *, full: bool | None) -> Element:
    """The header as ours: whether its set is full is our word, not that of its source.

    `full` is None where nothing is said about that.
    """
    fields: dict[str, Any] = {
        name: getattr(header, name)
        for name in header.model_fields_set
        if name != "changes_only" and not _is_streamed(header, name)
    }
    if full is not None:
        fields["changes_only"] = not full
    return type(header).model_construct(_fields_set=set(fields), **fields)


def _is_streamed(header: Element, name: str) -> bool:
    """Whether the field `name` of a section holds records."""
    slot = slots_by_name(type(header)).get(name)
    return slot is not None and slot.wire.streamed


def is_due(tally: Tally, *, full: bool) -> bool:
    """Whether anything of this tally is to be sent."""
    due = tally.added + tally.changed + tally.gone
    return bool(due or (full and tally.unchanged))
