"""From one text of a record to the next: what stands between them, learnt once.

A record whose markup is well-formed is cut at its end tags. Each piece then begins with the name of
the element that ends, and what stands behind its last ``>`` is text: of the element that began
last, or blank. All the markup in front of that text is a *leap*. A file repeats a few dozen leaps
in all its records, so each is taken apart once, here, and then found by its letters in a table of
the place where it begins. The values of attributes are filled in where they differ.

Nothing is guessed: markup that is not fully understood raises `OddError`; `extraction` then reads
the record, element by element.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final, NamedTuple

from cml_sync.xml.limits import Limits
from cml_sync.xml.reading.extraction import Values, for_validation
from cml_sync.xml.reading.plans import ELEMENT, KEEP, SKIP, NestPlan, Plan, Step, Steps
from cml_sync.xml.reading.repeats import Known, OddError, Words, attribute_value

PLAIN: Final = 0  # the value of a field
BLANK: Final = 1  # nobody's: only white space may stand here
SEVERAL: Final = 2  # one of the values of a field that is a tuple
KNOWN: Final = 3  # nearly always one that was met before: a flag, a date, a unit of measure
NUMBER: Final = 4  # the value of a field for a number
KEPT: Final = 5  # the value of a field, with all its white space
"""What is done with a text."""

STAY: Final = 0  # nothing
CLOSE: Final = 1  # an element ends
NEXT: Final = 2  # one of several elements ends and another begins
ADD: Final = 3  # one of several elements begins; its values are a mapping of their own
MOVES: Final = 4  # several of these, or one of those that follow
OPEN: Final = 5  # the only element of a field begins
SET: Final = 6  # a value is there already
APPEND: Final = 7  # one of several values is there already
DEFAULT: Final = 8  # a container holds nothing: the value that stands for it
BEGIN: Final = 9  # the record itself begins
"""What is done on the way to a text."""

Move = tuple[int, str, Any]
Leap = tuple[int, Any, int, str, "Stand", Any]
"""A move and its field (or the moves); what to do with the text behind them, its field; where one
stands then; the value if there is no text (of KNOWN: what each text is). A plain tuple, because it
is unpacked for each text of a file: a named one takes longer."""

_MOST_LEAPS: Final = 4096
_MOST_FILLED: Final = 512
"""So many leaps are learnt for one container; so many of a place are remembered with the values of
their attributes."""

_END_TAG: Final = re.compile(r"""[^\s<>/"'=]+[ \t\n]*>""")
_TAG: Final = re.compile(
    r"""[ \t\n]*<(?P<name>[^\s<>/!?"'=]+)"""
    r"""(?P<attributes>(?:[ \t\n]+[^\s<>/"'=]+="")*)[ \t\n]*(?P<empty>/?)>"""
)


class _Attributes(NamedTuple):
    """The attributes of a start tag, whose values are not known yet.

    Attributes:
        slots: of each the field, what is done with the value, and where it stands among the parts
            of a leap.
    """

    slots: tuple[tuple[str, Step, int], ...]

    def filled(self, parts: Sequence[str]) -> Values:
        return {field: attribute_value(step, parts[at]) for field, step, at in self.slots}


class _Elements(NamedTuple):
    """Elements with one set of attributes, whose values are not known yet."""

    plan: Plan
    attributes: _Attributes

    def filled(self, parts: Sequence[str]) -> "Known":
        return Known(self.plan, self.attributes.filled(parts))


class Stand(dict[str, Leap]):
    """Where one stands in a record, and the leaps from there, by their letters.

    Attributes:
        above: the same of the element or container around; None before the record begins.
        steps: what may stand here; nothing in a plain element.
        depth: how many elements stand above what is here.
        closes: the element has values of its own, which are complete when it ends; the field that
            holds them, if they are one of several.
    """

    __slots__ = ("_atlas", "_inside", "_skeletons", "above", "closes", "depth", "steps")

    def __init__(
        self,
        atlas: "Atlas",
        above: "Stand | None",
        steps: Steps,
        depth: int,
        closes: str | None = None,
    ):
        super().__init__()
        self.above = above
        self.steps = steps
        self.depth = depth
        self.closes = closes
        self._atlas = atlas
        self._inside: dict[str, Stand] = {}
        self._skeletons: dict[str, Leap] = {}

    def __missing__(self, letters: str) -> Leap:
        """The leap with these letters, which was not met yet, or not with these attribute values.

        Raises:
            OddError: it is not understood.
        """
        parts = letters.split('"')
        if len(parts) % 2 == 0:
            raise OddError
        skeleton = '""'.join(parts[::2])
        learnt = self._skeletons.get(skeleton)
        if learnt is None:
            learnt = self._skeletons[skeleton] = self._atlas.learn(self, skeleton + ">")
        leap = _filled(learnt, parts)
        if len(self) < _MOST_FILLED:
            self[letters] = leap
        return leap

    def inside(self, tag: str, steps: Steps, closes: str | None = None) -> "Stand":
        """Where one stands when `tag` has begun here."""
        stand = self._inside.get(tag)
        if stand is None:
            stand = Stand(self._atlas, self, steps, self.depth + 1, closes)
            self._inside[tag] = stand
        return stand

    def in_plain(self) -> "Stand":
        """Where one stands in an element without any inside: one place for all of them."""
        return self.inside("", {})


