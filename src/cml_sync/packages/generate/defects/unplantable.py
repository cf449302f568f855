"""The codes that no defect can plant, and why."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from cml_sync.messages import Text, text

_STORE: Final = text(
    "it compares a package with what was applied before: plant it into the second one by hand, "
    "and check that with `validate --store`"
)

UNPLANTABLE: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "CML755": text(
            "every package with goods has it already: look with `validate --for django-cml2`"
        ),
        "CML756": text(
            "every package with offers has it already: look with `validate --for django-cml`"
        ),
        "CML792": text(
            "a schema says it, with `validate --xsd`: plant CML167, an element that no schema knows"
        ),
        **dict.fromkeys((f"CML{number}" for number in range(951, 960)), _STORE),
    }
)
"""Why not, by code; every other code of a rule or of the reader has a defect."""
