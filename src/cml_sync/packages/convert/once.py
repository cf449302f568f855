"""Records that portions repeat, each taken once."""

from cml_sync.model.element import Element
from cml_sync.model.kinds import Kind
from cml_sync.model.records import digest, record_id
from cml_sync.packages.convert.errors import DoubledIdError
from cml_sync.problems import Place


class Once:
    """Remembers classifier records by a digest: price types, warehouses, groups, properties.

    Every portion of 2.x names its price types again, every part of 3.1 may.
    """

    def __init__(self) -> None:
        self._digests: dict[tuple[Kind, str, str], bytes] = {}
        self.repeated: dict[Kind, int] = {}

    def is_new(self, kind: Kind, record: Element, scope: str, place: Place) -> bool:
        """Whether `record` was not met before; one without an id always is.

        Args:
            kind: of the record.
            record: the model.
            scope: the classifier it belongs to.
            place: where it stands.

        Raises:
            DoubledIdError: it was met, and said something else.
        """
        identifier = record_id(record)
        if identifier is None:
            return True
        key = (kind, scope, identifier)
        seen = self._digests.get(key)
        fresh = digest(record)
        if seen is None:
            self._digests[key] = fresh
            return True
        if seen != fresh:
            raise DoubledIdError(kind, identifier, place)
        self.repeated[kind] = self.repeated.get(kind, 0) + 1
        return False