class Atlas:
    """All stands and leaps of the records of one container.

    Args:
        tag: of the records.
        plan: of their model.
        limits: of one element.
        depth: how many elements stand above a record.

    Attributes:
        start: in front of a record.
        record: in a record.
    """

    def __init__(self, tag: str, plan: Plan, limits: Limits, depth: int):
        self._limits = limits
        self._learnt = 0
        step = Step(ELEMENT, "", many=False, plan=plan, nest=None, slot=None)
        self.start = Stand(self, None, {tag: step}, depth)
        self.record = self.start.inside(tag, plan.steps)

    def learn(self, stand: Stand, markup: str) -> Leap:
        """The leap that `markup` is.

        Args:
            stand: where it begins.
            markup: every attribute value in it being empty.

        Raises:
            OddError: it is not understood.
        """
        self._learnt += 1
        if self._learnt > _MOST_LEAPS:
            raise OddError
        return _Learning(stand, self._limits).leap(markup)


class _Learning:
    """One leap while it is learnt."""

    def __init__(self, stand: Stand, limits: Limits):
        self._stand = stand
        self._limits = limits
        self._moves: list[Move] = []
        self._values = 0
        self._text: tuple[int, str, Any] = (BLANK, "", None)

    def leap(self, markup: str) -> Leap:
        at = 0
        if self._stand.above is not None:
            at = self._ended(markup, self._stand.above)
        while at < len(markup):
            tag = _TAG.match(markup, at)
            if tag is None or self._text[0] != BLANK:
                raise OddError
            at = tag.end()
            self._began(tag, last=at == len(markup))
        op, field, value = self._text
        return *_joined(self._moves), op, field, self._stand, value

    def _ended(self, markup: str, above: Stand) -> int:
        found = _END_TAG.match(markup)
        if found is None or above.above is None:  # what follows a record is no part of it
            raise OddError
        if self._stand.closes is not None:
            self._moves.append((CLOSE, self._stand.closes, None))
        self._stand = above
        return found.end()

    def _began(self, tag: re.Match[str], *, last: bool) -> None:
        step = self._stand.steps.get(tag["name"])
        if step is None or step.op == SKIP:
            raise OddError
        if step.plan is not None:
            self._element(tag, step, step.plan, last=last)
        elif tag["attributes"]:
            raise OddError
        elif step.nest is not None:
            self._container(tag, step.nest, last=last)
        elif tag["empty"]:
            value = for_validation(step, "")
            self._moves.append((APPEND if step.many else SET, step.name, value))
        else:
            op = _text_op(step)
            empty = Words(step.value_type) if op == KNOWN else for_validation(step, "")
            self._text = op, step.name, empty
            self._stand = self._stand.in_plain()

    def _element(self, tag: re.Match[str], step: Step, plan: Plan, *, last: bool) -> None:
        above = self._stand
        attributes = self._attributes(tag["attributes"].split(), plan)
        has_text = last and plan.text is not None and not tag["empty"]
        is_hollow = (last or tag["empty"]) and not attributes.slots and not has_text
        if is_hollow or above.depth > self._limits.depth:
            raise OddError  # such elements are counted
        if above.above is None:
            if attributes.slots:
                self._moves.append((BEGIN, "", attributes))
            self._stand = above.inside(tag["name"], plan.steps)
            is_odd = bool(tag["empty"]) or has_text
        elif tag["empty"]:
            self._moves.append((APPEND if step.many else SET, step.name, attributes))
            is_odd = False
        elif has_text:
            self._text = KNOWN, step.name, _Elements(plan, attributes)
            self._stand = above.in_plain()
            is_odd = step.many
        else:
            self._moves.append((ADD if step.many else OPEN, step.name, attributes))
            closes = step.name if step.many else ""
            self._stand = above.inside(tag["name"], plan.steps, closes)
            is_odd = False
        if is_odd:
            raise OddError

    def _attributes(self, written: Sequence[str], plan: Plan) -> _Attributes:
        slots: list[tuple[str, Step, int]] = []
        if len(written) > self._limits.attributes:
            raise OddError
        for one in written:
            step = plan.attributes.get(one.partition("=")[0])
            if step is None:
                raise OddError
            self._values += 1
            slots.append((step.name, step, 2 * self._values - 1))
        return _Attributes(tuple(slots))

    def _container(self, tag: re.Match[str], nest: NestPlan, *, last: bool) -> None:
        if self._stand.depth > self._limits.depth:
            raise OddError
        if (last or tag["empty"]) and nest.empty is not None:
            self._moves.append((DEFAULT, *nest.empty))
        if not tag["empty"]:
            self._stand = self._stand.inside(tag["name"], nest.steps)


def _text_op(step: Step) -> int:
    if step.op < KEEP:
        return SEVERAL if step.many else PLAIN
    if step.many:
        raise OddError
    if step.op == KEEP:
        return KEPT
    return NUMBER if step.value_type is Decimal else KNOWN


def _joined(moves: Sequence[Move]) -> tuple[int, Any]:
    """The move that `moves` are and its field; or MOVES, and all of them."""
    short: list[Move] = []
    for move in moves:
        if move[0] == ADD and short and short[-1] == (CLOSE, move[1], None):
            short[-1] = NEXT, *move[1:]
        else:
            short.append(move)
    if not short:
        return STAY, ""
    kind, field, value = short[0]
    if len(short) == 1 and kind < MOVES and (value is None or not value.slots):
        return kind, field
    return MOVES, tuple(short)


def _filled(leap: Leap, parts: Sequence[str]) -> Leap:
    """`leap` with the attribute values, which are every second one of `parts`."""
    move, goal, op, field, stand, value = leap
    if move == MOVES:
        goal = tuple(
            (kind, name, what.filled(parts) if isinstance(what, _Attributes) else what)
            for kind, name, what in goal
        )
    if isinstance(value, _Elements):
        value = value.filled(parts)
    return move, goal, op, field, stand, value
