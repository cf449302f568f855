"""Writes CommerceML strictly and the same way every time, one record after another.

The declaration is in double quotes, the encoding is always named, elements stand in the order of
the standard, and nothing is written that a hand-made parser at the other end might misread: no
CDATA, no comment, no prefix, no numeric reference. Hand-made parsers of 1C-Bitrix and UMI.CMS find
tags by their literal text and know four named entities only.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from types import TracebackType
from typing import BinaryIO, Final, Self

from cml_sync.model.classifier import Unit
from cml_sync.model.documents import Container
from cml_sync.model.element import Element
from cml_sync.model.information import ROOT, CommercialInformation
from cml_sync.model.kinds import Section
from cml_sync.model.records import SECTION_FIELDS, SECTIONS, record_id
from cml_sync.model.wiring import Slot, slots_by_name, wiring
from cml_sync.problems import Problem
from cml_sync.xml.dialects import Dialect
from cml_sync.xml.fragments import FragmentError
from cml_sync.xml.places.locate import holds, is_no_number, path_of
from cml_sync.xml.writing.adapt import adapt, adapt_header
from cml_sync.xml.writing.adapt_units import dictionary
from cml_sync.xml.writing.characters import Encoder, ForbiddenFoundError, UnencodableFoundError
from cml_sync.xml.writing.layout import Layout, Layouts
from cml_sync.xml.writing.losses import TRIFLE, left_out, replaced
from cml_sync.xml.writing.markup import NotFiniteError, escape_attribute
from cml_sync.xml.writing.sections import LeftOutSection, MisplacedError, SectionWriter
from cml_sync.xml.writing.steps import (
    Out,
    attribute_step,
    is_attribute,
    write_unknown,
    write_unknown_attributes,
)
from cml_sync.xml.writing.swift import Swift
from cml_sync.xml.writing.unwritable import (
    BrokenFragmentError,
    ForbiddenCharacterError,
    UnencodableCharacterError,
    UnwritableNumberError,
)


class PartWriter:
    """Writes one part; used with ``with``, which writes the end tag if no error came up.

    Example:
        with PartWriter(file, dialect, information) as writer:
            writer.open(Section.CATALOG, catalog)
            for product in products:
                writer.record(product)
            writer.close()
    """

    def __init__(
        self,
        file: BinaryIO,
        dialect: Dialect,
        information: CommercialInformation,
        units: Iterable[Unit] = (),
    ) -> None:
        """Nothing is written yet.

        Args:
            file: open for writing.
            dialect: of the receiver.
            information: the root; sections in it are not written.
            units: the sender's dictionary of them, for receivers that read none.
        """
        self._file = file
        self._dialect = dialect
        self._units = dictionary(units)
        self._information = information
        self._encoder = Encoder(dialect.encoding, dialect.newline)
        version = dialect.schema_version or information.schema_version
        self._layouts = Layouts(dialect.says, replace(dialect, schema_version=version).spells)
        self._swift = Swift(self._layouts, self._encoder)
        self._below_root: dict[type[Element], Layout | None] = {}
        self._section: SectionWriter | LeftOutSection | None = None
        self._finished = False

    def __enter__(self) -> Self:
        """Writes the declaration and the start of the root."""
        self._file.write(self._encoder.byte_order_mark(wanted=self._dialect.bom))
        self._write(self._information, self._prolog)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Writes the end; after an error nothing, so that half a file never looks whole."""
        if error is None:
            self.finish()

    def open(self, section: Section, header: Element, *, complete: bool = False) -> None:
        """Begins a section: its attributes; its other fields follow where they belong.

        Args:
            section: which.
            header: its model; records in it are not written.
            complete: nothing more of the header will become known, so that its empty containers
                can stand in their places.

        Raises:
            MisplacedError: if a section is open, or `header` is no model of `section`.
        """
        if self._section is not None or type(header) is not SECTIONS[section]:
            message = f"{section} cannot begin here with {type(header).__name__}"
            raise MisplacedError(message)
        slot = wiring(CommercialInformation).slot(SECTION_FIELDS[section])
        if not self._says(slot):
            self._section = LeftOutSection()
            return
        adapted = adapt_header(header, self._dialect)
        writer = SectionWriter(self._layouts, slot, adapted, complete=complete)
        self._section = writer
        self._write(header, writer.open)

    def record(self, record: Element) -> None:
        """Writes `record` into the open section, or directly below the root.

        Of a container that the receiver's version does not know its documents are written.

        Raises:
            MisplacedError: if there is no place for such a record.
            ForbiddenCharacterError: if a value holds a character that XML cannot hold.
            UnencodableCharacterError: if one holds a character that the encoding cannot hold.
            UnwritableNumberError: if one of its numbers is not finite.
            BrokenFragmentError: if an unknown part of it is not well-formed.
        """
        section = self._section
        layout = self._layout_below_root(record) if section is None else section.at_hand(record)
        if section is None and layout is None:
            self._unwrap(record)
            return
        adapted = adapt(record, self._dialect, self._units)
        if layout is not None and (encoded := self._swift.encoded(layout, adapted)) is not None:
            self._file.write(encoded)
        elif section is not None:
            self._write(adapted, lambda out: section.record(adapted, out))
        elif layout is not None:
            self._write(adapted, lambda out: layout.write(adapted, out))

    def close(self, header: Element | None = None) -> None:
        """Ends the section.

        Args:
            header: the model of the section with what became known since it began, or None.

        Raises:
            MisplacedError: if no section is open.
        """
        section = self._section
        if section is None:
            message = "no section is open"
            raise MisplacedError(message)
        adapted = None if header is None else adapt_header(header, self._dialect)
        self._write(header or self._information, lambda out: section.close(adapted, out))
        self._section = None

    def finish(self, information: CommercialInformation | None = None) -> None:
        """Ends the part; a second call does nothing.

        Args:
            information: the root with unknown elements that became known since, or None.
        """
        if self._finished:
            return
        if self._section is not None:
            self.close()
        root = self._information if information is None else information
        self._write(root, lambda out: _end(root, out))
        self._finished = True

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was left out or replaced so far, one problem per field or character."""
        return (
            *left_out(self._layouts.left_out, self._dialect),
            *replaced(self._encoder, self._dialect),
        )

    @property
    def trifles(self) -> tuple[Problem, ...]:
        """What was left out so far and said nothing to such a receiver, one advice per field."""
        return tuple(left_out(self._layouts.trifles, self._dialect, TRIFLE))

    def _says(self, slot: Slot) -> bool:
        """Whether the dialect has words for a child of the root; if not, it is counted."""
        if self._layouts.says(slot.wire):
            return True
        self._layouts.left(CommercialInformation, (slot.name,))
        return False

    def _layout_below_root(self, record: Element) -> Layout | None:
        """How a record stands directly below the root; None: the dialect has no words for it."""
        model = type(record)
        if model not in self._below_root:
            slot = _root_slot(record)
            says = self._layouts.says(slot.wire)
            self._below_root[model] = self._layouts.layout(model, slot.tag, 1) if says else None
        return self._below_root[model]

    def _unwrap(self, record: Element) -> None:
        """Of a record that the dialect has no words for, what it has words for."""
        if isinstance(record, Container):
            for document in record.documents:
                self.record(document)
        else:
            self._says(_root_slot(record))

    def _prolog(self, out: Out) -> None:
        dialect = self._dialect
        out.append(f'<?xml version="1.0" encoding="{dialect.encoding_name}"?>\n<{ROOT}')
        if dialect.namespace:
            out.append(f' xmlns="{escape_attribute(dialect.namespace)}"')
        information = self._information
        if dialect.schema_version is not None:
            information = information.model_copy(update={"schema_version": dialect.schema_version})
        fields = information.model_fields_set
        for name, slot in slots_by_name(CommercialInformation).items():
            if name in fields and is_attribute(slot) and dialect.says(slot.wire):
                attribute_step(slot)(information.__dict__, out)
        write_unknown_attributes(information.__dict__, out)
        out.append(">\n")

    def _write(self, element: Element, fill: Callable[[Out], None]) -> None:
        """Writes what `fill` appends; whatever goes wrong is about `element`."""
        out: Out = []
        try:
            fill(out)
            encoded = self._encoder.encode("".join(out))
        except FragmentError as error:
            raise BrokenFragmentError(record_id(element)) from error
        except ForbiddenFoundError as error:
            path = path_of(element, holds(error.character))
            raise ForbiddenCharacterError(error.character, path, record_id(element)) from error
        except UnencodableFoundError as error:
            path = path_of(element, holds(error.character))
            raise UnencodableCharacterError(
                error.character, self._dialect.encoding_name, path, record_id(element)
            ) from error
        except NotFiniteError as error:
            path = path_of(element, is_no_number)
            raise UnwritableNumberError(path, record_id(element)) from error
        self._file.write(encoded)


def write_whole(
    file: BinaryIO, information: CommercialInformation, dialect: Dialect
) -> tuple[Problem, ...]:
    """Writes a whole part from one model; returns what was left out or replaced.

    Raises:
        FindingsError: as `PartWriter.record` does.
    """
    with PartWriter(file, dialect, information) as writer:
        for name, slot in slots_by_name(CommercialInformation).items():
            if is_attribute(slot):
                continue
            for element in information.__dict__[name]:
                if slot.wire.streamed:
                    writer.record(element)
                else:
                    _write_section(writer, _SECTIONS_BY_FIELD[name], element)
    return writer.problems


def _write_section(writer: PartWriter, section: Section, header: Element) -> None:
    streamed = [slot for slot in slots_by_name(type(header)).values() if slot.wire.streamed]
    writer.open(section, header, complete=True)
    for slot in streamed:
        for record in header.__dict__[slot.name]:
            writer.record(record)
    writer.close(header)


_SECTIONS_BY_FIELD: Final = {field: section for section, field in SECTION_FIELDS.items()}


def _root_slot(record: Element) -> Slot:
    slot = _root_slots().get(type(record))
    if slot is None:
        message = f"a {type(record).__name__} has no place below the root"
        raise MisplacedError(message)
    return slot


@cache
def _root_slots() -> dict[type[Element], Slot]:
    return {slot.element: slot for slot in wiring(CommercialInformation).streamed() if slot.element}


def _end(root: Element, out: Out) -> None:
    write_unknown(root.unknown, frozenset(), 1, out, attributes=root.unknown_attributes)
    out.append(f"</{ROOT}>\n")
