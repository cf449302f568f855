"""Records that portions repeat, each taken once."""

from cml_sync.model.element import Element
from cml_sync.model.kinds import Kind
from cml_sync.model.records import digest, record_id


class Once:
    """Remembers classifier records by a digest: price types, warehouses, groups, properties.

    Every portion of 2.x names its price types again, every part of 3.1 may.
    """

    def __init__(self) -> None:
        self._met: set[tuple[Kind, str, bytes]] = set()

    def is_new(self, kind: Kind, record: Element, scope: str) -> bool:
        """Whether no record of the kind said the same before; one without an id always is new.

        Two that share an id and differ are both new: which of them is right, nobody can say here.

        Args:
            kind: of the record.
            record: the model.
            scope: the classifier it belongs to.
        """
        if record_id(record) is None:
            return True
        key = (kind, scope, digest(record))
        if key in self._met:
            return False
        self._met.add(key)
        return True
