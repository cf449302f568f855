"""The rows of what was seen in a package: frozen values, part of the report of `inspect`."""

from pydantic import BaseModel, ConfigDict

from cml_sync.model.kinds import Kind


class SurveyRow(BaseModel):
    """A row; how it is checked and written is worked out when it first is."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class FieldRow(SurveyRow):
    """How many records of a kind have a field.

    Attributes:
        kind: of the records.
        field: its English name (`sku`).
        element: where it stands in the record (``Артикул``, ``Цены/Цена``, ``@Статус``).
        records: how many there are of the kind.
        present: how many of them have it, empty or not.
        filled: how many have it and not empty.
    """

    kind: Kind
    field: str
    element: str
    records: int
    present: int
    filled: int


class ValueRow(SurveyRow):
    """A value of a short list, and how often it stands there.

    Attributes:
        value: as written.
        count: of records or of parts of records that have it.
    """

    value: str
    count: int


class UnitRow(SurveyRow):
    """A unit of measure that goods are counted in.

    Attributes:
        code: ``@Код``, of ОКЕИ or home-made.
        name: the short name that stands beside it.
        count: of products and offers.
    """

    code: str | None
    name: str | None
    count: int


class RequisiteRow(SurveyRow):
    """The name of a requisite.

    Attributes:
        kind: of the records that have it.
        name: as written.
        count: of requisites of this name.
        examples: the first different values of goods; never of documents and parties.
    """

    kind: Kind
    name: str
    count: int
    examples: tuple[str, ...] = ()


class FactsRow(SurveyRow):
    """What goods and documents say in words of short lists, the most frequent first.

    Attributes:
        units: of products and offers.
        vat_rates: ``Ставка`` of the taxes of products and of the lines of documents.
        currencies: of price types, prices and documents.
        operations: ``ХозОперация`` of documents.
        statuses: ``Статус заказа`` of documents.
        requisites: names of requisites by kind.
        left_out: how often something stood there that is in none of these lists, since they end
            at a thousand different ones.
    """

    units: tuple[UnitRow, ...] = ()
    vat_rates: tuple[ValueRow, ...] = ()
    currencies: tuple[ValueRow, ...] = ()
    operations: tuple[ValueRow, ...] = ()
    statuses: tuple[ValueRow, ...] = ()
    requisites: tuple[RequisiteRow, ...] = ()
    left_out: int = 0
