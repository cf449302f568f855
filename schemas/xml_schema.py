"""XML Schemas of what each version of the standard has words for, made from the models.

They say names, order, repetition and types, in English and in Russian; an element may always be
left out, and a value may always be empty, since real senders do both. What the official schemas
demand beyond that are rules of `validate`. An element that a version does not have is not allowed.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from lxml import etree
from lxml.builder import ElementMaker

from cml_sync.model.element import Element
from cml_sync.model.information import ROOT, CommercialInformation
from cml_sync.model.wire import TEXT
from cml_sync.model.wiring import Slot, slots_by_name
from cml_sync.model.words import SCHEMA_VERSIONS
from cml_sync.xml.dialects import Dialect, of_version
from schemas import meanings

Node = etree._Element  # noqa: SLF001 - lxml has no other name for it

SPACE: Final = "http://www.w3.org/2001/XMLSchema"
_PREFIX: Final = "cml"
_VERSION: Final = "schema_version"

_TYPES: Final[Mapping[type, tuple[str, str]]] = MappingProxyType(
    {
        Decimal: ("Number", "decimal"),
        bool: ("Flag", "boolean"),
        date: ("Day", "date"),
        datetime: ("Moment", "dateTime"),
        time: ("TimeOfDay", "time"),
    }
)
"""Types of values that are no text: our name, and what XML Schema calls it."""

_NOTE: Final = (
    ("en", "CommerceML {version} as cml-sync writes it: names, order, repetition, types."),
    ("ru", "CommerceML {version}, как его пишет cml-sync: имена, порядок, повторы, типы."),
)


def schema(version: str) -> str:
    """The schema of `version` as text. Raises KeyError for a version without a dialect."""
    return _Schema(of_version(version)).text()


class _Schema:
    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        spaces = {"xsd": SPACE}
        if dialect.namespace:
            spaces[_PREFIX] = dialect.namespace
        self._make = ElementMaker(namespace=SPACE, nsmap=spaces)
        self._own = f"{_PREFIX}:" if dialect.namespace else ""

    def text(self) -> str:
        version = str(self._dialect.schema_version)
        said = ((language, words.format(version=version)) for language, words in _NOTE)
        options = {"elementFormDefault": "qualified", "version": version}
        if self._dialect.namespace:
            options["targetNamespace"] = self._dialect.namespace
        root = self._make.schema(
            self._annotation(said),
            self._make.element(name=ROOT, type=self._own + CommercialInformation.__name__),
            *(self._type(model) for model in self._models()),
            *self._simple_types(),
            **options,
        )
        etree.indent(root, "\t")
        written = etree.tostring(root, encoding="unicode", pretty_print=True)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}'

    def _said(self, model: type[Element]) -> list[Slot]:
        slots = (slot for slot in slots_by_name(model).values() if self._dialect.says(slot.wire))
        return [self._dialect.spells(slot) for slot in slots]

    def _models(self) -> Sequence[type[Element]]:
        """Every model that can be reached, the root first."""
        found: list[type[Element]] = [CommercialInformation]
        for model in found:
            for slot in self._said(model):
                if slot.element is not None and slot.element not in found:
                    found.append(slot.element)
        return found

    def _type(self, model: type[Element]) -> Node:
        said = self._said(model)
        attributes = [self._attribute(model, slot) for slot in said if slot.wire.path[0] == "@"]
        children = [slot for slot in said if slot.wire.path[0] not in "@."]
        own_text = any(slot.wire.path == TEXT for slot in said)
        annotation = self._annotation(
            (language, meanings.of_model(model, language)) for language in meanings.LANGUAGES
        )
        if own_text and not children:
            extension = self._make.extension(*attributes, base="xsd:string")
            content = self._make.simpleContent(extension)
            return self._make.complexType(annotation, content, name=model.__name__)
        body = [self._sequence(model, children, "")] if children else []
        if model is CommercialInformation and self._dialect.schema_version not in SCHEMA_VERSIONS:
            # What the 1C-Bitrix module writes: Каталог before Классификатор in the same part.
            body = [self._make.choice(*body[0], minOccurs="0", maxOccurs="unbounded")]
        mixed = {"mixed": "true"} if own_text else {}
        return self._make.complexType(annotation, *body, *attributes, name=model.__name__, **mixed)

    def _sequence(self, model: type[Element], slots: Sequence[Slot], base: str) -> Node:
        """The children of an element, or of a container without a meaning of its own."""
        grouped: dict[str, list[Slot]] = {}
        for slot in slots:
            grouped.setdefault(slot.wire.path.removeprefix(base).split("/", 1)[0], []).append(slot)
        return self._make.sequence(
            *(
                self._child(model, inner[0])
                if "/" not in inner[0].wire.path.removeprefix(base)
                else self._make.element(
                    self._make.complexType(self._sequence(model, inner, f"{base}{tag}/")),
                    name=tag,
                    minOccurs="0",
                )
                for tag, inner in grouped.items()
            )
        )

    def _child(self, model: type[Element], slot: Slot) -> Node:
        many = {"maxOccurs": "unbounded"} if slot.many else {}
        return self._make.element(
            self._meaning(model, slot),
            name=slot.tag,
            type=self._type_of(slot),
            minOccurs="0",
            **many,
        )

    def _attribute(self, model: type[Element], slot: Slot) -> Node:
        demanded = {}
        if model is CommercialInformation and slot.name == _VERSION:
            demanded = {"use": "required", "fixed": str(self._dialect.schema_version)}
        return self._make.attribute(
            self._meaning(model, slot), name=slot.tag, type=self._type_of(slot), **demanded
        )

    def _type_of(self, slot: Slot) -> str:
        if slot.element is not None:
            return self._own + slot.element.__name__
        named = _TYPES.get(slot.value_type or str)
        return f"{self._own}{named[0]}" if named is not None else "xsd:string"

    def _simple_types(self) -> Iterator[Node]:
        """Values that are no text; each may be empty, which clears it at the receiver."""
        nothing = self._make.length(value="0")
        yield self._make.simpleType(
            self._make.restriction(nothing, base="xsd:string"), name="Nothing"
        )
        for name, base in _TYPES.values():
            members = f"xsd:{base} {self._own}Nothing"
            yield self._make.simpleType(self._make.union(memberTypes=members), name=name)

    def _meaning(self, model: type[Element], slot: Slot) -> Node:
        """The English name, and what the field means."""
        return self._annotation(
            (language, f"{slot.name}: {meanings.of_field(model, slot.name, language)}")
            for language in meanings.LANGUAGES
        )

    def _annotation(self, said: Iterator[tuple[str, str]]) -> Node:
        language_of = "{http://www.w3.org/XML/1998/namespace}lang"
        return self._make.annotation(
            *(self._make.documentation(words, {language_of: lang}) for lang, words in said)
        )
