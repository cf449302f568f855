"""The slow path of a record that failed: mend what can be mended, keep the rest aside."""

from collections.abc import Iterator, Sequence
from typing import Any, Final, cast

from lxml import etree
from pydantic import ValidationError

from cml_sync.model.element import Element
from cml_sync.xml.findings import UNREADABLE
from cml_sync.xml.fragments import local_name
from cml_sync.xml.reading import plans
from cml_sync.xml.reading.extraction import Extraction, Note, Values, keep, tag_of
from cml_sync.xml.reading.lexical import mend
from cml_sync.xml.reading.plans import UNKNOWN_ATTRIBUTES, NestPlan, Plan, Step, Steps

_ROUNDS: Final = 3
_GONE: Final = object()

Loc = tuple[str | int, ...]


def validated(plan: Plan, element: etree._Element, values: Values, work: Extraction) -> Element:
    """The model that `values` make; what cannot be read stays unset and stands in `unknown`."""
    try:
        return cast("Element", plan.validate(values))
    except ValidationError as error:
        return _mended(plan, element, values, work, error)


def _mended(
    plan: Plan, element: etree._Element, values: Values, work: Extraction, error: ValidationError
) -> Element:
    mark = len(work.notes)
    search = _Search(plan, element, values)
    for attempt in range(_ROUNDS):
        for fault in error.errors(include_url=False, include_context=False):
            if (found := search.find(fault["loc"])) is not None:
                _mend(found, work, give_up=attempt > 0)
        _sweep(values)
        try:
            record = cast("Element", plan.validate(values))
        except ValidationError as again:
            error = again
        else:
            work.notes[mark:] = _last_words(work.notes[mark:])
            return record
    return _set_aside(plan, element, work)


def _last_words(notes: Sequence[Note]) -> list[Note]:
    """Without "read as" of values that could not be read in that shape, either."""
    lost = {(note.element, note.attribute) for note in notes if note.finding is UNREADABLE}
    return [
        note for note in notes if note.became is None or (note.element, note.attribute) not in lost
    ]


def _mend(found: "_Found", work: Extraction, *, give_up: bool) -> None:
    written = found.written()
    if not give_up and written is not None:
        step = found.step
        mended = mend(written, step.value_type)
        if mended is not None:
            found.put(mended.value)
            work.notes.append(
                Note(mended.finding, found.element, written, found.attribute, mended.value or "")
            )
            return
    found.put(_GONE)
    work.notes.append(Note(UNREADABLE, found.element, written or "", found.attribute))
    if found.attribute is not None:
        pair = (local_name(found.attribute), found.element.get(found.attribute, ""))
        found.holder.setdefault(UNKNOWN_ATTRIBUTES, []).append(pair)
    elif found.element is not found.owner:
        keep(found.element, found.holder, work.limits, 0, found.at)


class _Found:
    """A value that failed, and the element that it came from."""

    def __init__(self, step: Step, holder: Values, index: int | None, owner: etree._Element):
        self.step = step
        self.holder = holder
        self.index = index
        self.owner = owner
        self.element = owner
        self.attribute: str | None = None
        self.at = ""

    def written(self) -> str | None:
        """The value as it stands in the file; None if it is no plain value."""
        if self.step.op >= plans.ELEMENT:
            return None
        if self.attribute is not None:
            return self.element.get(self.attribute, "")
        return self.element.text or ""

    def put(self, value: object) -> None:
        if self.index is None:
            self.holder[self.step.name] = value
        else:
            self.holder[self.step.name][self.index] = value


class _Search:
    """Finds the fields of one record in its element; what stands where is looked up once."""

    def __init__(self, plan: Plan, element: etree._Element, values: Values):
        self._plan = plan
        self._element = element
        self._values = values
        self._held: dict[tuple[etree._Element, str], list[tuple[etree._Element, Step, str]]] = {}

    def find(self, loc: Loc) -> _Found | None:
        """The deepest field on the way `loc` whose element can be told."""
        found: _Found | None = None
        plan: Plan | None = self._plan
        element, values = self._element, self._values
        way = list(loc)
        while way and plan is not None:
            name = way.pop(0)
            index = way.pop(0) if way and isinstance(way[0], int) else None
            if not isinstance(name, str) or isinstance(index, str):
                break
            step = self._field(plan, element, values, name, index)
            if step is None:
                break
            found, element, plan = step, step.element, step.step.plan
            held = values.get(name)
            inner = held[index] if index is not None and isinstance(held, list) else held
            if not isinstance(inner, dict):
                break
            values = inner
        return found

    def _field(
        self, plan: Plan, element: etree._Element, values: Values, name: str, index: int | None
    ) -> _Found | None:
        for attribute, step in plan.attributes.items():
            if step.name == name and element.get(attribute) is not None:
                found = _Found(step, values, None, element)
                found.attribute = attribute
                return found
        if plan.text is not None and plan.text.name == name:
            return _Found(plan.text, values, None, element)
        if (element, name) not in self._held:
            self._held[element, name] = list(_holding(plan.steps, element, name, ""))
        holding = self._held[element, name]
        if (index or 0) >= len(holding):
            return None
        child, step, at = holding[index or 0]
        found = _Found(step, values, index, element)
        found.element = child
        found.at = at
        return found


def _holding(
    steps: Steps, element: etree._Element, name: str, at: str
) -> Iterator[tuple[etree._Element, Step, str]]:
    """The elements that became values of the field `name`, in the order of `extraction`."""
    for child in element:
        step = steps.get(tag_of(child))
        if step is None:
            continue
        nest: NestPlan | None = step.nest
        if nest is not None:
            yield from _holding(nest.steps, child, name, nest.path)
        elif step.name == name and _became_a_value(child, step):
            yield child, step, at


def _became_a_value(child: etree._Element, step: Step) -> bool:
    if step.op < plans.ELEMENT:
        return not len(child) and not child.attrib
    if step.plan is None or step.plan.text is not None:
        return True
    texts: list[Any] = [child.text, *(inner.tail for inner in child)]
    return not any(text and not text.isspace() for text in texts)


def _sweep(values: Values) -> None:
    for name, value in list(values.items()):
        if value is _GONE:
            del values[name]
        elif isinstance(value, dict):
            _sweep(value)
        elif isinstance(value, list):
            value[:] = [item for item in value if item is not _GONE]
            for item in value:
                if isinstance(item, dict):
                    _sweep(item)


def _set_aside(plan: Plan, element: etree._Element, work: Extraction) -> Element:
    """An empty record whose children are all unknown: nothing of it fits its model."""
    values: Values = {}
    for child in element:
        keep(child, values, work.limits, 0, "")
    pairs = [(local_name(str(name)), str(value)) for name, value in element.items()]
    if pairs:
        values[UNKNOWN_ATTRIBUTES] = pairs
    work.note(UNREADABLE, element, "")
    return cast("Element", plan.validate(values))
