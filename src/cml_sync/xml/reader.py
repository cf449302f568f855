"""The reader's front: everything that other floors call."""

from cml_sync.xml.limits import Limits
from cml_sync.xml.peek import Outline, peek
from cml_sync.xml.reading.part import PartReader, open_part
from cml_sync.xml.reading.whole import read_whole

__all__ = ["Limits", "Outline", "PartReader", "open_part", "peek", "read_whole"]
