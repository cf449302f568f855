"""Every hostile file there is."""

from typing import Final

from tests.faults.hostile.archives import ARCHIVES
from tests.faults.hostile.encodings import BYTES
from tests.faults.hostile.entities import ENTITIES
from tests.faults.hostile.places import PLACES
from tests.faults.hostile.sizes import SIZES
from tests.faults.hostile.stage import Hostile
from tests.faults.hostile.values import VALUES

HOSTILE: Final[tuple[Hostile, ...]] = ENTITIES + SIZES + BYTES + ARCHIVES + PLACES + VALUES
