"""Where the records of a folder without a layout belong: that of a shop that wrote files alone."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from pydantic_core import to_json

from cml_sync.model.kinds import Section
from cml_sync.model.records import SECTIONS
from cml_sync.packages.forms.jsonl.files import Line
from cml_sync.packages.forms.jsonl.manifest import Manifest
from cml_sync.packages.parts import PartKind

NAMESPACE: Final = "urn:1C.ru:commerceml_2"
_VERSION: Final = "2.10"
_PRICE_LISTS: Final = ("price_type", "warehouse")
_OFFERS: Final = ("offer", "prices", "rests")
_CLASSIFIER: Final = ("group", "property", "category", "unit")


class DefaultPart(NamedTuple):
    """A part that is made of whole files.

    Attributes:
        name: inside the package.
        kind: what it holds.
        records: how many lines of each kind.
        layout: its lines of parts and sections.
    """

    name: str
    kind: PartKind
    records: Mapping[str, int]
    layout: tuple[bytes, ...]


class GivenLines:
    """Lines that nobody wrote (see `reading.Lines`).

    Attributes:
        name: of the manifest, which they follow from.
    """

    def __init__(self, name: str, lines: Sequence[bytes]) -> None:
        self.name = name
        self._lines = iter(lines)

    def next(self) -> Line | None:
        """The next one, or None at the end."""
        content = next(self._lines, None)
        return None if content is None else Line(1, content)


def default_parts(manifest: Manifest) -> tuple[DefaultPart, ...]:
    """The parts of a manifest that names none.

    Groups, properties and units become a classifier, products a catalogue, offers with their price
    types and warehouses a package of offers; documents stand under the root.
    """
    return tuple(_Plan(manifest).parts())


class _Plan:
    def __init__(self, manifest: Manifest) -> None:
        self._manifest = manifest
        self._counts = {file.kind: file.count for file in manifest.files if file.count}

    def parts(self) -> Iterator[DefaultPart]:
        with_offers = any(word in self._counts for word in _OFFERS)
        classifier = _CLASSIFIER if with_offers else (*_CLASSIFIER, *_PRICE_LISTS)
        offers = (*_PRICE_LISTS, *_OFFERS) if with_offers else ()
        catalog = Section.CATALOG
        yield from self._part(
            "import.xml",
            PartKind.CATALOG,
            ((Section.CLASSIFIER, classifier), (catalog, ("product",))),
        )
        yield from self._part("offers.xml", PartKind.OFFERS, ((Section.OFFERS_PACKAGE, offers),))
        yield from self._part(
            "changes.xml", PartKind.CHANGES, ((Section.OFFERS_CHANGES, ("offer_change",)),)
        )
        yield from self._part(
            "references.xml",
            PartKind.REFERENCE_BOOKS,
            ((Section.REFERENCE_BOOKS, ("reference_book",)),),
        )
        yield from self._part(
            "contragents.xml",
            PartKind.COUNTERPARTIES,
            ((Section.COUNTERPARTIES, ("counterparty",)),),
        )
        documents = ("order", "payment", "shipment", "return", "document", "container")
        yield from self._part("orders.xml", PartKind.DOCUMENTS, ((None, documents),))

    def _part(
        self,
        name: str,
        kind: PartKind,
        sections: Sequence[tuple[Section | None, Sequence[str]]],
    ) -> Iterator[DefaultPart]:
        lines: list[bytes] = []
        words: list[str] = []
        for section, wanted in sections:
            held = [word for word in wanted if word in self._counts]
            if not held:
                continue
            runs = [
                to_json({"kind": "records", "of": word, "count": self._counts[word]})
                for word in held
            ]
            if section is not None:
                header = self._header(section)
                runs = [
                    to_json({"kind": "section", "section": section, "header": header}),
                    *runs,
                    b'{"kind":"section_end"}',
                ]
            lines += runs
            words += held
        if words:
            records = {word: self._counts[word] for word in words}
            layout = (self._began(name), *lines, b'{"kind":"part_end"}')
            yield DefaultPart(name, kind, records, layout)

    def _began(self, name: str) -> bytes:
        root: dict[str, str] = {"schema_version": self._manifest.schema_version or _VERSION}
        if self._manifest.generated_at is not None:
            root["generated_at"] = self._manifest.generated_at.isoformat()
        return to_json({"kind": "part", "name": name, "namespace": NAMESPACE, "root": root})

    def _header(self, section: Section) -> dict[str, object]:
        """What a header must say: whether it is complete, and whose it is."""
        fields = SECTIONS[section].model_fields
        said: dict[str, object] = {"changes_only": self._manifest.changes_only}
        if self._manifest.package_ids:
            said["id"] = self._manifest.package_ids[0]
        return {key: value for key, value in said.items() if key in fields and value is not None}
