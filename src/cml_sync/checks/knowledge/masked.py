"""How personal data stands in messages: so that its owner knows it again, and nobody else."""

from typing import Final

BULLETS: Final = "•••••"
"""What stands for the hidden middle, whatever its length: the length would tell something, too."""

_ONE_END_SHOWN: Final = 6
_TWO_ENDS_SHOWN: Final = 10


def masked(value: str) -> str:
    """A personal value (ИНН, name, telephone, e-mail, address, document number) for a message.

    At most its ends are left: of six characters the first and the last one, of ten the first and
    the last two, of fewer than six nothing. White space around it is not counted.
    """
    bare = value.strip()
    if len(bare) < _ONE_END_SHOWN:
        return BULLETS
    shown = 2 if len(bare) >= _TWO_ENDS_SHOWN else 1
    return f"{bare[:shown]}{BULLETS}{bare[-shown:]}"
