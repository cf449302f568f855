"""The good path of `extraction`: the same values, where nothing at all is odd.

It looks only where a well-behaved record has something: it never asks a plain element for
attributes or children, nor any element for the text behind it. It counts what it has seen instead,
and `saw_all` compares that with what there is. Whatever is odd or left over sends the records to
`extraction`, which looks everywhere. `tests/property` holds both to the same values.
"""

from functools import cache
from typing import Any, Final, cast

from lxml import etree

from cml_sync.xml.extraction import Values, for_validation, trimmed
from cml_sync.xml.limits import Limits
from cml_sync.xml.plans import ELEMENT, KEEP, MOMENT, NEST, Plan, Step, Steps

_LAST_STR: Final = KEEP
_MANY: Final = 8  # elements, in a tuple
_SEVERAL: Final = 9  # plain values, in a tuple

_COUNT_ELEMENTS: Final = etree.XPath("count(descendant-or-self::*)")
_COUNT_NODES: Final = etree.XPath("count(descendant::node())")
_COUNT_TEXTS: Final = etree.XPath("count(descendant::text())")
_COUNT_ATTRIBUTES: Final = etree.XPath("count(descendant-or-self::*/@*)")


class _OddError(Exception):
    """Something is not as it should be: look again, everywhere."""


class _Row:
    """How one model, or one container of it, is harvested.

    Attributes:
        steps: by tag: what to do, the field, and the row for what is inside.
        attributes: by name: what to do and the field.
        text: what to do and the field.
        empty: of a container: the field and its value where nothing stands in it.
    """

    __slots__ = ("attributes", "elements", "empty", "steps", "text")

    def __init__(self) -> None:
        self.steps: dict[Any, tuple[int, str, Any]] = {}
        self.attributes: dict[Any, tuple[int, str]] = {}
        self.text: tuple[int, str] | None = None
        self.empty: tuple[str, Any] | None = None


@cache
def row_of(plan: Plan) -> _Row:
    """The row of a model; of one that holds itself, too."""
    return _Maker().row(plan)


class _Maker:
    def __init__(self) -> None:
        self._begun: dict[Plan, _Row] = {}

    def row(self, plan: Plan) -> _Row:
        row = self._begun.get(plan)
        if row is None:
            row = self._begun[plan] = _Row()
            row.attributes = {name: (step.op, step.name) for name, step in plan.attributes.items()}
            row.text = (plan.text.op, plan.text.name) if plan.text is not None else None
            row.steps = self._steps(plan.steps)
        return row

    def _steps(self, steps: Steps) -> dict[Any, tuple[int, str, Any]]:
        return {tag: self._step(step) for tag, step in steps.items()}

    def _step(self, step: Step) -> tuple[int, str, Any]:
        if step.nest is not None:
            row = _Row()
            row.steps = self._steps(step.nest.steps)
            row.empty = step.nest.empty
            return NEST, step.name, row
        if step.plan is not None:
            return (_MANY if step.many else ELEMENT), step.name, self.row(step.plan)
        return (_SEVERAL if step.many else step.op), step.name, step.op


class Harvest:
    """What was seen in one tree, counted.

    Attributes:
        elements: how many were seen.
    """

    __slots__ = ("_attributes", "_depth", "_most", "_texts", "elements")

    def __init__(self, limits: Limits):
        self._depth = limits.depth
        self._most = limits.attributes
        self.elements = self._texts = self._attributes = 0

    def record(self, plan: Plan, element: etree._Element, depth: int) -> Values | None:
        """The values of a record, or None if anything about it is odd."""
        before = self.elements, self._texts, self._attributes
        self.elements += 1
        try:
            return self._element(row_of(plan), element, depth)
        except (_OddError, KeyError):
            self.elements, self._texts, self._attributes = before
            self.elements += int(cast("float", _COUNT_ELEMENTS(element)))
            self._texts += int(cast("float", _COUNT_TEXTS(element)))
            self._attributes += int(cast("float", _COUNT_ATTRIBUTES(element)))
            return None

    def saw_all(self, root: etree._Element, data: bytes) -> bool:
        """Whether the records that were not odd hold nothing but what was seen in them.

        Args:
            root: of the tree.
            data: what it was made of, without comments, CDATA and the tags of `root`.
        """
        return cast("float", _COUNT_NODES(root)) == self.elements + self._texts and (
            data.count(b"=") == self._attributes  # cheap, and nearly always enough
            or cast("float", _COUNT_ATTRIBUTES(root)) == self._attributes
        )

    def _element(self, row: _Row, element: etree._Element, depth: int) -> Values:
        if depth > self._depth:
            raise _OddError
        values: Values = {}
        if row.attributes:
            if len(element.attrib) > self._most:  # asked first: `items` takes quadratic time
                raise _OddError
            for name, written in element.items():
                op, field = row.attributes[name]
                self._attributes += 1
                plain = op < MOMENT and written and written.strip() is written
                values[field] = written if plain else _value(op, str(written))
        if row.text is not None and (text := element.text) is not None:
            op, field = row.text
            self._texts += 1
            if value := _value(op, text):
                values[field] = value
        if row.steps:
            self._children(row, element, values, depth)
        return values

    def _children(  # noqa: C901, PLR0912 - one loop: a call for each element costs a fifth more
        self, row: _Row, element: etree._Element, values: Values, depth: int
    ) -> int:
        """Read the children into `values`; one loop without calls for the plain ones, for speed."""
        steps = row.steps
        children = texts = 0
        for child in element:
            op, field, inner = steps[child.tag]
            children += 1
            if op < ELEMENT:
                if field in values:
                    raise _OddError
                text = child.text
                if text is None:
                    values[field] = None if op > _LAST_STR else ""
                    continue
                texts += 1
                if op == KEEP or (op != MOMENT and text.strip() is text):
                    values[field] = text
                else:
                    values[field] = _value(op, text)
            elif op == _MANY:
                value = self._element(inner, child, depth + 1)
                held = values.get(field)
                if held is None:
                    values[field] = [value]
                else:
                    held.append(value)
            elif op == NEST:
                if depth >= self._depth:
                    raise _OddError
                if not self._children(inner, child, values, depth + 1) and inner.empty is not None:
                    name, value = inner.empty
                    values.setdefault(name, [] if value == () else value)  # more may follow
            elif op == ELEMENT and field not in values:
                values[field] = self._element(inner, child, depth + 1)
            elif op == _SEVERAL:
                text = child.text
                texts += text is not None
                values.setdefault(field, []).append(_value(inner, text or ""))
            else:
                raise _OddError
        self.elements += children
        self._texts += texts
        return children


def _value(op: int, text: str) -> str | None:
    value = trimmed(op, text)
    if len(value) != len(text):
        raise _OddError
    return for_validation(op, value)
