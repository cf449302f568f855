"""File names of an exchange: what they hint at, and which of them are safe.

A name is a hint and never more: what a part is, only its content says. Grammar as written by the
1C modules (УТ 11: ``import0_1.xml``, 1C-Bitrix: ``goods_1_1_<guid>.xml``, ``import___<guid>.xml``).
"""

import re
import unicodedata
from typing import Final, NamedTuple

from cml_sync.packages.errors import NameFault, UnsafeNameError
from cml_sync.patterns import pattern

_GUID: Final = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_STEM: Final = pattern(
    r"^(import|goods|groups|propertiesgoods|propertiesoffers|offers|prices|rests|pricelists"
    r"|storages|units|contragents|documents|orders|references?|classifier)",
    re.IGNORECASE,
)
_CLASSIC: Final = pattern(r"^[a-z]+(\d+)_(\d+)\.xml$", re.IGNORECASE)
_SPLIT: Final = pattern(rf"^[a-z]+(?:_(\d+))?(?:_(\d+))?_{{1,3}}({_GUID})\.xml$", re.IGNORECASE)
_ORDERS: Final = pattern(rf"^orders-({_GUID})_(\d+)\.xml$", re.IGNORECASE)
_DIGITS: Final = pattern(r"(\d+)")


class NameHint(NamedTuple):
    """What a name hints at.

    Attributes:
        stem: the known word it begins with, in lower case (``offers``), or None.
        catalog: index of the catalogue in the exchange, from 0 (``import0_1``).
        portion: number of the portion or part, from 1.
        guid: of the session or the part.
    """

    stem: str | None = None
    catalog: int | None = None
    portion: int | None = None
    guid: str | None = None


def read_hint(name: str) -> NameHint:
    """What the last component of `name` hints at; nothing is no error."""
    base = name.replace("\\", "/").rpartition("/")[2]
    known = _STEM.match(base)
    stem = known[1].lower() if known else None
    if match := _CLASSIC.match(base):
        return NameHint(stem, int(match[1]), int(match[2]))
    if match := _ORDERS.match(base):
        return NameHint(stem, None, int(match[2]), match[1].lower())
    if match := _SPLIT.match(base):
        portion = match[2] or match[1]
        return NameHint(stem, None, int(portion) if portion else None, match[3].lower())
    return NameHint(stem)


def natural_key(name: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts names as people do: ``import0_2.xml`` before ``import0_10.xml``."""
    return tuple(
        (0, int(piece), "") if piece.isdecimal() else (1, 0, piece.casefold())
        for piece in _DIGITS.split(name)
        if piece
    )


IMAGES: Final = frozenset({"jpg", "jpeg", "png", "gif", "bmp", "webp", "tif", "tiff"})
ATTACHMENTS: Final = frozenset(
    {"pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "rtf", "txt", "odt", "ods", "csv", "mp4"}
)
"""УТ 11 puts attachments into `Картинка` as well."""
TAKEN: Final = IMAGES | ATTACHMENTS | {"xml"}
TAKEN_UPLOADS: Final = TAKEN | {"zip"}

MAX_DEPTH: Final = 4
_MAX_COMPONENT: Final = 200
_ALLOWED: Final = pattern(r"[\w .,()\[\]+=#№@!-]+")
_DRIVE: Final = pattern(r"^[A-Za-z]:")
_DEVICES: Final = pattern(
    r"^(?:con|prn|aux|nul|clock\$|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE
)
_PREFIXES: Final = pattern(
    r"^(?:(?:import_files/tmp/)?webdata/(?:\d+/\d+/(?=import_files/)|\d{6,}/)?)+"
)


def safe_name(name: str, *, taken: frozenset[str] = TAKEN) -> str:
    """The relative name under which a file that calls itself `name` may be kept.

    Backslashes become slashes, folders that 1C servers are known to put in front
    (``webdata/``, ``webdata/000000003/``, ``import_files/tmp/webdata/<n>/<n>/``) go, letters are
    composed (NFC). Nothing else is mended: what is not on the list of allowed forms is refused.

    Args:
        name: as the other side wrote it.
        taken: extensions that are taken, in lower case and without the dot.

    Raises:
        UnsafeNameError: the name could lead outside, hide, or mean a device; or files of its
            kind are not taken.
    """
    path = unicodedata.normalize("NFC", name).replace("\\", "/")
    fault = _fault_of_path(path)
    if fault is None:
        components = _PREFIXES.sub("", path.removeprefix("./")).split("/")
        fault = _fault_of_components(components)
        if fault is None:
            extension = components[-1].rpartition(".")[2].lower()
            if "." in components[-1] and extension in taken:
                return "/".join(components)
            fault = NameFault.EXTENSION
    raise UnsafeNameError(name, fault)


def fold(name: str) -> str:
    """The form in which two names are the same file on some disk: composed, without case."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _fault_of_path(path: str) -> NameFault | None:
    if not path.strip():
        return NameFault.EMPTY
    if any(unicodedata.category(character)[0] in "CZ" and character != " " for character in path):
        return NameFault.CONTROL
    if path.startswith("/"):
        return NameFault.ABSOLUTE
    if _DRIVE.match(path):
        return NameFault.DRIVE
    return None


def _fault_of_components(components: list[str]) -> NameFault | None:
    if len(components) > MAX_DEPTH + 1:
        return NameFault.DEPTH
    return next(filter(None, map(_fault_of_component, components)), None)


def _fault_of_component(component: str) -> NameFault | None:
    checks = (
        (NameFault.EMPTY, not component.strip()),
        (NameFault.PARENT, component == ".."),
        (NameFault.HIDDEN, component.startswith(".")),
        (NameFault.ENDING, component.endswith((".", " ")) or component.startswith(" ")),
        (NameFault.RESERVED, _DEVICES.match(component) is not None),
        (NameFault.LENGTH, len(component.encode()) > _MAX_COMPONENT),
        (NameFault.CHARACTER, _ALLOWED.fullmatch(component) is None),
    )
    return next((fault for fault, found in checks if found), None)
