"""Known kinds of partners: the dialect of their XML and the switches of their protocol, joined.

The two halves know nothing of each other; this table is the only place where they meet. Where
a fact comes from is said at the row.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from cml_sync.messages import Text, text
from cml_sync.transports.switches import ProtocolSwitches
from cml_sync.xml.dialects import DIALECTS, Dialect

_SAFE: Final = ProtocolSwitches()


@dataclass(frozen=True, slots=True)
class Preset:
    """One kind of partner.

    Attributes:
        name: as in the configuration.
        title: what it is.
        dialect: how its CommerceML looks.
        protocol: how it speaks the exchange dialogue.
    """

    name: str
    title: Text
    dialect: Dialect
    protocol: ProtocolSwitches = _SAFE


_ROWS: Final = (
    Preset("plain", text("a partner that keeps to schema 2.07 and the protocol"), DIALECTS["2.07"]),
    Preset("2.05", text("a partner that keeps to schema 2.05"), DIALECTS["2.05"]),
    Preset("2.10", text("a partner that keeps to schema 2.10"), DIALECTS["2.10"]),
    Preset("3.1", text("a partner of the 1C-Bitrix module's generation, 3.1"), DIALECTS["3.1"]),
    # Replies with orders are read by УТ without a namespace and without a byte order mark.
    Preset("ut11", text("1C:Trade Management 11 and its kin (ERP, KA, Retail)"), DIALECTS["ut11"]),
    # 1C-Bitrix wants its session word back, answers in windows-1251, prints text right behind the
    # status word, takes orders over only at `import` in versioned sessions.
    Preset(
        "bitrix",
        text("1C-Bitrix"),
        DIALECTS["bitrix"],
        ProtocolSwitches(success_prefix=True),
    ),
    # django-cml-integr overwrites at every piece, unpacks no zip, 404 for `import` of orders.
    Preset(
        "django-cml",
        text("django-cml and its forks"),
        DIALECTS["django-cml"],
        ProtocolSwitches(chunking=False, zip="never"),
    ),
    # exchange1c checks only its own cookie; a zip may come in pieces.
    Preset(
        "opencart",
        text("OpenCart with exchange1c"),
        DIALECTS["2.07"],
        ProtocolSwitches(zip="never"),
    ),
    # woocommerce-1c begins a file anew at every piece that holds an XML declaration.
    Preset("woocommerce", text("WooCommerce with woocommerce-1c"), DIALECTS["2.07"]),
    Preset("cml-sync", text("another cml-sync (`cml-sync serve`)"), DIALECTS["2.07"]),
)

PRESETS: Final[Mapping[str, Preset]] = MappingProxyType({row.name: row for row in _ROWS})
"""Every preset by name."""
