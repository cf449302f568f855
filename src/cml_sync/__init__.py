"""cml-sync: keeps web shops and 1C in step through CommerceML packages.

For other programs: ``from cml_sync import open_package``. The names are found in `library` when
they are first asked for; their types stand in ``__init__.pyi``.
"""

__version__ = "0.1.0"

__all__ = [
    "Catalog",
    "Category",
    "Change",
    "Classifier",
    "CmlSyncError",
    "CommercialInformation",
    "Comparison",
    "Container",
    "Counterparty",
    "Document",
    "DocumentLine",
    "Element",
    "FindingsError",
    "Group",
    "Kind",
    "Offer",
    "OfferChange",
    "OffersPackage",
    "Package",
    "Place",
    "Price",
    "PriceType",
    "Problem",
    "Product",
    "Property",
    "ReferenceBook",
    "Requisite",
    "Severity",
    "Unit",
    "Validation",
    "Warehouse",
    "__version__",
    "convert",
    "diff",
    "is_deleted",
    "open_package",
    "price_tiers",
    "read",
    "requisite",
    "split_id",
    "stock_levels",
    "validate",
    "write",
]


def __getattr__(name: str) -> object:
    """A public name of `library`, which is imported now: the command line must start quickly."""
    if name not in __all__:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module  # noqa: PLC0415 - only for who asks

    value: object = getattr(import_module("cml_sync.library"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names."""
    return sorted(__all__)
