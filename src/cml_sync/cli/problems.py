"""Severities in words."""

from typing import Final

from cml_sync.messages import Text, text
from cml_sync.problems import Severity

SEVERITIES: Final[dict[str, Text]] = {
    Severity.ERROR: text("error"),
    Severity.WARNING: text("warning"),
    Severity.ADVICE: text("advice"),
}
