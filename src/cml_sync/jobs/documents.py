"""Which documents go to an endpoint: orders of shops to 1C, answers of 1C to the right shop."""

from collections.abc import Iterator
from functools import cached_property

from cml_sync.config.settings import Endpoint
from cml_sync.config.words import Role
from cml_sync.jobs.context import Context
from cml_sync.jobs.findings import ambiguous_answer
from cml_sync.jobs.plan import DOCUMENTS, answered_ids, recipients
from cml_sync.jobs.report import KindRow
from cml_sync.model.kinds import Kind
from cml_sync.model.records import load
from cml_sync.problems import Problem
from cml_sync.store.confirmed import Wanted
from cml_sync.store.rows import Due, StoredRecord
from cml_sync.store.runs import SERVE
from cml_sync.store.store import Transaction


class Documents:
    """The documents that one endpoint has not confirmed.

    Nothing goes back to where it came from. To the erp goes what shops wrote; to a shop goes what
    the erp wrote in answer to an order of this very shop.

    Args:
        context: of the job.
        view: of the store, unchanging meanwhile.
        endpoint: to whom they go.
        full: whether or not it has confirmed them.
    """

    def __init__(
        self, context: Context, view: Transaction, endpoint: Endpoint, *, full: bool = False
    ):
        self._context = context
        self._view = view
        self._endpoint = endpoint
        self._full = full
        self.rows = list[KindRow]()
        self.problems = list[Problem]()

    def due(self) -> list[Due]:
        """The documents to be sent, containers last; `rows` and `problems` are filled."""
        return [due for kind in DOCUMENTS for due in self._of_kind(kind)]

    def _of_kind(self, kind: Kind) -> list[Due]:
        chosen: list[Due] = []
        held = 0
        for due in self._view.confirmed.due(self._wanted(kind)):
            shops = self._recipients(due.record)
            if self._endpoint.role is Role.ERP or shops == {self._endpoint.name}:
                chosen.append(due)
            elif self._endpoint.name in shops:
                held += 1
                names = ", ".join(sorted(shops))
                self.problems.append(ambiguous_answer(due.record.key.id, names))
        tally = self._view.confirmed.tally(self._wanted(kind))
        added = sum(not due.was_live for due in chosen)
        row = KindRow(
            kind=kind.value,
            in_source=len(chosen) + held + (0 if self._full else tally.unchanged),
            added=added,
            changed=len(chosen) - added,
            held=held,
            unchanged=0 if self._full else tally.unchanged,
        )
        if row.in_source:
            self.rows.append(row)
        return chosen

    def _wanted(self, kind: Kind) -> Wanted:
        origins = tuple(self._origins(kind))
        return Wanted(self._endpoint.name, kind.value, origins=origins, full=self._full)

    def _origins(self, kind: Kind) -> Iterator[str]:
        """Shops write for the erp, the erp for shops; who is no endpoint any more, for nobody."""
        for origin in self._view.records.origins([kind.value]):
            role = self._role_of(origin)
            if role is not None and role is not self._endpoint.role:
                yield origin

    def _role_of(self, origin: str) -> Role | None:
        known = self._context.endpoints.get(origin)
        if known is not None:
            return known.role
        # A 1C that calls us need not be an endpoint.
        return Role.ERP if origin in self._callers else None

    @cached_property
    def _callers(self) -> frozenset[str]:
        commands = self._view.runs.commands()
        return frozenset(endpoint for command, endpoint, _ in commands if command == SERVE)

    def _recipients(self, record: StoredRecord) -> set[str]:
        if self._endpoint.role is Role.ERP:
            return {self._endpoint.name}
        answer = load(Kind(record.key.kind), record.body)
        ids, number = answered_ids(answer)
        kinds = [kind.value for kind in DOCUMENTS]
        orders = [
            (found.key.origin, load(Kind(found.key.kind), found.body))
            for found in self._view.records.documents_like(kinds, ids, number)
            if self._is_shop(found.key.origin)
        ]
        return set(recipients(answer, orders))

    def _is_shop(self, origin: str) -> bool:
        known = self._context.endpoints.get(origin)
        return known is not None and known.role is Role.SHOP
