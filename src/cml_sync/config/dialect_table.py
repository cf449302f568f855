"""The keys of ``[endpoint.NAME.dialect]``: what differs from the preset's dialect."""

import codecs
from dataclasses import replace
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from cml_sync.messages import text
from cml_sync.transports.errors import OptionError
from cml_sync.xml.dialects import DeletionForm, Dialect, Owners, StockForm, Units


def _check_encoding(value: str) -> str:
    try:
        return codecs.lookup(value).name
    except LookupError as error:
        raise OptionError(
            text("`{value}` is no encoding: use utf-8 or windows-1251", value=value)
        ) from error


class DialectTable(BaseModel):
    """Changes to a dialect; keys that are left out keep what the preset says."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    schema_version: (
        Literal["2.04", "2.05", "2.06", "2.07", "2.08", "2.09", "2.10", "3.1"] | None
    ) = Field(default=None, description="written as ВерсияСхемы")
    namespace: str | None = Field(default=None, description="namespace of the root; empty for none")
    encoding: Annotated[str, AfterValidator(_check_encoding)] | None = Field(
        default=None, description="utf-8 or windows-1251"
    )
    bom: bool | None = Field(default=None, description="begin files with a byte order mark")
    units: Units | None = Field(
        default=None, description="how units of prices and lines are written"
    )
    deletions: frozenset[DeletionForm] | None = Field(
        default=None, description="every form in which a deleted record is written"
    )
    stocks: StockForm | None = Field(default=None, description="how stock of offers is written")
    owners: Owners | None = Field(
        default=None, description="whether owners of sections are written"
    )
    empty_requisites: bool | None = Field(
        default=None, description="write requisites that have no value"
    )

    def changed(self, dialect: Dialect) -> Dialect:
        """The dialect with these changes."""
        changes = {name: getattr(self, name) for name in self.model_fields_set}
        return replace(dialect, **changes)
