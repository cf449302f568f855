# The types of what other programs call: `__init__.py` finds the same names in `library`.
from cml_sync.library import *  # noqa: F403 - exactly its public names

__version__: str
