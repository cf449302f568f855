"""Which records belong to the words of the command line, and who is asked and served by default."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from cml_sync.config.errors import NoEndpointError, UnknownEndpointError
from cml_sync.config.settings import Endpoint
from cml_sync.config.words import ExchangeKind, Role
from cml_sync.packages.parts import PartKind
from cml_sync.transports.base import Topic

_CLASSIFIER: Final = frozenset(
    {
        PartKind.CLASSIFIER,
        PartKind.GROUPS,
        PartKind.UNITS,
        PartKind.PROPERTIES,
        PartKind.PRICE_TYPES,
        PartKind.WAREHOUSES,
    }
)
_CATALOG: Final = _CLASSIFIER | {
    PartKind.REFERENCE_BOOKS,
    PartKind.CATALOG,
    PartKind.GOODS,
    PartKind.COUNTERPARTIES,
    PartKind.MIXED,
}
_OFFERS: Final = frozenset(
    {
        PartKind.OFFERS,
        PartKind.PRICES,
        PartKind.RESTS,
        PartKind.CHANGES,
        PartKind.MIXED,
        PartKind.PRICE_TYPES,
        PartKind.WAREHOUSES,
    }
)

PARTS: Final[Mapping[ExchangeKind, frozenset[PartKind]]] = {
    ExchangeKind.CATALOG: _CATALOG,
    ExchangeKind.OFFERS: _OFFERS,
    ExchangeKind.PRICES: _OFFERS,
    ExchangeKind.RESTS: _OFFERS,
    ExchangeKind.ORDERS: frozenset({PartKind.DOCUMENTS, PartKind.EMPTY}),
}
"""The parts a pull of this kind takes. A file is taken whole or not at all, so that confirming it
never loses what nobody asked for."""


def wants(kinds: Collection[ExchangeKind], part: PartKind) -> bool:
    """Whether a pull of `kinds` takes such a part; one that cannot be read stops any pull."""
    return part is PartKind.UNREADABLE or any(part in PARTS[kind] for kind in kinds)


def topics(kinds: Collection[ExchangeKind]) -> tuple[Topic, ...]:
    """The sessions that `kinds` need: goods before orders."""
    goods = any(kind is not ExchangeKind.ORDERS for kind in kinds)
    found = [Topic.CATALOG] if goods else []
    return (*found, Topic.SALE) if ExchangeKind.ORDERS in kinds else tuple(found)


def of_topic(kinds: Collection[ExchangeKind], topic: Topic) -> tuple[ExchangeKind, ...]:
    """Those of `kinds` that belong to a session, in the order of the words."""
    orders = topic is Topic.SALE
    return tuple(k for k in ExchangeKind if k in kinds and (k is ExchangeKind.ORDERS) == orders)


def chosen(endpoints: Mapping[str, Endpoint], names: Sequence[str]) -> tuple[Endpoint, ...]:
    """The endpoints with these names. Raises `UnknownEndpointError` for a name nobody has."""
    for name in names:
        if name not in endpoints:
            raise UnknownEndpointError(name, tuple(endpoints))
    return tuple(endpoints[name] for name in dict.fromkeys(names))


def sources(
    endpoints: Mapping[str, Endpoint], kinds: Collection[ExchangeKind], names: Sequence[str] = ()
) -> tuple[tuple[Endpoint, tuple[ExchangeKind, ...]], ...]:
    """Whom a pull asks for what: the erp for goods, every shop for orders, or who is named.

    Raises:
        UnknownEndpointError: a name nobody has.
        NoEndpointError: the configuration has nobody to ask.
    """
    return _routes(endpoints, kinds, names, {Topic.CATALOG: (Role.ERP,), Topic.SALE: (Role.SHOP,)})


def targets(
    endpoints: Mapping[str, Endpoint], kinds: Collection[ExchangeKind], names: Sequence[str] = ()
) -> tuple[tuple[Endpoint, tuple[ExchangeKind, ...]], ...]:
    """Whom a push serves with what: goods to every shop; orders to the erp and to the shops.

    Raises:
        UnknownEndpointError: a name nobody has.
        NoEndpointError: the configuration has nobody to serve.
    """
    orders = (Role.ERP, Role.SHOP)
    return _routes(endpoints, kinds, names, {Topic.CATALOG: (Role.SHOP,), Topic.SALE: orders})


def _routes(
    endpoints: Mapping[str, Endpoint],
    kinds: Collection[ExchangeKind],
    names: Sequence[str],
    roles: Mapping[Topic, Sequence[Role]],
) -> tuple[tuple[Endpoint, tuple[ExchangeKind, ...]], ...]:
    wanted = tuple(kind for kind in ExchangeKind if kind in kinds)
    if names:
        return tuple((endpoint, wanted) for endpoint in chosen(endpoints, names))
    found: dict[str, tuple[ExchangeKind, ...]] = {}
    for topic in topics(wanted):
        serving = [e for role in roles[topic] for e in endpoints.values() if e.role is role]
        if not serving:
            raise NoEndpointError(roles[topic][0].value)
        for endpoint in serving:
            found[endpoint.name] = (*found.get(endpoint.name, ()), *of_topic(wanted, topic))
    return tuple((endpoints[name], served) for name, served in found.items())
