"""The words a configuration and a command line share."""

from enum import StrEnum


class Role(StrEnum):
    """What an endpoint is in the exchange; it only picks defaults."""

    ERP = "erp"
    SHOP = "shop"


class ExchangeKind(StrEnum):
    """What is pulled or pushed; offers carry prices and rests, the finer kinds serve quick runs."""

    CATALOG = "catalog"
    OFFERS = "offers"
    PRICES = "prices"
    RESTS = "rests"
    ORDERS = "orders"


class Verb(StrEnum):
    """What a step of a job does."""

    PULL = "pull"
    PUSH = "push"
