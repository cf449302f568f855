"""The rules that a single record must pass to be taken over; the others are kept aside.

Only errors that one record shows by itself count here: a run must not keep goods back for a
reference whose definition came yesterday. `validate` applies all rules.
"""

from typing import Final

from cml_sync.checks.chapters import references
from cml_sync.checks.memory.index import Index
from cml_sync.checks.registry import RULES
from cml_sync.checks.rule import Rule, Scope
from cml_sync.checks.view import Part, RecordView
from cml_sync.model.documents import Container
from cml_sync.model.element import Element
from cml_sync.model.information import CommercialInformation
from cml_sync.model.kinds import Kind
from cml_sync.problems import Place, Problem, Severity
from cml_sync.xml.entries import PartHeader, RecordRead

_ALONE: Final = Part(
    PartHeader("", "utf-8", None, bom=False, namespace="", information=CommercialInformation()),
    None,
)


def _rules_of(kind: Kind) -> tuple[Rule, ...]:
    return tuple(
        rule
        for rule in RULES
        if rule.scope is Scope.RECORD
        and rule.finding.severity is Severity.ERROR
        and kind in rule.on
        and rule not in references.RULES
        and not rule.receivers
    )


_RULES: Final = {kind: _rules_of(kind) for kind in Kind}


def faults(entry: RecordRead) -> tuple[Problem, ...]:
    """What keeps a record from being taken over; of a container, what keeps its documents."""
    if isinstance(entry.record, Container):
        return tuple(
            problem
            for document in entry.record.documents
            for problem in _faults(Kind.DOCUMENT, document, entry)
        )
    return tuple(_faults(entry.kind, entry.record, entry))


def _faults(kind: Kind, record: Element, entry: RecordRead) -> list[Problem]:
    rules = _RULES[kind]
    if not rules:
        return []
    place: Place = entry.place
    view = RecordView(kind, record, place, _ALONE, entry.section, "", Index())
    return [rule.problem(found, place) for rule in rules for found in rule.check(view)]
