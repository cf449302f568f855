"""From an element to a mapping by field names, ready for validation.

Nothing is lost: what no field can hold goes verbatim into `unknown`. What was odd is noted with its
element; only a record with notes pays for finding out lines and columns.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from lxml import etree

from cml_sync.problems import Finding, Place
from cml_sync.xml.findings import (
    NOT_PLAIN,
    PADDED,
    REPEATED,
    STRAY_TEXT,
    TEXT_INSTEAD,
    UNKNOWN_ELEMENT,
)
from cml_sync.xml.fragments import local_name, serialise
from cml_sync.xml.limits import Limit, Limits, OverLimitError
from cml_sync.xml.reading import plans
from cml_sync.xml.reading.lexical import has_shape
from cml_sync.xml.reading.plans import UNKNOWN, UNKNOWN_ATTRIBUTES, NestPlan, Plan, Step, Steps

Values = dict[str, Any]

_INSTANCE: Final = "{http://www.w3.org/2001/XMLSchema-instance}"


class Note(NamedTuple):
    """Something odd.

    Attributes:
        finding: its kind.
        element: where.
        value: as written.
        attribute: the attribute that holds the value, if it is one.
        became: what was made of it, for a repaired value.
        at: its offset in the bytes of the record, if it stands neither at the start tag nor at an
            attribute.
    """

    finding: Finding
    element: etree._Element
    value: str
    attribute: str | None = None
    became: str | None = None
    at: int | None = None


@dataclass(slots=True)
class Extraction:
    """What is gathered while elements are read.

    Attributes:
        limits: of one element.
        notes: about the record at hand.
        unknown: how often each unknown element was met, by the names of its parent and its own.
        first: where each of them stood first.
        hollow: how many elements with a model had nothing in them.
    """

    limits: Limits
    notes: list[Note] = field(default_factory=list)
    unknown: Counter[tuple[str, str]] = field(default_factory=Counter)
    first: dict[tuple[str, str], Place] = field(default_factory=dict)
    hollow: int = 0

    def note(self, finding: Finding, element: etree._Element, value: str) -> None:
        """Remember something odd. Raises `OverLimitError` if there is too much of it."""
        self.watch_notes()
        self.notes.append(Note(finding, element, value))

    def watch_notes(self) -> None:
        """Raises `OverLimitError` if there are too many notes about the record at hand."""
        if len(self.notes) > self.limits.oddities:
            raise OverLimitError(Limit.ODDITIES, self.limits.oddities)

    def watch_hollow(self, element: etree._Element) -> None:
        """Counts `element` if it holds nothing; its model takes kilobytes all the same.

        Raises:
            OverLimitError: there were too many.
        """
        if not len(element) and not element.attrib and not element.text:
            self.hollow += 1
            if self.hollow > self.limits.hollow:
                raise OverLimitError(Limit.HOLLOW, self.limits.hollow)

    def take_notes(self) -> list[Note]:
        """The notes so far; they are forgotten here."""
        notes, self.notes = self.notes, []
        return notes


class _Here(NamedTuple):
    """The element that is being read: its plan, its values so far, and how deep it stands."""

    plan: Plan
    values: Values
    work: Extraction
    depth: int


def tag_of(element: etree._Element) -> str:
    """The local name of `element`."""
    return local_name(str(element.tag))


def extract(plan: Plan, element: etree._Element, work: Extraction, depth: int = 0) -> Values:
    """The values of `element` by field name; absent ones are not there, empty ones are.

    Args:
        plan: of the model of `element`.
        element: stands in a tree without comments and without blank text between elements.
        work: takes the notes.
        depth: how many elements stand above.

    Raises:
        OverLimitError: it is too deep or has too many attributes.
    """
    if depth > work.limits.depth:
        raise OverLimitError(Limit.DEPTH, work.limits.depth)
    here = _Here(plan, {}, work, depth)
    _attributes(here, element)
    if plan.text is not None:
        _own_text(plan.text, element, here)
    elif _says(element.text):
        work.note(STRAY_TEXT, element, element.text or "")
    _children(here, plan.steps, element, "")
    return here.values


def _says(text: str | None) -> bool:
    return text is not None and not text.isspace()


def _children(here: _Here, steps: Steps, element: etree._Element, at: str) -> None:
    work = here.work
    for child in element:
        if here.plan.text is None and _says(child.tail):
            work.note(STRAY_TEXT, element, child.tail or "")
        step = steps.get(child.tag) or steps.get(tag_of(child))
        if step is None:
            _unknown(element, child, work)
            _keep(child, here, at)
        elif step.op < plans.ELEMENT:
            _plain(step, child, here, at)
        elif step.plan is not None:
            _element(step, step.plan, child, here, at)
        elif step.nest is not None:
            _nest(step.nest, child, here)


def _unknown(element: etree._Element, child: etree._Element, work: Extraction) -> None:
    names = tag_of(element), tag_of(child)
    if names not in work.unknown:  # only the first one pays for a place
        work.note(UNKNOWN_ELEMENT, child, names[0])
    work.unknown[names] += 1


def _plain(step: Step, child: etree._Element, here: _Here, at: str) -> None:
    if len(child) or child.attrib:
        inside = tag_of(child[0]) if len(child) else str(next(iter(child.attrib)))
        here.work.note(NOT_PLAIN, child, inside)
        _keep(child, here, at)
        return
    text = child.text or ""
    value = trimmed(step.op, text)
    if value and step.op != plans.KEEP and len(value) != len(text):
        here.work.note(PADDED, child, text)
    _put(step, for_validation(step, value), child, here, at)


def _element(step: Step, plan: Plan, child: etree._Element, here: _Here, at: str) -> None:
    mark = len(here.work.notes)
    here.work.watch_hollow(child)
    value = extract(plan, child, here.work, here.depth + 1)
    if _strayed(here.work, mark, child):
        _keep(child, here, at)
    else:
        _put(step, value, child, here, at)


def _put(step: Step, value: Any, child: etree._Element, here: _Here, at: str) -> None:
    if step.many:
        here.values.setdefault(step.name, []).append(value)
    elif step.name in here.values:
        here.work.note(REPEATED, child, "")
        _keep(child, here, at)
    else:
        here.values[step.name] = value


def _nest(nest: NestPlan, element: etree._Element, here: _Here) -> None:
    if len(element.attrib) > here.work.limits.attributes:
        raise OverLimitError(Limit.ATTRIBUTES, here.work.limits.attributes)
    for name, value in element.items():
        if not str(name).startswith(_INSTANCE):
            kept = (f"{nest.path}/{local_name(str(name))}", value)
            here.values.setdefault(UNKNOWN_ATTRIBUTES, []).append(kept)
    if _says(element.text):
        here.work.note(STRAY_TEXT, element, element.text or "")
    if here.depth >= here.work.limits.depth:
        raise OverLimitError(Limit.DEPTH, here.work.limits.depth)
    if len(element):
        inner = _Here(here.plan, here.values, here.work, here.depth + 1)
        _children(inner, nest.steps, element, nest.path)
    elif nest.empty is not None:
        name, value = nest.empty
        here.values.setdefault(name, [] if value == () else value)  # more of it may follow


def trimmed(op: int, text: str) -> str:
    """`text` by the rules of its field."""
    if op == plans.KEEP:
        return text
    return text.rstrip() if op == plans.RIGHT else text.strip()


def for_validation(step: Step, value: str) -> str | None:
    """What the validator gets for a text: empty is None but for texts.

    What has not the shape that the standard asks for is made such that the validator refuses it, so
    that it is mended and told of: pydantic would take ``1_000``, ``on``, and seconds since 1970.
    """
    if step.op < plans.TYPED:
        return value
    if not value:
        return None
    return value if has_shape(value, step.value_type) else f"?{value}"


def _attributes(here: _Here, element: etree._Element) -> None:
    if len(element.attrib) > here.work.limits.attributes:  # `items` takes quadratic time
        raise OverLimitError(Limit.ATTRIBUTES, here.work.limits.attributes)
    steps = here.plan.attributes
    for name, value in element.items():
        local = local_name(str(name))
        step = steps.get(local)
        if step is not None:
            text = trimmed(step.op, str(value))
            if text and step.op != plans.KEEP and len(text) != len(value):
                here.work.notes.append(Note(PADDED, element, str(value), str(name)))
            here.values[step.name] = for_validation(step, text)
        elif not str(name).startswith(_INSTANCE):
            here.values.setdefault(UNKNOWN_ATTRIBUTES, []).append((local, value))


def _own_text(step: Step, element: etree._Element, here: _Here) -> None:
    text = "".join([element.text or "", *(child.tail or "" for child in element)])
    value = trimmed(step.op, text)
    if value:
        if step.op != plans.KEEP and len(value) != len(text) and not len(element):
            here.work.note(PADDED, element, text)
        here.values[step.name] = for_validation(step, value)


def _keep(child: etree._Element, here: _Here, at: str) -> None:
    keep(child, here.values, here.work.limits, here.depth + 1, at)


def keep(child: etree._Element, values: Values, limits: Limits, depth: int, at: str) -> None:
    """Put `child` into `unknown`, verbatim.

    Raises:
        OverLimitError: it is too deep, has too many attributes, or one too many is kept.
    """
    _check(child, limits, depth)
    kept = values.setdefault(UNKNOWN, [])
    if len(kept) >= limits.kept:
        raise OverLimitError(Limit.KEPT, limits.kept)
    kept.append({"at": at, "xml": serialise(child)})


def _check(element: etree._Element, limits: Limits, depth: int) -> None:
    if depth > limits.depth:
        raise OverLimitError(Limit.DEPTH, limits.depth)
    if len(element.attrib) > limits.attributes:
        raise OverLimitError(Limit.ATTRIBUTES, limits.attributes)
    for child in element:
        _check(child, limits, depth + 1)


def _strayed(work: Extraction, mark: int, child: etree._Element) -> bool:
    """Whether there was text in `child` that its model cannot hold: it will be kept as it is."""
    for number, note in enumerate(work.notes[mark:], start=mark):
        if note.finding is STRAY_TEXT and note.element is child:
            work.notes[number] = Note(TEXT_INSTEAD, child, note.value)
            return True
    return False
