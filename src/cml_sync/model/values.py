"""The types of plain values, all checked by pydantic's compiled core and by nothing else.

The lexical rules that need judgement (decimal commas, `да`/`нет`, dates of other shapes) belong to
`cml_sync.xml`: it brings such a value into one of these shapes and reports that it did.
"""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Annotated, Final, TypeAlias

from pydantic import Field

Id: TypeAlias = str
"""An opaque identifier (``ИдентификаторГлобальныйТип``): compared exactly, after trimming."""

Code: TypeAlias = str
"""A code, a number of a document, or a word of a closed list: trimmed, kept as text."""

Name: TypeAlias = str
"""A name (``НаименованиеТип``): white space on the right is cut."""

LongText: TypeAlias = str
"""A description or a comment (``КомментарийТип``): kept as it is."""

_BEYOND: Final = Decimal(10) ** 38
"""1C holds no number of more than 38 digits. ``1E+999999999`` is ten signs in a file, and a
gigabyte of zeros where it is written out."""

Amount: TypeAlias = Annotated[Decimal, Field(gt=-_BEYOND, lt=_BEYOND)]
"""Money (``СуммаТип``), in the currency that stands beside it; the scale of the text is kept."""

Quantity: TypeAlias = Annotated[Decimal, Field(gt=-_BEYOND, lt=_BEYOND)]
"""A quantity or a factor (``КоличествоТип``, ``КоэффициентТип``); stock may be negative."""

Flag: TypeAlias = bool
"""``ПереключательТип``: ``true``, ``false``, ``1``, ``0``."""

Day: TypeAlias = Annotated[date, Field(gt=date(1, 1, 1))]
"""A day (``ДатаТип``). The empty date of 1C, 0001-01-01, is refused: a reader makes it None."""

Moment: TypeAlias = Annotated[
    datetime,
    Field(ge=datetime(1990, 1, 1), lt=datetime(2200, 1, 1)),  # noqa: DTZ001 - as local as the value
]
"""A moment (``ДатаВремяТип``): local time of the writer, unless it carries an offset.

The bounds refuse the empty moment of 1C, and digits without separators, which would otherwise pass
for seconds since 1970.
"""

TimeOfDay: TypeAlias = time
"""A time of day (``ВремяТип``), local to the writer."""
